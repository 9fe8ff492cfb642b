"""Ask an award of a whole population at once: the verdict on everybody, and what failed first.

The same conditions as :mod:`.explain` asks of one subject, over planes of bits, in blocks that stay in the
cache. Subjects nothing bars and of whom every year counts (nearly all) are read plainly; the rest with care.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .bit_leaves import Part
from .bit_reading import Asked, Reading, Sifting
from .bit_rows import Indexes, blocks
from .bits import Population
from .kleene import MET, Tri, Value, conjunction, either
from .pack import LawPack
from .patterns import Book, Patterns
from .questions import Question
from .verdict import Verdict

VERDICTS = tuple(Verdict)
"""The verdicts by their codes, the more favourable the higher."""
_NOT_ELIGIBLE, _UNDETERMINED = range(2)
# Subjects at a time: their planes and what is worked out from them stay in a core's cache.
_BLOCK = 1 << 16


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


def _parts(population: Population) -> Iterator[tuple[int, slice | Indexes]]:
    """Blocks of subjects of one kind, with the kind's number."""
    for block in blocks(population.subjects, _BLOCK):
        kinds = population.kinds[block]
        if (kinds == kinds[0]).all():
            yield int(kinds[0]), block
            continue
        for kind in np.unique(kinds):
            yield int(kind), np.flatnonzero(kinds == kind) + block.start


def _within(where: slice | Indexes, places: Indexes) -> Indexes:
    return places + where.start if isinstance(where, slice) else where[places]


# --- verdicts alone -----------------------------------------------------------------------------------


def _verdicts(population: Population, code: str, pack: LawPack) -> NDArray[np.uint8]:
    asked = Asked(population, code, pack)
    verdict = np.zeros(population.subjects, dtype=np.uint8)
    for kind, where in _parts(population):
        standard = asked.standards.get(kind)
        if standard is not None:
            _judge(asked, standard, where, verdict)
        contrary = np.flatnonzero(asked.contradicting(where))
        verdict[_within(where, contrary)] = _UNDETERMINED
    if population.early is not None:
        verdict[population.early_who] = _verdicts(population.early, code, pack)
    return verdict


def _judge(asked: Asked, standard: Question, where: slice | Indexes, verdict: NDArray[np.uint8]) -> None:
    found = Sifting(asked.plain(where)).tri(standard)
    verdict[where] = _as_code(found)
    might_pass = either(found.possible, asked.may_gain_by_care(standard, where))
    if might_pass is True:
        careful = _within(where, np.flatnonzero(asked.needs_care(standard, where)))
    else:
        passing = _within(where, np.flatnonzero(might_pass))
        careful = passing[asked.needs_care(standard, passing)]
    if len(careful):
        part = asked.careful(careful)
        found = Sifting(part).tri(standard)
        for bar in asked.pack.bars:
            found = conjunction(found, asked.bar(bar, part))
        verdict[careful] = _as_code(found)


def _as_code(tri: Tri) -> NDArray[np.uint8] | int:
    if isinstance(tri.met, bool):
        return int(tri.met) + _bytes(tri.possible)
    return _bytes(tri.met) + _bytes(tri.possible)


def _bytes(value: Value) -> NDArray[np.uint8] | int:
    return int(value) if isinstance(value, bool) else value.view(np.uint8)


# --- every condition ----------------------------------------------------------------------------------


def _numbers(population: Population, code: str, pack: LawPack, book: Book) -> NDArray[np.int32]:
    asked = Asked(population, code, pack)
    numbers = np.zeros(population.subjects, dtype=np.int32)
    for kind, where in _parts(population):
        standard = asked.standards.get(kind)
        if standard is None:
            numbers[where] = book.wrong_kind()
        else:
            numbers[where] = _entered(asked, kind, asked.plain(where), book)
            careful = _within(where, np.flatnonzero(asked.needs_care(standard, where)))
            if len(careful):
                numbers[careful] = _entered(asked, kind, asked.careful(careful), book, with_bars=True)
        contrary = _within(where, np.flatnonzero(asked.contradicting(where)))
        if len(contrary):
            numbers[contrary] = book.contradiction()
    if population.early is not None:
        numbers[population.early_who] = _numbers(population.early, code, pack, book)
    return numbers


def _entered(
    asked: Asked, kind: int, part: Part, book: Book, *, with_bars: bool = False
) -> NDArray[np.int32]:
    """Enter the values of a part on every condition in the book; the pattern of each subject."""
    reading = Reading(part)
    bars = [asked.bar(bar, part) if with_bars else MET for bar in asked.pack.bars]
    return book.enter(kind, [*bars, *map(reading.tri, asked.standards[kind].walk())], part.size)
