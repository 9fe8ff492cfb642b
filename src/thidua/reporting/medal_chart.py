"""The geometry of the medals chart: one stacked bar for each unit; templates only draw it."""

from __future__ import annotations

from dataclasses import dataclass

from .queries import MedalTotal

WIDTH = 440
_RIGHT = 48
# The room of a letter at the chart's size of text, and of names at most.
_LETTER = 8
_LONGEST_NAME = 22
_ROW = 30
_BAR = 18


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, in whole pixels; ``colour`` is its class."""

    colour: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A unit's bar: where its name, segments and total stand."""

    name: str
    total: int
    y: int
    text_y: int
    segments: tuple[Segment, ...]
    total_x: int


@dataclass(frozen=True, slots=True)
class MedalChart:
    """The whole chart; ``bar_height`` is that of every bar."""

    width: int
    height: int
    left: int
    name_x: int
    bar_height: int
    bars: tuple[Bar, ...]


def medal_chart(table: list[MedalTotal]) -> MedalChart | None:
    """Lay out the bars of units that have medals, in the table's order; None when none has."""
    winners = [row for row in table if row.total]
    if not winners:
        return None
    most = max(row.total for row in winners)
    left = 12 + _LETTER * max(len(_name(row)) for row in winners)
    bars = tuple(_bar(row, index, left, most) for index, row in enumerate(winners))
    return MedalChart(WIDTH, len(bars) * _ROW, left, left - 8, _BAR, bars)


def _name(row: MedalTotal) -> str:
    name = row.unit.short_name if row.unit else ""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _bar(row: MedalTotal, index: int, left: int, most: int) -> Bar:
    room = WIDTH - left - _RIGHT
    segments, sofar = [], 0
    for colour, count in (("gold", row.gold), ("silver", row.silver), ("bronze", row.bronze)):
        start = left + room * sofar // most
        sofar += count
        end = left + room * sofar // most
        if count:
            segments.append(Segment(colour, start, end - start))
    top = index * _ROW + (_ROW - _BAR) // 2
    return Bar(
        name=_name(row),
        total=row.total,
        y=top,
        text_y=top + _BAR - 5,
        segments=tuple(segments),
        total_x=left + room * row.total // most + 6,
    )
