"""Ask an award of a whole population at once: the verdict on everybody, and what failed first.

The same conditions as :mod:`.explain` asks of one subject, over planes of bits, in blocks that stay in the
cache. Subjects nothing bars and of whom every year counts (nearly all) are read plainly; the rest with care.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from .bit_asked import Asked, Plan
from .bit_places import NOBODY, Indexes, Places, cut, how_many, within
from .bit_reading import Reading, Sifting, are_few, each_pruned
from .bits import Population
from .kleene import MET, Tri, conjunction, is_certain, joined, picked
from .pack import AllOf, LawPack
from .patterns import Book, Patterns
from .questions import Question
from .verdict import Verdict

VERDICTS = tuple(Verdict)
"""The verdicts by their codes, the more favourable the higher."""
_NOT_ELIGIBLE, _UNDETERMINED = range(2)


@dataclass(frozen=True, slots=True)
class Screened:
    """Of each subject the verdict (a code, index into :data:`VERDICTS`) and what failed (index into ``ids``).

    ``ids[0]`` is empty: nothing failed, or it was not asked what did.
    """

    verdict: NDArray[np.uint8]
    failed: NDArray[np.uint16]
    ids: tuple[str, ...]


def screen(population: Population, code: str, pack: LawPack, *, with_failed: bool = True) -> Screened:
    """Give the verdict on award ``code`` for everybody; without ``failed`` it takes a fraction of the time.

    Raises :class:`KeyError` when the pack has no such award, :class:`ValueError` when the population was not
    prepared for this pack and award.
    """
    if with_failed:
        found = patterns(population, code, pack)
        return Screened(found.verdicts[found.numbers], found.failed[found.numbers], found.failed_ids)
    _check(population, code, pack)
    verdict = _verdicts(population, code, pack)
    return Screened(verdict, np.zeros(len(verdict), dtype=np.uint16), ("",))


def patterns(population: Population, code: str, pack: LawPack) -> Patterns:
    """Tell subjects apart by their values on every condition. Raises as :func:`screen` does."""
    _check(population, code, pack)
    book = Book(pack.bars, Asked(population, code, pack).standards)
    return book.closed(_numbers(population, code, pack, book))


def _check(population: Population, code: str, pack: LawPack) -> None:
    pack.award(code)
    if population.pack_id != pack.id or code not in population.codes:
        raise ValueError((population.pack_id, pack.id, code))


# --- verdicts alone -----------------------------------------------------------------------------------


def _verdicts(population: Population, code: str, pack: LawPack) -> NDArray[np.uint8]:
    asked = Asked(population, code, pack)
    verdict = np.zeros(population.subjects, dtype=np.uint8)
    for kind, where in population.of_kind.items():
        if kind in asked.standards:
            _judge(asked, asked.plan(kind), where, verdict)
    verdict[population.contrary] = _UNDETERMINED
    if population.early is not None:
        verdict[population.early_who] = _verdicts(population.early, code, pack)
    return verdict


def _judge(asked: Asked, plan: Plan, where: Places, verdict: NDArray[np.uint8]) -> None:
    """Write the verdicts on subjects of one kind over those of "not eligible"."""
    left, found = _sifted(asked, plan.plain, where)
    verdict[left] = _as_code(found)
    for block in cut(left):
        verdict[within(block, np.flatnonzero(asked.barred(block)))] = _NOT_ELIGIBLE
    for block in cut(_with_care(asked, plan, where, left)):
        reading = Sifting(asked.careful(block))
        answers = (reading.tri(plan.careful), *(asked.bar(bar, block) for bar in asked.bars))
        verdict[block] = _as_code(reduce(conjunction, answers))


def _sifted(asked: Asked, question: Question, where: Places) -> tuple[Places, Tri]:
    """Ask the conditions of a conjunction in turn, only of those who may still pass once they are few."""
    found = MET
    for one in question.of if isinstance(question.condition, AllOf) and question.of else (question,):
        blocks = list(cut(where))
        answers = [Sifting(asked.plain(block)).tri(one) for block in blocks]
        found = conjunction(found, joined(answers, list(map(how_many, blocks))))
        if are_few(found.possible):
            few = np.flatnonzero(found.possible)
            where = within(where, few)
            found = MET if is_certain(found) else Tri(picked(found.met, few), True)
    return where, found


def _with_care(asked: Asked, plan: Plan, where: Places, left: Places) -> Indexes:
    """Who has to be read with care, of those who may still pass or whom care may help to pass."""
    if left is where or plan.may_gain_by_less:
        return _careful(asked, plan, where, for_the_verdict=True)
    return _careful(asked, plan, asked.with_ungraded(left, plan, where), for_the_verdict=True)


def _careful(asked: Asked, plan: Plan, where: Places, *, for_the_verdict: bool) -> Indexes:
    found = [NOBODY]
    for block in cut(where):
        careful = asked.needs_care(plan, block, for_the_verdict=for_the_verdict)
        found.append(within(block, np.flatnonzero(careful)))
    return np.concatenate(found)


def _as_code(tri: Tri) -> NDArray[np.uint8] | int:
    """The code of a verdict: how many of "surely" and "possibly" hold."""
    met, possible = (int(value) if isinstance(value, bool) else value.view(np.uint8) for value in tri)
    return met + possible


# --- every condition ----------------------------------------------------------------------------------


def _numbers(population: Population, code: str, pack: LawPack, book: Book) -> NDArray[np.int32]:
    asked = Asked(population, code, pack)
    numbers = np.zeros(population.subjects, dtype=np.int32)
    for kind, where in population.of_kind.items():
        if kind in asked.standards:
            _enter(asked, kind, where, book, numbers)
        else:
            numbers[where] = book.wrong_kind()
    if len(population.contrary):
        numbers[population.contrary] = book.contradiction()
    if population.early is not None:
        numbers[population.early_who] = _numbers(population.early, code, pack, book)
    return numbers


def _enter(asked: Asked, kind: int, where: Places, book: Book, numbers: NDArray[np.int32]) -> None:
    """Enter the values of subjects of one kind on every condition in the book."""
    plan = asked.plan(kind)
    unbarred = [MET] * len(asked.bars)
    questions = each_pruned(plan.standard, Reading(asked.plain(NOBODY)))
    for block in cut(where):
        values = map(Reading(asked.plain(block)).tri, questions)
        numbers[block] = book.enter(kind, [*unbarred, *values], how_many(block))
    questions = each_pruned(plan.standard, Reading(asked.careful(NOBODY)))
    for block in cut(_careful(asked, plan, where, for_the_verdict=False)):
        bars = [asked.bar(bar, block) for bar in asked.bars]
        values = map(Reading(asked.careful(block)).tri, questions)
        numbers[block] = book.enter(kind, [*bars, *values], how_many(block))
