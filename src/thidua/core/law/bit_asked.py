"""One award asked of a population: what bars a subject, and who has years that do not count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from thidua.core.award import Family

from .bit_leaves import ALL_YEARS, Counting, Part
from .bit_places import NOBODY, Indexes, Places, cut, listed, within
from .bit_reading import Reading, pruned
from .bit_rows import Plane
from .bits import ANCHOR_BIT, ENDLESS, RESTARTED, REVIEWED, RUNNING, STATE_AWARD, UNGRADED, UNTOLD, Population
from .columns import KINDS
from .kleene import Bools, Tri, Value, both, certain, either, inverse
from .pack import Bar, BarKind, Cycle, LawPack, Level
from .questions import ANY_YEAR, Question, asked_of

# The year-end round begins in October: a yearly award is then asked for the year itself.
_YEAR_END_ROUND = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """How a standard is read. ``plain`` and ``careful``: pruned for those two manners of reading.

    ``reach``: how many years before the anchor may matter; ``has_runs``: whether unbroken years are asked
    for; ``may_gain_by_less``: whether hiding facts could turn an answer to the better.
    """

    standard: Question
    plain: Question
    careful: Question
    reach: int
    has_runs: bool
    may_gain_by_less: bool


class Asked:
    """One award of a pack, asked of a population.

    Subjects whom nothing bars and of whom every year told counts are read plainly, all others with care.
    """

    def __init__(self, population: Population, code: str, pack: LawPack) -> None:
        self.population, self.bars, self.award = population, pack.bars, pack.award(code)
        self._kinds = {bar.kind: bar for bar in pack.bars}
        self._same = population.planes.get(code) if BarKind.ONCE in self._kinds else None
        self._is_yearly = self.award.cycle is Cycle.YEARLY
        self._is_yearly_title = self._is_yearly and self.award.family is Family.TITLE
        self._ahead = self._is_yearly and population.on.month >= _YEAR_END_ROUND
        standards = ((number, asked_of(pack, code, kind)) for number, kind in enumerate(KINDS))
        self.standards = {number: standard for number, standard in standards if standard is not None}

    def plan(self, kind: int) -> Plan:
        """How the standard of a kind of subject (by number) is read."""
        standard = self.standards[kind]
        return Plan(
            standard,
            pruned(standard, Reading(self.plain(NOBODY))),
            pruned(standard, Reading(self.careful(NOBODY))),
            standard.reach(),
            standard.has_runs(),
            standard.may_gain_by_less(),
        )

    # --- who is read how --------------------------------------------------------------------------

    def barred(self, where: Places) -> Value:
        """Whom a confirmed bar bars, whatever else is told."""
        barred: Value = self._flagged(self._flags_of_bars(confirmed=True), where)
        return either(barred, self._won_already(where)) if self._bars_by_once else barred

    def needs_care(self, plan: Plan, where: Places, *, for_the_verdict: bool) -> Bools:
        """Who is read with care; for the verdict alone those whom a confirmed bar bars are left out."""
        flags = self._flags_of_bars(confirmed=False) | (UNGRADED if plan.has_runs else 0)
        flags |= UNTOLD if self._ahead else 0
        if BarKind.DISCIPLINE in self._kinds:
            flags |= RESTARTED | ENDLESS
        if for_the_verdict:
            careful = self._flagged(flags, where)
            if plan.reach or not self._bars_by_once:
                careful |= self._won_lately(plan, where)
            return careful & np.logical_not(self.barred(where))
        return self._flagged(flags | self._flags_of_bars(confirmed=True), where) | self._won_lately(
            plan, where
        )

    def with_ungraded(self, left: Places, plan: Plan, where: Places) -> Places:
        """Those left, and of all meant those whose runs may end a year earlier when read with care."""
        if not plan.has_runs or not self.population.any_flags & UNGRADED:
            return left
        ungraded = [within(block, np.flatnonzero(self._flagged(UNGRADED, block))) for block in cut(where)]
        return np.unique(np.concatenate([listed(left), *ungraded]))

    def _flags_of_bars(self, *, confirmed: bool) -> int:
        of_bars = {BarKind.UNDER_REVIEW: REVIEWED, BarKind.DISCIPLINE: RUNNING}
        if self.award.level is Level.STATE:
            of_bars[BarKind.ONE_STATE_AWARD] = STATE_AWARD
        told = (bar for bar in self.bars if bar.basis.confirmation.is_confirmed is confirmed)
        return sum(of_bars.get(bar.kind, 0) for bar in told)

    @property
    def _bars_by_once(self) -> bool:
        """Whether a title told for the year considered bars it for certain."""
        once = self._kinds.get(BarKind.ONCE)
        return self._is_yearly_title and once is not None and once.basis.confirmation.is_confirmed

    def _won_lately(self, plan: Plan, where: Places) -> Value:
        """Of whom the same award is told in the years a standard looks at."""
        if self._same is None:
            return False
        years = (4 << min(plan.reach, ANY_YEAR)) - 1
        return self._same[where] & (years & int(np.iinfo(self._same.dtype).max)) != 0

    def _won_already(self, where: Places) -> Value:
        """Of whom a yearly title is told for the year considered."""
        if self._same is None or not self._is_yearly_title:
            return False
        won = self._same[where] & ANCHOR_BIT != 0
        return won & ~self._flagged(UNTOLD, where) if self._ahead else won

    # --- reading ----------------------------------------------------------------------------------

    def plain(self, where: Places) -> Part:
        """Subjects read as if nothing barred them and every year counted."""
        return Part(self.population, where)

    def careful(self, where: Indexes) -> Part:
        """Subjects with the years that count for them."""
        strict = lenient = ALL_YEARS
        if self._same is not None:
            same = self._same[where]
            last = same & -same
            after, since = last - 1, last | last - 1
            strict = lenient = Counting(after, after)
            if self.award.family is Family.FORM:
                lenient = Counting(since, after)
        restart, counting = self._kinds.get(BarKind.DISCIPLINE), self.population.counting
        if restart is not None and counting is not None:
            restarted = _from_restart(strict, counting[where])
            if restart.basis.confirmation.is_confirmed:
                lenient = restarted if lenient is strict else _from_restart(lenient, counting[where])
            strict = restarted
        ahead = self._flagged(UNTOLD, where) if self._ahead else False
        return Part(self.population, where, strict, lenient, ahead, self._flagged(UNGRADED, where))

    def bar(self, bar: Bar, where: Indexes) -> Tri:
        """Whether a bar lets pass: unmet for whom it bars, unknown where it is not confirmed."""
        barred, unknown = self._barred(bar.kind, where)
        if not bar.basis.confirmation.is_confirmed:
            barred, unknown = False, either(barred, unknown)
        possible = inverse(barred)
        return certain(possible) if unknown is False else Tri(both(possible, inverse(unknown)), possible)

    def _barred(self, kind: BarKind, where: Indexes) -> tuple[Value, Value]:
        """Whom a bar of a kind bars, and of whom that is not known."""
        match kind:
            case BarKind.UNDER_REVIEW:
                return self._flagged(REVIEWED, where), False
            case BarKind.DISCIPLINE:
                running = self._flagged(RUNNING, where)
                return running, self._flagged(ENDLESS, where) & ~running
            case BarKind.ONE_STATE_AWARD if self.award.level is Level.STATE:
                return self._flagged(STATE_AWARD, where), False
            case BarKind.ONCE:
                return self._won_already(where), False
        return False, False

    def _flagged(self, flags: int, where: Places) -> Bools:
        return self.population.flags[where] & flags != 0


def _from_restart(counting: Counting, years: Plane) -> Counting:
    """The years that count, without the yearly marks of years before a discipline ended."""
    return Counting(years if counting.yearly is None else counting.yearly & years, counting.awards)
