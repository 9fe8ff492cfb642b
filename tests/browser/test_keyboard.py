"""Without a mouse: past the frame to the content, in by the keyboard alone, to what must be mended."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Person
from tests.world import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def anybody(chromium, furnished) -> Person:
    person = Person.at(chromium, furnished.base)
    yield person
    assert not person.complaints, "\n".join(person.complaints)
    person.page.context.close()


def tab_to(page: Page, name: str, most: int = 40) -> None:
    """Press Tab until the focus is on the control of this name."""
    for _ in range(most):
        page.keyboard.press("Tab")
        # What a screen reader would say of it: its label, else its words.
        told = page.evaluate(
            "() => { const e = document.activeElement; return (e.labels?.[0] ?? e).textContent.trim() }"
        )
        if told.removesuffix(" *") == name:
            return
    raise AssertionError(f"“{name}” is not reached by {most} tabs")


def test_the_first_tab_skips_to_the_content(anybody):
    page = anybody.go("/").page
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Đến nội dung chính")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_signing_in_and_out_by_keyboard_alone(anybody):
    page = anybody.go("/").page
    tab_to(page, "Đăng nhập")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dang-nhap/")
    tab_to(page, "Tên đăng nhập")
    page.keyboard.type("head_b")
    tab_to(page, "Mật khẩu")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/viec-cua-toi/")
    tab_to(page, "Đăng xuất")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{anybody.base}/")


def test_every_control_on_the_way_shows_where_the_focus_is(anybody):
    page = anybody.go("/").page
    seen = 0
    while seen < 12:
        page.keyboard.press("Tab")
        style = page.evaluate(
            """() => {
                const shown = getComputedStyle(document.activeElement);
                return [document.activeElement.tagName, shown.outlineStyle, parseFloat(shown.outlineWidth)];
            }"""
        )
        if style[0] == "BODY":
            break
        assert style[1] != "none", style
        assert style[2] >= 2, style
        seen += 1
    assert seen >= 8


def test_the_summary_of_faults_takes_the_focus_and_leads_to_the_field(anybody):
    page = anybody.go("/dang-nhap/").page
    page.get_by_label("Tên đăng nhập").press("Enter")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Cần sửa trước khi lưu")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Tên đăng nhập")).to_be_focused()
    assert page.get_by_label("Tên đăng nhập").get_attribute("aria-invalid") == "true"
    assert "id_username_error" in page.get_by_label("Tên đăng nhập").get_attribute("aria-describedby")
