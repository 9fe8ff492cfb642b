"""Enumerations of ``core`` as choices of Django fields, their labels translated when shown."""

from collections.abc import Iterable
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


class Labelled(Protocol):
    """A member of an enumeration with a value and a label (a message id)."""

    @property
    def value(self) -> str:
        """What is stored."""

    @property
    def label(self) -> str:
        """What is shown."""


def choices(members: Iterable[Labelled]) -> list[tuple[str, Promise]]:
    """Return value and translated label of each member."""
    return [(member.value, gettext_lazy(member.label)) for member in members]
