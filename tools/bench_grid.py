"""Time a keystroke in the score grid, in Chromium against a server of its own, with a sheet of 60 criteria.

From the ``input`` event to the new total on the page (at most 50 ms at the median); and the echo of a key,
from ``keydown`` to the next frame, beside the same in an empty text area of an empty page.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tools.bench_figures import Figure, beside, show, within

LIMIT_MS = 50.0
KEYS = 120
# How long a quick typist leaves between two keys.
PACE_MS = 150

# Notes, for each input in a figure, the milliseconds until the total shows another figure.
WATCH_POINTS = """
() => {
  window.took = [];
  let since = null;
  document.addEventListener("input", (event) => {
    if (event.target.name?.startsWith("entry:")) since = performance.now();
  }, { capture: true });
  new MutationObserver(() => {
    if (since !== null) window.took.push(performance.now() - since);
    since = null;
  }).observe(document.getElementById("total-own"), { childList: true, characterData: true, subtree: true });
}
"""
# Notes, for each key, the milliseconds until the frame after it is drawn.
WATCH_ECHO = """
() => {
  window.echoed = [];
  document.addEventListener("keydown", () => {
    const since = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.echoed.push(performance.now() - since)));
  }, { capture: true });
}
"""


def main(keys: int = KEYS) -> None:
    """Build, serve, type so many keys, print."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-grid-") as scratch, _prepared(scratch) as prepared:
        base, path, session = prepared
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or os.environ.get("THIDUA_CHROMIUM"),
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
            context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
            figures = list(_measured(context, base + path, keys))
            browser.close()
    show(figures, "grid")


def _measured(context: BrowserContext, address: str, keys: int) -> Iterator[Figure]:
    page = context.new_page()
    page.goto(address)
    page.evaluate(WATCH_POINTS)
    page.evaluate(WATCH_ECHO)
    cell = page.locator("td.figure input").first
    cell.focus()
    _type(page, keys)
    page.wait_for_timeout(500)
    took, echoed = page.evaluate("[window.took, window.echoed]")
    yield within(f"keystroke to points, median of {len(took)}", statistics.median(took), "ms", LIMIT_MS)
    yield Figure("keystroke to points, p95", _p95(took), "ms")
    plain = context.new_page()
    plain.set_content("<!doctype html><title>.</title><textarea></textarea>")
    plain.evaluate(WATCH_ECHO)
    plain.locator("textarea").focus()
    _type(plain, keys)
    peer = plain.evaluate("window.echoed")
    shown = "empty text area"
    middle = statistics.median(echoed)
    yield beside("echo of a key, median", middle, "ms", shown, statistics.median(peer))
    yield beside("echo of a key, p95", _p95(echoed), "ms", shown, _p95(peer))


def _type(page: Page, keys: int) -> None:
    """Two digits and both away again: each key is another figure, and the points are always others."""
    for number in range(keys):
        page.keyboard.press(("1", "7", "Backspace", "Backspace")[number % 4])
        page.wait_for_timeout(PACE_MS)


def _p95(times: list[float]) -> float:
    return sorted(times)[max(int(len(times) * 0.95) - 1, 0)]


@contextmanager
def _prepared(scratch: str) -> Iterator[tuple[str, str, str]]:
    """Write the data, start ``thidua serve`` over it: its address, the sheet's path, a signed-in session."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "THIDUA_DATA": scratch,
        "THIDUA_SECRET_KEY": "only-for-benchmarks",
        "DJANGO_SETTINGS_MODULE": "thidua.site.settings",
    }
    build = [sys.executable, "-m", "tools.bench_grid"]
    told = subprocess.run(build, env=environment, check=True, capture_output=True, text=True).stdout.split()
    serve = [sys.executable, "-m", "thidua", "serve", "--port", str(port)]
    process = subprocess.Popen(serve, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_until_answering(base)
        yield base, told[-2], told[-1]
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_answering(base: str) -> None:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        try:
            urlopen(base, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server does not answer")


def build() -> None:
    """In a process of its own: write the data, print the sheet's path and a session of its unit's head."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from tools.bench_grid_data import fill_grid

    call_command("migrate", verbosity=0)
    user, year, unit = fill_grid()
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    print(year.url("score_sheet", unit), client.cookies["sessionid"].value)


if __name__ == "__main__":
    build()
