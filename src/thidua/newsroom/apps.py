"""The newsroom app."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """News of the clusters, pictures and readers' comments."""

    name = "thidua.newsroom"

    def ready(self) -> None:
        """Tell the registry what the editor owes a year."""
        from thidua.clusters import obligations

        from .queries import owed_in_newsroom

        obligations.register(owed_in_newsroom)
