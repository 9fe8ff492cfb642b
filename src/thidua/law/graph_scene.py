"""Where everything of a ladder's drawing stands on the sheet: bands, rows, and what stands apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from thidua.core.law.ladder import Ladder, Row
from thidua.core.law.pack import Level

from .graph_layout import Layout, Line, Rect, Upright, laid_out
from .graph_parts import APART, ON_LADDER, BoxLook, Speaker, box_size, label_size

# Margins of the sheet, room for the title and for the names of the levels.
MARGIN, HEAD, LEVELS = 24, 74, 130
APART_GAP, BAND_PAD, _BETWEEN = 44, 16, 8


@dataclass(frozen=True, slots=True)
class Band:
    """The stripe of a level across the sheet."""

    level: Level
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A ladder with the places of its parts on the sheet."""

    ladder: Ladder
    places: dict[str, Rect]
    labels: dict[tuple[str, str], Rect]
    lines: dict[tuple[str, str], Line]
    bands: tuple[Band, ...]
    apart: tuple[Rect, ...]
    width: int
    bottom: int

    @classmethod
    def of(cls, drawn: Ladder, speaker: Speaker) -> Scene:
        """Set the rows beside the names of the levels, and what stands apart right of them."""
        layout = laid_out(
            [[award.code for award in row.awards] for row in drawn.rows],
            [(edge.source, edge.target) for edge in drawn.edges],
            _sizes(drawn.rows, speaker, ON_LADDER),
            {(edge.source, edge.target): label_size(edge, speaker) for edge in drawn.edges},
        )
        left, top = MARGIN + LEVELS, MARGIN + HEAD
        bands = _level_bands(drawn, layout, top)
        places = {code: _moved(rect, left, top) for code, rect in layout.boxes.items()}
        right = left + layout.width
        apart, edge_of_apart = _apart(drawn, bands, _sizes(drawn.apart, speaker, APART), right + APART_GAP)
        return cls(
            drawn,
            places | apart,
            {key: _moved(rect, left, top) for key, rect in layout.labels.items()},
            {(one.source, one.target): _moved_line(one, left, top) for one in layout.lines},
            bands,
            tuple(apart.values()),
            (edge_of_apart if apart else right + BAND_PAD) + MARGIN,
            bands[0].bottom,
        )


def _moved(rect: Rect, x: int, y: int) -> Rect:
    return Rect(rect.x + x, rect.y + y, rect.width, rect.height)


def _moved_line(one: Line, x: int, y: int) -> Line:
    uprights = tuple(Upright(each.x + x, each.low + y, each.high + y) for each in one.uprights)
    return Line(one.source, one.target, uprights, one.leads_down)


def _level_bands(drawn: Ladder, layout: Layout, top: int) -> tuple[Band, ...]:
    """The band of each level from the lowest: from above its highest row to above the next lower band."""
    found: list[Band] = []
    for row, (high, low) in zip(drawn.rows, layout.bands, strict=True):
        above = top + high - BAND_PAD // 2
        if found and found[-1].level is row.level:
            found[-1] = Band(row.level, above, found[-1].bottom)
        else:
            below = found[-1].top if found else top + low + BAND_PAD
            found.append(Band(row.level, above, below))
    last = found[-1]
    return (*found[:-1], Band(last.level, last.top - BAND_PAD // 2, last.bottom))


def _sizes(rows: Iterable[Row], speaker: Speaker, look: BoxLook) -> dict[str, tuple[int, int]]:
    return {award.code: box_size(award, speaker, look) for row in rows for award in row.awards}


def _apart(
    drawn: Ladder, bands: tuple[Band, ...], sizes: dict[str, tuple[int, int]], left: int
) -> tuple[dict[str, Rect], int]:
    """The awards that stand apart, in columns no higher than their level's band, and where they end."""
    places: dict[str, Rect] = {}
    right = left
    for row in drawn.apart:
        band = next(band for band in bands if band.level is row.level)
        room = band.bottom - band.top - 2 * BAND_PAD
        codes = [award.code for award in row.awards]
        size = next(
            size
            for size in (-(-len(codes) // columns) for columns in range(1, len(codes) + 1))
            if size == 1 or max(map(_stack_height(sizes), _cut(codes, size))) <= room
        )
        for column, part in enumerate(_cut(codes, size)):
            y = band.bottom - BAND_PAD
            for code in part:
                width, height = sizes[code]
                y -= height
                places[code] = Rect(left + column * (width + BAND_PAD), y, width, height)
                right = max(right, places[code].x + width)
                y -= _BETWEEN
    return places, right + BAND_PAD


def _cut(codes: list[str], size: int) -> list[list[str]]:
    return [codes[at : at + size] for at in range(0, len(codes), size)]


def _stack_height(sizes: dict[str, tuple[int, int]]) -> Callable[[list[str]], int]:
    return lambda codes: sum(sizes[code][1] + _BETWEEN for code in codes) - _BETWEEN
