"""The scoring app."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """Rubrics, score sheets with evidence, verification."""

    name = "thidua.scoring"

    def ready(self) -> None:
        """Tell the registries what a year owes of its rubric and score sheets, and what ties a unit to it."""
        from thidua.clusters import obligations, ties

        from .owed import owed_in_scoring, ties_in_scoring
        from .owed_appeals import owed_in_appeals, ties_in_appeals

        obligations.register(owed_in_scoring)
        obligations.register(owed_in_appeals)
        ties.register(ties_in_scoring)
        ties.register(ties_in_appeals)
