"""A FACTS file: one fact a row, read from CSV, XLSX or Parquet, checked, and laid out in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from thidua.core.faults import gettext_noop
from thidua.core.law.columns import KINDS, NO_DAY, FactColumns, Sort
from thidua.core.law.contradictions import contradictions
from thidua.core.law.facts import Fact, FactKind, History, RankLevel

from .csv_rows import read_csv
from .facts_checks import check_rows, first_kinds, in_words
from .facts_coding import Coded, code, trimmed
from .file_faults import MISSING, BadFile, FileFaults, LineFault
from .parquet_rows import read_parquet
from .rows import Rows
from .xlsx_rows import read_xlsx

READERS: dict[str, Callable[[Path], Rows]] = {
    ".csv": read_csv,
    ".xlsx": read_xlsx,
    ".parquet": read_parquet,
}
# Contradictions are put into words for so many subjects; a file with more has one mistake throughout.
_LOOKED_AT = 10_000


@dataclass(frozen=True, slots=True)
class Facts:
    """The good rows of a file as columns, and the texts that columns leave out.

    ``names``: the subjects, as they first come. ``is_kindless``: no row says a usable kind.
    ``spoiled``: rows of the subject have faults, so its history is not known. ``refs``, ``lines``: of each
    row of ``columns``. ``left_out``: how many rows with faults are not in them; ``faults``: which.
    """

    names: pl.Series
    columns: FactColumns
    is_kindless: NDArray[np.bool_]
    spoiled: NDArray[np.bool_]
    refs: pl.Series
    lines: range | NDArray[np.int64]
    faults: FileFaults
    left_out: int
    notices: tuple[str, ...] = ()

    def refuse_faults(self) -> None:
        """Raise :class:`BadFile` when there are faults."""
        if self.faults.total:
            raise BadFile(self.faults)


def read_facts(path: Path, on: date, awards: frozenset[str], *, ignore_later: bool = False) -> Facts:
    """Read and check ``path`` for a question of day ``on``; ``awards``: the codes any pack knows.

    Rows with faults are left out and told in ``faults``: the caller refuses them, or takes the good rows on
    purpose. With ``ignore_later`` so are, without being faults, facts of years after ``on``. Raises
    :class:`BadFile` when the file is no table of ours. Contradictions: see :func:`with_contradictions`.
    """
    coded = code(read_rows(path))
    found = check_rows(coded, awards)
    bad = np.zeros(len(coded.who), dtype=bool)
    for one in found:
        bad[one.rows] = True
    later = ~bad & (coded.year > on.year) if ignore_later else np.zeros(0, dtype=bool)
    notices = [*coded.rows.notices]
    if later.any():
        notices.append(f"{path.name}: bỏ qua {np.count_nonzero(later)} sự kiện của các năm sau {on.year}.")
    facts = _laid_out(coded, bad, bad | later if ignore_later else bad)
    return replace(facts, faults=in_words(found, coded), notices=tuple(notices))


def read_rows(path: Path) -> Rows:
    """Read the rows of a file by its ending. Raises :class:`BadFile` when that cannot be done."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise BadFile.whole(
            path.name,
            gettext_noop("Không đọc được tệp có đuôi “%(ending)s”."),
            gettext_noop("Dùng tệp .csv, .xlsx hoặc .parquet."),
            ending=path.suffix,
        )
    if not path.is_file():
        raise BadFile.whole(path.name, *MISSING)
    try:
        return reader(path)
    except OSError as error:
        raise BadFile.whole(
            path.name,
            gettext_noop("Không mở được tệp: %(error)s."),
            gettext_noop("Kiểm tra quyền đọc và ổ đĩa."),
            error=error.strerror or str(error),
        ) from error


def histories(facts: Facts, subjects: Sequence[int]) -> Iterator[History]:
    """Tell the histories of some subjects (indices into ``names``), in that order, from their good rows."""
    columns = facts.columns
    wanted = np.zeros(columns.subjects, dtype=bool)
    wanted[np.asarray(subjects, dtype=np.int64)] = True
    rows = np.flatnonzero(wanted[columns.who])
    rows = rows[np.argsort(columns.who[rows], kind="stable")]
    told = _told(facts, rows)
    owners = columns.who[rows]
    for subject in subjects:
        begin, end = np.searchsorted(owners, (subject, subject + 1))
        kind = KINDS[columns.kinds[subject]]
        yield History(facts.names[int(subject)], kind, tuple(told[begin:end]))


def _told(facts: Facts, rows: NDArray[np.int64]) -> list[Fact]:
    columns, sorts = facts.columns, facts.columns.sorts
    refs = trimmed(facts.refs.gather(rows)).to_list()
    lines = np.asarray(facts.lines)[rows].tolist()
    table = zip(
        columns.year[rows].tolist(),
        columns.sort[rows].tolist(),
        columns.until[rows].tolist(),
        refs,
        lines,
        strict=True,
    )
    return [
        Fact(
            year,
            sorts[sort].kind,
            sorts[sort].value,
            None if until == NO_DAY else date.fromordinal(until),
            ref,
            line,
        )
        for year, sort, until, ref, line in table
    ]


def _laid_out(coded: Coded, bad: NDArray[np.bool_], left_out: NDArray[np.bool_]) -> Facts:
    """Lay the rows out that are not left out; subjects of ``bad`` rows are spoiled."""
    kinds = first_kinds(coded)
    spoiled = np.zeros(len(coded.names), dtype=bool)
    spoiled[coded.who[bad]] = True
    kept = np.flatnonzero(~left_out) if left_out.any() else slice(None)
    named = (coded.names != "").to_numpy()
    who = coded.who[kept]
    if not named.all():
        who = (np.cumsum(named, dtype=np.int32) - 1)[who]
    sorts, sort = _sorts(coded, coded.saying[kept])
    lines = coded.rows.lines
    return Facts(
        names=coded.names.filter(pl.Series(named)),
        columns=FactColumns(
            kinds=np.maximum(kinds[named], 0).astype(np.uint8),
            sorts=sorts,
            who=who,
            year=coded.year[kept],
            sort=sort,
            until=coded.until[kept],
            ref=coded.ref[kept],
        ),
        is_kindless=kinds[named] < 0,
        spoiled=spoiled[named],
        refs=coded.rows.frame["ref"] if isinstance(kept, slice) else coded.rows.frame["ref"].gather(kept),
        lines=lines if isinstance(kept, slice) else np.asarray(lines)[kept],
        faults=FileFaults(coded.rows.file, 0, ()),
        left_out=int(np.count_nonzero(bad)),
    )


def _sorts(coded: Coded, saying: NDArray[np.int32]) -> tuple[tuple[Sort, ...], NDArray[np.int32]]:
    """What the kept rows say, as the rules know it."""
    used = np.zeros(len(coded.sayings), dtype=bool)
    used[saying] = True
    sorts = tuple(
        Sort(FactKind(one.fact), one.value, RankLevel(one.level) if one.level else None)
        for one, is_used in zip(coded.sayings, used, strict=True)
        if is_used
    )
    if used.all():
        return sorts, saying
    return sorts, (np.cumsum(used, dtype=np.int32) - 1)[saying]


def with_contradictions(facts: Facts, subjects: NDArray[np.int64], on: date) -> Facts:
    """Add the contradictions of ``subjects`` (indices, rising) to the faults, and spoil their histories.

    Of very many the first are looked at; each of the others has one at least.
    """
    if not len(subjects):
        return facts
    looked_at = subjects[:_LOOKED_AT]
    found = [
        LineFault(contrary.fault, contrary.lines[-1], contrary.fault.place, contrary.lines[:-1])
        for history in histories(facts, looked_at.tolist())
        for contrary in contradictions(history, on)
    ]
    more = len(subjects) - len(looked_at)
    spoiled = facts.spoiled.copy()
    spoiled[subjects] = True
    return replace(facts, spoiled=spoiled, faults=facts.faults.with_more(found, more))
