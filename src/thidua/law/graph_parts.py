"""The parts of a ladder's drawing: an award's box, an edge with its arrow, the label on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from thidua.core.award import Family
from thidua.core.faults import gettext_noop
from thidua.core.law.ladder import Edge, told_of_any_year
from thidua.core.law.pack import Authority, LawAward, LawPack, Name
from thidua.core.law.words import Words, percent, put, say

from .graph_layout import Line, Rect
from .graph_text import shortened, text_width, wrapped
from .svg import element, lines, told

INK, SOFT, PAPER = "#1e2530", "#515b6b", "#ffffff"
TITLE_FILL, TITLE_LINE = "#e3ecf7", "#17508f"
FORM_FILL, FORM_LINE = "#fffaf0", "#7a5a0c"
DASHES = "6 4"
NEEDED, ONE_WAY = 2.6, 1.4


@dataclass(frozen=True, slots=True)
class BoxLook:
    """How a box is set: its width, sizes of letters and leading of name and office, room at its edges."""

    width: int
    name: float
    name_leading: int
    who: float
    who_leading: int
    pad: int


ON_LADDER = BoxLook(200, 13.5, 18, 11.5, 15, 12)
APART = BoxLook(184, 12.5, 16, 11, 14, 8)
_WHO_LINES, _INSET = 2, 10
_LABEL, _LABEL_LEADING, _LABEL_PAD = 11.5, 15, 5
_ROUND = {Family.TITLE: 12, Family.FORM: 2}
_ARROW_WIDTH, _ARROW_HEIGHT = 5, 9


@dataclass(frozen=True, slots=True)
class Speaker:
    """Puts words into the reader's language."""

    translate: Callable[[str], str] = str
    language: str = "vi"

    def say(self, text: str, **params: object) -> str:
        """A marked message id in the reader's language."""
        return self.put(say(text, **params))

    def put(self, words: Words) -> str:
        """Words in the reader's language."""
        return put(words, self.translate, self.language)

    def name(self, name: Name) -> str:
        """A name in the reader's language."""
        return name.en if self.language == "en" else name.vi


# --- boxes -------------------------------------------------------------------------------------------


def box_size(award: LawAward, speaker: Speaker, look: BoxLook) -> tuple[int, int]:
    """Width and height an award's box needs."""
    name, who = _written(award, speaker, look)
    return look.width, 2 * look.pad + len(name) * look.name_leading + len(who) * look.who_leading


def box(award: LawAward, place: Rect, speaker: Speaker, look: BoxLook) -> str:
    """An award: its name, and who confers it; the whole of both for whoever points at it."""
    name, who = _written(award, speaker, look)
    frame = element(
        "rect",
        x=place.x,
        y=place.y,
        width=place.width,
        height=place.height,
        rx=_ROUND[award.family],
        fill=TITLE_FILL if award.family is Family.TITLE else FORM_FILL,
        stroke=colour(award.family),
        stroke_width=1.5,
    )
    x, top = place.centre, place.y + look.pad
    names = lines(
        name, x, top + look.name, look.name_leading, font_size=look.name, font_weight=600, fill=INK, **_MIDDLE
    )
    under = top + len(name) * look.name_leading + look.who
    offices = lines(who, x, under, look.who_leading, font_size=look.who, fill=SOFT, **_MIDDLE)
    tip = f"{speaker.name(award.name)} ({award.short}). {conferred(award.confers, speaker)}"
    return element("g", told("title", tip) + frame + names + offices, data_award=award.code)


def conferred(confers: Authority, speaker: Speaker) -> str:
    """Who confers, with where it stands, as a sentence."""
    text = (
        gettext_noop("Quyết định: %(who)s (%(cite)s).")
        if confers.basis.confirmation.is_confirmed
        else gettext_noop("Quyết định: %(who)s (%(cite)s; chưa xác nhận).")
    )
    return speaker.say(text, who=confers.who, cite=str(confers.basis.cite))


def colour(family: Family) -> str:
    """The colour of a family's frames and of the edges that leave its awards."""
    return TITLE_LINE if family is Family.TITLE else FORM_LINE


_MIDDLE = {"text_anchor": "middle"}


def _written(award: LawAward, speaker: Speaker, look: BoxLook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of an award's name and of who confers it."""
    room = look.width - 2 * _INSET
    who = award.confers.who
    if not award.confers.basis.confirmation.is_confirmed:
        who = speaker.say(gettext_noop("%(who)s (chưa xác nhận)"), who=who)
    return wrapped(speaker.name(award.name), look.name, room, bold=True), shortened(
        who, look.who, room, _WHO_LINES
    )


# --- edges -------------------------------------------------------------------------------------------


def label_size(edge: Edge, speaker: Speaker) -> tuple[int, int]:
    """Width and height the label of an edge needs."""
    texts = _label_lines(edge, speaker)
    width = max(text_width(text, _LABEL) for text in texts)
    return round(width + 2 * _LABEL_PAD + 6), round(len(texts) * _LABEL_LEADING + 2 * _LABEL_PAD - 2)


def label(edge: Edge, place: Rect, family: Family, speaker: Speaker) -> str:
    """What an edge asks, on a slip of paper in the middle of it."""
    slip = element(
        "rect",
        x=place.x,
        y=place.y,
        width=place.width,
        height=place.height,
        rx=place.height // 2 if len(edge.labels) == 1 else 9,
        fill=PAPER,
        stroke=colour(family),
        stroke_width=0.8,
        stroke_dasharray=None if edge.is_confirmed else "3 2",
    )
    texts = lines(
        _label_lines(edge, speaker),
        place.centre,
        round(place.y + _LABEL_PAD + _LABEL - 1),
        _LABEL_LEADING,
        font_size=_LABEL,
        fill=INK,
        **_MIDDLE,
    )
    return slip + texts


def _label_lines(edge: Edge, speaker: Speaker) -> list[str]:
    return [
        speaker.put(line.words)
        if line.is_confirmed
        else speaker.say(gettext_noop("%(words)s (?)"), words=line.words)
        for line in edge.labels
    ]


def line(edge: Edge, place: Line, family: Family) -> str:
    """An edge as one smooth line with an arrow at its target: dashed when no text of it is confirmed."""
    first, last = place.uprights[0], place.uprights[-1]
    path = [f"M{first.x} {first.low}V{first.high}"]
    for low, high in zip(place.uprights, place.uprights[1:], strict=False):
        middle = (low.high + high.low) / 2
        path.append(f"C{low.x} {middle:g} {high.x} {middle:g} {high.x} {high.low}V{high.high}")
    tip = (first.x, first.low, -1) if place.leads_down else (last.x, last.high, 1)
    return element(
        "path",
        d="".join(path),
        fill="none",
        stroke=colour(family),
        stroke_width=NEEDED if edge.is_needed else ONE_WAY,
        stroke_dasharray=None if edge.is_confirmed else DASHES,
    ) + _arrow(*tip, colour(family))


def _arrow(x: int, y: int, down: int, fill: str) -> str:
    foot = y + down * _ARROW_HEIGHT
    points = f"{x},{y} {x - _ARROW_WIDTH},{foot} {x + _ARROW_WIDTH},{foot}"
    return element("polygon", points=points, fill=fill)


def edge_told(edge: Edge, pack: LawPack, speaker: Speaker) -> str:
    """All an edge asks as sentences, each with its citation."""
    told_so = []
    for naming in edge.namings:
        if naming.quota:
            words = say(
                gettext_noop("Đề nghị tối đa %(share)s số được tặng “%(pool)s”"),
                share=percent(float(naming.quota.percent) / 100),
                pool=pack.award(naming.source).name,
            )
        else:
            assert naming.leaf is not None  # noqa: S101 - a naming is a leaf's or a quota's
            words = told_of_any_year(naming.leaf, pack)
        text = (
            gettext_noop("%(words)s (%(cite)s).")
            if naming.is_confirmed
            else gettext_noop("%(words)s (%(cite)s; chưa xác nhận).")
        )
        told_so.append(speaker.say(text, words=words, cite=str(naming.basis.cite)))
    return " ".join(dict.fromkeys(told_so))
