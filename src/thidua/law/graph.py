"""The ladder of a pack drawn: awards in rows from the base unit up to the State, edges with what they ask.

One SVG of plain text and presentation attributes, for a page or as a file; the same pack gives the same
drawing. Titles have round corners, forms square ones, so that it reads in grey as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from thidua.core.award import Family
from thidua.core.faults import Refused, gettext_noop
from thidua.core.law.book_words import FAMILY_NAMES, LEVEL_NAMES
from thidua.core.law.facts import SubjectKind
from thidua.core.law.ladder import ladder
from thidua.core.law.pack import LawAward, LawPack, Level
from thidua.core.vietnamese import slug

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
    Speaker,
    box,
    colour,
    edge_told,
    label,
    line,
)
from .graph_scene import APART_GAP, LEVELS, MARGIN, Scene
from .graph_text import text_width, wrapped
from .svg import drawing, element, lines, told

_TITLE, _SUBTITLE, _LEVEL, _SMALL = 21, 13.5, 13.5, 12
_BANDS = {Level.UNIT: "#f8f6f2", Level.MINISTRY: "#f1eee8", Level.STATE: "#fbf3dd"}
_RULE = "#c9c2b4"


def ladder_svg(
    pack: LawPack, kind: SubjectKind, *, translate: Callable[[str], str] = str, language: str = "vi"
) -> str:
    """Draw the ladder of ``pack`` for ``kind``; ``translate`` and ``language`` as in :func:`put`.

    Raises :class:`Refused` when the pack has no award for the kind.
    """
    speaker = Speaker(translate, language)
    drawn = ladder(pack, kind)
    if not drawn.awards:
        raise Refused.because(
            gettext_noop("Gói quy định %(pack)s không có khen thưởng cho đối tượng “%(kind)s”."),
            gettext_noop("Chọn đối tượng khác."),
            "kind",
            pack=pack.id,
            kind=kind.label,
        )
    scene = Scene.of(drawn, speaker)
    title = speaker.say(_TITLES[kind])
    width = max(scene.width, MARGIN * 2 + round(text_width(title, _TITLE, bold=True)))
    legend, legend_height = _legend(scene, speaker, width)
    height = scene.bottom + legend_height + MARGIN
    parts = [
        element("rect", width=width, height=height, fill="#ffffff"),
        told("text", title, x=MARGIN, y=MARGIN + 20, font_size=_TITLE, font_weight=700, fill=INK),
        told("text", _period(pack, speaker), x=MARGIN, y=MARGIN + 42, font_size=_SUBTITLE, fill=SOFT),
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


# --- what is drawn -----------------------------------------------------------------------------------


def _bands(scene: Scene, speaker: Speaker, width: int) -> Iterable[str]:
    across = width - 2 * MARGIN
    for band in scene.bands:
        yield element(
            "rect",
            x=MARGIN,
            y=band.top,
            width=across,
            height=band.bottom - band.top,
            fill=_BANDS[band.level],
        )
        name = wrapped(speaker.say(LEVEL_NAMES[band.level]), _LEVEL, LEVELS - 28, bold=True)
        yield lines(name, MARGIN + 14, band.top + 26, 18, font_size=_LEVEL, font_weight=700, fill=INK)
        if band is not scene.bands[0]:
            yield element("line", x1=MARGIN, x2=MARGIN + across, y1=band.bottom, y2=band.bottom, stroke=_RULE)
    if scene.apart:
        x = min(rect.x for rect in scene.apart) - APART_GAP // 2
        top, bottom = scene.bands[-1].top, scene.bands[0].bottom
        yield element("line", x1=x, x2=x, y1=top, y2=bottom, stroke=_RULE, stroke_dasharray="2 4")
        text = wrapped(speaker.say(gettext_noop("Xét riêng, không đòi bậc nào đã có")), _SMALL, APART.width)
        first = top - 8 - (len(text) - 1) * 16
        yield lines(text, x + APART_GAP // 2, first, 16, font_size=_SMALL, fill=SOFT)


def _edges(scene: Scene, speaker: Speaker) -> Iterable[str]:
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


def _legend(scene: Scene, speaker: Speaker, width: int) -> tuple[list[str], int]:
    """What the looks mean, in as many lines as the width asks for."""
    parts = []
    x, y = MARGIN, scene.bottom + 30
    for sign, text in _signs(speaker):
        needed = 44 + text_width(text, _SMALL) + 26
        if x > MARGIN and x + needed > width - MARGIN:
            x, y = MARGIN, y + 24
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


def _description(scene: Scene, speaker: Speaker) -> str:
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
