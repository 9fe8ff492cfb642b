"""Rows of a Parquet file."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from polars.exceptions import PanicException, PolarsError

from thidua.core.faults import gettext_noop

from .file_faults import DAMAGED, BadFile, FileFaults, LineFault
from .rows import Heading, Rows, read_heading, take_columns


def read_parquet(path: Path) -> Rows:
    """Read ``path``. Raises :class:`BadFile` when it is no table of ours."""
    try:
        table = pl.scan_parquet(path, glob=False)
        schema = table.collect_schema()
        heading = read_heading(schema.names(), path.name, 0)
        _refuse_strange_types(schema, heading, path.name)
        frame = take_columns(table, heading, schema)
    except (PolarsError, PanicException) as error:
        # A panic of the reader's native code, too, only says that the file is broken.
        raise BadFile.whole(path.name, *DAMAGED) from error
    return Rows(path.name, frame, range(1, frame.height + 1), notices=heading.notices)


def _refuse_strange_types(schema: pl.Schema, heading: Heading, file: str) -> None:
    names, types = schema.names(), schema.dtypes()
    faults = [
        LineFault.because(
            gettext_noop("Cột có kiểu %(type)s, không đọc thành chữ được."),
            gettext_noop("Ghi cột này dưới dạng chữ, số hoặc ngày."),
            column=names[place],
            type=str(types[place]),
        )
        for place in heading.places.values()
        if types[place].is_nested() or types[place] in (pl.Binary, pl.Duration, pl.Time, pl.Object)
    ]
    if faults:
        raise BadFile(FileFaults.of(file, faults))
