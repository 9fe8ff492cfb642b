"""Renew the pictures of ``docs/screens`` from the demonstration, in the system's Chromium."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screens"
PASSWORD = "thidua-2018"
SIZES = ((1366, 768), (360, 740))
CLUSTER = "/cum/dong-bang-song-hong"
# Picture name → who looks, and at what.
PICTURES = {
    "front": ("", "/"),
    "my-work": ("cumtruong", "/viec-cua-toi/"),
    "year": ("cumtruong", f"{CLUSTER}/2018/"),
    "reports": ("thuky", f"{CLUSTER}/2018/bao-cao/"),
    "results": ("chuyenvien.namdinh", f"{CLUSTER}/2017/ket-qua/"),
    "ranking": ("chuyenvien.namdinh", f"{CLUSTER}/2017/xep-hang/"),
    "papers": ("thuky", f"{CLUSTER}/2017/bao-cao-tong-ket/"),
    "eligibility": ("chuyenvien.namdinh", "/doi-tuong/1/du-dieu-kien/"),
    "eligibility-award": ("chuyenvien.namdinh", "/doi-tuong/1/du-dieu-kien/chien_si_thi_dua_toan_quoc/"),
    "roadmap": ("chuyenvien.namdinh", "/lo-trinh/"),
    "law": ("chuyenvien.namdinh", "/luat/V2018/"),
}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> int:
    """Load the demonstration into a scratch folder, serve it, photograph it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="thidua-screens-") as data, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        surroundings = os.environ | {"THIDUA_DATA": data, "THIDUA_DEMO": "1", "THIDUA_TODAY": "2018-07-10"}
        command = [sys.executable, "-m", "thidua"]
        subprocess.run([*command, "demo", "load"], env=surroundings, check=True)
        server = subprocess.Popen([*command, "serve", "--port", str(port)], env=surroundings)
        try:
            _photograph(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(20)
    return 0


def _photograph(base: str) -> None:
    _wait_for(base)
    with sync_playwright() as playwright:
        chromium = os.environ.get("THIDUA_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, (who, place) in PICTURES.items():
            for width, height in SIZES:
                page = browser.new_page(viewport={"width": width, "height": height})
                if who:
                    _sign_in(page, base, who)
                page.goto(base + place)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=FOLDER / f"{name}-{width}.png")
                page.context.close()
        browser.close()


def _wait_for(base: str) -> None:
    for _ in range(100):
        try:
            urlopen(base)
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(base)


def _sign_in(page: Page, base: str, who: str) -> None:
    page.goto(f"{base}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(who)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.locator("main button.main").click()
    page.wait_for_load_state()


if __name__ == "__main__":
    sys.exit(main())
