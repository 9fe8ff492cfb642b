"""The awards app."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """Decisions on what clusters proposed, and the register of awards."""

    name = "thidua.awards"
