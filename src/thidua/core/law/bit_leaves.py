"""What one leaf says of many subjects at once, over planes of bits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .bit_asides import DECIDED_NO, DECIDED_YES, Figure, is_absence
from .bit_places import Indexes, Places, how_many
from .bit_rows import Plane
from .bits import ANCHOR_BIT, PlaneKey, Population
from .kleene import UNKNOWN, UNMET, Bools, Tri, Value, both, certain, either, inverse, picked
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


class Counting(NamedTuple):
    """The years that count, as bits, for marks and for awards that serve as a base; None when all do."""

    marks: Plane | None = None
    bases: Plane | None = None


ALL_YEARS = Counting()
Taken = NDArray[Any]
_Test = Callable[[Counting], Value]


class Part:
    """Some of a population, the years that count for them, and the planes as they are looked at.

    ``strict`` and ``lenient`` are the same object where no start is in doubt. ``ahead``: for whom a yearly
    award is asked for a year nothing is told of yet. ``ungraded``: of whom the anchor year bears a title or a
    figure, but no grade yet.
    """

    strict = lenient = ALL_YEARS
    ahead: Value = False
    ungraded: Value = False

    def __init__(self, population: Population, where: Places, among: Part | None = None) -> None:
        """``where`` in the population or, when they are some of them, among the subjects of another part."""
        self.population, self.where, self.size = population, where, how_many(where)
        self._among = among
        self._taken: dict[object, Taken | None] = {}
        self._kept: dict[Run, tuple[Counting, Plane | int]] = {}

    def only(self, who: Indexes) -> Part:
        """Some of the subjects of this part, by their place in it."""
        part = Part(self.population, who, self)
        part.strict = _of(self.strict, who)
        part.lenient = part.strict if self.lenient is self.strict else _of(self.lenient, who)
        part.ahead, part.ungraded = picked(self.ahead, who), picked(self.ungraded, who)
        return part

    def taken(self, key: object, whole: Taken | None) -> Taken | None:
        """What an array of the population holds of this part, taken once."""
        if key not in self._taken:
            if self._among is not None:
                whole = self._among.taken(key, whole)
            if whole is not None:
                # Places are never out of bounds; clipping only spares NumPy a look at each.
                whole = (
                    whole[self.where]
                    if isinstance(self.where, slice)
                    else whole.take(self.where, mode="clip")
                )
            self._taken[key] = whole
        return self._taken[key]

    def kept(self, key: tuple[Run, Counting], work: Callable[[], Plane | int]) -> Plane | int:
        """What is worked out once for a run, under one and the same start."""
        run, counting = key
        kept = self._kept.get(run)
        if kept is None or kept[0] is not counting:
            self._kept[run] = kept = (counting, work())
        return kept[1]

    @property
    def flags(self) -> NDArray[np.uint8]:
        """The flags of the subjects."""
        return self.taken("flags", self.population.flags)

    def plane(self, key: PlaneKey) -> Plane | None:
        """The plane of a key; None when nobody has a bit in it."""
        return self.taken(key, self.population.planes.get(key))

    def twice(self, mark: InitiativeMark | ScienceMark) -> Plane | None:
        """The years with two works or more; None when nobody has any."""
        return self.taken(("twice", mark), self.population.twice.get(mark))

    def figure(self, figure: Figure) -> Bools | None:
        """Who meets a figure; None when nobody is told of."""
        return self.taken(figure, self.population.figures.get(figure))

    def decided(self, id_: str, decision: int) -> Value:
        """Of whom a person decided so on the condition."""
        told = self.taken(("decided", id_), self.population.decisions.get(id_))
        return False if told is None else told == decision


def _of(counting: Counting, who: Indexes) -> Counting:
    if counting is ALL_YEARS:
        return counting
    return Counting(*(None if plane is None else _picked(plane, who) for plane in counting))


def _picked(whole: Taken, who: Indexes) -> Taken:
    """Some of an array. No place is out of bounds; clipping only spares NumPy a look at each."""
    return whole.take(who, mode="clip")


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
        lenient = _narrowed(lenient, since_base)
        strict = _narrowed(strict, since_base >> 1)
    met = test(strict)
    return certain(met) if strict is lenient else Tri(met, either(met, test(lenient)))


def _up_to_highest(plane: Plane) -> Plane:
    """Every bit up to the highest one: the years from the earliest on."""
    found = plane | plane >> 1
    for step in (2, 4, 8, 16, 32):
        if step < plane.dtype.itemsize * 8:
            found |= found >> step
    return found


def _narrowed(counting: Counting, years: Plane) -> Counting:
    return counting._replace(marks=years if counting.marks is None else counting.marks & years)


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
    return certain(False if base is None else base != 0)


def _figure(figure: Figure, part: Part) -> Tri:
    told = part.figure(figure)
    if is_absence(figure):
        return certain(both(True if told is None else told, inverse(part.ahead)))

    def test(counting: Counting) -> Value:
        if told is None or counting.marks is None:
            return False if told is None else told
        return told & (counting.marks & ANCHOR_BIT != 0)

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
    if part.ungraded is False:
        return None
    marked = _marked(run.of, ALL_YEARS, part)
    bit = np.uint32 if marked is None else marked.dtype.type
    unmarked = True if marked is None else marked & ANCHOR_BIT == 0
    return (part.ungraded & unmarked).astype(bit)


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
    return False if marked is None else marked & ANCHOR_BIT != 0


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
        return found != 0
    many = np.bitwise_count(terms[0])
    if len(terms) > 1:
        many = many.astype(np.uint16)
        for term in terms[1:]:
            many += np.bitwise_count(term)
    return many >= count.at_least


def _window(count: Count, within: Run | None, counting: Counting, part: Part) -> Plane | int:
    """The years looked at, the year of the proposal with them."""
    if within is None:
        return (2 << count.last) - 1 if count.last else -1
    return part.kept((within, counting), lambda: _unbroken_years(within, counting, part))


def _unbroken_years(run: Run, counting: Counting, part: Part) -> Plane | int:
    """The years of a run, however long it is, and the year of the proposal."""
    marked = _marked(run.of, counting, part)
    if marked is None:
        return 1
    if (ends_before := _ends_before(run, part)) is not None:
        unbroken = _unbroken(marked >> ends_before)
        return (unbroken & ~ends_before) << ends_before
    if part.ahead is not False:
        # The year asked about has nothing yet, so that nothing is unbroken up to it.
        marked = np.where(part.ahead, marked.dtype.type(0), marked)
    return _unbroken(marked)


def _unbroken(marked: Plane) -> Plane:
    """The years without a gap that end at the anchor year, and the year after it: ``x & ~(x + 1)``."""
    marked = marked | 1
    gap = marked + 1
    np.invert(gap, out=gap)
    marked &= gap
    return marked


def _terms(count: Count, years: Plane | int, counting: Counting, part: Part) -> Iterator[Plane | None]:
    """Planes whose bits are the marks to count: grades, titles and forms once a year, works up to twice."""
    # No grade or title is told of the year after the anchor, else it would be the anchor.
    once = tuple(mark for mark in count.of if isinstance(mark, GradeMark | TitleMark | AwardMark))
    yield _masked(_masked(_marked_by(once, part), years), counting.marks)
    for mark in count.of:
        if isinstance(mark, InitiativeMark | ScienceMark):
            yield _masked(_masked(part.plane(mark), years), counting.marks)
            if count.at_least > 1:
                yield _masked(_masked(part.twice(mark), years), counting.marks)
