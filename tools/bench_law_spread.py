"""Screening spread over processes: the same bytes however it is spread, and how it scales."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

from distributed import LocalCluster

from thidua.law import screening, spread
from thidua.law.partition import Asked
from tools.bench_figures import Figure

WAYS = (("pool", 1), ("dask", 1), ("pool", 2), ("dask", 2), ("dask", 4))


def spread_out(parts: Sequence[Path], asked: Asked, out: Path) -> list[Figure]:
    """Screen with 1 and 2 processes of a pool and 1, 2 and 4 Dask workers; each beside its one worker."""
    digests, seconds = set(), {}
    for way, workers in WAYS:
        seconds[way, workers], digest = _run(way, workers, parts, asked, out)
        digests.add(digest)
    _refuse_other_bytes(digests)
    return [_scaled(way, workers, seconds) for way, workers in WAYS]


def the_same_on_dask(parts: Sequence[Path], asked: Asked, out: Path, verdicts: Path) -> list[Figure]:
    """The whole job on two Dask workers, whose bytes must be those of a verdict file there is already."""
    seconds, digest = _run("dask", 2, parts, asked, out)
    _refuse_other_bytes({digest, _digest(verdicts)})
    return [Figure("all awards on Dask, 2 workers, same bytes", seconds, "s")]


def _run(way: str, workers: int, parts: Sequence[Path], asked: Asked, out: Path) -> tuple[float, str]:
    """Seconds, and the digest of what was written.

    Workers are up, with all they import, before the clock starts. The file is written by this process, which
    shares the cores with them.
    """
    with _workers(way, workers) as executor:
        _warm(executor, workers)
        began = time.perf_counter()
        screening.screen(parts, out, asked, executor, workers)
        return time.perf_counter() - began, _digest(out)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _refuse_other_bytes(digests: set[str]) -> None:
    if len(digests) != 1:
        raise AssertionError(f"the bytes depend on how the work is spread: {sorted(digests)}")


def _warm(executor: Executor, workers: int) -> None:
    """Start every worker (each sleeps, so that none does it for another) and let it import what it needs."""
    for future in [executor.submit(time.sleep, 0.2) for _ in range(workers)]:
        future.result()
    for future in [executor.submit(screening.parts_of, ()) for _ in range(4 * workers)]:
        future.result()


def _scaled(way: str, workers: int, seconds: dict[tuple[str, int], float]) -> Figure:
    name = {"pool": "ProcessPoolExecutor", "dask": "Dask distributed"}[way]
    what = f"{name}, {workers} worker{'s' if workers > 1 else ''}"
    took, alone = seconds[way, workers], seconds[way, 1]
    if workers == 1:
        return Figure(what, took, "s")
    return Figure(what, took, "s", f"times as fast as 1 worker ({alone:.3g} s)", alone / took)


@contextmanager
def _workers(way: str, workers: int) -> Iterator[Executor]:
    if way == "pool":
        with spread.processes(workers) as executor:
            yield executor
        return
    os.environ["POLARS_MAX_THREADS"] = "1"
    try:
        cluster = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
        with cluster, spread.dask(cluster.scheduler_address) as executor:
            yield executor
    finally:
        del os.environ["POLARS_MAX_THREADS"]
