"""The movements app."""

from django.apps import AppConfig


class MovementsConfig(AppConfig):
    """Directives, emulation movements, each unit's part in them, joint activities."""

    name = "thidua.movements"

    def ready(self) -> None:
        """Tell the registries what a year owes of movements, and what ties a unit to it."""
        from thidua.clusters import obligations, ties

        from .queries import owed_in_movements, ties_in_movements

        obligations.register(owed_in_movements)
        ties.register(ties_in_movements)
