"""A history seen from one question: which year is asked about, which years count, which facts bar.

See the docstrings of :mod:`.pack` for what each bar means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from thidua.core.award import Family

from .facts import Fact, FactKind, Grade, History, Scope, parse_judged, parse_share, split_way
from .pack import (
    AwardMark,
    Bar,
    BarKind,
    Cycle,
    GradeMark,
    InitiativeMark,
    LawAward,
    LawPack,
    Level,
    Mark,
    ScienceMark,
    TitleMark,
)

YEARLY = frozenset(
    {FactKind.GRADE, FactKind.TITLE, FactKind.CLUSTER_RANK, FactKind.SHARE, FactKind.EXCEEDS_TARGETS}
)
# The year-end round begins in October: from then on a yearly title is asked for the year itself.
YEAR_END_ROUND = 10
# Several initiatives of a year count, but no standard asks for more than two in all.
MOST_A_YEAR = 2
_SCOPED = {InitiativeMark: FactKind.INITIATIVE, ScienceMark: FactKind.SCIENCE}


@dataclass(frozen=True, slots=True)
class Start:
    """The first year that counts, read strictly and leniently where the law leaves it open (C-10)."""

    strict: int
    lenient: int

    def later(self, other: Start) -> Start:
        """The later of both, each way of reading for itself."""
        return Start(max(self.strict, other.strict), max(self.lenient, other.lenient))

    def holds(self, test: Callable[[int], bool]) -> bool | None:
        """Whether ``test(first year)`` holds: met if strictly, unmet if not even leniently, else unknown."""
        if test(self.strict):
            return True
        return None if test(self.lenient) else False


class Record:
    """One history as the question (award, day, pack) sees it."""

    def __init__(self, history: History, award: LawAward, on: date, pack: LawPack) -> None:
        self.history, self.award, self.on, self.pack = history, award, on, pack
        self._ways = frozenset(way for bar in pack.bars if bar.kind is BarKind.WAYS for way in bar.ways)

    # --- years -----------------------------------------------------------------------------------

    @cached_property
    def anchor(self) -> int:
        """The last year the record speaks of: the proposal's, or the one before while that is not graded."""
        this_year = any(
            fact.year == self.on.year and self._kind(fact) in YEARLY for fact in self.history.facts
        )
        return self.on.year if this_year else self.on.year - 1

    def end_of(self, of: Iterable[Mark]) -> int:
        """The last year a run of ``of`` is held to: a title told before the year is graded breaks no run.

        A yearly title is for the year considered, and its run ends in that year and no other.
        """
        if self.award.cycle is Cycle.YEARLY:
            return self.considered
        graded = any(fact.year == self.on.year for fact in self.history.of(FactKind.GRADE))
        if self.anchor < self.on.year or graded or self.marking_any(of, self.anchor):
            return self.anchor
        return self.anchor - 1

    @property
    def is_ahead_of_facts(self) -> bool:
        """Whether a yearly title is asked in the year-end round of a year nothing is told of yet."""
        return (
            self.award.cycle is Cycle.YEARLY
            and self.on.month >= YEAR_END_ROUND
            and self.anchor < self.on.year
        )

    @property
    def considered(self) -> int:
        """The year the question is about."""
        return self.on.year if self.is_ahead_of_facts else self.anchor

    @cached_property
    def start(self) -> Start:
        """The first year that counts after discipline (C-06) and after the same award before (C-02)."""
        return self.start_after_discipline.later(self.start_after_same_award)

    @cached_property
    def start_after_discipline(self) -> Start:
        """C-06: the first whole year after the last discipline that has ended."""
        years = [
            fact.until.year + (0 if (fact.until.month, fact.until.day) == (1, 1) else 1)
            for fact in self.history.of(FactKind.DISCIPLINE)
            if fact.until is not None and fact.until <= self.on and self._restarts
        ]
        year = max(years, default=0)
        return Start(year, year if self._restart_is_confirmed else 0)

    @cached_property
    def start_after_same_award(self) -> Start:
        """C-02: after the same award; whether the year of a decision is used up too is open (C-10)."""
        last = self.last_same_award
        if last is None:
            return Start(0, 0)
        is_title = self.award.family is Family.TITLE
        return Start(last + 1, last + 1 if is_title else last)

    @cached_property
    def last_same_award(self) -> int | None:
        """The latest year the award asked for was won, or None; None too when the pack has no such bar."""
        if self.bar(BarKind.ONCE) is None:
            return None
        return max((fact.year for fact in self.conferred(self.award.code)), default=None)

    @property
    def _restarts(self) -> bool:
        return self.bar(BarKind.DISCIPLINE) is not None

    @property
    def _restart_is_confirmed(self) -> bool:
        bar = self.bar(BarKind.DISCIPLINE)
        return bar is not None and bar.basis.confirmation.is_confirmed

    def bar(self, kind: BarKind) -> Bar | None:
        """The pack's bar of this kind, if it knows one."""
        return next((bar for bar in self.pack.bars if bar.kind is kind), None)

    # --- facts -----------------------------------------------------------------------------------

    def conferred(self, code: str) -> list[Fact]:
        """The facts that tell a title or form of ``code`` on a ground that counts (C-04), by year."""
        return sorted(self._by_code.get(code, ()), key=lambda fact: fact.year)

    def bases(self, code: str) -> list[Fact]:
        """Conferments of ``code`` that may serve as a base: not those used before the same award (C-02)."""
        last = self.last_same_award
        return [fact for fact in self.conferred(code) if last is None or fact.year > last]

    def excluded(self) -> tuple[Fact, ...]:
        """Titles and awards told on a ground that does not count (C-04)."""
        return tuple(fact for fact in self._codes_told if split_way(fact.value)[1] in self._ways)

    def state_awards(self, year: int) -> tuple[Fact, ...]:
        """State-level titles and forms of a year, save on the grounds that C-09 excepts."""
        bar = self.bar(BarKind.ONE_STATE_AWARD)
        excepted = bar.ways if bar else ()
        return tuple(
            fact
            for fact in self._codes_told
            if fact.year == year and self._is_state(fact) and split_way(fact.value)[1] not in excepted
        )

    def _is_state(self, fact: Fact) -> bool:
        award = self.pack.awards.get(split_way(fact.value)[0])
        return award is not None and award.level is Level.STATE

    def marking(self, mark: Mark, year: int) -> tuple[Fact, ...]:
        """The facts by which ``mark`` marks ``year``; same initiatives told twice are one."""
        match mark:
            case GradeMark(at_least):
                return tuple(
                    fact for fact in self._in(FactKind.GRADE, year) if Grade(fact.value).rank >= at_least.rank
                )
            case TitleMark(code) | AwardMark(code):
                return tuple(fact for fact in self._by_code.get(code, ()) if fact.year == year)
            case InitiativeMark(scope) | ScienceMark(scope):
                wide = [
                    fact
                    for fact in self._in(_SCOPED[type(mark)], year)
                    if Scope(fact.value).rank >= scope.rank
                ]
                return tuple({(fact.value, fact.ref): fact for fact in wide}.values())

    def marking_any(self, of: Iterable[Mark], year: int) -> tuple[Fact, ...]:
        """The facts by which one of ``of`` marks ``year``."""
        return tuple(fact for mark in of for fact in self.marking(mark, year))

    def marks_in(self, of: Iterable[Mark], year: int) -> int:
        """How many marks the year bears: one for titles, grades, awards; initiatives and works up to two."""
        of = tuple(of)
        scoped = [mark for mark in of if isinstance(mark, InitiativeMark | ScienceMark)]
        others = [mark for mark in of if mark not in scoped]
        many = sum(min(len(self.marking(mark, year)), MOST_A_YEAR) for mark in scoped)
        return many + (1 if self.marking_any(others, year) else 0)

    def share(self, of: str) -> tuple[float, Fact] | None:
        """The figure told for the year considered, with its fact; None when none is told."""
        for fact in self.told(FactKind.SHARE):
            name, figure = parse_share(fact.value)
            if name == of:
                return figure, fact
        return None

    def told(self, kind: FactKind) -> tuple[Fact, ...]:
        """The facts of a kind told for the year considered."""
        return self._in(kind, self.considered)

    def judged(self, condition: str) -> Fact | None:
        """What a person decided on a condition in the years from the anchor to the proposal; the latest."""
        said = [
            fact
            for fact in self.history.of(FactKind.JUDGED)
            if self.anchor <= fact.year <= self.on.year and parse_judged(fact.value)[0] == condition
        ]
        return max(said, key=lambda fact: fact.year, default=None)

    def _in(self, kind: FactKind, year: int) -> tuple[Fact, ...]:
        return self._by_kind_and_year.get((kind, year), ())

    @cached_property
    def _by_kind_and_year(self) -> dict[tuple[FactKind, int], tuple[Fact, ...]]:
        found: dict[tuple[FactKind, int], tuple[Fact, ...]] = {}
        for fact in self.history.facts:
            key = (fact.kind, fact.year)
            found[key] = (*found.get(key, ()), fact)
        return found

    @cached_property
    def _codes_told(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.history.facts if fact.kind in (FactKind.TITLE, FactKind.AWARD))

    @cached_property
    def _by_code(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self._codes_told:
            code, way = split_way(fact.value)
            if way not in self._ways:
                found.setdefault(code, []).append(fact)
        return found

    def _kind(self, fact: Fact) -> FactKind:
        """A code told as a title or as an award is taken by its family in the pack."""
        if fact.kind not in (FactKind.TITLE, FactKind.AWARD):
            return fact.kind
        award = self.pack.awards.get(split_way(fact.value)[0])
        return fact.kind if award is None else FactKind(award.family.replace("form", "award"))
