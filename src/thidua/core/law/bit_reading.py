"""Reading an award's conditions for many subjects at once: groups over leaves, and bars."""

from __future__ import annotations

from functools import reduce

import numpy as np

from thidua.core.award import Family

from .bit_asides import DECIDED_NO, DECIDED_YES
from .bit_leaves import ALL_YEARS, Counting, Part, answer
from .bit_rows import Indexes, Plane
from .bits import (
    ANCHOR_BIT,
    CONTRADICTS,
    ENDLESS,
    RESTARTED,
    REVIEWED,
    RUNNING,
    STATE_AWARD,
    UNGRADED,
    UNTOLD,
    Population,
)
from .columns import KINDS
from .kleene import (
    MET,
    UNMET,
    Bools,
    Tri,
    Value,
    agreed,
    at_least,
    both,
    certain,
    conjunction,
    disjunction,
    either,
    inverse,
    none_of,
)
from .pack import AllOf, AnyOf, AtLeast, Bar, BarKind, Cycle, LawPack, Leaf, Level, Meets, NoneOf, Readings
from .questions import ANY_YEAR, Question, asked_of

# The year-end round begins in October: a yearly award is then asked for the year itself.
_YEAR_END_ROUND = 10


class Asked:
    """One award of a pack asked on a day: its standards by kind of subject, and what needs care."""

    def __init__(self, population: Population, code: str, pack: LawPack) -> None:
        self.population, self.pack, self.award = population, pack, pack.award(code)
        standards = ((number, asked_of(pack, code, kind)) for number, kind in enumerate(KINDS))
        self.standards = {number: standard for number, standard in standards if standard is not None}
        bars = {bar.kind: bar for bar in pack.bars}
        self._once, self._restarts = BarKind.ONCE in bars, bars.get(BarKind.DISCIPLINE)
        self._ahead = self.award.cycle is Cycle.YEARLY and population.on.month >= _YEAR_END_ROUND
        self._state = self.award.level is Level.STATE and BarKind.ONE_STATE_AWARD in bars
        self._flags = (
            (RUNNING | ENDLESS | RESTARTED if BarKind.DISCIPLINE in bars else 0)
            | (REVIEWED if BarKind.UNDER_REVIEW in bars else 0)
            | (STATE_AWARD if self._state else 0)
            | (UNTOLD if self._ahead else 0)
        )

    def contradicting(self, where: slice | Indexes) -> Bools:
        """Whose history cannot be true."""
        return (self.population.flags[where] & CONTRADICTS).view(np.bool_)

    def needs_care(self, standard: Question, where: slice | Indexes) -> Bools:
        """Who is barred or has years that do not count; of all others every year told counts."""
        flags = self._flags | (UNGRADED if standard.has_runs() else 0)
        careful = self.population.flags[where] & flags != 0
        same = self.population.planes.get(self.award.code)
        if self._once and same is not None:
            years = (4 << min(standard.reach(), ANY_YEAR)) - 1
            careful |= same[where] & (years & int(np.iinfo(same.dtype).max)) != 0
        return careful

    def may_gain_by_care(self, standard: Question, where: slice | Indexes) -> Bools:
        """Who may do better when read with care than when read plainly."""
        if standard.may_gain_by_less():
            return np.ones(len(self.population.flags[where]), dtype=np.bool_)
        return self.population.flags[where] & (UNGRADED if standard.has_runs() else 0) != 0

    def plain(self, where: slice | Indexes) -> Part:
        """Subjects read as if nothing barred them and every year counted."""
        return Part(self.population, where)

    def careful(self, where: Indexes) -> Part:
        """Subjects with the years that count for them."""
        strict = lenient = ALL_YEARS
        same = self.population.planes.get(self.award.code)
        if self._once and same is not None:
            same = same[where]
            last = same & -same
            after, since = last - 1, last | last - 1
            strict = lenient = Counting(after, after)
            if self.award.family is Family.FORM:
                lenient = Counting(since, after)
        counting = self.population.counting
        if self._restarts is not None and counting is not None:
            restarted = _from_restart(strict, counting[where])
            if self._restarts.basis.confirmation.is_confirmed:
                lenient = restarted if lenient is strict else _from_restart(lenient, counting[where])
            strict = restarted
        ahead = self._flagged(UNTOLD, where) if self._ahead else False
        return Part(self.population, where, strict, lenient, ahead, self._flagged(UNGRADED, where))

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
                return self._flagged(REVIEWED, part.where), False
            case BarKind.DISCIPLINE:
                running = self._flagged(RUNNING, part.where)
                return running, self._flagged(ENDLESS, part.where) & ~running
            case BarKind.ONE_STATE_AWARD if self._state:
                return self._flagged(STATE_AWARD, part.where), False
            case BarKind.ONCE if self.award.family is Family.TITLE and self.award.cycle is Cycle.YEARLY:
                same = part.plane(self.award.code)
                told = False if same is None else same & ANCHOR_BIT != 0
                return both(told, inverse(part.ahead)), False
        return False, False

    def _flagged(self, flag: int, where: slice | Indexes) -> Bools:
        return self.population.flags[where] & flag != 0


def _from_restart(counting: Counting, years: Plane) -> Counting:
    """The years that count, without the yearly marks of years before a discipline ended."""
    return Counting(years if counting.yearly is None else counting.yearly & years, counting.awards)


class Reading:
    """The answers of one part of a population, each condition read once."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self._told: dict[tuple[int, bool], Tri] = {}

    def tri(self, question: Question) -> Tri:
        """Answer a question."""
        key = (id(question.condition), question.as_confirmed)
        if key not in self._told:
            self._told[key] = self._tri(question)
        return self._told[key]

    def _tri(self, question: Question) -> Tri:
        match question.condition:
            case Leaf(predicate=Meets()) if question.of and not question.is_doubted:
                return self.tri(question.of[0])
            case Leaf():
                return answer(question, self.part)
            case AllOf():
                return self.all_of(question.of)
            case AnyOf():
                return reduce(disjunction, map(self.tri, question.of), UNMET)
            case NoneOf():
                return none_of(map(self.tri, question.of))
            case AtLeast(n=n):
                return at_least(n, map(self.tri, question.of))
            case Readings(id=id_):
                return self._settled(id_, agreed(map(self.tri, question.of)))
        raise TypeError(question.condition)

    def all_of(self, questions: tuple[Question, ...]) -> Tri:
        """The conjunction of some questions."""
        return reduce(conjunction, map(self.tri, questions), MET)

    def _settled(self, id_: str, found: Tri) -> Tri:
        """A person's decision on a condition, where there is one, in place of what was found."""
        if id_ not in self.part.population.decisions:
            return found
        yes, no = (self.part.decided(id_, decision) for decision in (DECIDED_YES, DECIDED_NO))
        return Tri(either(both(found.met, inverse(no)), yes), either(both(found.possible, inverse(no)), yes))


class Sifting(Reading):
    """A reading for the verdict alone: once few can still pass, only these are asked further."""

    # It pays to pick subjects out when fewer than one in so many is left.
    FEW = 6

    def all_of(self, questions: tuple[Question, ...]) -> Tri:
        """The conjunction, the cheapest asked first."""
        found = MET
        queue = sorted(questions, key=lambda question: question.cost)
        for number, question in enumerate(queue):
            left = found.possible
            if not isinstance(left, bool) and np.count_nonzero(left) * self.FEW < self.part.size:
                return self._of_few(found, np.flatnonzero(left), tuple(queue[number:]))
            found = conjunction(found, self.tri(question))
            if found.possible is False:
                break
        return found

    def _of_few(self, found: Tri, few: Indexes, questions: tuple[Question, ...]) -> Tri:
        rest = Sifting(self.part.only(few)).all_of(questions)
        possible = _spread(rest.possible, few, self.part.size)
        if rest.met is rest.possible and found.met is found.possible:
            return certain(possible)
        return Tri(both(found.met, _spread(rest.met, few, self.part.size)), possible)


def _spread(value: Value, few: Indexes, size: int) -> Bools:
    found = np.zeros(size, dtype=np.bool_)
    found[few] = value
    return found
