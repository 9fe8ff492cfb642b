"""Which subjects are meant: a stretch of a population, or a list of places in it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Indexes = NDArray[np.intp]
Places = slice | Indexes
NOBODY: Indexes = np.zeros(0, dtype=np.intp)

# Subjects at a time: their planes and what is worked out from them stay in a core's cache.
BLOCK = 1 << 19


def how_many(where: Places) -> int:
    """How many subjects are meant."""
    return where.stop - where.start if isinstance(where, slice) else len(where)


def cut(where: Places, size: int = BLOCK) -> Iterator[Places]:
    """Cut into blocks of at most ``size``, in order."""
    for start in range(0, how_many(where), size):
        if isinstance(where, slice):
            yield slice(where.start + start, min(where.start + start + size, where.stop))
        else:
            yield where[start : start + size]


def within(where: Places, places: Indexes) -> Indexes:
    """The subjects at some places among those meant."""
    return places + where.start if isinstance(where, slice) else where[places]


def listed(where: Places) -> Indexes:
    """The subjects meant, one by one."""
    return np.arange(where.start, where.stop) if isinstance(where, slice) else where
