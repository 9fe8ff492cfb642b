"""The journal app."""

from typing import Any

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Writes down what every other capability does."""

    name = "thidua.journal"

    def ready(self) -> None:
        """Listen to accounts, which stand to the left and cannot call the journal."""
        from thidua.accounts.signals import account_changed

        account_changed.connect(_write_down, dispatch_uid="journal.account_changed")


def _write_down(sender: Any, **change: Any) -> None:
    from .actions import append

    append(
        change["actor"], change["action"], change["subject"], before=change["before"], after=change["after"]
    )
