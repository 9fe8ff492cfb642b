"""The pledges app."""

from django.apps import AppConfig


class PledgesConfig(AppConfig):
    """The pact, its targets and signatures, and the titles units strive for."""

    name = "thidua.pledges"

    def ready(self) -> None:
        """Tell the registries what a year owes of pact and registrations, and what ties a unit to it."""
        from thidua.clusters import obligations, ties

        from .queries import owed_in_pledges, ties_in_pledges

        obligations.register(owed_in_pledges)
        ties.register(ties_in_pledges)
