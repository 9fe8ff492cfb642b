"""The whole job: all awards of a pack for everybody, by ``thidua law screen``, from Parquet to Parquet."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import psutil

from thidua.core.law import bits
from thidua.law import partition, verdict_file
from thidua.law.facts_file import read_facts
from thidua.law.partition import Asked

T = TypeVar("T")
# Of a process tree that is looked at so often, no peak is missed that matters.
_LOOK_S = 0.02
# Parts of which the shares of the work are taken.
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: seconds from its start to its end, processor time, and the most memory it took.

    ``processor`` in seconds of all cores. ``peak`` in bytes: resident memory of the command and its processes
    together, what they share (libraries) counted in each.
    """

    seconds: float
    processor: float
    peak: int


def run_command(facts: Path, out: Path, day: str, workers: int) -> Run:
    """Screen a folder of parts by the command itself, start of the interpreter and its processes included."""
    command = [sys.executable, "-m", "thidua", "law", "screen", str(facts), "--award", "all", "--on", day]
    command += ["--reasons", "brief", "--workers", str(workers), "--out", str(out)]
    began, before = time.perf_counter(), _processor_of_children()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ) as process:
        peak = _watched(process)
    if process.returncode:
        raise RuntimeError(f"thidua law screen ended with {process.returncode}")
    return Run(time.perf_counter() - began, _processor_of_children() - before, peak)


def _processor_of_children() -> float:
    """Seconds of processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def _watched(process: subprocess.Popen[bytes]) -> int:
    root, peak = psutil.Process(process.pid), 0
    while process.poll() is None:
        peak = max(peak, sum(map(_resident, [root, *_children(root)])))
        time.sleep(_LOOK_S)
    return peak


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


@dataclass(frozen=True, slots=True)
class Shares:
    """Seconds of the work on some parts, one after the other in one process."""

    reading: float
    building: float
    evaluating: float
    writing: float

    @property
    def whole(self) -> float:
        """All of it."""
        return self.reading + self.building + self.evaluating + self.writing


def shares(parts: Sequence[Path], asked: Asked, out: Path) -> Shares:
    """Where the time goes: the functions of the command, called apart on the first parts."""
    reading = building = answering = writing = 0.0
    for part in parts[:_PARTS]:
        read, facts = _timed(lambda part=part: read_facts(part, asked.on, asked.known))
        built, _ = _timed(
            lambda facts=facts: bits.population(facts.columns, asked.pack, asked.on, asked.codes)
        )
        del facts
        took, answered = _timed(lambda part=part: partition.screen_partition(part, asked))
        if not isinstance(answered, partition.Answered):
            raise TypeError(answered)
        wrote, _ = _timed(
            lambda found=answered: verdict_file.write(out, verdict_file.frames(found, asked), asked)
        )
        reading, building, answering, writing = (
            reading + read,
            building + built,
            answering + took,
            writing + wrote,
        )
    return Shares(reading, building, max(answering - reading - building, 0.0), writing)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result
