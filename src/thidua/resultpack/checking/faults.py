"""What a check finds: where the pack says one thing and the recomputation another, or cannot be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from thidua.core.vietnamese import number

_FRACTION = re.compile(r"-?[0-9]{1,16}\.[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The first thing that does not agree: the part, the place in it, what it says and should say.

    ``cause`` is a message id with ``params``; ``place`` names the unit, criterion, ballot or code.
    """

    part: str
    place: str
    cause: str
    said: str = ""
    should: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """The part and the place in it."""
        return " · ".join(words for words in (self.part, self.place) if words)

    def __str__(self) -> str:
        words = self.cause % self.params if self.params else self.cause
        if self.should:
            words = f"{words} (trong gói: {self.said or '–'}; tính lại: {self.should})"
        elif self.said:
            words = f"{words} (trong gói: {self.said})"
        return f"{self.where}: {words}" if self.where else words


class Disagrees(Exception):
    """The pack can be read, and does not hold together."""

    def __init__(self, disagreement: Disagreement) -> None:
        self.disagreement = disagreement
        super().__init__(str(disagreement))


class Unreadable(Disagrees):
    """What was given is no result pack at all, or not one of a form this version knows."""


def disagree(
    part: str, place: str, cause: str, said: object = "", should: object = "", **params: object
) -> Disagrees:
    """Build the exception for one disagreement."""
    return Disagrees(Disagreement(part, place, cause, _told(said), _told(should), params))


def unreadable(cause: str, part: str = "", **params: object) -> Unreadable:
    """Build the exception for what cannot be read."""
    return Unreadable(Disagreement(part, "", cause, params=params))


def _told(value: object) -> str:
    """A value as the message shows it, cut where it is long."""
    if value is None or isinstance(value, bool):
        return {None: "–", True: "có", False: "không"}[value]
    text = str(value)
    if _FRACTION.fullmatch(text):
        return number(Decimal(text))
    return text if len(text) <= 120 else f"{text[:117]}…"
