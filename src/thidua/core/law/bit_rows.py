"""Rows of facts strewn onto planes of bits, a block of rows at a time, in whatever order they come.

A plane has an unsigned integer a subject. While rows are strewn bit 1 is the year of the proposal, bit 2 the
year before it, and so on; what is earlier than the last bit goes into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.core.award import Family

from .bit_places import NOBODY, Indexes, cut, within
from .columns import FactColumns, Sort
from .facts import FactKind, Way, split_way
from .pack import BarKind, LawPack, Level

Plane = NDArray[np.integer[Any]]
"""An unsigned integer a subject, of 16, 32 or 64 bits."""
Exact = tuple[FactKind, str]
"""What one strewn plane holds: a kind of fact and its very value; of titles and forms the code."""

FACT_KINDS = tuple(FactKind)
CONFERRED = (FactKind.TITLE, FactKind.AWARD)
SCOPED = (FactKind.INITIATIVE, FactKind.SCIENCE)
_GRADE, _BORN = FACT_KINDS.index(FactKind.GRADE), FACT_KINDS.index(FactKind.BORN)
_YEARLY = (FactKind.GRADE, FactKind.TITLE, FactKind.CLUSTER_RANK, FactKind.SHARE, FactKind.EXCEEDS_TARGETS)
# Kinds that are looked at apart, row by row, besides or in place of strewing.
_APART = frozenset(FACT_KINDS) - {FactKind.GRADE, *CONFERRED}
# Rows at a time: what is worked out for a block stays in the cache and takes little memory.
_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class Routes:
    """Where each sort of row goes. Arrays by the sort's number; ``plane`` is -1 for none."""

    exact: tuple[Exact, ...]
    plane: NDArray[np.int32]
    kind: NDArray[np.uint8]
    is_yearly: NDArray[np.bool_]
    is_state: NDArray[np.bool_]
    is_apart: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Strewn:
    """The planes, one a row of the matrix, and what else was seen of each subject while strewing.

    ``told``: has a yearly fact in the year of the proposal, ``graded``: a grade, ``state``: a state-level
    award; ``early``: has a fact before the first bit; ``late``: one after the year of the proposal.
    ``apart``: the numbers of the rows looked at apart.
    """

    planes: Plane
    told: NDArray[np.bool_]
    graded: NDArray[np.bool_]
    state: NDArray[np.bool_]
    early: NDArray[np.bool_]
    late: NDArray[np.bool_]
    apart: Indexes


def routes(sorts: tuple[Sort, ...], pack: LawPack, codes: frozenset[str]) -> Routes:
    """Find out where rows of each sort go; of titles and forms only ``codes`` are asked for."""
    uncounted, excepted = (_ways(pack, kind) for kind in (BarKind.WAYS, BarKind.ONE_STATE_AWARD))
    exact: dict[Exact, int] = {}
    planes, yearly, state = [], [], []
    for sort in sorts:
        plane, kind, is_state = -1, sort.kind, False
        if kind in CONFERRED:
            code, way = split_way(sort.value)
            award = pack.awards.get(code)
            if award is not None:
                kind = FactKind.TITLE if award.family is Family.TITLE else FactKind.AWARD
                is_state = award.level is Level.STATE and way not in excepted
            if code in codes and way not in uncounted:
                plane = exact.setdefault((FactKind.TITLE, code), len(exact))
        elif kind is FactKind.GRADE or kind in SCOPED:
            plane = exact.setdefault((kind, sort.value), len(exact))
        planes.append(plane)
        yearly.append(kind in _YEARLY)
        state.append(is_state)
    return Routes(
        tuple(exact),
        np.array(planes, dtype=np.int32),
        np.array([FACT_KINDS.index(sort.kind) for sort in sorts], dtype=np.uint8),
        np.array(yearly, dtype=np.bool_),
        np.array(state, dtype=np.bool_),
        np.array([sort.kind in _APART for sort in sorts], dtype=np.bool_),
    )


def _ways(pack: LawPack, kind: BarKind) -> set[Way]:
    return {way for bar in pack.bars if bar.kind is kind for way in bar.ways}


def first_year(on: date, bits: int) -> int:
    """The earliest year that has a bit of its own, of so many."""
    return on.year + 2 - bits


def strew(columns: FactColumns, way: Routes, on: date, bits: Plane) -> Strewn:
    """Strew the rows; ``bits`` are the single bits of a plane, lowest first."""
    many = columns.subjects
    planes: Plane = np.zeros((len(way.exact), many), dtype=bits.dtype)
    flat = planes.reshape(-1)
    told, graded, state, early, late = (np.zeros(many, dtype=np.bool_) for _ in range(5))
    apart: list[Indexes] = []
    is_birth = way.kind == _BORN
    for rows in cut(slice(0, len(columns.who)), _BLOCK):
        who, year, sort = columns.who[rows], columns.year[rows], columns.sort[rows]
        now = np.flatnonzero(year == on.year)
        told[who[now][way.is_yearly[sort[now]]]] = True
        graded[who[now][way.kind[sort[now]] == _GRADE]] = True
        state[who[now][way.is_state[sort[now]]]] = True
        late[who[year > on.year]] = True
        old = np.flatnonzero(year < first_year(on, len(bits)))
        early[who[old][~is_birth[sort[old]]]] = True
        apart.append(within(rows, np.flatnonzero(way.is_apart[sort])))
        _set_bits(flat, many, who, way.plane[sort], bits[np.clip(on.year + 1 - year, 0, len(bits) - 1)])
    rows_apart = np.concatenate([NOBODY, *apart])
    return Strewn(planes, told, graded, state, early, late, rows_apart)


def _set_bits(flat: Plane, many: int, who: NDArray[np.int32], plane: NDArray[np.int32], bit: Plane) -> None:
    strewn = plane >= 0
    if not strewn.all():
        who, plane, bit = who[strewn], plane[strewn], bit[strewn]
    if len(who):
        np.bitwise_or.at(flat, plane * np.int64(many) + who, bit)
