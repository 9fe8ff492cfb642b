"""The movements app."""

from django.apps import AppConfig


class MovementsConfig(AppConfig):
    """Directives, emulation movements, each unit's part in them, joint activities."""

    name = "thidua.movements"

    def ready(self) -> None:
        """Tell the registry what a year owes of movements."""
        from thidua.clusters import obligations

        from .queries import owed_in_movements

        obligations.register(owed_in_movements)
