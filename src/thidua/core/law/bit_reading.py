"""Reading conditions for many subjects at once: groups over leaves."""

from __future__ import annotations

from functools import reduce

import numpy as np

from .bit_asides import DECIDED_NO, DECIDED_YES
from .bit_leaves import answer
from .bit_part import Part
from .bit_places import Indexes
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
    is_certain,
    is_fixed,
    none_of,
)
from .pack import AllOf, AnyOf, AtLeast, Leaf, Meets, NoneOf, Readings
from .questions import Question


class Reading:
    """The answers of one part of a population, each condition read once."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self._told: dict[tuple[int, bool], Tri] = {}

    def tri(self, question: Question) -> Tri:
        """Answer a question."""
        if question.fixed is not None:
            return question.fixed
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


# What is left to be asked, in passes over columns, when picking subjects out of a stretch takes less long.
_LONG = 12


class Sifting(Reading):
    """A reading for the verdict alone: once few can still pass, only these are asked further."""

    def all_of(self, questions: tuple[Question, ...]) -> Tri:
        """The conjunction, asked in turn."""
        found = MET
        for number, question in enumerate(questions):
            if number and self._are_few(found.possible, questions[number:]):
                return self._of_few(found, np.flatnonzero(found.possible), questions[number:])
            found = conjunction(found, self.tri(question))
        return found

    def _are_few(self, value: Value, left: tuple[Question, ...]) -> bool:
        """Whether it pays to pick out who is left: out of a stretch that takes as long as many passes."""
        if isinstance(value, bool):
            return False
        if isinstance(self.part.where, slice):
            is_long = sum(question.cost for question in left) >= _LONG
            return is_long and bool(np.count_nonzero(value) < len(value) / 32)
        return bool(np.count_nonzero(value) < len(value) / 2)

    def _of_few(self, found: Tri, few: Indexes, questions: tuple[Question, ...]) -> Tri:
        rest = Sifting(self.part.only(few)).all_of(questions)
        possible = _spread(rest.possible, few, self.part.size)
        if is_certain(rest) and is_certain(found):
            return certain(possible)
        return Tri(both(found.met, _spread(rest.met, few, self.part.size)), possible)


def _spread(value: Value, few: Indexes, size: int) -> Bools:
    found = np.zeros(size, dtype=np.bool_)
    found[few] = value
    return found


def each_pruned(standard: Question, probe: Reading) -> tuple[Question, ...]:
    """Every question of a standard, in reading order, each :func:`pruned`."""
    return tuple(pruned(question, probe) for question in standard.walk())


def pruned(question: Question, probe: Reading) -> Question:
    """A question as short as can be: what is the same for everybody is settled beforehand.

    ``probe`` reads nobody at all, so that what it still finds to be one value is one for any of its
    population. Conditions under a conjunction stand cheapest first.
    """
    found = probe.tri(question)
    if is_fixed(found):
        return Question(question.id, question.condition, fixed=found)
    of = [pruned(child, probe) for child in question.of]
    match question.condition:
        case Leaf(predicate=Meets()) if question.of and not question.is_doubted:
            return of[0]
        case AllOf():
            of = sorted((child for child in of if child.fixed != MET), key=lambda child: child.cost)
        case AnyOf():
            of = [child for child in of if child.fixed != UNMET]
    if len(of) == 1 and isinstance(question.condition, AllOf | AnyOf):
        return of[0]
    return Question(question.id, question.condition, tuple(of), question.as_confirmed, question.within)
