"""The ladder of a pack drawn: awards in rows from the base unit up to the State, edges with what they ask.

One SVG of plain text and presentation attributes, for a page or as a file; the same pack gives the same
drawing. Titles have round corners, forms square ones, so that it reads in grey as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from thidua.core.award import Family
from thidua.core.faults import gettext_noop
from thidua.core.law.book_words import FAMILY_NAMES, LEVEL_NAMES
from thidua.core.law.facts import SubjectKind
from thidua.core.law.ladder import Ladder, Row, ladder
from thidua.core.law.pack import LawAward, LawPack, Level
from thidua.core.vietnamese import slug

from .graph_layout import Layout, Line, Rect, Upright, laid_out
from .graph_parts import (
    APART,
    DASHES,
    FORM_FILL,
    INK,
    NEEDED,
    ON_LADDER,
    ONE_WAY,
    SOFT,
    TITLE_FILL,
    TITLE_LINE,
    BoxLook,
    Speaker,
    box,
    box_size,
    colour,
    edge_told,
    label,
    label_size,
    line,
)
from .graph_text import text_width, wrapped
from .svg import drawing, element, lines, told

_MARGIN, _HEAD, _LEVELS = 24, 74, 130
_APART_GAP, _BAND_PAD, _BETWEEN = 44, 16, 8
_TITLE, _SUBTITLE, _LEVEL, _SMALL = 21, 13.5, 13.5, 12
_BANDS = {Level.UNIT: "#f8f6f2", Level.MINISTRY: "#f1eee8", Level.STATE: "#fbf3dd"}
_RULE = "#c9c2b4"


def ladder_svg(
    pack: LawPack, kind: SubjectKind, *, translate: Callable[[str], str] = str, language: str = "vi"
) -> str:
    """Draw the ladder of ``pack`` for ``kind``; ``translate`` and ``language`` as in :func:`put`."""
    speaker = Speaker(translate, language)
    scene = _Scene.of(ladder(pack, kind), speaker)
    title = speaker.say(_TITLES[kind])
    width = max(scene.width, _MARGIN * 2 + round(text_width(title, _TITLE, bold=True)))
    legend, legend_height = _legend(scene, speaker, width)
    height = scene.bottom + legend_height + _MARGIN
    parts = [
        element("rect", width=width, height=height, fill="#ffffff"),
        told("text", title, x=_MARGIN, y=_MARGIN + 20, font_size=_TITLE, font_weight=700, fill=INK),
        told("text", _period(pack, speaker), x=_MARGIN, y=_MARGIN + 42, font_size=_SUBTITLE, fill=SOFT),
        *_bands(scene, speaker, width),
        *_edges(scene, speaker),
        *(
            box(award, scene.places[award.code], speaker, look)
            for rows, look in ((scene.ladder.rows, ON_LADDER), (scene.ladder.apart, APART))
            for row in rows
            for award in row.awards
        ),
        *legend,
    ]
    name = slug(f"law {pack.id} {kind}")
    return drawing(width, height, name, title, _description(scene, speaker), parts) + "\n"


# --- where everything stands -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Band:
    level: Level
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class _Scene:
    """A ladder with the places of its parts on the sheet."""

    ladder: Ladder
    places: dict[str, Rect]
    labels: dict[tuple[str, str], Rect]
    lines: dict[tuple[str, str], Line]
    bands: tuple[_Band, ...]
    apart: tuple[Rect, ...]
    width: int
    bottom: int

    @classmethod
    def of(cls, drawn: Ladder, speaker: Speaker) -> _Scene:
        """Set the rows beside the names of the levels, and what stands apart right of them."""
        layout = laid_out(
            [[award.code for award in row.awards] for row in drawn.rows],
            [(edge.source, edge.target) for edge in drawn.edges],
            _sizes(drawn.rows, speaker, ON_LADDER),
            {(edge.source, edge.target): label_size(edge, speaker) for edge in drawn.edges},
        )
        left, top = _MARGIN + _LEVELS, _MARGIN + _HEAD
        bands = _level_bands(drawn, layout, top)
        places = {code: _moved(rect, left, top) for code, rect in layout.boxes.items()}
        right = left + layout.width
        apart, edge_of_apart = _apart(drawn, bands, _sizes(drawn.apart, speaker, APART), right + _APART_GAP)
        return cls(
            drawn,
            places | apart,
            {key: _moved(rect, left, top) for key, rect in layout.labels.items()},
            {(one.source, one.target): _moved_line(one, left, top) for one in layout.lines},
            bands,
            tuple(apart.values()),
            (edge_of_apart if apart else right + _BAND_PAD) + _MARGIN,
            bands[0].bottom,
        )


def _moved(rect: Rect, x: int, y: int) -> Rect:
    return Rect(rect.x + x, rect.y + y, rect.width, rect.height)


def _moved_line(one: Line, x: int, y: int) -> Line:
    uprights = tuple(Upright(each.x + x, each.low + y, each.high + y) for each in one.uprights)
    return Line(one.source, one.target, uprights, one.leads_down)


def _level_bands(drawn: Ladder, layout: Layout, top: int) -> tuple[_Band, ...]:
    """The band of each level from the lowest: from above its highest row to above the next lower band."""
    found: list[_Band] = []
    for row, (high, low) in zip(drawn.rows, layout.bands, strict=True):
        above = top + high - _BAND_PAD // 2
        if found and found[-1].level is row.level:
            found[-1] = _Band(row.level, above, found[-1].bottom)
        else:
            below = found[-1].top if found else top + low + _BAND_PAD
            found.append(_Band(row.level, above, below))
    last = found[-1]
    return (*found[:-1], _Band(last.level, last.top - _BAND_PAD // 2, last.bottom))


def _sizes(rows: Iterable[Row], speaker: Speaker, look: BoxLook) -> dict[str, tuple[int, int]]:
    return {award.code: box_size(award, speaker, look) for row in rows for award in row.awards}


def _apart(
    drawn: Ladder, bands: tuple[_Band, ...], sizes: dict[str, tuple[int, int]], left: int
) -> tuple[dict[str, Rect], int]:
    """The awards that stand apart, in columns no higher than their level's band, and where they end."""
    places: dict[str, Rect] = {}
    right = left
    for row in drawn.apart:
        band = next(band for band in bands if band.level is row.level)
        room = band.bottom - band.top - 2 * _BAND_PAD
        codes = [award.code for award in row.awards]
        size = next(
            size
            for size in (-(-len(codes) // columns) for columns in range(1, len(codes) + 1))
            if size == 1 or max(map(_stack_height(sizes), _cut(codes, size))) <= room
        )
        for column, part in enumerate(_cut(codes, size)):
            y = band.bottom - _BAND_PAD
            for code in part:
                width, height = sizes[code]
                y -= height
                places[code] = Rect(left + column * (width + _BAND_PAD), y, width, height)
                right = max(right, places[code].x + width)
                y -= _BETWEEN
    return places, right + _BAND_PAD


def _cut(codes: list[str], size: int) -> list[list[str]]:
    return [codes[at : at + size] for at in range(0, len(codes), size)]


def _stack_height(sizes: dict[str, tuple[int, int]]) -> Callable[[list[str]], int]:
    return lambda codes: sum(sizes[code][1] + _BETWEEN for code in codes) - _BETWEEN


# --- what is drawn -----------------------------------------------------------------------------------


def _bands(scene: _Scene, speaker: Speaker, width: int) -> Iterable[str]:
    across = width - 2 * _MARGIN
    for band in scene.bands:
        yield element(
            "rect",
            x=_MARGIN,
            y=band.top,
            width=across,
            height=band.bottom - band.top,
            fill=_BANDS[band.level],
        )
        name = wrapped(speaker.say(LEVEL_NAMES[band.level]), _LEVEL, _LEVELS - 28, bold=True)
        yield lines(name, _MARGIN + 14, band.top + 26, 18, font_size=_LEVEL, font_weight=700, fill=INK)
        if band is not scene.bands[0]:
            yield element(
                "line", x1=_MARGIN, x2=_MARGIN + across, y1=band.bottom, y2=band.bottom, stroke=_RULE
            )
    if scene.apart:
        x = min(rect.x for rect in scene.apart) - _APART_GAP // 2
        top, bottom = scene.bands[-1].top, scene.bands[0].bottom
        yield element("line", x1=x, x2=x, y1=top, y2=bottom, stroke=_RULE, stroke_dasharray="2 4")
        text = wrapped(speaker.say(gettext_noop("Xét riêng, không đòi bậc nào đã có")), _SMALL, APART.width)
        first = top - 8 - (len(text) - 1) * 16
        yield lines(text, x + _APART_GAP // 2, first, 16, font_size=_SMALL, fill=SOFT)


def _edges(scene: _Scene, speaker: Speaker) -> Iterable[str]:
    """All lines first, then the labels on them."""
    pack = scene.ladder.pack
    labels = []
    for edge in scene.ladder.edges:
        key = (edge.source, edge.target)
        family = pack.award(edge.source).family
        tip = told("title", edge_told(edge, pack, speaker))
        names = {"data_source": edge.source, "data_target": edge.target}
        yield element("g", tip + line(edge, scene.lines[key], family), **names)
        labels.append(element("g", tip + label(edge, scene.labels[key], family, speaker)))
    yield from labels


def _legend(scene: _Scene, speaker: Speaker, width: int) -> tuple[list[str], int]:
    """What the looks mean, in as many lines as the width asks for."""
    parts = []
    x, y = _MARGIN, scene.bottom + 30
    for sign, text in _signs(speaker):
        needed = 44 + text_width(text, _SMALL) + 26
        if x > _MARGIN and x + needed > width - _MARGIN:
            x, y = _MARGIN, y + 24
        parts.append(element("g", sign, transform=f"translate({x:g} {y})"))
        parts.append(told("text", text, x=f"{x + 44:g}", y=y + 4, font_size=_SMALL, fill=SOFT))
        x = round(x + needed)
    return parts, y - scene.bottom + 8


def _signs(speaker: Speaker) -> Iterable[tuple[str, str]]:
    for family, fill, corner in ((Family.TITLE, TITLE_FILL, 6), (Family.FORM, FORM_FILL, 1)):
        sign = element(
            "rect", y=-8, width=34, height=16, rx=corner, fill=fill, stroke=colour(family), stroke_width=1.5
        )
        yield sign, speaker.say(FAMILY_NAMES[family])
    for text, thickness, dashes in (
        (gettext_noop("phải có"), NEEDED, None),
        (gettext_noop("một trong các cách"), ONE_WAY, None),
        (gettext_noop("(?) chưa xác nhận văn bản"), ONE_WAY, DASHES),
    ):
        stroke = element("line", x2=34, stroke=TITLE_LINE, stroke_width=thickness, stroke_dasharray=dashes)
        yield stroke, speaker.say(text)


# --- what is said ------------------------------------------------------------------------------------

_TITLES = {
    SubjectKind.PERSON: gettext_noop("Bậc thang khen thưởng đối với cá nhân"),
    SubjectKind.COLLECTIVE: gettext_noop("Bậc thang khen thưởng đối với tập thể"),
    SubjectKind.HOUSEHOLD: gettext_noop("Bậc thang khen thưởng đối với hộ gia đình"),
}


def _period(pack: LawPack, speaker: Speaker) -> str:
    return speaker.say(gettext_noop("%(name)s (%(id)s)"), name=pack.name, id=pack.id)


def _description(scene: _Scene, speaker: Speaker) -> str:
    """The drawing in sentences, for those who do not see it."""
    pack = scene.ladder.pack
    told_so = []
    for level in Level:
        awards = [award for award in scene.ladder.awards if award.level is level]
        if awards:
            told_so.append(
                speaker.say(
                    gettext_noop("%(level)s: %(awards)s."),
                    level=speaker.say(LEVEL_NAMES[level]),
                    awards=", ".join(_name(award, speaker) for award in awards),
                )
            )
    for edge in scene.ladder.edges:
        told_so.append(
            speaker.say(
                gettext_noop("“%(target)s” xét từ “%(source)s”: %(words)s"),
                target=pack.award(edge.target).name,
                source=pack.award(edge.source).name,
                words=edge_told(edge, pack, speaker),
            )
        )
    return " ".join(told_so)


def _name(award: LawAward, speaker: Speaker) -> str:
    return speaker.name(award.name)
