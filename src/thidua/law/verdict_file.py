"""A verdict file: one row a subject and award, as CSV, XLSX or Parquet, there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
import xlsxwriter
from polars.io.plugins import register_io_source

from thidua.core.faults import Refused, gettext_noop
from thidua.core.law.screen import VERDICTS

from .ending import removed_on_sigterm
from .partition import Answered, Asked
from .reasons import Detail

COLUMNS = ("subject", "award", "on", "pack", "verdict", "failed", "reasons")
Frames = Generator[pl.DataFrame]
# What one sheet of Excel holds, its heading among them; and one cell.
_SHEET_ROWS = 1_048_576
_CELL_LETTERS = 32_767
# So few answers are not worth picking out.
_FEW = 4096
# Rows handed on at a time, and kept together in a Parquet file. Not by how the work was spread, so that the
# same answers are the same bytes.
_ROWS = 1 << 19


def most_rows(path: Path) -> int:
    """How many verdicts a file of this ending holds, 0 for any number.

    Raises :class:`Refused` for an ending nobody writes.
    """
    if path.suffix.lower() not in _WRITERS:
        raise Refused.because(
            gettext_noop("Không ghi được tệp có đuôi “%(ending)s”."),
            gettext_noop("Đặt tên tệp kết quả có đuôi .csv, .xlsx hoặc .parquet."),
            "out",
            ending=path.suffix,
        )
    return _SHEET_ROWS - 1 if path.suffix.lower() == ".xlsx" else 0


def schema(asked: Asked) -> pl.Schema:
    """The columns of a verdict file. Reasons that repeat are kept once."""
    repeats = asked.detail in (Detail.BRIEF, Detail.NONE)
    return pl.Schema(
        {
            "subject": pl.String(),
            "award": pl.Enum(asked.codes),
            "on": pl.Date(),
            "pack": pl.Enum([asked.pack.id]),
            "verdict": pl.Enum([str(verdict) for verdict in VERDICTS]),
            "failed": pl.Enum(asked.failed_lines),
            "reasons": pl.Categorical() if repeats else pl.String(),
        }
    )


def frames(answered: Answered, asked: Asked) -> Frames:
    """The answers as rows: subjects as they come, of each the awards in their order."""
    types = schema(asked)
    awards = pl.DataFrame({"award": asked.codes}, {"award": types["award"]})
    told = _told(answered, asked, types)
    at_a_time = max(1, _ROWS // max(1, len(asked.codes)))
    for begin in range(0, len(answered.names), at_a_time):
        some = slice(begin, begin + at_a_time)
        given = answered.given[answered.kinds[some]]
        subject, award = _places(given)
        names = answered.names[some].alias("subject").to_frame()
        day = pl.repeat(asked.on, len(subject), dtype=pl.Date(), eager=True).alias("on")
        pack = pl.repeat(asked.pack.id, len(subject), dtype=types["pack"], eager=True).alias("pack")
        table, answers = _used(told, _cells(answered.answers, some, given))
        yield pl.DataFrame([*names[subject], *awards[award], day, pack, *table[answers]])


def _told(answered: Answered, asked: Asked, types: pl.Schema) -> pl.DataFrame:
    """What rows tell of each answer: the verdict, what failed first, the reasons."""
    failed = asked.line_numbers[answered.failed]
    return pl.DataFrame(
        [
            _named("verdict", answered.verdict, types["verdict"]),
            _named("failed", failed, types["failed"]),
            answered.reasons.cast(types["reasons"]),
        ]
    )


def _named(name: str, numbers: np.ndarray, dtype: pl.DataType) -> pl.Series:
    """A column of an enumeration from the numbers of its values."""
    width = pl.Series([], dtype=dtype).to_physical().dtype
    return pl.Series(name, numbers).cast(width).cat.to(dtype)


def _places(given: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each row which subject it is of, and which award."""
    if _are_alike(given):
        asked = np.flatnonzero(given[0]).astype(np.min_scalar_type(given.shape[1]))
        return np.repeat(np.arange(len(given), dtype=np.uint32), len(asked)), np.tile(asked, len(given))
    subjects, awards = np.nonzero(given)
    return subjects, awards


def _cells(table: np.ndarray, some: slice, given: np.ndarray) -> np.ndarray:
    """The given cells of some subjects of a table that has a row an award, subject by subject."""
    if _are_alike(given):
        return np.ascontiguousarray(table[given[0], some].T).reshape(-1)
    cells: np.ndarray = np.ascontiguousarray(table[:, some].T)[given]
    return cells


def _are_alike(given: np.ndarray) -> bool:
    """Whether all are asked for the same awards, as in a population of one kind."""
    return len(given) > 0 and bool((given == given[0]).all())


def _used(told: pl.DataFrame, answers: np.ndarray) -> tuple[pl.DataFrame, np.ndarray]:
    """The answers given in some rows, and which each row has; all where there are few."""
    if len(told) <= _FEW:
        return told, answers
    is_used = np.zeros(len(told), dtype=bool)
    is_used[answers] = True
    return told.filter(pl.Series(is_used)), (np.cumsum(is_used) - 1)[answers]


def write(path: Path, rows: Frames, asked: Asked) -> None:
    """Write ``rows`` to ``path`` by its ending. Whatever breaks off leaves what was there before."""
    writer = _WRITERS[path.suffix.lower()]
    # What is wrong in the facts mostly shows before the first row: nothing is begun then.
    first = next(rows, None)
    every = _with_first(first, rows)
    with closing(every), _whole_or_not_at_all(path.resolve()) as unfinished:
        writer(unfinished, every, asked)


def _with_first(first: pl.DataFrame | None, others: Frames) -> Frames:
    if first is not None:
        yield first
    yield from others


@contextmanager
def _whole_or_not_at_all(path: Path) -> Iterator[Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    # A folder of its own, removed whole: a writer's threads may still begin a file when writing breaks off.
    with TemporaryDirectory(
        prefix=f".{path.stem}.", suffix=".unfinished", dir=path.parent, ignore_cleanup_errors=True
    ) as folder:
        # The ending stays last: writers go by it.
        unfinished = Path(folder) / path.name
        with removed_on_sigterm(Path(folder)):
            yield unfinished
            with unfinished.open("rb") as written:
                os.fsync(written.fileno())
            unfinished.replace(path)


def _as_query(rows: Frames, asked: Asked) -> pl.LazyFrame:
    """The rows as a query that takes them one frame after the other, so that none waits in memory."""

    def source(*_: object) -> Frames:
        yield from rows

    return register_io_source(source, schema=schema(asked))


def _write_parquet(path: Path, rows: Frames, asked: Asked) -> None:
    # Least and greatest values would take a tenth of the time, and tell little of rows in no order.
    known = {"min": False, "max": False, "null_count": True}
    _as_query(rows, asked).sink_parquet(path, compression="zstd", row_group_size=_ROWS, statistics=known)


def _write_csv(path: Path, rows: Frames, asked: Asked) -> None:
    _as_query(rows, asked).sink_csv(path)


def _write_xlsx(path: Path, rows: Frames, asked: Asked) -> None:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd/mm/yyyy",
    }
    with xlsxwriter.Workbook(path, options) as book:
        # The day asked for in place of now: the same answers are the same bytes.
        book.set_properties({"created": datetime(asked.on.year, asked.on.month, asked.on.day)})
        sheet = book.add_worksheet("verdicts")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, COLUMNS)
        for line, row in enumerate((row for frame in rows for row in frame.iter_rows()), 1):
            _refuse_too_long_subject(row[0])
            _refuse_too_long(row[-1])
            sheet.write_row(line, 0, row)


def _refuse_too_long_subject(subject: str) -> None:
    if len(subject) > _CELL_LETTERS:
        raise Refused.because(
            gettext_noop(
                "Mã đối tượng “%(begins)s…” dài %(letters)s ký tự, nhiều hơn một ô Excel chứa được."
            ),
            gettext_noop("Ghi ra tệp .parquet hoặc .csv, hoặc dùng mã ngắn hơn."),
            "out",
            begins=subject[:40],
            letters=len(subject),
        )


def _refuse_too_long(reasons: str) -> None:
    if len(reasons) > _CELL_LETTERS:
        raise Refused.because(
            gettext_noop("Lý do dài %(letters)s ký tự, nhiều hơn một ô Excel chứa được."),
            gettext_noop("Ghi ra tệp .parquet hoặc .csv, hoặc thêm --reasons brief."),
            "out",
            letters=len(reasons),
        )


_WRITERS: dict[str, Callable[[Path, Frames, Asked], None]] = {
    ".parquet": _write_parquet,
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
}
