"""The reporting app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Reporting duties, reports, figures and medals."""

    name = "thidua.reporting"
