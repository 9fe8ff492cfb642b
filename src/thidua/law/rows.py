"""The rows of a FACTS file as they stand in it, before anything is known of their meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from thidua.core.faults import gettext_noop

from .file_faults import BadFile, FileFaults, LineFault

REQUIRED = ("subject", "kind", "year", "fact", "value")
OPTIONAL = ("until", "ref")
COLUMNS = (*REQUIRED, *OPTIONAL)


@dataclass(frozen=True, slots=True)
class Rows:
    """The seven columns of a file.

    ``subject`` and ``ref`` are text; the others are categorical (few texts in many rows), save that ``year``
    may be numbers and ``until`` days. ``lines``: where each row stands, from 1 (in a Parquet file: its
    number). ``faults``: lines that are no rows of this table. ``notices``: what was passed over.
    """

    file: str
    frame: pl.DataFrame
    lines: range | NDArray[np.int64]
    faults: tuple[LineFault, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """Which column of the file each of ours is: ``places`` gives its index."""

    places: dict[str, int]
    notices: tuple[str, ...]


def read_heading(names: Sequence[str], file: str, line: int) -> Heading:
    """Find our columns among ``names``, whatever their order, case and spaces.

    Raises :class:`BadFile` for columns that are missing or stand twice.
    """
    keys = [name.strip().lower() for name in names]
    faults = [
        LineFault.because(
            gettext_noop("Cột “%(name)s” có hai lần."),
            gettext_noop("Bỏ bớt một cột, hoặc đổi tên cột không dùng."),
            line=line,
            name=name,
        )
        for name in COLUMNS
        if keys.count(name) > 1
    ]
    faults += [
        LineFault.because(
            gettext_noop("Thiếu cột “%(name)s”."),
            gettext_noop("Dòng đầu của tệp ghi tên các cột: %(columns)s."),
            line=line,
            name=name,
            columns=", ".join(COLUMNS),
        )
        for name in REQUIRED
        if name not in keys
    ]
    if faults:
        raise BadFile(FileFaults.of(file, faults))
    extra = [name.strip() for name, key in zip(names, keys, strict=True) if key and key not in COLUMNS]
    notices = (f"{file}: bỏ qua các cột không dùng: {', '.join(extra)}.",) if extra else ()
    return Heading({name: keys.index(name) for name in COLUMNS if name in keys}, notices)


def take_columns(table: pl.LazyFrame, heading: Heading, schema: pl.Schema) -> pl.DataFrame:
    """Take our columns out of ``table``, one after the other; those the file leaves out are empty."""
    sources, types = schema.names(), schema.dtypes()
    taken = {}
    for name, place in heading.places.items():
        column = table.select(sources[place]).collect().to_series()
        taken[name] = _as_kept(name, column, types[place])
    many = len(taken["subject"])
    for name in OPTIONAL:
        if name not in taken:
            nothing = pl.repeat(None, many, dtype=pl.String, eager=True)
            taken[name] = _as_kept(name, nothing, pl.String())
    return pl.DataFrame({name: taken[name] for name in COLUMNS})


def _as_kept(name: str, column: pl.Series, dtype: pl.DataType) -> pl.Series:
    if name == "year" and dtype.is_numeric():
        return column
    if name == "until" and dtype in (pl.Date, pl.Datetime):
        return column.cast(pl.Date)
    if name not in ("subject", "ref") and dtype in (pl.Enum, pl.Categorical):
        return column
    if dtype.is_float():
        column = _whole_without_point(column)
    text = column.cast(pl.String)
    return text if name in ("subject", "ref") else text.cast(pl.Categorical(pl.Categories.random("thidua")))


def _whole_without_point(column: pl.Series) -> pl.Series:
    """Numbers as text; 1 where a program without empty whole numbers wrote 1.0."""
    table = column.to_frame("number")
    whole = pl.col("number").cast(pl.Int64, strict=False)
    is_whole = whole.cast(column.dtype) == pl.col("number")
    text = pl.when(is_whole).then(whole.cast(pl.String)).otherwise(pl.col("number").cast(pl.String))
    return table.select(text).to_series()
