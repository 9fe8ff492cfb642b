"""The clusters app."""

from django.apps import AppConfig


class ClustersConfig(AppConfig):
    """Organisations, clusters, cluster years and their stages."""

    name = "thidua.clusters"

    def ready(self) -> None:
        """Tell the registry what the chair owes to prepare a year."""
        from . import obligations
        from .queries import owed_in_clusters

        obligations.register(owed_in_clusters)
