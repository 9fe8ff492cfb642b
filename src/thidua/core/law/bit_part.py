"""Some of a population as its conditions are read: the years that count for them, their planes taken once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from .bit_asides import Figure
from .bit_places import Indexes, Places, how_many, within
from .bit_rows import Plane
from .bits import PlaneKey, Population, Scoped
from .kleene import Bools, Value, picked
from .pack import Run

Kind = TypeVar("Kind", bound=np.generic)


class Counting(NamedTuple):
    """The years that count, as bits, for marks and for awards that serve as a base; None when all do."""

    marks: Plane | None = None
    bases: Plane | None = None

    def only(self, who: Indexes) -> Counting:
        """The same of some subjects, by their places."""
        return Counting(*(None if plane is None else _at(plane, who) for plane in self))

    def also(self, years: Plane) -> Counting:
        """Of marks, moreover, only those in some ``years``."""
        return self._replace(marks=years if self.marks is None else self.marks & years)


ALL_YEARS = Counting()


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
        self._taken: dict[object, NDArray[Any]] = {}
        self._kept: dict[Run, tuple[Counting, Plane | int]] = {}

    def only(self, who: Indexes) -> Part:
        """Some of the subjects of this part, by their place in it."""
        part = Part(self.population, who, self)
        part.strict = self.strict.only(who)
        part.lenient = part.strict if self.lenient is self.strict else self.lenient.only(who)
        part.ahead, part.ungraded = picked(self.ahead, who), picked(self.ungraded, who)
        return part

    def taken(self, key: object, whole: NDArray[Kind]) -> NDArray[Kind]:
        """What an array of the population holds of this part, taken once."""
        if key not in self._taken:
            told, where = self._source(key, whole)
            self._taken[key] = told[where] if isinstance(where, slice) else _at(told, where)
        return self._taken[key]

    def _source(self, key: object, whole: NDArray[Kind]) -> tuple[NDArray[Kind], Places]:
        """Whence an array is taken most cheaply, and at which places."""
        among = self._among
        if among is None or isinstance(self.where, slice):
            return whole, self.where
        if key in among._taken or isinstance(among.where, slice):
            return among.taken(key, whole), self.where
        whole, places = among._source(key, whole)
        return whole, within(places, self.where)

    def kept(self, run: Run, counting: Counting, work: Callable[[], Plane | int]) -> Plane | int:
        """What is worked out once for a run, under one and the same start."""
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
        whole = self.population.planes.get(key)
        return None if whole is None else self.taken(key, whole)

    def twice(self, mark: Scoped) -> Plane | None:
        """The years with two works or more; None when nobody has any."""
        whole = self.population.twice.get(mark)
        return None if whole is None else self.taken(("twice", mark), whole)

    def figure(self, figure: Figure) -> Bools | None:
        """Who meets a figure; None when nobody is told of."""
        whole = self.population.figures.get(figure)
        return None if whole is None else self.taken(figure, whole)

    def decided(self, id_: str, decision: int) -> Value:
        """Of whom a person decided so on the condition."""
        whole = self.population.decisions.get(id_)
        return False if whole is None else self.taken(("decided", id_), whole) == decision


def _at(whole: NDArray[Kind], who: Indexes) -> NDArray[Kind]:
    """Some of an array. No place is out of bounds; clipping only spares NumPy a look at each."""
    return whole.take(who, mode="clip")
