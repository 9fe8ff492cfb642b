"""Met, unmet or unknown (Kleene's logic) for many subjects at once.

A value is a pair: who surely meets a condition, and who possibly does. Where nothing can be unknown both
are the same object, and where all subjects agree they are plain booleans, so that nothing is worked out
that is known beforehand, and nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Value = Bools | bool


class Tri(NamedTuple):
    """Who surely meets a condition, and who possibly does; whoever is ``met`` is ``possible``."""

    met: Value
    possible: Value


MET = Tri(True, True)
UNMET = Tri(False, False)
UNKNOWN = Tri(False, True)


def both(one: Value, other: Value) -> Value:
    """And."""
    if isinstance(one, bool):
        return other if one else False
    if isinstance(other, bool):
        return one if other else False
    return one & other


def either(one: Value, other: Value) -> Value:
    """Or."""
    if isinstance(one, bool):
        return True if one else other
    if isinstance(other, bool):
        return True if other else one
    return one | other


def inverse(one: Value) -> Value:
    """Not."""
    return not one if isinstance(one, bool) else ~one


def certain(value: Value) -> Tri:
    """A condition nothing can be unknown of."""
    return Tri(value, value)


def is_certain(tri: Tri) -> bool:
    """Whether nobody's value is unknown, as far as can be seen without looking at each."""
    return tri.met is tri.possible


def is_fixed(tri: Tri) -> bool:
    """Whether everybody has the same value."""
    return isinstance(tri.met, bool) and isinstance(tri.possible, bool)


def conjunction(one: Tri, other: Tri) -> Tri:
    """All of two: the lesser value."""
    met = both(one.met, other.met)
    if is_certain(one) and is_certain(other):
        return certain(met)
    return Tri(met, both(one.possible, other.possible))


def disjunction(one: Tri, other: Tri) -> Tri:
    """Any of two: the greater value."""
    met = either(one.met, other.met)
    if is_certain(one) and is_certain(other):
        return certain(met)
    return Tri(met, either(one.possible, other.possible))


def picked(value: Value, places: NDArray[np.intp]) -> Value:
    """The values at some places."""
    return value if isinstance(value, bool) else value[places]


def none_of(tris: Iterable[Tri]) -> Tri:
    """None of them: what any of them is not."""
    found = UNMET
    for tri in tris:
        found = disjunction(found, tri)
    met = inverse(found.possible)
    return certain(met) if is_certain(found) else Tri(met, inverse(found.met))


def agreed(tris: Iterable[Tri]) -> Tri:
    """The value all of them share, else unknown."""
    met: Value = True
    possible: Value = False
    for tri in tris:
        met, possible = both(met, tri.met), either(possible, tri.possible)
    return Tri(met, possible)


def at_least(n: int, tris: Iterable[Tri]) -> Tri:
    """At least ``n`` of them."""
    told = tuple(tris)
    met = _as_many(n, [tri.met for tri in told])
    if all(is_certain(tri) for tri in told):
        return certain(met)
    return Tri(met, _as_many(n, [tri.possible for tri in told]))


def _as_many(n: int, values: list[Value]) -> Value:
    certainly = sum(value for value in values if isinstance(value, bool))
    columns = [value for value in values if not isinstance(value, bool)]
    if certainly >= n or certainly + len(columns) < n:
        return certainly >= n
    many = columns[0].astype(np.uint8)
    for column in columns[1:]:
        many += column
    return many >= n - certainly
