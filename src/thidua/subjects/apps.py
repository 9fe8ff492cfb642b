"""The subjects app."""

from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    """Whom awards are for, and their yearly facts."""

    name = "thidua.subjects"
