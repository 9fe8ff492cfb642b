"""People at their browsers, in the words they would use: go, fill, choose, press, see."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Locator, Page, expect

from tests.world import PASSWORD

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
_AXE_RUN = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
# A page that is rightly refused is itself reported by the browser as a resource that failed to load.
_REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4(03|04|09|29)")


@dataclass
class Person:
    """Somebody at one browser; ``complaints`` holds every error its console showed."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, chromium: Browser, base: str, **context: Any) -> Person:
        """Somebody not signed in, at a fresh browser."""
        page = chromium.new_context(viewport=DESK, locale="vi-VN", **context).new_page()
        page.set_default_timeout(15_000)
        person = cls(page, base)
        page.on("console", person._hear)
        page.on("pageerror", lambda error: person.complaints.append(f"{page.url}: {error}"))
        return person

    def sign_in(self, name: str, password: str = PASSWORD) -> Person:
        """Sign in by name; afterwards at home, *Việc của tôi*."""
        self.go("/dang-nhap/")
        self.fill({"Tên đăng nhập": name, "Mật khẩu": password})
        self.press("Đăng nhập")
        return self.sees("Việc của tôi")

    def go(self, address: str) -> Person:
        """Type an address."""
        response = self.page.goto(self.base + address)
        assert response is None or response.status < 500, f"{address}: {response.status}"
        return self

    def follow(self, words: str, near: str = "") -> Person:
        """Follow the link with exactly these words (in the row, item or card that holds ``near``)."""
        with self._arrival():
            self._place(near).get_by_role("link", name=_exactly(words)).click()
        return self

    def follow_menu(self, words: str) -> Person:
        """Follow an entry of the year's menu."""
        with self._arrival():
            self.page.get_by_role("navigation").get_by_role("link", name=_exactly(words)).click()
        return self

    def press(self, words: str, near: str = "") -> Person:
        """Press the button with exactly these words (in the row, item or card that holds ``near``)."""
        with self._arrival():
            self._place(near).get_by_role("button", name=_exactly(words)).click()
        return self

    def press_all_the_same(self, words: str) -> Person:
        """Press a button that the page has switched off, as one who has its address could."""
        self.page.locator("main").get_by_role("button", name=_exactly(words)).evaluate(
            "b => b.disabled = false"
        )
        return self.press(words)

    def fill(self, values: dict[str, str]) -> Person:
        """Write into the fields with these labels."""
        for label, value in values.items():
            self.field(label).fill(value)
        return self

    def choose(self, label: str, option: str) -> Person:
        """Choose from a list."""
        self.field(label).select_option(label=option)
        return self

    def attach(self, label: str, name: str, content: bytes, kind: str = "application/pdf") -> Person:
        """Put a file in a field."""
        self.field(label).set_input_files({"name": name, "mimeType": kind, "buffer": content})
        return self

    def tick(self, group: str, *options: str) -> Person:
        """Tick exactly these of a group of boxes, or choose the one of a group of radios."""
        members = self.page.get_by_role("group", name=group, exact=True)
        for box in members.get_by_role("checkbox").all():
            box.uncheck()
        for option in options:
            members.get_by_label(option, exact=True).check()
        return self

    def field(self, label: str) -> Locator:
        """The field with this label; the star of those that must be filled is no part of it."""
        # Not a section that a heading of the same words names.
        labelled = self.page.locator("main").get_by_label(_exactly(label, r"( \*)?"))
        return labelled.and_(self.page.locator("input, select, textarea"))

    def sees(self, *words: str) -> Person:
        """The page shows these words."""
        for text in words:
            expect(self.page.locator("main")).to_contain_text(text)
        return self

    def sees_near(self, near: str, *words: str) -> Person:
        """The row, item or card that holds ``near`` shows these words."""
        for text in words:
            expect(self._place(near)).to_contain_text(text)
        return self

    def does_not_see(self, *words: str) -> Person:
        """The page, which has arrived, does not show these words."""
        for text in words:
            expect(self.page.locator("main")).not_to_contain_text(text)
        return self

    def download(self, words: str, near: str = "") -> tuple[str, bytes]:
        """Follow a link that hands out a file: its name and content."""
        with self.page.expect_download() as started:
            self._place(near).get_by_role("link", name=_exactly(words)).click()
        return started.value.suggested_filename, started.value.path().read_bytes()

    def looks_over(self) -> Person:
        """The page has no fault that axe finds, at a desk or on a phone, and is not wider than a phone."""
        self.complaints += faults_of(self.page)
        return self

    def _place(self, near: str) -> Locator:
        main = self.page.locator("main")
        if not near:
            return main
        # The innermost: a row or an item before the card around it.
        return main.locator("tr, li, article, section, fieldset").filter(has_text=near).last

    @contextmanager
    def _arrival(self):
        """What is pressed leads to a page, and never to one that broke."""
        with self.page.expect_navigation() as arrived:
            yield
        response = arrived.value
        assert response is None or response.status < 500, f"{self.page.url}: {response.status}"

    def _hear(self, message: Any) -> None:
        if message.type == "error" and not _REFUSED.search(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")


def _exactly(words: str, after: str = "") -> re.Pattern[str]:
    """These words and no others; the browser parts visible words from hidden ones by a space."""
    pattern = re.escape(words).replace("/", r"\/").replace(":", r"\s?:")
    return re.compile(f"^{pattern}{after}$")


def faults_of(page: Page) -> list[str]:
    """What axe finds on the page as it stands, at both sizes, and whether a phone must scroll sideways."""
    faults = []
    page.evaluate(AXE_SCRIPT)
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        found = page.evaluate(_AXE_RUN)
        at = f"{page.url} ({size['width']} px)"
        faults += [
            f"{at}: {violation['id']}: {violation['help']}: {node['target']} {node['html'][:160]}"
            for violation in found
            for node in violation["nodes"][:3]
        ]
        if size is PHONE:
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > PHONE["width"]:
                faults.append(f"{at}: the page is {width} px wide")
    return faults
