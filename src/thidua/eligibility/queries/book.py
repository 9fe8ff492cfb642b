"""The law book: what a pack says, award by award, and every line of it that cites an instrument."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from thidua.core.faults import Refused
from thidua.core.law.book_words import (
    LEVEL_NAMES,
    ROUNDING,
    TRANSITION,
    bar_words,
    coefficient_words,
    quota_words,
)
from thidua.core.law.compare_lines import Part
from thidua.core.law.facts import SubjectKind
from thidua.core.law.future import ladder
from thidua.core.law.ladder import told_of_any_year
from thidua.core.law.money import base_wage
from thidua.core.law.pack import (
    BaseWage,
    Basis,
    Condition,
    Instrument,
    Judged,
    LawAward,
    LawPack,
    Leaf,
    walk,
)
from thidua.core.vietnamese import number, short_date

from ..citing import Cited, cited, short_title
from ..speaking import spoken
from .awards import Line


@dataclass(frozen=True, slots=True)
class Asks:
    """A condition as the law book tells it: what it asks, its chip, what it is made of."""

    id: str
    text: str
    cited: Cited | None
    note: str
    is_question: bool
    is_claimed: bool
    is_presumed: bool
    children: tuple[Asks, ...]


@dataclass(frozen=True, slots=True)
class QuotaTold:
    """A quota in words."""

    words: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Money:
    """Bonus money: the coefficient in words, and the sum by the base wage told beside it, if any."""

    words: str
    dong: Decimal | None
    cited: Cited


@dataclass(frozen=True, slots=True)
class AwardPage:
    """An award of a pack for one kind of subject."""

    award: LawAward
    confers: Line
    proposes: Line | None
    standard: Asks
    steps: tuple[Line, ...]
    quotas: tuple[QuotaTold, ...]
    money: Money | None

    @property
    def level(self) -> str:
        """Who confers, in a word."""
        return gettext(LEVEL_NAMES[self.award.level])


@dataclass(frozen=True, slots=True)
class BarTold:
    """A general condition of every award."""

    id: str
    text: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Citing:
    """A line of a pack that cites an instrument: what it is of, what it says, and for which award."""

    what: Part
    text: str
    award: LawAward | None
    kind: SubjectKind | None
    cited: Cited
    id: str = ""


def award_pages(pack: LawPack, kind: SubjectKind, today: date) -> list[AwardPage]:
    """The awards of ``pack`` for ``kind``, from the foot of the ladder up; money by the wage of ``today``."""
    wage = wage_of(pack, today)
    return [_page(award, pack, kind, wage) for award in ladder(pack, kind)]


def kinds_of(pack: LawPack) -> list[SubjectKind]:
    """The kinds of subjects a pack has awards for."""
    return [kind for kind in SubjectKind if any(kind in award.standards for award in pack.awards.values())]


def wage_of(pack: LawPack, today: date) -> BaseWage | None:
    """The base wage by which the book tells sums: that of today, or the last of the pack's own time."""
    day = min(max(today, pack.since), pack.until or date.max)
    try:
        return base_wage(pack, day)
    except Refused:
        return None


def bars_told(pack: LawPack) -> list[BarTold]:
    """The general conditions of every award."""
    return [BarTold(bar.id, spoken(bar_words(bar)), cited(bar.basis, pack)) for bar in pack.bars]


def citings(pack: LawPack, instrument: Instrument) -> list[Citing]:
    """Every line of ``pack`` that cites ``instrument``, by article, clause and point."""
    found = [one for one in _lines(pack) if one.cited.basis.cite.instrument == instrument.code]
    return sorted(found, key=lambda one: _place_key(one.cited.basis))


def counted(pack: LawPack) -> list[tuple[Instrument, str, int]]:
    """The instruments of a pack by their day in force, how each is called, and how many lines cite it."""
    many: dict[str, int] = {}
    for one in _lines(pack):
        code = one.cited.basis.cite.instrument
        many[code] = many.get(code, 0) + 1
    listed = sorted(pack.instruments.values(), key=lambda one: (one.since or date.max, one.code))
    return [(one, short_title(one), many.get(one.code, 0)) for one in listed]


def asks(condition: Condition, pack: LawPack) -> Asks:
    """A condition as the law book tells it, of whatever year."""
    predicate = condition.predicate if isinstance(condition, Leaf) else None
    basis = condition.basis
    return Asks(
        id=condition.id,
        text=spoken(told_of_any_year(condition, pack)),
        cited=cited(basis, pack) if basis and isinstance(condition, Leaf) else None,
        note=basis.note if basis and isinstance(condition, Leaf) else "",
        is_question=isinstance(predicate, Judged),
        is_claimed=isinstance(predicate, Judged) and predicate.claimed,
        is_presumed=isinstance(predicate, Judged) and predicate.presumed,
        children=tuple(asks(child, pack) for child in getattr(condition, "of", ())),
    )


def _page(award: LawAward, pack: LawPack, kind: SubjectKind, wage: BaseWage | None) -> AwardPage:
    return AwardPage(
        award=award,
        confers=Line(award.confers.who, cited(award.confers.basis, pack)),
        proposes=Line(award.proposes.who, cited(award.proposes.basis, pack)) if award.proposes else None,
        standard=asks(award.standards[kind], pack),
        steps=tuple(Line(step.words, cited(step.basis, pack)) for step in award.steps),
        quotas=tuple(
            QuotaTold(spoken(quota_words(quota, pack)), cited(quota.basis, pack)) for quota in award.quotas
        ),
        money=_money(award, pack, kind, wage),
    )


def _money(award: LawAward, pack: LawPack, kind: SubjectKind, wage: BaseWage | None) -> Money | None:
    coefficient = award.bonus.get(kind)
    if coefficient is None:
        return None
    return Money(
        spoken(coefficient_words(coefficient)),
        coefficient.figure * wage.dong if wage else None,
        cited(coefficient.basis, pack),
    )


def _lines(pack: LawPack) -> Iterator[Citing]:
    for bar in bars_told(pack):
        yield Citing(Part.BAR, bar.text, None, None, bar.cited, bar.id)
    for award in pack.awards.values():
        yield from _of_award(award, pack)
    for wage in pack.base_wages:
        text = gettext("từ %(day)s: %(dong)s đồng/tháng") % {
            "day": short_date(wage.since),
            "dong": number(wage.dong),
        }
        yield Citing(Part.WAGE, text, None, None, cited(wage.basis, pack))
    if pack.transition:
        yield Citing(Part.TRANSITION, gettext(TRANSITION), None, None, cited(pack.transition, pack))
    if pack.rounding:
        yield Citing(Part.ROUNDING, gettext(ROUNDING), None, None, cited(pack.rounding, pack))


def _of_award(award: LawAward, pack: LawPack) -> Iterator[Citing]:
    yield Citing(Part.CONFERS, award.confers.who, award, None, cited(award.confers.basis, pack))
    if award.proposes:
        yield Citing(Part.PROPOSES, award.proposes.who, award, None, cited(award.proposes.basis, pack))
    for kind, standard in award.standards.items():
        for condition in walk(standard):
            if isinstance(condition, Leaf):
                text = spoken(told_of_any_year(condition, pack))
                yield Citing(Part.CONDITION, text, award, kind, cited(condition.basis, pack), condition.id)
    for step in award.steps:
        yield Citing(Part.STEP, step.words, award, None, cited(step.basis, pack), step.id)
    for quota in award.quotas:
        text = spoken(quota_words(quota, pack))
        yield Citing(Part.QUOTA, text, award, None, cited(quota.basis, pack), quota.id)
    for kind, coefficient in award.bonus.items():
        text = spoken(coefficient_words(coefficient))
        yield Citing(Part.BONUS, text, award, kind, cited(coefficient.basis, pack))


_NUMBER = re.compile(r"\d+")


def _place_key(basis: Basis) -> tuple[object, ...]:
    """Articles and clauses in the order of their numbers."""
    cite = basis.cite
    return tuple(
        (int(found[0]) if (found := _NUMBER.search(part)) else 0, part)
        for part in (cite.article, cite.clause, cite.point)
    )
