"""A population as bits: for each kind of fact one unsigned integer a subject, a bit a year.

Bit 1 is the anchor year A of the subject (the last year its record speaks of), bit 0 the year after it (the
year of the proposal while that is not graded), bit k the year A + 1 - k. So years that count from some year
on are the low bits, and a run that ends at A is what ``x & ~(x + 1)`` leaves.

Most files tell of few years: where all go back less than fifteen, 16 bits do, which is half the memory to
read. Else thirty-one years back are enough for nearly everybody. Who has earlier facts is kept a second time
in planes of 64 bits (``early``); before A - 62 years are no longer told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from .bit_asides import NO_START, Decisions, Figure, decisions, doubles, figures, open_matters
from .bit_contradictions import SAID_ONCE, misborn, of_kinds, said_twice, taken
from .bit_places import NOBODY, Indexes, Places
from .bit_rows import SCOPED, Exact, Plane, Strewn, first_year, routes, strew
from .columns import FactColumns
from .facts import FactKind, Grade, Scope
from .kleene import Bools
from .needs import Needs, needs_of
from .pack import GradeMark, InitiativeMark, LawPack, ScienceMark

Scoped = InitiativeMark | ScienceMark
PlaneKey = GradeMark | Scoped | str
"""A mark as its leaf writes it ("at least tot"); for titles and forms the code."""

_Width = type[np.uint16] | type[np.uint32] | type[np.uint64]
ANCHOR_BIT = 2
# What is told of few subjects and has to be looked at with care, a bit each in ``flags``.
CONTRADICTS, RUNNING, ENDLESS, RESTARTED, REVIEWED, STATE_AWARD, UNTOLD, UNGRADED = (1 << n for n in range(8))
TROUBLES = RUNNING | ENDLESS | RESTARTED | REVIEWED | STATE_AWARD
# An award so few of all have won is kept with the list of those who did.
_FEW = 8
_SCOPED_KINDS = {InitiativeMark: FactKind.INITIATIVE, ScienceMark: FactKind.SCIENCE}


@dataclass(frozen=True, slots=True)
class Population:
    """What the awards of a pack ask of ``n`` subjects on a day. A plane nobody has a bit in is left out.

    ``flags``: :data:`CONTRADICTS` (the history cannot be true), :data:`RUNNING` and :data:`ENDLESS`
    (discipline), :data:`RESTARTED` (``counting`` holds the years that count after discipline),
    :data:`REVIEWED`, :data:`STATE_AWARD` (one in the year of the proposal), :data:`UNTOLD` (A is the year
    before the proposal), :data:`UNGRADED` (it is not, but no grade is told of it). ``twice``: years with two
    works or more. ``of_kind``: where subjects of each kind are; ``contrary``: those whose history cannot be
    true; ``flagged``: those with a flag few have; ``winners``: of awards that few won. ``early`` holds the
    subjects ``early_who``.
    """

    on: date
    pack_id: str
    codes: frozenset[str]
    kinds: NDArray[np.uint8]
    flags: NDArray[np.uint8]
    planes: Mapping[PlaneKey, Plane]
    twice: Mapping[Scoped, Plane]
    figures: Mapping[Figure, Bools]
    decisions: Mapping[str, Decisions]
    counting: Plane | None
    of_kind: Mapping[int, Places]
    any_flags: int
    flagged: Indexes
    winners: Mapping[str, Indexes]
    contrary: Indexes
    early_who: Indexes
    early: Population | None

    @property
    def subjects(self) -> int:
        """How many subjects there are."""
        return len(self.kinds)


def population(
    columns: FactColumns, pack: LawPack, on: date, codes: Iterable[str] | None = None
) -> Population:
    """Turn the facts of a population into bits, as the awards ``codes`` of a pack (all without) ask.

    Raises :class:`KeyError` for a code the pack does not have.
    """
    needs = needs_of(pack, pack.awards if codes is None else codes)
    return _population(columns, pack, on, needs, np.uint16 if _is_short(columns, on) else np.uint32)


def _is_short(columns: FactColumns, on: date) -> bool:
    """Whether no fact is older than 16 bits tell; births are not told by bits."""
    old = np.flatnonzero(columns.year < first_year(on, np.iinfo(np.uint16).bits))
    is_birth = np.array([sort.kind is FactKind.BORN for sort in columns.sorts], dtype=np.bool_)
    return bool(is_birth[columns.sort[old]].all())


def _population(columns: FactColumns, pack: LawPack, on: date, needs: Needs, kind: _Width) -> Population:
    bits: Plane = np.left_shift(1, np.arange(kind(0).nbytes * 8, dtype=kind), dtype=kind)
    way = routes(columns.sorts, pack, needs.codes)
    strewn = strew(columns, way, on, bits)
    exact = dict(zip(way.exact, strewn.planes, strict=True))
    apart = taken(columns, strewn.apart)
    anchor = (on.year - 1 + strewn.told).astype(np.int32)
    is_early = kind is np.uint64
    flags, start = _flags(columns, apart, strewn, on)
    flags[_contradicting(columns, apart, exact, by_rows=is_early)] |= CONTRADICTS
    twice = doubles(apart, on, {e: plane for e, plane in exact.items() if e[0] in SCOPED}, bits)
    planes = _planes(needs, exact)
    several = {mark: plane for mark in needs.scoped if (plane := _several(mark, exact, twice)) is not None}
    _count_from_anchor((*planes.values(), *several.values()), strewn.told)
    early_who = np.flatnonzero(strewn.early) if not is_early else NOBODY
    return Population(
        on,
        pack.id,
        needs.asked,
        columns.kinds,
        flags,
        planes,
        several,
        figures(apart, anchor, needs.figures),
        decisions(apart, anchor, on, needs.decisions),
        _counting(start, anchor, bits),
        _of_kind(columns.kinds),
        int(np.bitwise_or.reduce(flags)),
        np.flatnonzero(flags & (TROUBLES | UNGRADED)),
        _winners(planes, needs.asked),
        np.flatnonzero(flags & CONTRADICTS),
        early_who,
        _population(_only(columns, early_who), pack, on, needs, np.uint64) if len(early_who) else None,
    )


def _of_kind(kinds: NDArray[np.uint8]) -> dict[int, Places]:
    """Where the subjects of each kind are, by the kind's number."""
    told = np.unique(kinds)
    if len(told) == 1:
        return {int(told[0]): slice(0, len(kinds))}
    return {int(kind): np.flatnonzero(kinds == kind) for kind in told}


def _winners(planes: Mapping[PlaneKey, Plane], codes: frozenset[str]) -> dict[str, Indexes]:
    """Who won each award, for awards that few won."""
    many = {code: np.count_nonzero(planes[code]) for code in codes if code in planes}
    return {code: np.flatnonzero(planes[code]) for code, n in many.items() if n * _FEW < len(planes[code])}


def _only(columns: FactColumns, who: Indexes) -> FactColumns:
    """The facts of some of the subjects, numbered anew."""
    number = np.full(columns.subjects, -1, dtype=np.int32)
    number[who] = np.arange(len(who), dtype=np.int32)
    rows = taken(columns, np.flatnonzero(number[columns.who] >= 0))
    return FactColumns(
        columns.kinds[who], rows.sorts, number[rows.who], rows.year, rows.sort, rows.until, rows.ref
    )


# --- flags --------------------------------------------------------------------------------------------


def _flags(
    columns: FactColumns, apart: FactColumns, strewn: Strewn, on: date
) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    running, endless, start = open_matters(apart, FactKind.DISCIPLINE, on)
    reviewed, reviewed_openly, _ = open_matters(apart, FactKind.UNDER_REVIEW, on)
    flags = np.zeros(columns.subjects, dtype=np.uint8)
    for flag, told in (
        (CONTRADICTS, strewn.late | misborn(columns)),
        (RUNNING, running),
        (ENDLESS, endless),
        (RESTARTED, start != NO_START),
        (REVIEWED, reviewed | reviewed_openly),
        (STATE_AWARD, strewn.state),
        (UNTOLD, ~strewn.told),
        (UNGRADED, strewn.told & ~strewn.graded),
    ):
        flags |= np.where(told, np.uint8(flag), np.uint8(0))
    return flags, start


def _contradicting(
    columns: FactColumns, apart: FactColumns, exact: Mapping[Exact, Plane], *, by_rows: bool
) -> Indexes:
    """Who is told two grades in a year, or two of another figure there can be only one of."""
    found = said_twice(of_kinds(apart, SAID_ONCE))
    if by_rows:
        return np.concatenate([found, said_twice(of_kinds(columns, frozenset({FactKind.GRADE})))])
    grades = [plane for (kind, _), plane in exact.items() if kind is FactKind.GRADE]
    for one, other in combinations(grades, 2):
        found = np.concatenate([found, np.flatnonzero(one & other)])
    return found


def _counting(start: NDArray[np.int32], anchor: NDArray[np.int32], bits: Plane) -> Plane | None:
    """The years that count after discipline, for everybody; None when nobody had any."""
    if not (start != NO_START).any():
        return None
    lowest: Plane = np.append(bits - 1, ~np.zeros(1, dtype=bits.dtype))
    return lowest.take(anchor + 2 - start, mode="clip")


# --- planes as the leaves ask for them ----------------------------------------------------------------


def _planes(needs: Needs, exact: Mapping[Exact, Plane]) -> dict[PlaneKey, Plane]:
    found: dict[PlaneKey, Plane | None] = {code: exact.get((FactKind.TITLE, code)) for code in needs.codes}
    for mark in needs.grades:
        better = (grade for grade in Grade if grade.rank >= mark.at_least.rank)
        found[mark] = _union([exact.get((FactKind.GRADE, str(grade))) for grade in better])
    for scoped in needs.scoped:
        found[scoped] = _union(_wide(scoped, exact))
    return {key: plane for key, plane in found.items() if plane is not None}


def _count_from_anchor(planes: Iterable[Plane], told: Bools) -> None:
    """Move the years of those whose anchor is the year before the proposal one bit down."""
    if not told.all():
        for plane in planes:
            plane >>= (~told).astype(plane.dtype)


def _wide(mark: Scoped, exact: Mapping[Exact, Plane]) -> list[Plane | None]:
    """Of each scope that is wide enough the plane of that scope alone."""
    kind = _SCOPED_KINDS[type(mark)]
    return [exact.get((kind, str(scope))) for scope in Scope if scope.rank >= mark.scope.rank]


def _several(mark: Scoped, exact: Mapping[Exact, Plane], twice: Mapping[Exact, Plane]) -> Plane | None:
    """The years with two works or more that are wide enough: two of one scope, or of two."""
    told = [plane for plane in _wide(mark, exact) if plane is not None]
    of_two = [one & other for one, other in combinations(told, 2)]
    return _union([*_wide(mark, twice), *of_two])


def _union(planes: Iterable[Plane | None]) -> Plane | None:
    """All of some planes together, as a new one."""
    told = [plane for plane in planes if plane is not None]
    if not told:
        return None
    found = told[0].copy()
    for plane in told[1:]:
        found |= plane
    return found
