"""The whole job spread over processes: the same bytes however it is spread, and how it scales."""

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
from tools.bench_figures import Figure, beside

WAYS = (("pool", 1), ("dask", 1), ("pool", 2), ("dask", 2), ("dask", 4))


def spread_out(parts: Sequence[Path], asked: Asked, out: Path) -> list[Figure]:
    """Screen with 1 and 2 processes of a pool and 1, 2 and 4 Dask workers; each beside its one worker.

    Workers are up, with all they import, before the clock starts. The file is written by this process, which
    shares the cores with them.
    """
    digests, seconds = set(), {}
    for way, workers in WAYS:
        with _workers(way, workers) as executor:
            _warm(executor, workers)
            began = time.perf_counter()
            screening.screen(parts, out, asked, executor, workers)
            seconds[way, workers] = time.perf_counter() - began
        digests.add(hashlib.sha256(out.read_bytes()).hexdigest())
    if len(digests) != 1:
        raise AssertionError(f"the bytes depend on how the work is spread: {sorted(digests)}")
    return [_scaled(way, workers, seconds) for way, workers in WAYS]


def _warm(executor: Executor, workers: int) -> None:
    """Start every worker (each sleeps, so that none does it for another) and let it import what it needs."""
    for future in [executor.submit(time.sleep, 0.2) for _ in range(workers)]:
        future.result()
    for future in [executor.submit(screening.parts_of, ()) for _ in range(4 * workers)]:
        future.result()


def _scaled(way: str, workers: int, seconds: dict[tuple[str, int], float]) -> Figure:
    name = {"pool": "ProcessPoolExecutor", "dask": "Dask distributed"}[way]
    what = f"{name}, {workers} worker{'s' if workers > 1 else ''}"
    if workers == 1:
        return Figure(what, seconds[way, 1], "s")
    return beside(what, seconds[way, workers], "s", "1 worker", seconds[way, 1])


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
