"""Rows of a CSV file: UTF-8, with or without BOM, by comma, tab or semicolon (Excel's in Vietnamese)."""

from __future__ import annotations

import csv
import mmap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
from polars.exceptions import ComputeError, SchemaError

from thidua.core.faults import gettext_noop

from .file_faults import BadFile, FileFaults, LineFault
from .rows import COLUMNS, Heading, Rows, read_heading, take_columns

_SEPARATORS = ",;\t"
_NOT_UTF8 = gettext_noop("Tệp không phải văn bản UTF-8.")
_SAVE_AS_UTF8 = gettext_noop("Trong Excel hãy chọn Lưu thành (Save As), loại CSV UTF-8.")


def read_csv(path: Path) -> Rows:
    """Read ``path``. Raises :class:`BadFile` when it is no table of ours."""
    line, text = _first_line(path)
    separator = max(_SEPARATORS, key=lambda sign: _known_names(text, sign))
    names = next(csv.reader([text], delimiter=separator), [])
    heading = read_heading(names, path.name, line)
    if _ends_lines_by_cr(path):
        _refuse_other_encodings(path)
        return _read_line_by_line(path, separator, names, heading)
    try:
        return _read_quickly(path, separator, names, heading, line)
    except (ComputeError, SchemaError):
        _refuse_other_encodings(path)
        return _read_line_by_line(path, separator, names, heading)


def _known_names(text: str, separator: str) -> int:
    return sum(name.strip(' "').lower() in COLUMNS for name in text.split(separator))


def _first_line(path: Path) -> tuple[int, str]:
    """The line with the names, and its number: the first that is not blank."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, text in enumerate(lines, 1):
                if text.strip():
                    return number, text
    except UnicodeDecodeError:
        _refuse_other_encodings(path)
    raise BadFile.whole(
        path.name,
        gettext_noop("Tệp rỗng."),
        gettext_noop("Dòng đầu của tệp ghi tên các cột: %(columns)s."),
        columns=", ".join(COLUMNS),
    )


def _read_quickly(path: Path, separator: str, names: list[str], heading: Heading, line: int) -> Rows:
    """Read with the columns' own reader, which gives a row for each record, blank lines included."""
    schema = _numbered(names)
    table = pl.scan_csv(
        path, separator=separator, has_header=False, skip_lines=line, schema=schema, glob=False
    )
    # A quoted text may hold line breaks: the rows after it stand so many lines lower.
    breaks = pl.sum_horizontal(
        pl.col(source).str.count_matches("\n", literal=True).fill_null(0) for source in schema
    )
    quoted = _has_quotes(path)
    ours = [pl.col(str(place)) for place in sorted(heading.places.values())]
    frame = table.select(*ours, breaks.alias("breaks") if quoted else pl.lit(0).alias("breaks")).collect()
    lines = range(line + 1, line + 1 + frame.height)
    rows = Rows(path.name, take_columns(frame.lazy(), heading, schema), lines, (), heading.notices)
    if not quoted or not frame["breaks"].sum():
        return rows
    breaks_of_each = frame["breaks"].to_numpy().astype(np.int64)
    return replace(rows, lines=np.asarray(lines) + np.cumsum(breaks_of_each) - breaks_of_each)


def _ends_lines_by_cr(path: Path) -> bool:
    """Whether lines end as on old Macs, by a carriage return alone, which the quick reader does not know."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        feed = content.find(b"\n")
        first = content.find(b"\r", 0, feed if feed >= 0 else len(content))
        return first >= 0 and first + 1 != feed


def _has_quotes(path: Path) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(b'"') >= 0


def _numbered(names: list[str]) -> pl.Schema:
    """A text column for each name, called by its place: names may be blank or stand twice."""
    return pl.Schema({str(place): pl.String for place in range(len(names))})


def _refuse_other_encodings(path: Path) -> None:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                place = 0 if number == 1 else number
                fault = LineFault.because(_NOT_UTF8, _SAVE_AS_UTF8, line=place)
                raise BadFile(FileFaults.of(path.name, [fault])) from None


def _read_line_by_line(path: Path, separator: str, names: list[str], heading: Heading) -> Rows:
    """Read a file with rows of too many cells or stray quotes: slower, and knows the line of each."""
    records: list[list[str | None]] = []
    lines: list[int] = []
    faults: list[LineFault] = []
    width = len(names)
    for line, record in _records(path, separator, faults):
        cells = [cell or None for cell in record]
        if any(cells[width:]):
            faults.append(
                LineFault.because(
                    gettext_noop("Dòng có %(cells)s ô trong khi dòng đầu có %(columns)s cột."),
                    gettext_noop("Đặt trong ngoặc kép ô nào có dấu “%(separator)s”."),
                    line=line,
                    cells=len(record),
                    columns=width,
                    separator=separator,
                )
            )
        records.append((cells + [None] * width)[:width])
        lines.append(line)
    schema = _numbered(names)
    table = pl.LazyFrame(records, schema=schema, orient="row")
    frame = take_columns(table, heading, schema)
    return Rows(path.name, frame, np.array(lines, dtype=np.int64), tuple(faults), heading.notices)


def _records(path: Path, separator: str, faults: list[LineFault]) -> Iterator[tuple[int, list[str]]]:
    """Each record after the heading with the line it begins on. A stray quote refuses the file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=separator, strict=True)
        begins, is_heading = 1, True
        try:
            for record in reader:
                if record and not is_heading:
                    yield begins, record
                is_heading = is_heading and not record
                begins = reader.line_num + 1
        except csv.Error:
            stray = LineFault.because(
                gettext_noop("Dấu ngoặc kép mở mà không đóng, hoặc có chữ sau dấu đóng."),
                gettext_noop("Bỏ dấu ngoặc kép lẻ; dấu ngoặc kép trong ô viết thành hai dấu liền nhau."),
                line=begins,
            )
            raise BadFile(FileFaults.of(path.name, [*faults, stray])) from None
