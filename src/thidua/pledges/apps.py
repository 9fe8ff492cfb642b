"""The pledges app."""

from django.apps import AppConfig


class PledgesConfig(AppConfig):
    """The pact, its targets and signatures, and the titles units strive for."""

    name = "thidua.pledges"
