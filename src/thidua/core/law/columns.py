"""The facts of a population as columns: one row a fact, numbers only, so that NumPy can turn them to bits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .facts import FactKind, History, RankLevel, SubjectKind

KINDS = tuple(SubjectKind)
NO_DAY = 0


@dataclass(frozen=True, slots=True)
class Sort:
    """What a row says, apart from its year: kind of fact, value, and for ranks the level."""

    kind: FactKind
    value: str
    level: RankLevel | None = None


@dataclass(frozen=True, slots=True)
class FactColumns:
    """``m`` facts of ``n`` subjects.

    ``kinds`` (n): index into :data:`KINDS`. Of length m: ``who`` (index of the subject, in any order),
    ``year``, ``sort`` (index into ``sorts``), ``until`` (proleptic ordinal of the day, :data:`NO_DAY` for
    none), ``ref`` (equal papers have equal numbers).
    """

    kinds: NDArray[np.uint8]
    sorts: tuple[Sort, ...]
    who: NDArray[np.int32]
    year: NDArray[np.int32]
    sort: NDArray[np.int32]
    until: NDArray[np.int32]
    ref: NDArray[np.int32]

    @property
    def subjects(self) -> int:
        """How many subjects there are."""
        return len(self.kinds)


def columns_of(histories: Sequence[History]) -> FactColumns:
    """Lay histories out as columns, in their order."""
    sorts: dict[Sort, int] = {}
    refs: dict[str, int] = {}
    rows: list[tuple[int, int, int, int, int]] = []
    for number, history in enumerate(histories):
        for fact in history.facts:
            level = RankLevel(fact.ref) if fact.kind is FactKind.CLUSTER_RANK else None
            sort = sorts.setdefault(Sort(fact.kind, fact.value, level), len(sorts))
            ref = refs.setdefault(fact.ref, len(refs))
            until = fact.until.toordinal() if fact.until else NO_DAY
            rows.append((number, fact.year, sort, until, ref))
    table = np.array(rows, dtype=np.int32).reshape(len(rows), 5)
    kinds = np.array([KINDS.index(history.kind) for history in histories], dtype=np.uint8)
    who, year, sort_, until_, ref_ = (np.ascontiguousarray(table[:, column]) for column in range(5))
    return FactColumns(kinds, tuple(sorts), who, year, sort_, until_, ref_)
