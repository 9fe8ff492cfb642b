"""News of the clusters, pictures and readers' comments."""
