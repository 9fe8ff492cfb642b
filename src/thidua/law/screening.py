"""A population screened: from files of facts, however many, to one verdict file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from thidua.core.faults import gettext_noop
from thidua.core.law.verdict import Verdict

from . import spread, verdict_file
from .file_faults import MISSING, MOST, BadFile, FileFaults, LineFault
from .partition import Answered, Asked, Tick, refuse_too_many, screen_partition

PARTS = "*.parquet"


@dataclass(slots=True)
class Summary:
    """What came of a screening: how many subjects and verdicts, what was left out, what to tell."""

    subjects: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    left_out: list[tuple[FileFaults, int]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows the verdict file has."""
        return self.verdicts.total()


def parts_of(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files of facts: those named, and for a folder the Parquet files in it, in the order of their names.

    Raises :class:`BadFile` for a path where nothing is, and for a folder without such files.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            parts = sorted(part for part in path.rglob(PARTS) if part.is_file())
            if not parts:
                raise BadFile.whole(
                    path.name,
                    gettext_noop("Thư mục không có tệp .parquet nào."),
                    gettext_noop("Chỉ ra thư mục chứa các phần dữ liệu dạng Parquet."),
                )
            found += parts
        elif path.exists():
            found.append(path)
        else:
            raise BadFile.whole(path.name, *MISSING)
    return tuple(found)


def screen(
    paths: Sequence[Path],
    out: Path,
    asked: Asked,
    executor: Executor | None = None,
    workers: int = 1,
    tick: Tick = lambda share: None,
) -> Summary:
    """Screen ``paths`` (each a part of the population) and write the verdicts to ``out``.

    Without ``executor`` in this process. The bytes written do not depend on how the work is spread. ``tick``
    is told the parts, or shares of parts, done. Raises :class:`BadFile` with the faults of all parts, then
    nothing is written; and :class:`Refused` when ``out`` cannot be such a file.
    """
    most = verdict_file.most_rows(out)
    summary = Summary()
    if executor is None:
        answers: Iterator[Answered | FileFaults] = (
            screen_partition(path, asked, most, tick) for path in paths
        )
    else:
        calls = ((path, asked, most) for path in paths)
        answers = _ticking(spread.in_order(executor, screen_partition, calls, workers), tick)
    rows = _Taking(paths, asked, most, summary).rows(answers)
    with closing(rows):
        verdict_file.write(out, rows, asked)
    return summary


def _ticking(answers: Iterator[Answered | FileFaults], tick: Tick) -> Iterator[Answered | FileFaults]:
    for answer in answers:
        tick(1)
        yield answer


@dataclass(slots=True)
class _Taking:
    """Takes the answers part by part, as rows to be written, until one is refused; then only their faults."""

    paths: Sequence[Path]
    asked: Asked
    most: int
    summary: Summary
    faults: list[FileFaults] = field(default_factory=list)
    names: list[pl.Series] = field(default_factory=list)

    def rows(self, answers: Iterator[Answered | FileFaults]) -> verdict_file.Frames:
        for answer in answers:
            if isinstance(answer, FileFaults):
                self.faults.append(answer)
            elif not self.faults:
                self._count(answer)
                yield from verdict_file.frames(answer, self.asked)
        self.faults += self._subjects_in_two_parts()
        if self.faults:
            raise BadFile(*self.faults)

    def _count(self, answer: Answered) -> None:
        self.summary.subjects += len(answer.names)
        self.summary.verdicts += answer.tally
        self.summary.notices += answer.notices
        if answer.faults.total:
            self.summary.left_out.append((answer.faults, answer.left_out))
        refuse_too_many(self.summary.rows, self.most)
        self.names.append(answer.names)

    def _subjects_in_two_parts(self) -> list[FileFaults]:
        """Faults for subjects whose facts stand in more than one part: no part knows their whole history."""
        if len(self.names) < 2:
            return []
        parts = [
            pl.DataFrame(
                {"subject": names, "part": pl.repeat(part, len(names), dtype=pl.UInt32(), eager=True)}
            )
            for part, names in enumerate(self.names)
        ]
        twice = pl.concat(parts).filter(pl.col("subject").is_duplicated())
        told = twice.group_by("subject", maintain_order=True).agg("part")
        faults = [
            LineFault.because(
                gettext_noop("Đối tượng %(subject)s có ở nhiều phần: %(parts)s."),
                gettext_noop("Gộp mọi sự kiện của một đối tượng vào một phần."),
                subject=subject,
                parts=", ".join(self.paths[part].name for part in places),
            )
            for subject, places in told.head(MOST).iter_rows()
        ]
        return [FileFaults("", told.height, tuple(faults))] if faults else []
