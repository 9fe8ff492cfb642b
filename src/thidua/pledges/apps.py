"""The pledges app."""

from django.apps import AppConfig


class PledgesConfig(AppConfig):
    """The pact, its targets and signatures, and the titles units strive for."""

    name = "thidua.pledges"

    def ready(self) -> None:
        """Tell the registry what a year owes of pact and registrations."""
        from thidua.clusters import obligations

        from .queries import owed_in_pledges

        obligations.register(owed_in_pledges)
