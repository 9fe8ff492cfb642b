"""From texts to numbers: every distinct text of a FACTS file is looked at once, however many rows say it."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from typing import TypeVar, cast

import numpy as np
import polars as pl
from numpy.typing import NDArray

from thidua.core.law.columns import KINDS, NO_DAY
from thidua.core.law.facts import FactKind, in_one_form

from .days import read_day
from .rows import Rows

# What a text is coded as when it says nothing usable; the row is then a fault.
UNUSABLE = -1
_KIND_CODES = {str(kind): code for code, kind in enumerate(KINDS)}
_FACT_KINDS = {str(kind): kind for kind in FactKind}
# Up to so many combinations of texts are counted in a table; beyond, by sorting.
_TABLE = 1 << 26

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Saying:
    """What a row says, as written: fact, value and, for ranks, the level in ``ref``."""

    fact: str
    value: str
    level: str = ""

    @property
    def kind(self) -> FactKind | None:
        """The kind of fact; None for a word nobody knows."""
        return _FACT_KINDS.get(self.fact)

    def in_one_form(self) -> Saying:
        """The same, its value in the one form the rules know."""
        return self if self.kind is None else replace(self, value=in_one_form(self.kind, self.value))


@dataclass(frozen=True, slots=True)
class Coded:
    """The rows of a file in numbers, blank rows left out.

    ``names``: subjects as they first come; ``who``: which each row is of. ``kind``: index into ``KINDS``;
    ``saying``: index into ``sayings``; ``until``: ordinal of the day or :data:`NO_DAY`; ``ref``: tells
    works of one subject and year apart: equal papers have equal numbers. :data:`UNUSABLE` in ``kind``,
    ``year``, ``until`` where the text does not say one.
    """

    rows: Rows
    names: pl.Series
    who: NDArray[np.int32]
    kind: NDArray[np.int8]
    year: NDArray[np.int32]
    sayings: tuple[Saying, ...]
    saying: NDArray[np.int32]
    until: NDArray[np.int32]
    ref: NDArray[np.int32]

    def text(self, column: str, row: int) -> str:
        """The text of a cell, as it stands in the file."""
        value = self.rows.frame[column][row]
        return "" if value is None else str(value).strip()

    def line(self, row: int) -> int:
        """The line of a row."""
        return int(self.rows.lines[row])


def code(rows: Rows) -> Coded:
    """Turn rows into numbers."""
    rows = _without_blank(rows)
    frame = rows.frame
    names, who = _subjects(frame["subject"])
    year = _years(frame["year"])
    sayings, saying = _sayings(_Texts.of(frame["fact"]), _Texts.of(frame["value"]))
    sayings, saying = _with_levels(sayings, saying, frame["ref"])
    return Coded(
        rows=rows,
        names=names,
        who=who,
        kind=_Texts.of(frame["kind"]).told(lambda text: _KIND_CODES[text], np.int8),
        year=year,
        sayings=tuple(sayings),
        saying=saying,
        until=_untils(frame["until"]),
        ref=_papers(sayings, saying, who, year, frame["ref"]),
    )


def _without_blank(rows: Rows) -> Rows:
    """Leave out rows in which nothing is written: blank lines, and what a spreadsheet leaves at the end."""
    frame = rows.frame
    if not frame["subject"].null_count():
        return rows
    is_told = ~frame.select(
        pl.all_horizontal(pl.all().cast(pl.String).fill_null("").str.strip_chars() == "")
    ).to_series()
    if is_told.all():
        return rows
    lines = np.asarray(rows.lines)
    kept = is_told.to_numpy() | np.isin(lines, [fault.line for fault in rows.faults])
    return Rows(rows.file, frame.filter(pl.Series(kept)), lines[kept], rows.faults, rows.notices)


def _subjects(column: pl.Series) -> tuple[pl.Series, NDArray[np.int32]]:
    """The distinct subjects as they first come, and which each row is of."""
    runs = column.rle().struct.unnest()
    heads = trimmed(runs["value"]).alias("subject")
    lengths = runs["len"].to_numpy()
    if heads.n_unique() == len(heads):
        return heads, np.repeat(np.arange(len(heads), dtype=np.int32), lengths)
    codes = _numbered(heads)
    first = np.empty(int(codes.max()) + 1, dtype=np.int64)
    # Written from the last to the first, so that the first stays.
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    order = np.argsort(first)
    number = np.empty(len(first), dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    return heads.gather(first[order]), np.repeat(number[codes], lengths)


def trimmed(texts: pl.Series) -> pl.Series:
    """Texts without spaces around them, nothing as the empty text, in the one form of Unicode (NFC).

    Typed on another keyboard, the same letters may be other signs: one subject would be two.
    """
    kept = texts.fill_null("").str.strip_chars()
    return kept if kept.str.len_bytes().sum() == kept.str.len_chars().sum() else kept.str.normalize("NFC")


def _numbered(texts: pl.Series) -> NDArray[np.int64]:
    """Equal texts as equal numbers, from 0, without a gap."""
    return texts.rank("dense").to_numpy().astype(np.int64) - 1


@dataclass(frozen=True, slots=True)
class _Texts:
    """A column's distinct texts (trimmed; nothing is the empty text) and which each row has."""

    distinct: pl.Series
    codes: NDArray[np.unsignedinteger]

    @classmethod
    def of(cls, column: pl.Series) -> _Texts:
        seen = _categories(column.dtype)
        texts = trimmed(pl.concat([seen.alias("text"), pl.Series("text", [""])]))
        numbers = column.to_physical()
        if column.null_count():
            numbers = numbers.cast(pl.UInt32).fill_null(len(seen))
        codes = numbers.to_numpy()
        distinct = texts.unique(maintain_order=True)
        if len(distinct) == len(texts):
            return cls(distinct, codes)
        place = {text: number for number, text in enumerate(distinct)}
        return cls(distinct, np.array([place[text] for text in texts], dtype=np.uint32)[codes])

    def told(self, read: Callable[[str], int], dtype: type[T]) -> NDArray[T]:  # type: ignore[type-var]
        """What ``read`` makes of each row's text; :data:`UNUSABLE` where it raises."""
        meaning = np.array([_tried(read, text) for text in self.distinct], dtype=dtype)
        found: NDArray[T] = meaning[self.codes]  # type: ignore[type-var]
        return found


def _categories(dtype: pl.DataType) -> pl.Series:
    """The texts of a column's numbers, in their order: of a column read as text, its own and no others."""
    return (
        dtype.categories if isinstance(dtype, pl.Enum) else cast(pl.Categorical, dtype).categories.to_series()
    )


def _tried(read: Callable[[str], int], text: str) -> int:
    try:
        return read(text)
    except (LookupError, ValueError):
        return UNUSABLE


def _years(column: pl.Series) -> NDArray[np.int32]:
    if not column.dtype.is_numeric():
        return _Texts.of(column).told(_year, np.int32)
    whole = column.cast(pl.Int32, strict=False)
    if column.dtype.is_float():
        whole = whole.to_frame("whole").select(pl.when(pl.col("whole") == column).then("whole")).to_series()
    return whole.fill_null(UNUSABLE).to_numpy()


def _year(text: str) -> int:
    if text.isascii() and text.removesuffix(".0").isdigit():
        return min(int(text.removesuffix(".0")), 10_000)
    raise ValueError(text)


def _untils(column: pl.Series) -> NDArray[np.int32]:
    if column.dtype == pl.Date:
        days = column.to_physical() + EPOCH
        return days.fill_null(NO_DAY).to_numpy()
    return _Texts.of(column).told(lambda text: read_day(text).toordinal() if text else NO_DAY, np.int32)


# Days are counted from 1 January 1970 in Arrow, from 1 January of the year 1 in Python.
EPOCH = 719_163


def _sayings(facts: _Texts, values: _Texts) -> tuple[list[Saying], NDArray[np.int32]]:
    """The distinct sayings, in order, and which each row is."""
    width = len(values.distinct)
    size = len(facts.distinct) * width
    key = np.multiply(facts.codes, width, dtype=np.uint32 if size < 1 << 32 else np.uint64)
    kept, number = _distinct(np.add(key, values.codes, dtype=key.dtype), size)
    fact, value = np.divmod(kept, width)
    told = [Saying(facts.distinct[int(f)], values.distinct[int(v)]) for f, v in zip(fact, value, strict=True)]
    return _in_order([saying.in_one_form() for saying in told], number)


def _with_levels(
    sayings: list[Saying], number: NDArray[np.int32], refs: pl.Series
) -> tuple[list[Saying], NDArray[np.int32]]:
    """Tell ranks apart by their level, which stands in ``ref``."""
    rows = _rows_of({FactKind.CLUSTER_RANK}, sayings, number)
    if not len(rows):
        return sayings, number
    levels = trimmed(refs.gather(rows))
    level = _numbered(levels)
    pair = number[rows] * np.int64(level.max() + 1) + level
    _, first, which = np.unique(pair, return_index=True, return_inverse=True)
    levelled = [replace(sayings[number[rows[row]]], level=levels[int(row)]) for row in first]
    number = number.copy()
    number[rows] = which + len(sayings)
    told = [*sayings, *levelled]
    used, number = _distinct(number, len(told))
    return _in_order([told[index] for index in used], number)


def _in_order(told: list[Saying], number: NDArray[np.int32]) -> tuple[list[Saying], NDArray[np.int32]]:
    """Sayings sorted, so that they do not hang on the order of rows."""
    order = sorted(range(len(told)), key=told.__getitem__)
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return [told[place] for place in order], rank[number]


def _papers(
    sayings: list[Saying],
    number: NDArray[np.int32],
    who: NDArray[np.int32],
    year: NDArray[np.int32],
    refs: pl.Series,
) -> NDArray[np.int32]:
    """Papers as numbers where they tell one work from another: in a year with several."""
    ref = np.zeros(len(number), dtype=np.int32)
    rows = _rows_of({FactKind.INITIATIVE, FactKind.SCIENCE}, sayings, number)
    when = who[rows] * np.int64(1 << 16) + year[rows]
    in_order = np.sort(when)
    several = in_order[1:][in_order[1:] == in_order[:-1]]
    rows = rows[np.isin(when, several)]
    ref[rows] = _numbered(trimmed(refs.gather(rows)))
    return ref


def _rows_of(kinds: Set[FactKind], sayings: list[Saying], number: NDArray[np.int32]) -> NDArray[np.int64]:
    """The rows that tell facts of some kinds."""
    wanted = np.array([saying.kind in kinds for saying in sayings], dtype=bool)
    return np.flatnonzero(wanted[number]) if wanted.any() else np.zeros(0, dtype=np.int64)


def _distinct(keys: NDArray[T], size: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:  # type: ignore[type-var]
    """The distinct ``keys`` (below ``size``) rising, and the index of each key among them."""
    if size > _TABLE:
        kept, number = np.unique(keys, return_inverse=True)
        return kept.astype(np.int64), number.astype(np.int32)
    is_there = np.zeros(size, dtype=bool)
    is_there[keys] = True
    place = np.cumsum(is_there, dtype=np.int32) - 1
    return np.flatnonzero(is_there), place[keys]
