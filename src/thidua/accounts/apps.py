"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles and the table of permissions."""

    name = "thidua.accounts"
