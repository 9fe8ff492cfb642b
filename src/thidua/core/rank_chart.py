"""The geometry of a chart of ranks across years: a line for each unit, first place on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .charts import WIDTH, short_name

_LEFT, _TOP = 24, 34
# The room of the names, right of the last year.
_NAMES = 168
_ROW = 28


@dataclass(frozen=True, slots=True)
class Dot:
    """A unit's rank in one year, and where it stands."""

    x: int
    y: int
    rank: int


@dataclass(frozen=True, slots=True)
class RankLine:
    """A unit's way through the years: dots, and the lines between years in which it was ranked in turn.

    The name stands beside the last dot; its figure is that dot's rank.
    """

    name: str
    look: str
    dots: tuple[Dot, ...]
    strokes: tuple[str, ...]
    name_x: int
    name_y: int


@dataclass(frozen=True, slots=True)
class RankChart:
    """The whole chart: the years with their places, the units' lines."""

    width: int
    height: int
    years: tuple[tuple[int, int], ...]
    lines: tuple[RankLine, ...]


def rank_chart(
    years: Sequence[int], rows: Sequence[tuple[str, str, Sequence[int | None]]]
) -> RankChart | None:
    """Lay out the ranks of each (name, look) by year; None where fewer than two years have ranks.

    Units that share a rank stand side by side at the same height; their names go below each other.
    """
    ranked_years = [place for place in range(len(years)) if any(ranks[place] for _, _, ranks in rows)]
    if len(ranked_years) < 2:
        return None
    lowest = max(rank for _, _, ranks in rows for rank in ranks if rank)
    step = (WIDTH - _LEFT - _NAMES) // (len(years) - 1)
    taken: set[int] = set()
    lines = []
    ordered = sorted(rows, key=lambda row: next((rank for rank in reversed(row[2]) if rank), lowest + 1))
    for name, look, ranks in ordered:
        dots = [
            (place, Dot(_LEFT + place * step, _TOP + (rank - 1) * _ROW, rank))
            for place, rank in enumerate(ranks)
            if rank
        ]
        if not dots:
            continue
        last = dots[-1][1]
        name_y = last.y
        while name_y in taken and last.x == _LEFT + (len(years) - 1) * step:
            name_y += _ROW // 2
        taken.add(name_y)
        lines.append(
            RankLine(
                short_name(name), look, tuple(dot for _, dot in dots), _strokes(dots), last.x + 12, name_y + 4
            )
        )
    height = max(_TOP + lowest * _ROW, *(line.name_y + 10 for line in lines))
    return RankChart(
        WIDTH,
        height,
        tuple((year, _LEFT + place * step) for place, year in enumerate(years)),
        tuple(lines),
    )


def _strokes(dots: Sequence[tuple[int, Dot]]) -> tuple[str, ...]:
    """Polylines through dots of years that follow each other; a year without a rank breaks the line."""
    runs: list[list[Dot]] = []
    before = None
    for place, dot in dots:
        if before is None or place != before + 1:
            runs.append([])
        runs[-1].append(dot)
        before = place
    return tuple(" ".join(f"{dot.x},{dot.y}" for dot in run) for run in runs if len(run) > 1)
