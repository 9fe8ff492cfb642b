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
from .bit_places import NOBODY, Places, cut, how_many
from .bit_reading import Reading, Sifting, each_pruned
from .bits import Population
from .kleene import MET, Tri, certain, conjunction, either, inverse
from .pack import LawPack
from .patterns import Book, Patterns
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
    nothing: NDArray[np.uint16] = np.broadcast_to(np.uint16(0), verdict.shape)
    return Screened(verdict, nothing, ("",))


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
    verdict = np.empty(population.subjects, dtype=np.uint8)
    for kind, where in population.of_kind.items():
        if kind in asked.standards:
            _judge(asked, asked.plan(kind), where, verdict)
        else:
            verdict[where] = _NOT_ELIGIBLE
    verdict[population.contrary] = _UNDETERMINED
    if population.early is not None:
        verdict[population.early_who] = _verdicts(population.early, code, pack)
    return verdict


def _judge(asked: Asked, plan: Plan, where: Places, verdict: NDArray[np.uint8]) -> None:
    """Write the verdicts on subjects of one kind, first of all read plainly, then of those read with care."""

    def plainly(block: Places) -> None:
        part = asked.plain(block)
        unbarred = certain(inverse(asked.barred(part)))
        _write(conjunction(unbarred, Sifting(part).tri(plan.plain)), verdict, block)

    def carefully(block: Places) -> None:
        part = asked.careful(block)
        bars = [asked.bar(bar, part) for bar in asked.bars]
        _write(reduce(conjunction, bars, Sifting(part).tri(plan.careful)), verdict, block)

    for block in cut(where):
        plainly(block)
    careful = asked.careful_ones(plan, for_the_verdict=True)
    if not plan.may_gain_by_less:
        careful = careful[either(verdict[careful] != _NOT_ELIGIBLE, asked.may_gain(plan, careful))]
    for block in cut(careful):
        carefully(block)


def _write(tri: Tri, verdict: NDArray[np.uint8], where: Places) -> None:
    """Write the codes of verdicts: how many of "surely" and "possibly" hold."""
    met, possible = (np.uint8(value) if isinstance(value, bool) else value.view(np.uint8) for value in tri)
    if isinstance(where, slice):
        np.add(met, possible, out=verdict[where])
    else:
        verdict[where] = met + possible


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
    for block in cut(asked.careful_ones(plan, for_the_verdict=False)):
        part = asked.careful(block)
        bars = [asked.bar(bar, part) for bar in asked.bars]
        numbers[block] = book.enter(kind, [*bars, *map(Reading(part).tri, questions)], how_many(block))
