"""The scoring app."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """Rubrics, score sheets with evidence, verification."""

    name = "thidua.scoring"

    def ready(self) -> None:
        """Tell the registry what a year owes of its rubric and score sheets."""
        from thidua.clusters import obligations

        from .owed import owed_in_scoring

        obligations.register(owed_in_scoring)
