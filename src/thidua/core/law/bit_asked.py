"""One award asked of a population: whom a bar stops, and who has years that do not count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.core.award import Family

from .bit_part import Counting, Part
from .bit_places import NOBODY, Indexes, Places, cut, within
from .bit_reading import Reading, pruned
from .bit_rows import Plane
from .bits import (
    ANCHOR_BIT,
    ENDLESS,
    REVIEWED,
    RUNNING,
    STATE_AWARD,
    TROUBLES,
    UNGRADED,
    UNTOLD,
    Population,
)
from .columns import KINDS
from .kleene import Bools, Tri, Value, both, certain, either, inverse
from .pack import Bar, BarKind, Cycle, LawPack, Level
from .questions import ANY_YEAR, Question, asked_of

# The year-end round begins in October: a yearly award is then asked for the year itself.
_YEAR_END_ROUND = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """How the standard of a kind of subject is read: pruned, ``plain`` or ``careful``.

    ``reach``: how many years before the anchor may matter; ``has_open_runs``: whether there are runs that may
    end before a year not yet graded; ``may_gain_by_less``: whether hiding facts could turn an answer to the
    better.
    """

    kind: int
    standard: Question
    plain: Question
    careful: Question
    reach: int
    has_open_runs: bool
    may_gain_by_less: bool


class Asked:
    """One award of a pack, asked of a population.

    Subjects whom nothing bars and of whom every year told counts are read plainly, all others with care.
    """

    def __init__(self, population: Population, code: str, pack: LawPack) -> None:
        self.population, self.bars, self.award = population, pack.bars, pack.award(code)
        self._kinds = {bar.kind: bar for bar in pack.bars}
        self._same = population.planes.get(code) if BarKind.ONCE in self._kinds else None
        self._is_yearly_title = self.award.cycle is Cycle.YEARLY and self.award.family is Family.TITLE
        self._ahead = self.award.cycle is Cycle.YEARLY and population.on.month >= _YEAR_END_ROUND
        standards = ((number, asked_of(pack, code, kind)) for number, kind in enumerate(KINDS))
        self.standards = {number: standard for number, standard in standards if standard is not None}

    def plan(self, kind: int) -> Plan:
        """How the standard of a kind of subject (by number) is read."""
        standard = self.standards[kind]
        return Plan(
            kind,
            standard,
            pruned(standard, Reading(self.plain(NOBODY))),
            pruned(standard, Reading(self.careful(NOBODY))),
            standard.reach(),
            self.award.cycle is Cycle.RECORD and standard.has_runs(),
            standard.may_gain_by_less(),
        )

    def plain(self, where: Places) -> Part:
        """Subjects read as if nothing barred them and every year counted."""
        return Part(self.population, where)

    def careful(self, where: Places) -> Part:
        """Subjects with the years that count for them."""
        part = Part(self.population, where)
        if self._same is not None:
            same = part.taken(self.award.code, self._same)
            last = same & -same
            after = last - 1
            part.strict = part.lenient = Counting(after, after)
            if self.award.family is Family.FORM:
                part.lenient = Counting(last | after, after)
        self._restart(part)
        if self._ahead:
            part.ahead = part.flags & UNTOLD != 0
        if self.award.cycle is Cycle.RECORD and self.population.any_flags & UNGRADED:
            part.ungraded = part.flags & UNGRADED != 0
        return part

    def _restart(self, part: Part) -> None:
        """Hide yearly marks of years before a discipline ended; only strictly where the bar is in doubt."""
        bar, whole = self._kinds.get(BarKind.DISCIPLINE), self.population.counting
        if bar is None or whole is None:
            return
        counting = part.taken("counting", whole)
        restarted = part.strict.also(counting)
        if bar.basis.confirmation.is_confirmed:
            part.lenient = restarted if part.lenient is part.strict else part.lenient.also(counting)
        part.strict = restarted

    # --- who is read with care --------------------------------------------------------------------

    def barred(self, part: Part) -> Value:
        """Of whom a yearly title so many have that they are not listed is told for the year already."""
        return self._won_already(part) if self._bars_many else False

    @property
    def _bars_many(self) -> bool:
        once = self._kinds.get(BarKind.ONCE)
        is_certain = once is not None and once.basis.confirmation.is_confirmed
        return is_certain and self._is_yearly_title and self.award.code not in self.population.winners

    def careful_ones(self, plan: Plan, *, for_the_verdict: bool) -> Indexes:
        """Those of a kind not read plainly; for a verdict alone, save some that are :meth:`barred`."""
        found = self._flagged_ones(plan)
        if self._same is not None and not (for_the_verdict and self._bars_many and not plan.reach):
            found = np.concatenate([found, self._winners(plan, self._same)])
        if len(self.population.of_kind) == 1:
            return found
        of_kind: Bools = self.population.kinds[found] == plan.kind
        return found[of_kind]

    def _flagged_ones(self, plan: Plan) -> Indexes:
        """Those with any flag few have, and where it tells those whose year nothing is told of yet."""
        population = self.population
        if self._ahead and population.any_flags & UNTOLD:
            return self._all(plan, lambda block: population.flags[block])
        if population.any_flags & UNGRADED and not plan.has_open_runs:
            troubled: Bools = population.flags[population.flagged] & TROUBLES != 0
            return population.flagged[troubled]
        return population.flagged

    def _winners(self, plan: Plan, same: Plane) -> Indexes:
        """Who won the award, in the years a standard looks at where that is not few."""
        years = (4 << min(plan.reach, ANY_YEAR)) - 1 & int(np.iinfo(same.dtype).max)
        known = self.population.winners.get(self.award.code)
        return self._all(plan, lambda block: same[block] & years) if known is None else known

    def _all(self, plan: Plan, told: Callable[[Places], NDArray[np.integer[Any]]]) -> Indexes:
        """Those of a kind of whom something is told."""
        blocks = cut(self.population.of_kind[plan.kind])
        found = [NOBODY, *(within(block, np.flatnonzero(told(block))) for block in blocks)]
        return np.concatenate(found)

    def may_gain(self, plan: Plan, who: Indexes) -> Value:
        """Who may do better when read with care than when read plainly, though no fact is hidden."""
        if plan.has_open_runs and self.population.any_flags & UNGRADED:
            return self._flagged(UNGRADED, self.plain(who))
        return False

    # --- bars -------------------------------------------------------------------------------------

    def bar(self, bar: Bar, part: Part) -> Tri:
        """Whether a bar lets pass: unmet for whom it bars, unknown where it is not confirmed."""
        barred, unknown = self._barred(bar.kind, part)
        if not bar.basis.confirmation.is_confirmed:
            barred, unknown = False, either(barred, unknown)
        possible = inverse(barred)
        return certain(possible) if unknown is False else Tri(both(possible, inverse(unknown)), possible)

    def _barred(self, kind: BarKind, part: Part) -> tuple[Value, Value]:
        """Whom a bar of a kind bars, and of whom that is not known."""
        match kind:
            case BarKind.UNDER_REVIEW:
                return self._flagged(REVIEWED, part), False
            case BarKind.DISCIPLINE:
                running = self._flagged(RUNNING, part)
                return running, both(self._flagged(ENDLESS, part), inverse(running))
            case BarKind.ONE_STATE_AWARD if self.award.level is Level.STATE:
                return self._flagged(STATE_AWARD, part), False
            case BarKind.ONCE:
                return self._won_already(part), False
        return False, False

    def _flagged(self, flags: int, part: Part) -> Value:
        """Who has one of some flags."""
        if not self.population.any_flags & flags:
            return False
        flagged: Bools = part.flags & flags != 0
        return flagged

    def _won_already(self, part: Part) -> Value:
        """Of whom a yearly title is told for the year considered."""
        if self._same is None or not self._is_yearly_title:
            return False
        won: Bools = part.taken(self.award.code, self._same) & ANCHOR_BIT != 0
        return both(won, inverse(self._flagged(UNTOLD, part))) if self._ahead else won
