"""What is taken from facts row by row: figures of a year, decisions, discipline, several works in a year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from .bit_contradictions import of_kinds, taken
from .bit_rows import SCOPED, Exact, Plane
from .columns import NO_DAY, FactColumns, Sort
from .facts import FactKind, parse_judged, parse_share
from .kleene import Bools
from .pack import ExceedsTargets, Rank, Share

Figure = Share | Rank | ExceedsTargets
Decisions = NDArray[np.uint8]
UNDECIDED, DECIDED_NO, DECIDED_YES = range(3)
NO_START = 0


# --- figures of the year considered -------------------------------------------------------------------


def figures(columns: FactColumns, anchor: NDArray[np.int32], asked: Iterable[Figure]) -> dict[Figure, Bools]:
    """Who meets each figure in the year of the anchor. A figure nobody is told of is left out."""
    rows = of_kinds(columns, frozenset({FactKind.CLUSTER_RANK, FactKind.SHARE, FactKind.EXCEEDS_TARGETS}))
    rows = taken(rows, np.flatnonzero(rows.year == anchor[rows.who]))
    found = {}
    for figure in asked:
        test, unless_told = _test(figure)
        telling = np.array([test(sort) for sort in columns.sorts], dtype=np.bool_)
        who = rows.who[telling[rows.sort]]
        if len(who):
            met = np.full(columns.subjects, unless_told, dtype=np.bool_)
            met[who] = not unless_told
            found[figure] = met
    return found


def is_absence(figure: Figure) -> bool:
    """Whether a figure asks that nobody is told of, so that it is met when nothing is told."""
    return isinstance(figure, Share) and figure.at_most and figure.of.startswith("count:")


def _test(figure: Figure) -> tuple[Callable[[Sort], bool], bool]:
    """Which sorts change the value from what it is when nothing is told, and that value."""
    match figure:
        case Rank(level, at_most):
            return lambda sort: _is_rank(sort, level, at_most), False
        case ExceedsTargets():
            return lambda sort: sort.kind is FactKind.EXCEEDS_TARGETS and sort.value == "true", False
        case Share():
            absence = is_absence(figure)
            return lambda sort: _is_share(sort, figure, enough=not absence), absence
    raise TypeError(figure)


def _is_rank(sort: Sort, level: str, at_most: int) -> bool:
    return sort.kind is FactKind.CLUSTER_RANK and sort.level == level and int(sort.value) <= at_most


def _is_share(sort: Sort, share: Share, *, enough: bool) -> bool:
    if sort.kind is not FactKind.SHARE:
        return False
    name, told = parse_share(sort.value)
    if name != share.of:
        return False
    if share.at_most:
        return (told <= share.figure) is enough
    return (told > share.figure if share.above else told >= share.figure) is enough


# --- what persons decided -----------------------------------------------------------------------------


def decisions(
    columns: FactColumns, anchor: NDArray[np.int32], on: date, asked: frozenset[str]
) -> dict[str, Decisions]:
    """What was decided on each condition in the years from the anchor to the proposal; the latest holds.

    A condition nobody decided on is left out.
    """
    rows = of_kinds(columns, frozenset({FactKind.JUDGED}))
    numbers, decided = _judged_sorts(columns.sorts, asked)
    wanted = (numbers[rows.sort] >= 0) & (rows.year >= anchor[rows.who]) & (rows.year <= on.year)
    rows = taken(rows, np.flatnonzero(wanted))
    told = sorted(asked)
    found = np.zeros((len(told), columns.subjects), dtype=np.uint8)
    for year in (on.year - 1, on.year):
        of_year = rows.year == year
        sort = rows.sort[of_year]
        found[numbers[sort], rows.who[of_year]] = decided[sort]
    heard = np.unique(numbers[rows.sort])
    return {told[number]: found[number] for number in heard}


def _judged_sorts(
    sorts: tuple[Sort, ...], asked: frozenset[str]
) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    order = {condition: number for number, condition in enumerate(sorted(asked))}
    numbers = np.full(len(sorts), -1, dtype=np.int32)
    decided = np.zeros(len(sorts), dtype=np.uint8)
    for number, sort in enumerate(sorts):
        if sort.kind is FactKind.JUDGED:
            condition, decision = parse_judged(sort.value)
            numbers[number] = order.get(condition, -1)
            decided[number] = DECIDED_YES if decision else DECIDED_NO
    return numbers, decided


# --- discipline ---------------------------------------------------------------------------------------


def open_matters(columns: FactColumns, kind: FactKind, on: date) -> tuple[Bools, Bools, NDArray[np.int32]]:
    """Discipline or reviews on a day: who has one with a later end, who one without end, and a year each.

    The year is the first whole one after the latest that has ended; :data:`NO_START` for none.
    """
    rows = of_kinds(columns, frozenset({kind}))
    running, endless = (np.zeros(columns.subjects, dtype=np.bool_) for _ in range(2))
    running[rows.who[rows.until > on.toordinal()]] = True
    endless[rows.who[rows.until == NO_DAY]] = True
    ended = (rows.until != NO_DAY) & (rows.until <= on.toordinal())
    start = np.full(columns.subjects, NO_START, dtype=np.int32)
    days, which = np.unique(rows.until[ended], return_inverse=True)
    years = np.array([_first_whole_year(date.fromordinal(int(day))) for day in days], dtype=np.int32)
    np.maximum.at(start, rows.who[ended], years[which])
    return running, endless, start


def _first_whole_year(after: date) -> int:
    return after.year if (after.month, after.day) == (1, 1) else after.year + 1


# --- several works in one year ------------------------------------------------------------------------


def doubles(columns: FactColumns, on: date, single: Mapping[Exact, Plane], bits: Plane) -> dict[Exact, Plane]:
    """Of each kind and scope the years in which two or more works are told, by different papers."""
    rows = _suspects(of_kinds(columns, frozenset(SCOPED)), single)
    plane = {exact: number for number, exact in enumerate(single)}
    numbers = np.array([plane.get((sort.kind, sort.value), 0) for sort in columns.sorts], dtype=np.int64)
    number = numbers[rows.sort]
    key = (rows.who.astype(np.int64) << 24) | (np.clip(rows.year, 0, 0xFFFF) << 8) | number
    order = np.argsort(key, kind="stable")
    key, ref = key[order], rows.ref[order]
    twice = order[1:][(key[1:] == key[:-1]) & (ref[1:] != ref[:-1])]
    found: Plane = np.zeros((len(single), columns.subjects), dtype=bits.dtype)
    bit = bits[np.clip(on.year + 1 - rows.year[twice], 0, len(bits) - 1)]
    np.bitwise_or.at(found, (number[twice], rows.who[twice]), bit)
    return {exact: found[number] for exact, number in plane.items() if found[number].any()}


def _suspects(rows: FactColumns, single: Mapping[Exact, Plane]) -> FactColumns:
    """The rows of those who have more rows than years that bear a mark; others have no year with two."""
    many = np.bincount(rows.who, minlength=rows.subjects)
    marked = np.zeros(rows.subjects, dtype=np.int64)
    for plane in single.values():
        marked += np.bitwise_count(plane)
    return taken(rows, np.flatnonzero((many > marked)[rows.who]))
