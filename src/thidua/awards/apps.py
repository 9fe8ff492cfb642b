"""The awards app."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """Decisions on what clusters proposed, and the register of awards."""

    name = "thidua.awards"

    def ready(self) -> None:
        """Tell the registry what the awarding authority owes."""
        from thidua.clusters import obligations

        from .queries import owed_in_awards

        obligations.register(owed_in_awards)
