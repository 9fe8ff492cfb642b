"""A request to end (SIGTERM) while a file is being written: what is unfinished is removed first."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TERMINATED = 128 + signal.SIGTERM


@contextmanager
def removed_on_sigterm(folder: Path) -> Iterator[None]:
    """Remove ``folder`` and leave at once when the process is asked to end.

    A writer in native code lets no handler of Python's run before it is done, so a thread waits for the
    signal. Where somebody else answers to it already, or not in the main thread, nothing is changed.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    signal.signal(signal.SIGTERM, lambda *_: None)
    watch = threading.Thread(target=_watch, args=(reading, folder), daemon=True)
    watch.start()
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.set_wakeup_fd(before)
        os.close(writing)
        watch.join()
        os.close(reading)


def _watch(reading: int, folder: Path) -> None:
    while told := os.read(reading, 1):
        if told[0] == signal.SIGTERM:
            shutil.rmtree(folder, ignore_errors=True)
            os._exit(TERMINATED)
