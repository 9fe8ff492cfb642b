"""A pack as lines that can be held against another pack's: what each says, where it is written, how sure."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from thidua.core.faults import gettext_noop
from thidua.core.vietnamese import number, short_date

from .book_words import ROUNDING, TRANSITION, bar_words, coefficient_words, instrument_words, quota_words
from .compare_conditions import Placed, Role
from .facts import SubjectKind
from .ladder import told_of_any_year
from .pack import Authority, Basis, Confirmation, LawAward, LawPack, Leaf, Readings
from .words import Words, say


class Part(StrEnum):
    """What part of a pack or award a line is."""

    INSTRUMENT = "instrument"
    BAR = "bar"
    ROUNDING = "rounding"
    TRANSITION = "transition"
    WAGE = "wage"
    NAME = "name"
    CONFERS = "confers"
    PROPOSES = "proposes"
    CONDITION = "condition"
    QUOTA = "quota"
    BONUS = "bonus"
    STEP = "step"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _PART_LABELS[self]


_PART_LABELS = {
    Part.INSTRUMENT: gettext_noop("Văn bản"),
    Part.BAR: gettext_noop("Trường hợp không xét, không tính"),
    Part.ROUNDING: gettext_noop("Làm tròn tiền thưởng"),
    Part.TRANSITION: gettext_noop("Chuyển tiếp"),
    Part.WAGE: gettext_noop("Mức lương cơ sở"),
    Part.NAME: gettext_noop("Tên gọi"),
    Part.CONFERS: gettext_noop("Thẩm quyền quyết định"),
    Part.PROPOSES: gettext_noop("Thẩm quyền đề nghị"),
    Part.CONDITION: gettext_noop("Tiêu chuẩn"),
    Part.QUOTA: gettext_noop("Tỷ lệ đề nghị"),
    Part.BONUS: gettext_noop("Tiền thưởng"),
    Part.STEP: gettext_noop("Thủ tục"),
}


class Key(NamedTuple):
    """Which line of a pack or an award: the part, its id there, the kind of subject it is for."""

    part: Part
    id: str = ""
    kind: SubjectKind | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one pack: ``said`` decides whether another says the same; ``words`` tell it.

    ``cite`` and ``confirmation`` are of its own text, ``role`` that of a condition in its standard.
    """

    said: Hashable
    words: Words
    cite: str = ""
    confirmation: Confirmation | None = None
    role: Role | None = None


def pack_lines(pack: LawPack) -> dict[Key, Line]:
    """The lines of a pack that belong to no one award."""
    return dict(_of_pack(pack))


def award_lines(pack: LawPack, award: LawAward) -> dict[Key, Line]:
    """The lines of an award, save its conditions."""
    return dict(_of_award(pack, award))


def condition_line(placed: Placed, pack: LawPack) -> Line:
    """A condition as a line. A group tells no basis: those in it tell theirs."""
    condition = placed.condition
    words = told_of_any_year(condition, pack)
    if isinstance(condition, Leaf | Readings) and condition.basis:
        return _line(None, words, condition.basis, placed.role)
    return Line(None, words, role=placed.role)


def _of_pack(pack: LawPack) -> Iterator[tuple[Key, Line]]:
    for code, one in pack.instruments.items():
        said = (one.number, one.title, one.signed, one.since, one.until)
        yield Key(Part.INSTRUMENT, code), Line(said, instrument_words(one), "", one.confirmation)
    for bar in pack.bars:
        yield Key(Part.BAR, bar.id), _line((bar.kind, bar.ways), bar_words(bar), bar.basis)
    if pack.rounding:
        yield Key(Part.ROUNDING), _line(None, say(ROUNDING), pack.rounding)
    if pack.transition:
        yield Key(Part.TRANSITION), _line(None, say(TRANSITION), pack.transition)
    for wage in pack.base_wages:
        words = say(
            gettext_noop("từ %(since)s: %(dong)s đồng"), since=short_date(wage.since), dong=number(wage.dong)
        )
        yield Key(Part.WAGE, f"{wage.since}"), _line(wage.dong, words, wage.basis)


def _of_award(pack: LawPack, award: LawAward) -> Iterator[tuple[Key, Line]]:
    yield Key(Part.NAME), Line(award.name.vi, say("%(name)s", name=award.name))
    yield Key(Part.CONFERS), _authority(award.confers)
    if award.proposes:
        yield Key(Part.PROPOSES), _authority(award.proposes)
    for quota in award.quotas:
        said = (quota.pool, quota.percent, quota.minimum)
        yield Key(Part.QUOTA, quota.id), _line(said, quota_words(quota, pack), quota.basis)
    for kind, money in award.bonus.items():
        words = coefficient_words(money)
        yield Key(Part.BONUS, "", kind), _line((money.figure, money.is_ceiling), words, money.basis)
    for step in award.steps:
        yield Key(Part.STEP, step.id), _line(step.words, say("%(words)s", words=step.words), step.basis)


def _authority(authority: Authority) -> Line:
    return _line(authority.who, say("%(who)s", who=authority.who), authority.basis)


def _line(said: Hashable, words: Words, basis: Basis, role: Role | None = None) -> Line:
    return Line(said, words, str(basis.cite), basis.confirmation, role)
