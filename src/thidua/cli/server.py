"""``thidua serve``: the web server and the background worker, started and stopped together."""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from django.conf import settings
from django.core.management import call_command

from thidua.core.faults import Refused, gettext_noop

from .database import bring_up_to_date
from .demo import logins

_PATIENCE = 30
_PR_SET_PDEATHSIG = 1


def serve(given: argparse.Namespace) -> int:
    """Run until Ctrl-C; if either process dies, say so and stop the other."""
    _refuse_taken_port(given.host, given.port)
    bring_up_to_date()
    call_command("collectstatic", verbosity=0, interactive=False)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "thidua.site.settings"}
    children = {
        gettext_noop("máy chủ web"): _start(_web(given), environment),
        gettext_noop("tiến trình việc nền"): _start(_worker(), environment),
    }
    # Set for both: a shell that starts this in the background leaves Ctrl-C ignored.
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        _wait_until_answering(given, children)
        _greet(given)
        return _watch(children)
    except KeyboardInterrupt:
        print("\nĐang dừng…", flush=True)
        return 0
    finally:
        _stop(children)


def _web(given: argparse.Namespace) -> list[str]:
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        given.host,
        "--port",
        str(given.port),
        "--workers",
        str(given.workers),
        "--log-level",
        "warning",
        "--respawn-failed-workers",
        "--no-ws",
        "--blocking-threads",
        "4",
        "thidua.site.wsgi:application",
    ]


def _worker() -> list[str]:
    return [sys.executable, "-m", "django", "db_worker", "--worker-id", f"thidua-{os.getpid()}"]


def _start(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    # Its own session: Ctrl-C reaches this process alone, which then stops both in order.
    return subprocess.Popen(command, env=environment, start_new_session=True, preexec_fn=_end_with_parent)


def _end_with_parent() -> None:
    """Ask Linux to end this child when its parent is killed outright; elsewhere do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError):
            raise Refused.because(
                gettext_noop("Không mở được cổng %(port)s: có thể chương trình khác đang dùng."),
                gettext_noop("Hãy thử cổng khác, ví dụ: --port %(other)s."),
                port=port,
                other=port + 1 if port < 65_535 else 8001,
            ) from None


def _address(given: argparse.Namespace) -> str:
    host = "127.0.0.1" if given.host in ("0.0.0.0", "::") else given.host  # noqa: S104 - what was asked for
    return f"http://{host}:{given.port}/"


def _wait_until_answering(given: argparse.Namespace, children: dict[str, subprocess.Popen[bytes]]) -> None:
    host = "127.0.0.1" if given.host in ("0.0.0.0", "::") else given.host  # noqa: S104
    for _ in range(_PATIENCE * 10):
        if any(child.poll() is not None for child in children.values()):
            return
        try:
            socket.create_connection((host, given.port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


def _greet(given: argparse.Namespace) -> None:
    print(f"\nThi Đua đang chạy ở {_address(given)}  (Ctrl-C để dừng)")
    if settings.SHOW_DEMO_LOGINS:
        print("Dữ liệu minh hoạ. Đăng nhập thử bằng một trong các tên:")
        print(logins())
    sys.stdout.flush()


def _watch(children: dict[str, subprocess.Popen[bytes]]) -> int:
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                print(f"{name} đã dừng bất ngờ (mã {child.returncode}); dừng cả hệ thống.", file=sys.stderr)
                return 1
        time.sleep(0.5)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask each to end, and after ten seconds no longer ask."""
    for child in children.values():
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    for child in children.values():
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=10)
        # The child's own children live on when it was killed outright: end its whole group.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
