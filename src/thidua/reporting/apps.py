"""The reporting app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Reporting duties, reports, figures and medals."""

    name = "thidua.reporting"

    def ready(self) -> None:
        """Tell the registry which reports a year owes."""
        from thidua.clusters import obligations

        from .queries import owed_in_reporting

        obligations.register(owed_in_reporting)
