"""Subjects told apart by their values on every condition of an award: few patterns, many subjects.

Whatever hangs on the values alone (the verdict, what failed, the reasons to be written) is worked out once a
pattern, not once a subject.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .explain import HISTORY, SUBJECT
from .kleene import Tri, is_certain, is_fixed
from .pack import AllOf, AnyOf, Bar
from .questions import Question

UNMET, UNKNOWN, MET, NOT_ASKED = range(4)
"""Values of a condition in a pattern; :data:`NOT_ASKED` where it is not asked of such subjects at all."""
_VALUES = {UNMET: False, UNKNOWN: None, MET: True}
_Codes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Patterns:
    """``numbers``: of each subject the number of its pattern. Of each pattern a row of ``table``.

    Columns of ``table`` are conditions ``ids`` in reading order: the history, the kind of subject, the bars,
    then the standard of each kind of subject. Of each pattern, too, the verdict (as :data:`.screen.VERDICTS`
    counts) and what failed (index into ``failed_ids``).
    """

    ids: tuple[str, ...]
    table: _Codes
    numbers: NDArray[np.int32]
    verdicts: _Codes
    failed: NDArray[np.uint16]
    failed_ids: tuple[str, ...]

    def told(self, pattern: int) -> tuple[tuple[str, bool | None], ...]:
        """The conditions asked in a pattern, in reading order, and whether each is met (None: unknown)."""
        row = self.table[pattern].tolist()
        return tuple(
            (id_, _VALUES[value]) for id_, value in zip(self.ids, row, strict=True) if value in _VALUES
        )


@dataclass(slots=True)
class Book:
    """Collects the patterns of one award; the same pattern gets the same number wherever it is met."""

    bars: Sequence[Bar]
    standards: Mapping[int, Question]
    ids: list[str] = field(init=False)
    _places: dict[Question, int] = field(init=False, default_factory=dict)
    _numbers: dict[bytes, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.ids = [HISTORY, SUBJECT, *(bar.id for bar in self.bars)]
        for standard in self.standards.values():
            for question in standard.walk():
                self._places[question] = len(self.ids)
                self.ids.append(question.id)

    def contradiction(self) -> int:
        """The pattern of those whose history cannot be true."""
        return self._number(self._row({0: UNKNOWN}))

    def wrong_kind(self) -> int:
        """The pattern of those the award is not for."""
        return self._number(self._row({1: UNMET}))

    def enter(self, kind: int, values: Sequence[Tri], size: int) -> NDArray[np.int32]:
        """Number subjects of a kind by their ``values`` on the bars and on the conditions of its standard."""
        local, rows = tell_apart(values, size)
        places = [*range(2, 2 + len(self.bars)), *map(self._places.__getitem__, self.standards[kind].walk())]
        numbers = [self._number(self._row(dict(zip(places, row, strict=True)))) for row in rows.tolist()]
        return np.array(numbers, dtype=np.int32)[local]

    def closed(self, numbers: NDArray[np.int32]) -> Patterns:
        """The patterns, when every subject has its ``numbers``."""
        table = np.array([list(row) for row in self._numbers], dtype=np.uint8).reshape(-1, len(self.ids))
        verdicts = [self._verdict(row) for row in self._numbers]
        blocking = [self._failed(row, verdict) for row, verdict in zip(self._numbers, verdicts, strict=True)]
        failed_ids = ("", *dict.fromkeys(id_ for id_ in self.ids if id_))
        failed = [failed_ids.index(id_) for id_ in blocking]
        return Patterns(
            tuple(self.ids),
            table,
            numbers,
            np.array(verdicts, dtype=np.uint8),
            np.array(failed, dtype=np.uint16),
            failed_ids,
        )

    def _row(self, values: Mapping[int, int]) -> bytes:
        row = bytearray([NOT_ASKED]) * len(self.ids)
        for place, value in values.items():
            row[place] = value
        return bytes(row)

    def _number(self, row: bytes) -> int:
        return self._numbers.setdefault(row, len(self._numbers))

    def _standard(self, row: bytes) -> Question | None:
        """The standard asked in a pattern."""
        asked = (s for s in self.standards.values() if row[self._places[s]] != NOT_ASKED)
        return next(asked, None)

    def _tops(self, row: bytes) -> bytes:
        """The values of what has to be met all together: history, kind, bars, standard."""
        standard = self._standard(row)
        whole = row[self._places[standard]] if standard else NOT_ASKED
        return bytes(value for value in (*row[: 2 + len(self.bars)], whole) if value != NOT_ASKED)

    def _verdict(self, row: bytes) -> int:
        return min(self._tops(row))

    def _failed(self, row: bytes, verdict: int) -> str:
        if verdict == MET:
            return ""
        first = row[: 2 + len(self.bars)].find(verdict)
        if first >= 0:
            return self.ids[first]
        standard = self._standard(row)
        return self._first(standard, row, verdict) if standard else ""

    def _first(self, question: Question, row: bytes, value: int) -> str:
        """The id of the first condition under ``question`` that blocks by ``value``, as deep as it goes."""
        blocking = [child for child in question.of if row[self._places[child]] == value]
        if question.is_whole or not blocking:
            return question.id
        worked_at = (child for child in blocking if not self._is_claim(child, row))
        return self._first(next(worked_at, blocking[0]), row, value)

    def _is_claim(self, question: Question, row: bytes) -> bool:
        """Whether it is a ground nobody claims, a choice of such grounds alone, or conditions on one."""
        if isinstance(question.condition, AnyOf) and question.of:
            return all(self._is_claim(child, row) for child in question.of)
        if isinstance(question.condition, AllOf):
            return any(self._is_claim(child, row) for child in question.of)
        return question.is_claim and row[self._places[question]] == UNMET


# --- telling apart ------------------------------------------------------------------------------------

# A few conditions at a time are packed into small numbers, of which a table tells which there are.
_PACKED_BITS = 16
_LARGEST_TABLE = 1 << 22


def tell_apart(values: Sequence[Tri], size: int) -> tuple[NDArray[np.int32], _Codes]:
    """Number ``size`` subjects so that equal ``values`` have equal numbers; the values of each number."""
    numbers = np.zeros(size, dtype=np.int32)
    rows = np.zeros((1, 0), dtype=np.uint8)
    for chunk in _chunks(values):
        if all(map(is_fixed, chunk)):
            rows = np.hstack(
                [rows, np.repeat(_unpacked(chunk, np.zeros(1, dtype=np.int64)), len(rows), axis=0)]
            )
            continue
        packed = np.zeros(size, dtype=np.uint16)
        for tri in chunk:
            if not is_fixed(tri):
                packed <<= _width(tri)
                packed |= _codes(tri)
        local, present = _dense(packed, 1 << _PACKED_BITS)
        further = _unpacked(chunk, present)
        if len(rows) == 1:
            numbers, rows = local, np.hstack([np.repeat(rows, len(further), axis=0), further])
            continue
        pairs = numbers.astype(np.int64) * len(further) + local
        numbers, present = _dense(pairs, len(rows) * len(further))
        one, other = np.divmod(present, len(further))
        rows = np.hstack([rows[one], further[other]])
    return numbers, rows


def _chunks(values: Sequence[Tri]) -> list[list[Tri]]:
    chunks: list[list[Tri]] = [[]]
    room = _PACKED_BITS
    for tri in values:
        if _width(tri) > room:
            chunks.append([])
            room = _PACKED_BITS
        chunks[-1].append(tri)
        room -= _width(tri)
    return chunks


def _width(tri: Tri) -> int:
    """How many bits tell a condition's values apart."""
    return 0 if is_fixed(tri) else 1 if is_certain(tri) else 2


def _codes(tri: Tri) -> _Codes:
    """Who has which value; of a certain condition 0 and 1 stand for unmet and met."""
    if not isinstance(tri.met, bool) and is_certain(tri):
        return tri.met.view(np.uint8)
    met, possible = (int(v) if isinstance(v, bool) else v.view(np.uint8) for v in tri)
    return np.add(met, possible, dtype=np.uint8)


def _unpacked(chunk: Sequence[Tri], packed: NDArray[np.int64]) -> _Codes:
    rows = np.zeros((len(packed), len(chunk)), dtype=np.uint8)
    for column in range(len(chunk) - 1, -1, -1):
        tri = chunk[column]
        if is_fixed(tri):
            rows[:, column] = int(tri.met) + int(tri.possible)
            continue
        width = _width(tri)
        value = packed & ((1 << width) - 1)
        rows[:, column] = value * MET if width == 1 else value
        packed = packed >> width
    return rows


def _dense(
    numbers: NDArray[np.uint16] | NDArray[np.int64], limit: int
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Number anew, without gaps, numbers below ``limit``; and the old number of each new one."""
    if limit > _LARGEST_TABLE:
        old, new = np.unique(numbers, return_inverse=True)
        return new.astype(np.int32), old.astype(np.int64)
    there = np.zeros(limit, dtype=np.bool_)
    there[numbers] = True
    old = np.flatnonzero(there)
    new_of_old = np.zeros(limit, dtype=np.int32)
    new_of_old[old] = np.arange(len(old), dtype=np.int32)
    return new_of_old[numbers], old.astype(np.int64)
