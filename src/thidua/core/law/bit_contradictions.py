"""Whose facts cannot all be true: of columns what :func:`.facts.contradictions` tells of one history."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .bit_places import Indexes, cut
from .columns import FactColumns, Sort
from .facts import FactKind, parse_judged, parse_share

# Of these a year has one answer; grades are held against each other as planes.
SAID_ONCE = frozenset({FactKind.CLUSTER_RANK, FactKind.SHARE, FactKind.EXCEEDS_TARGETS, FactKind.JUDGED})
_YEAR_BITS = 14
_BLOCK = 1 << 20
_LONG_AGO = np.iinfo(np.int32).min


def of_kinds(columns: FactColumns, kinds: frozenset[FactKind]) -> FactColumns:
    """The rows of some kinds of fact."""
    wanted = np.array([sort.kind in kinds for sort in columns.sorts], dtype=np.bool_)
    return taken(columns, np.flatnonzero(wanted[columns.sort]))


def taken(columns: FactColumns, rows: Indexes) -> FactColumns:
    """Some of the rows, of the same subjects."""
    return FactColumns(
        columns.kinds,
        columns.sorts,
        columns.who[rows],
        columns.year[rows],
        columns.sort[rows],
        columns.until[rows],
        columns.ref[rows],
    )


def said_twice(columns: FactColumns) -> NDArray[np.int64]:
    """The subjects of whom a year is told two different answers where there can be only one.

    All rows must be of kinds with one answer a year.
    """
    codes, what = _sayings(columns.sorts)
    width = max(len(what), 1).bit_length()
    year = np.clip(columns.year, 0, (1 << _YEAR_BITS) - 1).astype(np.int64)
    told = (columns.who.astype(np.int64) << _YEAR_BITS | year) << width | codes[columns.sort]
    told.sort()
    before, after = told[:-1], told[1:]
    differs = np.flatnonzero((before != after) & (before >> width == after >> width))
    code = (1 << width) - 1
    differs = differs[what[before[differs] & code] == what[after[differs] & code]]
    who: NDArray[np.int64] = before[differs] >> (width + _YEAR_BITS)
    return who


def _sayings(sorts: tuple[Sort, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Number what sorts say, answers to one question next to each other; and the question of each number."""
    sayings = [_says(sort) for sort in sorts]
    different = sorted(set(sayings), key=lambda saying: saying[0])
    questions = {question: number for number, (question, _) in enumerate(different)}
    numbers = {saying: number for number, saying in enumerate(different)}
    return (
        np.array([numbers[saying] for saying in sayings], dtype=np.int64),
        np.array([questions[question] for question, _ in different], dtype=np.int64),
    )


def _says(sort: Sort) -> tuple[str, float | str]:
    """What a sort answers, and its answer."""
    match sort.kind:
        case FactKind.CLUSTER_RANK:
            return f"rank {sort.level}", int(sort.value)
        case FactKind.SHARE:
            name, figure = parse_share(sort.value)
            return f"share {name}", figure
        case FactKind.JUDGED:
            condition, decision = parse_judged(sort.value)
            return f"judged {condition}", decision
    return f"{sort.kind}", sort.value


def misborn(columns: FactColumns) -> NDArray[np.bool_]:
    """Who is told two years of birth (founding), or anything before it."""
    births = of_kinds(columns, frozenset({FactKind.BORN}))
    misborn = np.zeros(columns.subjects, dtype=np.bool_)
    if not len(births.who):
        return misborn
    born = np.full(columns.subjects, _LONG_AGO, dtype=np.int32)
    born[births.who] = births.year
    misborn[births.who[born[births.who] != births.year]] = True
    for rows in cut(slice(0, len(columns.who)), _BLOCK):
        who = columns.who[rows]
        misborn[who[columns.year[rows] < born[who]]] = True
    return misborn
