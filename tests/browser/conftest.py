"""A real server on a free port with its own folder, and a real Chromium."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
# One day late in the year, on which every stage can be lived; what was due before is late, and says so.
TODAY = "2017-12-20"
_PATIENCE = 60
# Modules whose tests are chapters, each beginning where the one before ended.
_STORIES = ("test_a_year_lived_by_five_people", "test_a_dispute_and_a_secret_vote")
# What is expected on a page may take as long as a busy machine needs.
expect.set_options(timeout=15_000)


@dataclass(frozen=True)
class Server:
    """A running server: its address, and the folder it keeps everything in."""

    base: str
    data: Path

    def pages(self) -> list[tuple[str, str, list[str]]]:
        """Every page of the furnished cluster: name, address, who may open it."""
        return json.loads((self.data / "addresses.json").read_text())


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright) -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("THIDUA_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.fail("Cần Chromium: cài gói chromium, hoặc chỉ đường bằng biến môi trường THIDUA_CHROMIUM.")
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    browser = playwright.chromium.launch(
        executable_path=found,
        args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", *quiet],
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def village(tmp_path_factory) -> Iterator[Server]:
    """A server of the small cluster at the beginning of its year."""
    with _serving(tmp_path_factory.mktemp("village"), "village") as server:
        yield server


@pytest.fixture(scope="session")
def furnished(tmp_path_factory) -> Iterator[Server]:
    """A server of the small cluster with one of everything in it."""
    with _serving(tmp_path_factory.mktemp("furnished"), "furnished") as server:
        yield server


@pytest.fixture(scope="session")
def secret_ballot(tmp_path_factory) -> Iterator[Server]:
    """A server of the small cluster while its heads vote in secret."""
    with _serving(tmp_path_factory.mktemp("secret_ballot"), "secret_ballot") as server:
        yield server


@pytest.fixture(scope="session")
def scoring(tmp_path_factory) -> Iterator[Server]:
    """A server of the small cluster while one sheet is being mended and another verified."""
    with _serving(tmp_path_factory.mktemp("scoring"), "scoring") as server:
        yield server


@pytest.fixture(scope="session")
def disputed(tmp_path_factory) -> Iterator[Server]:
    """A server of the small cluster whose sheets are verified, one of them not to its unit's liking."""
    with _serving(tmp_path_factory.mktemp("disputed"), "disputed") as server:
        yield server


@contextmanager
def _serving(data: Path, world: str) -> Iterator[Server]:
    """``thidua serve`` as an office runs it, over a database that ``build`` has made."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("THIDUA_", "DJANGO_"))},
        "THIDUA_DATA": str(data),
        "THIDUA_TODAY": TODAY,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    build = [sys.executable, "-m", "tests.browser.build", world]
    subprocess.run(build, env=environment, cwd=ROOT, check=True)
    port = _free_port()
    serve = [sys.executable, "-m", "thidua", "serve", "--port", str(port)]
    log = (data / "server.log").open("w")
    process = subprocess.Popen(serve, env=environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    server = Server(f"http://127.0.0.1:{port}", data)
    try:
        _wait_until_answering(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()
        said = (data / "server.log").read_text()
        if "Internal Server Error" in said:
            print(said)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_answering(server: Server, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(server.base, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("Máy chủ không lên:\n" + (server.data / "server.log").read_text())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Remember the chapter at which a story broke off."""
    report = yield
    if report.failed and item.module.__name__.endswith(_STORIES):
        item.module.broke_off_at = getattr(item.module, "broke_off_at", item.name)
    return report


def pytest_runtest_setup(item):
    """Later chapters of a story that broke off are not told."""
    if earlier := getattr(item.module, "broke_off_at", ""):
        pytest.skip(f"truyện đã dừng ở {earlier}")
