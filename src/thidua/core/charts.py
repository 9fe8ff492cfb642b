"""The geometry of a chart of stacked bars, one for each unit; templates only draw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 460
# What stands right of the longest bar: its total.
_RIGHT = 60
# The room of a letter at the chart's size of text, and of names at most.
_LETTER = 8
_LONGEST_NAME = 22
_ROW = 30
_BAR = 18


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar, in whole pixels; ``look`` is its class."""

    look: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A unit's bar: where its name, parts and total stand."""

    name: str
    total: Decimal
    y: int
    text_y: int
    parts: tuple[Part, ...]
    total_x: int


@dataclass(frozen=True, slots=True)
class StackedBars:
    """The whole chart; ``bar_height`` is that of every bar."""

    width: int
    height: int
    left: int
    name_x: int
    bar_height: int
    bars: tuple[Bar, ...]


def stacked_bars(rows: Sequence[tuple[str, Sequence[tuple[str, Decimal]]]]) -> StackedBars | None:
    """Lay out a bar for each name with its parts (look, value); None when there is nothing to show.

    A value below nought has no part of its own; the total beside the bar counts it.
    """
    lengths = [sum((max(value, Decimal(0)) for _, value in parts), Decimal(0)) for _, parts in rows]
    longest = max(lengths, default=Decimal(0))
    if not longest:
        return None
    left = 12 + _LETTER * max(len(short_name(name)) for name, _ in rows)
    bars = tuple(_bar(name, parts, index, left, longest) for index, (name, parts) in enumerate(rows))
    return StackedBars(WIDTH, len(bars) * _ROW, left, left - 8, _BAR, bars)


def short_name(name: str) -> str:
    """The name, cut where it would leave no room for what it names."""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _bar(name: str, values: Sequence[tuple[str, Decimal]], index: int, left: int, longest: Decimal) -> Bar:
    room = WIDTH - left - _RIGHT
    parts: list[Part] = []
    sofar, end = Decimal(0), left
    for look, value in values:
        start = end
        sofar += max(value, Decimal(0))
        end = left + int(room * sofar / longest)
        if end > start:
            parts.append(Part(look, start, end - start))
    top = index * _ROW + (_ROW - _BAR) // 2
    total = sum((value for _, value in values), Decimal(0))
    return Bar(short_name(name), total, top, top + _BAR - 5, tuple(parts), end + 6)
