"""The reporting app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Reporting duties, reports, figures and medals."""

    name = "thidua.reporting"

    def ready(self) -> None:
        """Tell the registries which reports a year owes, and what ties a unit to it."""
        from thidua.clusters import obligations, ties

        from .queries import owed_in_reporting, ties_in_reporting

        obligations.register(owed_in_reporting)
        ties.register(ties_in_reporting)
