"""Forms of the cluster pages."""
