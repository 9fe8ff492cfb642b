"""Where partitions are worked on: in this process, in several, or on the machines of a Dask cluster.

All stand behind :class:`concurrent.futures.Executor`, so there is one way through the code.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from thidua.core.faults import Refused, gettext_noop

T = TypeVar("T")
# Partitions given out ahead of the one that is written, so that none waits and few are kept in memory.
_AHEAD = 3


@contextmanager
def processes(workers: int) -> Iterator[Executor]:
    """``workers`` processes on this machine, its cores shared out among them."""
    threads = "POLARS_MAX_THREADS"
    before = os.environ.get(threads)
    os.environ[threads] = str(max(1, (os.cpu_count() or 1) // workers))
    try:
        # Started afresh: libraries with threads of their own do not live through a fork.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            yield pool
    finally:
        if before is None:
            del os.environ[threads]
        else:
            os.environ[threads] = before


@contextmanager
def dask(address: str) -> Iterator[Executor]:
    """The workers of the Dask scheduler at ``address``. Files must be where they can read them.

    Raises :class:`Refused` when Dask is not installed or the scheduler does not answer.
    """
    try:
        from distributed import Client
    except ImportError:
        raise Refused.because(
            gettext_noop("Chưa cài Dask nên không chia việc cho cụm máy được."),
            gettext_noop("Cài bằng: pip install distributed; hoặc dùng --workers trên máy này."),
            "dask",
        ) from None
    try:
        client = Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise Refused.because(
            gettext_noop("Không nối được tới cụm Dask ở %(address)s."),
            gettext_noop("Kiểm tra địa chỉ (ví dụ tcp://máy:8786) và bộ điều phối đang chạy."),
            "dask",
            address=address,
        ) from error
    with client:
        # A file may have changed since its name was last asked for: nothing is taken from before.
        yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]


def in_order(
    executor: Executor, work: Callable[..., T], calls: Iterable[tuple[Any, ...]], workers: int
) -> Iterator[T]:
    """What ``work`` gives for each of ``calls``, in their order, a few being worked on at a time."""
    waiting: deque[Future[T]] = deque()
    try:
        for call in calls:
            waiting.append(executor.submit(work, *call))
            if len(waiting) >= workers + _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
