"""How one award names another: in its standard, or as the pool of its quota.

What stands in "none of" is no naming: it bars, it does not lead on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from thidua.core.faults import gettext_noop

from .facts import SubjectKind
from .pack import (
    AllOf,
    AtLeast,
    AwardMark,
    Basis,
    Condition,
    Count,
    Held,
    InYear,
    LawAward,
    Leaf,
    Meets,
    NoneOf,
    Quota,
    Readings,
    Run,
    TitleMark,
)
from .words import Words, percent, say


class Tie(StrEnum):
    """How one award is named by another."""

    MEETS = "meets"
    """Its standard is to be met."""
    IN_YEAR = "in_year"
    """It is to be won for the same year."""
    HELD = "held"
    """It is to be held already."""
    AFTER = "after"
    """Only what came after it counts."""
    RUN = "run"
    """It is to be won years in a row."""
    COUNT = "count"
    """It is to be won so many times."""
    POOL = "pool"
    """The quota is a share of its holders."""


@dataclass(frozen=True, slots=True)
class Naming:
    """One naming: the condition ``leaf`` or the ``quota`` of award ``target`` names award ``source``.

    ``words`` say it in short. ``is_one_way``: there are other ways to meet the standard without it.
    """

    source: str
    target: str
    tie: Tie
    words: Words
    basis: Basis
    is_confirmed: bool
    is_one_way: bool = False
    leaf: Leaf | None = None
    quota: Quota | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tree a leaf stands."""

    is_one_way: bool = False
    is_read_one_way: bool = True
    """Whether the text can be read in one way only."""


def namings(award: LawAward, kind: SubjectKind) -> Iterator[Naming]:
    """Every naming of another award in the standard for ``kind`` and in the quotas of ``award``."""
    for leaf, place in _leaves(award.standards[kind], _Place()):
        yield from _of_leaf(leaf, place, award.code)
    for quota in award.quotas:
        words = say(gettext_noop("chọn tối đa %(share)s"), share=percent(float(quota.percent) / 100))
        confirmed = quota.basis.confirmation.is_confirmed
        yield Naming(quota.pool, award.code, Tie.POOL, words, quota.basis, confirmed, quota=quota)


def _leaves(condition: Condition, place: _Place) -> Iterator[tuple[Leaf, _Place]]:
    if isinstance(condition, Leaf):
        yield condition, place
        return
    if isinstance(condition, NoneOf):
        return
    inner = _Place(
        place.is_one_way or not _asks_for_all(condition),
        place.is_read_one_way and not isinstance(condition, Readings),
    )
    for child in condition.of:
        yield from _leaves(child, inner)


def _asks_for_all(condition: Condition) -> bool:
    match condition:
        case AllOf():
            return True
        case AtLeast(n=n, of=of):
            return n >= len(of)
        case Leaf():
            return True
    return len(condition.of) == 1


def _of_leaf(leaf: Leaf, place: _Place, target: str) -> Iterator[Naming]:
    confirmed = leaf.basis.confirmation.is_confirmed and place.is_read_one_way
    for source, tie, words, is_choice in _named(leaf):
        one_way = place.is_one_way or is_choice
        yield Naming(source, target, tie, words, leaf.basis, confirmed, one_way, leaf)


def _named(leaf: Leaf) -> Iterator[tuple[str, Tie, Words, bool]]:
    """The awards a leaf names: code, how, in short words, and whether another mark would do as well."""
    asked = leaf.predicate
    match asked:
        case Meets(code):
            yield code, Tie.MEETS, say(gettext_noop("đạt tiêu chuẩn")), False
        case Held(code):
            yield code, Tie.HELD, say(gettext_noop("đã có")), False
        case Run() | Count() | InYear():
            tie, words = _how_often(asked)
            for mark in asked.of:
                if isinstance(mark, TitleMark | AwardMark):
                    yield mark.code, tie, words, len(asked.of) > 1
    if isinstance(asked, Run | Count) and asked.after:
        if isinstance(asked, Run):
            words = say(gettext_noop("sau đó %(n)s năm liên tục"), n=asked.years)
        else:
            words = say(gettext_noop("tính từ khi có"))
        yield asked.after, Tie.AFTER, words, False


def _how_often(asked: Run | Count | InYear) -> tuple[Tie, Words]:
    match asked:
        case Run(years=n, every=1):
            return Tie.RUN, say(gettext_noop("%(n)s năm liên tục"), n=n)
        case Run(years=n):
            return Tie.RUN, say(gettext_noop("%(n)s lần liên tục"), n=n)
        case Count(at_least=n, last=last) if last:
            return Tie.COUNT, say(gettext_noop("%(n)s lần trong %(last)s năm"), n=n, last=last)
        case Count(at_least=n):
            return Tie.COUNT, say(gettext_noop("%(n)s lần"), n=n)
    return Tie.IN_YEAR, say(gettext_noop("đạt cùng năm"))
