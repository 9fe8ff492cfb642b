"""``thidua serve`` starts both processes, answers, and stops both; a taken port is said."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def environment(tmp_path):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("THIDUA_")}
    return {
        **kept,
        "PYTHONPATH": "src",
        "THIDUA_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "thidua.site.settings",
    }


def start(port: int, environment) -> subprocess.Popen:
    command = [sys.executable, "-m", "thidua", "serve", "--port", str(port), "--workers", "1"]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )


def children(parent: int) -> list[tuple[int, str]]:
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True)
    return [(int(line.split()[0]), line) for line in listed.stdout.splitlines() if "ps -o" not in line]


def wait_for(server: subprocess.Popen) -> None:
    for line in server.stdout:
        if "đang chạy ở" in line:
            return
    pytest.fail("the server ended before it answered")


def test_it_serves_until_interrupted_and_then_nothing_is_left(environment):
    port = free_port()
    server = start(port, environment)
    wait_for(server)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/dang-nhap/") as answer:
        assert answer.status == 200
    own = children(server.pid)
    assert len(own) == 2
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=20) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid, _ in own)


def test_when_the_worker_dies_it_says_so_and_stops(environment):
    server = start(free_port(), environment)
    wait_for(server)
    time.sleep(0.5)
    worker = next(pid for pid, line in children(server.pid) if "db_worker" in line)
    os.kill(worker, signal.SIGKILL)
    told, _ = server.communicate(timeout=30)
    assert server.returncode == 1
    assert "tiến trình việc nền đã dừng bất ngờ" in told


def is_answering(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def becomes(wanted: bool, port: int) -> bool:
    for _ in range(100):
        if is_answering(port) is wanted:
            return True
        time.sleep(0.2)
    return False


def test_a_web_process_killed_outright_is_replaced(environment):
    port = free_port()
    server = start(port, environment)
    wait_for(server)
    web = next(pid for pid, line in children(server.pid) if "granian" in line)
    workers = [pid for pid, line in children(web) if "resource_tracker" not in line]
    os.kill(workers[-1], signal.SIGKILL)
    time.sleep(2)
    assert server.poll() is None
    assert becomes(True, port)
    server.send_signal(signal.SIGINT)
    server.wait(timeout=20)


@pytest.mark.parametrize("killed", ["thidua", "granian"])
def test_nothing_keeps_the_port_after_a_parent_is_killed_outright(environment, killed):
    port = free_port()
    server = start(port, environment)
    wait_for(server)
    web = next(pid for pid, line in children(server.pid) if "granian" in line)
    os.kill(server.pid if killed == "thidua" else web, signal.SIGKILL)
    server.wait(timeout=20)
    assert becomes(False, port)


def test_a_taken_port_is_said(environment):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = start(taken.getsockname()[1], environment)
        told, _ = server.communicate(timeout=30)
    assert server.returncode == 1
    assert "Hãy thử cổng khác" in told
