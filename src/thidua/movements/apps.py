"""The movements app."""

from django.apps import AppConfig


class MovementsConfig(AppConfig):
    """Directives, emulation movements, each unit's part in them, joint activities."""

    name = "thidua.movements"
