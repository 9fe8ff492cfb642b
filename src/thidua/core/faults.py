"""What was wrong, where, and how to mend it: the one form in which rules refuse.

Texts are Vietnamese message ids; whoever shows a fault translates it (``msgid % params``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


def gettext_noop(message: str) -> str:
    """Mark ``message`` for translation where it is written; it is translated where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: ``place`` (a field name, or sheet and cell), ``cause`` and ``mend`` (message ids)."""

    cause: str
    mend: str = ""
    place: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        text = " ".join(part for part in (self.cause, self.mend) if part)
        text = text % self.params if self.params else text
        return f"{self.place}: {text}" if self.place else text


class Refused(Exception):
    """An act the rules do not allow as asked; carries every fault found, not the first only."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(str(fault) for fault in faults))

    @classmethod
    def because(cls, cause: str, mend: str = "", place: str = "", **params: object) -> Refused:
        """Build a refusal with a single fault."""
        return cls(Fault(cause, mend, place, params))


class Stale(Refused):
    """The form was made from an older state: somebody else has written since."""


class NotPermitted(Refused):
    """The acting user's roles do not allow this act here."""


def refuse_if_any(faults: Iterable[Fault]) -> None:
    """Raise :class:`Refused` with all ``faults``, when there are some."""
    found = tuple(faults)
    if found:
        raise Refused(*found)
