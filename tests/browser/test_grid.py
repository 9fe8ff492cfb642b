"""The score grid under real hands: keys, blocks pasted from a spreadsheet, points at once, saving, two editors."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Person

pytestmark = pytest.mark.browser

SHEET = "/cum/cum-thu/2017/cham-diem/phieu/so-{}/"
SAVED = re.compile(r"^Đã lưu lúc \d\d:\d\d$")


@pytest.fixture
def people(chromium, scoring):
    """Return a function that opens a sheet as somebody, each at a browser of their own."""
    opened = []

    def open_sheet(who: str, unit: str = "b") -> Page:
        person = Person.at(chromium, scoring.base)
        opened.append(person)
        person.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        person.sign_in(who)
        return person.go(SHEET.format(unit)).page

    yield open_sheet
    for person in opened:
        person.page.context.close()
    complaints = [told for person in opened for told in person.complaints if "ERR_" not in told]
    assert not complaints, "\n".join(complaints)


def cell(page: Page, name: str):
    return page.locator(f'[name="{name}"]')


def paste(page: Page, name: str, text: str) -> None:
    """Copy as from a spreadsheet, and press Ctrl+V in the cell."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    cell(page, name).focus()
    page.keyboard.press("Control+V")


def test_the_keys_of_a_spreadsheet_go_through_the_column(people):
    page = people("specialist_b")
    cell(page, "entry:1.1").focus()
    for key, there in (
        ("Enter", "1.2"), ("ArrowDown", "2.1"), ("Enter", "3.1"), ("ArrowUp", "2.1"), ("Shift+Enter", "1.2"),
    ):  # fmt: skip
        page.keyboard.press(key)
        expect(cell(page, f"entry:{there}")).to_be_focused()
    page.keyboard.press("ArrowDown")
    choice = cell(page, "entry:2.1")
    for key, value in (("0", "0"), ("Delete", ""), ("1", "1")):
        page.keyboard.press(key)
        expect(choice).to_have_value(value)


def test_escape_gives_back_what_stood_and_control_enter_saves_at_once(people):
    page = people("specialist_b")
    figure = cell(page, "entry:1.1")
    stood = figure.input_value()
    figure.fill("12")
    page.keyboard.press("Escape")
    expect(figure).to_have_value(stood)
    figure.fill("33")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-said]")).to_have_text(SAVED, timeout=1000)
    expect(figure).to_be_focused()
    page.reload()
    expect(cell(page, "entry:1.1")).to_have_value("33")


def test_no_key_acts_while_a_word_is_being_composed(people):
    page = people("specialist_b")
    figure = cell(page, "entry:1.1")
    figure.focus()
    for key in ("Enter", "ArrowDown", "Escape"):
        held = figure.evaluate(
            """(field, key) => field.dispatchEvent(
                new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }))""",
            key,
        )
        assert held  # nothing prevented it
        expect(figure).to_be_focused()


def test_points_follow_what_is_typed_before_anything_is_saved(people):
    page = people("specialist_b")
    cell(page, "entry:1.1").fill("10")
    expect(page.locator("#own-0 strong")).to_have_text("10", timeout=1000)
    total = page.locator("#total-own")
    before = total.inner_text()
    cell(page, "entry:1.1").fill("10,5")
    expect(page.locator("#own-0 strong")).to_have_text("10,5", timeout=1000)
    expect(total).not_to_have_text(before)
    cell(page, "entry:1.1").fill("mười")
    expect(page.locator("#own-0 strong")).to_have_text("–", timeout=1000)


def test_a_column_is_pasted_downwards_with_its_notes_and_undone(people):
    page = people("specialist_b")
    names = ("entry:1.1", "note:1.1", "entry:1.2", "note:1.2", "entry:2.1", "entry:3.1", "entry:3.2")
    stood = [cell(page, name).input_value() for name in names]
    paste(page, "entry:1.1", '35,5\t"Một\n""hai"""\r\n4\tBốn việc\r\nCó\t\r\n1.440\t\r\n0\t\r\n9\t\r\n')
    for name, value in zip(names, ("35,5", 'Một\n"hai"', "4", "Bốn việc", "1", "1.440", "0"), strict=True):
        expect(cell(page, name)).to_have_value(value)
    told = page.locator("[data-pasted]")
    expect(told).to_contain_text("Đã điền 7 ô từ bản chép. Thừa 1 dòng ở cuối.")
    # Kept as typed, judged at its cell: a bonus of five points takes no 1.440.
    expect(page.locator("[data-said]")).to_contain_text("trừ 1 ô cần sửa")
    expect(page.locator('[id="id_entry:3.1_error"]')).to_contain_text("Điểm phải từ 0 đến 5")
    told.get_by_role("button", name="Hoàn tác").click()
    for name, value in zip(names, stood, strict=True):
        expect(cell(page, name)).to_have_value(value)
    expect(page.locator("[data-said]")).to_have_text(SAVED)


def test_a_block_with_codes_finds_its_rows_and_says_what_it_left_out(people):
    page = people("specialist_b")
    paste(page, "entry:1.1", "Mã\tTự chấm\n3.1\t2,5\n2.2\t8\n1.1\t31\tLời\n9.9\t1\n2.1\tchưa rõ\n")
    expect(cell(page, "entry:1.1")).to_have_value("31")
    expect(cell(page, "note:1.1")).to_have_value("Lời")
    expect(cell(page, "entry:3.1")).to_have_value("2,5")
    told = page.locator("[data-pasted]")
    expect(told).to_contain_text("Đã điền 3 ô")
    expect(told).to_contain_text("Bỏ qua dòng được tính từ số liệu đã ghi: 2.2.")
    expect(told).to_contain_text("Bỏ qua mã không có trong thang điểm: Mã, 9.9.")
    expect(told).to_contain_text("Không hiểu giá trị dán vào: 2.1.")


def test_one_value_is_pasted_as_anywhere(people):
    page = people("specialist_b")
    cell(page, "entry:1.1").fill("")
    paste(page, "entry:1.1", "17,5")
    expect(cell(page, "entry:1.1")).to_have_value("17,5")
    expect(page.locator("[data-pasted]")).to_be_hidden()


def test_the_sheet_saves_itself_and_keeps_a_fault_at_its_cell(people):
    page = people("specialist_b")
    cell(page, "entry:1.1").fill("ba mươi")
    cell(page, "entry:1.2").fill("3")
    cell(page, "note:3.2").focus()
    expect(page.locator('[id="id_entry:1.1_error"]')).to_contain_text("không phải là số")
    expect(cell(page, "entry:1.1")).to_have_value("ba mươi")
    expect(cell(page, "entry:1.1")).to_have_attribute("aria-invalid", "true")
    cell(page, "entry:1.1").fill("30")
    expect(page.locator('[id="id_entry:1.1_error"]')).to_have_count(0)
    expect(page.locator("[data-said]")).to_have_text(SAVED)
    page.reload()
    assert [cell(page, f"entry:{code}").input_value() for code in ("1.1", "1.2")] == ["30", "3"]


def test_without_a_network_it_says_so_and_saves_when_there_is_one(people):
    page = people("specialist_b")
    page.context.set_offline(True)
    cell(page, "note:1.1").fill("Viết khi mất mạng")
    expect(page.locator("[data-said]")).to_contain_text("Mất kết nối")
    expect(cell(page, "note:1.1")).to_have_value("Viết khi mất mạng")
    page.context.set_offline(False)
    expect(page.locator("[data-said]")).to_have_text(SAVED)
    page.reload()
    expect(cell(page, "note:1.1")).to_have_value("Viết khi mất mạng")


def test_two_editors_are_told_of_each_other_and_neither_writes_over_the_other(people):
    one = people("specialist_b")
    other = people("head_b")
    expect(other.locator("[data-others]")).to_have_text("Người specialist_b cũng đang mở phiếu này để sửa.")
    one.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(one.locator("[data-others]")).to_contain_text("Người head_b")
    cell(one, "entry:1.2").fill("2")
    expect(one.locator("[data-said]")).to_have_text(SAVED)
    other.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(other.locator("[data-newer]")).to_contain_text("Người specialist_b đã lưu phiếu lúc")
    cell(other, "entry:1.2").fill("5")
    expect(other.locator("[data-said]")).to_contain_text("Người specialist_b đã lưu lúc")
    expect(other.locator('[id="id_entry:1.2_newer"]')).to_have_text("Người khác vừa ghi: 2")
    expect(cell(other, "entry:1.2")).to_have_value("5")
    one.reload()
    expect(cell(one, "entry:1.2")).to_have_value("2")
    # To write over it, with both figures in sight, is the person's choice.
    other.get_by_role("button", name="Lưu", exact=True).last.click()
    expect(other.locator("main")).to_contain_text("Đã lưu.")
    one.reload()
    expect(cell(one, "entry:1.2")).to_have_value("5")


def test_the_verifiers_side_takes_the_same_hands(people):
    page = people("secretary", "c")
    paste(page, "entry:1.1", "30\tThiếu minh chứng\n3\tĐếm lại\n")
    expect(cell(page, "reason:1.2")).to_have_value("Đếm lại")
    expect(page.locator("#verified-0 strong")).to_have_text("30")
    expect(page.locator("[data-said]")).to_have_text(SAVED)
    cell(page, "entry:1.1").focus()
    for there in ("1.2", "2.1", "2.2"):
        page.keyboard.press("Enter")
        expect(cell(page, f"entry:{there}")).to_be_focused()
    page.reload()
    expect(cell(page, "entry:1.1")).to_have_value("30")
    expect(page.locator("#total-verified")).to_have_text("78,5")
