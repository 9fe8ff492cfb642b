"""Pages of clusters: years, clusters, units, people, the journal of a year."""
