"""What one leaf says of many subjects at once, over planes of bits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .bit_asides import DECIDED_NO, DECIDED_YES, Figure, is_absence
from .bit_part import ALL_YEARS, Counting, Part
from .bit_rows import Plane
from .bits import ANCHOR_BIT
from .kleene import UNKNOWN, UNMET, Bools, Tri, Value, both, certain, either, inverse
from .pack import (
    AwardMark,
    Count,
    ExceedsTargets,
    GradeMark,
    Held,
    InitiativeMark,
    InYear,
    Judged,
    Leaf,
    Mark,
    Meets,
    Predicate,
    Rank,
    Run,
    ScienceMark,
    Share,
    TitleMark,
)
from .questions import Question

_Test = Callable[[Counting], Value]


def answer(question: Question, part: Part) -> Tri:
    """Answer a leaf; of a doubted :class:`Meets` what a person decided, of others nothing is asked here."""
    leaf = question.condition
    if not isinstance(leaf, Leaf):
        raise TypeError(leaf)
    if isinstance(leaf.predicate, Judged):
        return _judged(question, leaf.predicate, part)
    if question.is_doubted:
        return settled(leaf.id, part)
    return _answer(leaf.predicate, question, part)


def settled(id_: str, part: Part) -> Tri:
    """What a person decided on a condition in doubt; unknown while nobody did."""
    if id_ not in part.population.decisions:
        return UNKNOWN
    return Tri(part.decided(id_, DECIDED_YES), inverse(part.decided(id_, DECIDED_NO)))


def _judged(question: Question, judged: Judged, part: Part) -> Tri:
    yes = part.decided(question.id, DECIDED_YES)
    if judged.claimed:
        return Tri(False, yes) if question.is_doubted else certain(yes)
    possible = inverse(part.decided(question.id, DECIDED_NO))
    if judged.presumed and not question.is_doubted:
        return certain(possible)
    return Tri(False if question.is_doubted else yes, possible)


def _answer(predicate: Predicate, question: Question, part: Part) -> Tri:
    match predicate:
        case Held(award):
            return _held(award, part)
        case InYear(of):
            return _considered(part, lambda counting: _in_year(of, counting, part))
        case Run(after=after):
            return _under_starts(part, (after,), lambda counting: _run(predicate, counting, part))
        case Count(after=after):
            run = question.within
            both_after = (after, run.after if run else "")
            return _under_starts(part, both_after, lambda counting: _enough(predicate, run, counting, part))
        case Share() | Rank() | ExceedsTargets():
            return _figure(predicate, part)
        case Meets():
            return UNMET
    raise TypeError(predicate)


# --- starts -------------------------------------------------------------------------------------------


def _under_starts(part: Part, after: tuple[str, ...], test: _Test) -> Tri:
    """Met if met counting strictly, unmet if not even met counting leniently, else unknown."""
    strict, lenient = part.strict, part.lenient
    for code in filter(None, after):
        base = _masked(part.plane(code), part.strict.bases)
        if base is None:
            return UNMET
        since_base = _up_to_highest(base)
        lenient = lenient.also(since_base)
        strict = strict.also(since_base >> 1)
    met = test(strict)
    return certain(met) if strict is lenient else Tri(met, either(met, test(lenient)))


def _up_to_highest(plane: Plane) -> Plane:
    """Every bit up to the highest one: the years from the earliest on."""
    found = plane | plane >> 1
    for step in (2, 4, 8, 16, 32):
        if step < plane.dtype.itemsize * 8:
            found |= found >> step
    return found


def _masked(plane: Plane | None, years: Plane | int | None) -> Plane | None:
    """The bits of a plane in some years; a number stands for the same years of everybody, -1 for all."""
    if plane is None or years is None or (isinstance(years, int) and years == -1):
        return plane
    if isinstance(years, int):
        years = years & int(np.iinfo(plane.dtype).max)
    return plane & years


def _considered(part: Part, test: _Test) -> Tri:
    """A test of the year considered, which fails where nothing is told of that year yet."""
    found = _under_starts(part, (), test)
    graded = inverse(part.ahead)
    if graded is True:
        return found
    met = both(found.met, graded)
    return certain(met) if found.met is found.possible else Tri(met, both(found.possible, graded))


# --- leaves -------------------------------------------------------------------------------------------


def _held(award: str, part: Part) -> Tri:
    base = _masked(part.plane(award), part.strict.bases)
    return certain(False if base is None else _any(base))


def _figure(figure: Figure, part: Part) -> Tri:
    told = part.figure(figure)
    if is_absence(figure):
        return certain(both(True if told is None else told, inverse(part.ahead)))

    def test(counting: Counting) -> Value:
        if told is None or counting.marks is None:
            return False if told is None else told
        return told & _any(counting.marks & ANCHOR_BIT)

    return _considered(part, test)


def _run(run: Run, counting: Counting, part: Part) -> Value:
    marked = _marked(run.of, counting, part)
    if marked is None:
        return False
    if (ends_before := _ends_before(run, part)) is not None:
        marked = marked >> ends_before
    if part.ahead is not False:
        marked = np.where(part.ahead, (marked >> 1) << 2, marked)
    met: Value = False
    for late in range(run.slack + 1):
        years = sum(ANCHOR_BIT << late + step * run.every for step in range(run.years))
        if years <= np.iinfo(marked.dtype).max:
            met = either(met, (marked & years) == years)
    return met


def _ends_before(run: Run, part: Part) -> Plane | None:
    """For whom a run ends a year before the anchor: that year is not graded, and nothing else marks it."""
    marked = _marked(run.of, ALL_YEARS, part)
    if isinstance(part.ungraded, bool) or marked is None:
        return None
    before: Plane = np.logical_and(part.ungraded, marked & ANCHOR_BIT == 0).astype(marked.dtype)
    return before


def _marked(of: tuple[Mark, ...], counting: Counting, part: Part) -> Plane | None:
    """The years marked by one of ``of``, of those that count."""
    return _masked(_marked_by(of, part), counting.marks)


def _marked_by(of: tuple[Mark, ...], part: Part) -> Plane | None:
    found: Plane | None = None
    for mark in of:
        found = _union(found, part.plane(mark.code if isinstance(mark, TitleMark | AwardMark) else mark))
    return found


def _union(one: Plane | None, other: Plane | None) -> Plane | None:
    if one is None or other is None:
        return one if other is None else other
    return one | other


def _in_year(of: tuple[Mark, ...], counting: Counting, part: Part) -> Value:
    marked = _marked(of, counting, part)
    return False if marked is None else _any(marked & ANCHOR_BIT)


def _any(plane: Plane) -> Bools:
    """Who has a bit in a plane."""
    found: Bools = plane != 0
    return found


# --- counting -----------------------------------------------------------------------------------------


def _enough(count: Count, within: Run | None, counting: Counting, part: Part) -> Value:
    """Whether there are ``at_least`` marks in the years a count looks at."""
    years = _window(count, within, counting, part)
    terms = [plane for plane in _terms(count, years, counting, part) if plane is not None]
    if not terms:
        return False
    if count.at_least == 1:
        found = terms[0]
        for term in terms[1:]:
            found = found | term
        return _any(found)
    many: NDArray[np.integer[Any]] = np.bitwise_count(terms[0])
    for term in terms[1:]:
        many = np.add(many, np.bitwise_count(term), dtype=np.uint16)
    enough: Bools = many >= count.at_least
    return enough


def _window(count: Count, within: Run | None, counting: Counting, part: Part) -> Plane | int:
    """The years looked at before the year after the anchor."""
    if within is None:
        return (2 << count.last) - 2 if count.last else -2
    return part.kept(within, counting, lambda: _unbroken_years(within, counting, part))


def _unbroken_years(run: Run, counting: Counting, part: Part) -> Plane | int:
    """The years of a run, however long it is."""
    marked = _marked(run.of, counting, part)
    if marked is None:
        return 0
    if (ends_before := _ends_before(run, part)) is not None:
        return _unbroken(marked >> ends_before) << ends_before
    if part.ahead is not False:
        # The year asked about has nothing yet, so that nothing is unbroken up to it.
        marked = np.where(part.ahead, marked.dtype.type(0), marked)
    return _unbroken(marked)


def _unbroken(marked: Plane) -> Plane:
    """The years without a gap that end at the anchor year: where adding one there carries to."""
    gap = marked + ANCHOR_BIT
    np.invert(gap, out=gap)
    gap &= marked
    return gap


def _terms(count: Count, years: Plane | int, counting: Counting, part: Part) -> Iterator[Plane | None]:
    """Planes whose bits are the marks to count: grades, titles and forms once a year, works up to twice.

    In the year after the anchor works and forms may be told, which count; no grade or title is, else it would
    be the anchor.
    """
    once = tuple(mark for mark in count.of if isinstance(mark, GradeMark | TitleMark | AwardMark))
    ahead = years if all(isinstance(mark, GradeMark | TitleMark) for mark in count.of) else years | 1
    has_forms = any(isinstance(mark, AwardMark) for mark in once)
    yield _masked(_masked(_marked_by(once, part), ahead if has_forms else years), counting.marks)
    for mark in count.of:
        if isinstance(mark, InitiativeMark | ScienceMark):
            yield _masked(_masked(part.plane(mark), ahead), counting.marks)
            if count.at_least > 1:
                yield _masked(_masked(part.twice(mark), ahead), counting.marks)
