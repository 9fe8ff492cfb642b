"""The scoring app."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """Rubrics, score sheets with evidence, verification."""

    name = "thidua.scoring"
