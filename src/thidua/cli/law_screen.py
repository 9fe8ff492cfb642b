"""``thidua law screen``: facts of a population in, a verdict file out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from thidua.core.faults import Refused, gettext_noop
from thidua.core.vietnamese import number
from thidua.law import asked as questions
from thidua.law import screening, spread
from thidua.law.partition import Asked, Tick
from thidua.law.reasons import Detail

from .law import tell_file


def screen(given: argparse.Namespace) -> int:
    """Screen and write; print what came of it."""
    asked = _asked(given)
    parts = screening.parts_of(given.facts)
    _refuse_writing_over(given.out, parts)
    workers = given.workers if not given.dask else 2 * len(parts)
    with _executor(given) as executor, _progress(given, len(parts)) as tick:
        try:
            summary = screening.screen(parts, given.out, asked, executor, workers, tick)
        except BrokenProcessPool:
            print("Một tiến trình làm việc dừng bất ngờ (có thể thiếu bộ nhớ). Chưa ghi gì.", file=sys.stderr)
            return 1
    _tell(summary, given.out)
    return 0


def _asked(given: argparse.Namespace) -> Asked:
    if given.workers < 1:
        raise Refused.because(gettext_noop("Số tiến trình phải từ 1."), place="workers")
    on = questions.day(given.on)
    pack = questions.pack_for(on, given.pack, given.organisation)
    return Asked(
        pack,
        questions.awards_of(given.award, pack),
        on,
        questions.known_awards(pack),
        every=questions.ALL in questions.codes_in(given.award),
        detail=Detail(given.reasons),
        take_good=given.take_good,
        ignore_later=given.ignore_later,
    )


def _refuse_writing_over(out: Path, parts: tuple[Path, ...]) -> None:
    if out.is_dir():
        raise Refused.because(
            gettext_noop("“%(out)s” là thư mục, không phải tệp."),
            gettext_noop("Ghi đường dẫn tới tệp kết quả .csv, .xlsx hoặc .parquet."),
            "out",
            out=str(out),
        )
    if out.resolve() in {part.resolve() for part in parts}:
        raise Refused.because(
            gettext_noop("Tệp kết quả trùng với tệp sự kiện."),
            gettext_noop("Đặt tên khác cho tệp kết quả."),
            "out",
        )


@contextmanager
def _executor(given: argparse.Namespace) -> Iterator[Executor | None]:
    if given.dask:
        with spread.dask(given.dask) as executor:
            yield executor
    elif given.workers > 1:
        with spread.processes(given.workers) as executor:
            yield executor
    else:
        yield None


@contextmanager
def _progress(given: argparse.Namespace, parts: int) -> Iterator[Tick]:
    hidden = not (given.progress or sys.stderr.isatty())
    form = "Xét {percentage:3.0f}% |{bar}| {elapsed}, còn {remaining}"
    with tqdm(total=parts, disable=hidden, file=sys.stderr, bar_format=form) as bar:
        yield bar.update


def _tell(summary: screening.Summary, out: Path) -> None:
    for notice in summary.notices:
        print(notice, file=sys.stderr)
    for faults, left_out in summary.left_out:
        tell_file(faults)
        print(f"Đã bỏ {number(left_out)} dòng có lỗi.", file=sys.stderr)
    told = ", ".join(
        f"{verdict.label.lower()} {number(many)}" for verdict, many in sorted(summary.verdicts.items())
    )
    print(
        f"{out}: {number(summary.subjects)} đối tượng, {number(summary.rows)} kết quả"
        + (f" ({told})" if told else "")
    )
