"""The geometry of the points chart: one stacked bar for each unit, a part for each group of the rubric."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 460
SERIES = 6
_LEFT = 96
_RIGHT = 60
_ROW = 30
_BAR = 18


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar, in whole pixels; ``series`` is its colour's class."""

    series: str
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
class PointsChart:
    """The whole chart."""

    width: int
    height: int
    left: int
    name_x: int
    bar_height: int
    bars: tuple[Bar, ...]


def series(index: int) -> str:
    """Return the colour class of the group at ``index``."""
    return f"series-{index % SERIES + 1}"


def points_chart(rows: Sequence[tuple[str, Sequence[Decimal]]]) -> PointsChart | None:
    """Lay out a bar for each (name, points by group); None when there is nothing to show.

    A group below nought (penalties) has no part of its own; the total beside the bar counts it.
    """
    lengths = [sum((max(part, Decimal(0)) for part in parts), Decimal(0)) for _name, parts in rows]
    longest = max(lengths, default=Decimal(0))
    if not longest:
        return None
    bars = tuple(_bar(name, parts, index, longest) for index, (name, parts) in enumerate(rows))
    return PointsChart(WIDTH, len(bars) * _ROW, _LEFT, _LEFT - 8, _BAR, bars)


def _bar(name: str, points: Sequence[Decimal], index: int, longest: Decimal) -> Bar:
    room = WIDTH - _LEFT - _RIGHT
    parts: list[Part] = []
    sofar = Decimal(0)
    end = _LEFT
    for group, value in enumerate(points):
        start = end
        sofar += max(value, Decimal(0))
        end = _LEFT + int(room * sofar / longest)
        if end > start:
            parts.append(Part(series(group), start, end - start))
    top = index * _ROW + (_ROW - _BAR) // 2
    return Bar(name, sum(points, Decimal(0)), top, top + _BAR - 5, tuple(parts), end + 6)
