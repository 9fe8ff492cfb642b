"""Every page, as somebody who may open it: no fault that axe finds, no console error, no sideways scroll."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, expect

from tests.browser.people import Person, faults_of

pytestmark = pytest.mark.browser

# Who opens a page: those who may do most on it come first.
FIRST = ("anonymous", "head_a", "head_b", "authority", "editor", "operator", "inspector")
# Pages with a form, sent with nothing in it.
FORMS = (
    "sign_in", "account", "article", "create_cluster", "create_unit", "create_user", "open_year",
    "year_settings", "add_directive", "launch_movement", "movement_part", "record_activity", "edit_pact",
    "add_target", "register_titles", "add_duty", "add_indicator", "rubric_name", "new_criterion_group",
    "new_criterion", "meeting_edit", "ballot_open", "ballot_cancel", "new_article", "add_picture", "import_year",
    "workbook", "add_subject", "edit_subject", "record_facts", "strike_fact", "end_fact", "request_merge",
    "import_subjects",
)  # fmt: skip


@pytest.fixture(scope="module")
def readers(chromium, furnished) -> dict[str, Person]:
    """Each of ``FIRST`` at their own browser; the head of b, met again as ``in_english``, reads in English."""
    people = {name: Person.at(chromium, furnished.base) for name in FIRST}
    people["in_english"] = Person.at(chromium, furnished.base)
    for name, person in people.items():
        if name != "anonymous":
            person.sign_in("head_b" if name == "in_english" else name)
    english = {"name": "django_language", "value": "en", "url": furnished.base}
    people["in_english"].page.context.add_cookies([english])
    yield people
    for person in people.values():
        person.page.context.close()


def open_page(person: Person, address: str) -> bool:
    """Whether ``address`` is a page to look at; files, feeds and addresses that only take a form are not."""
    try:
        response = person.page.goto(person.base + address)
    except Error as error:
        if "Download is starting" in str(error) or "ERR_HTTP_RESPONSE_CODE_FAILURE" in str(error):
            return False
        raise
    assert response.status < 500, address
    return "text/html" in response.headers.get("content-type", "")


def looked_at(furnished, readers, who_opens) -> tuple[int, list[str]]:
    """How many pages were opened by the one ``who_opens`` names for it, and every fault of them."""
    opened, faults = 0, []
    for name, address, may_open in furnished.pages():
        who = who_opens(may_open)
        if who is None:
            continue
        person = readers[who]
        person.complaints.clear()
        if open_page(person, address):
            opened += 1
            faults += [f"{name}: {fault}" for fault in faults_of(person.page) + person.complaints]
    return opened, faults


def test_the_check_itself_finds_what_is_wrong(chromium, furnished):
    page = Person.at(chromium, furnished.base).page
    page.set_content("<main><h1>Trang</h1><input><p style='width:900px'>Rộng quá khổ điện thoại</p></main>")
    found = "\n".join(faults_of(page))
    assert "label: Form elements must have labels" in found
    assert "the page is 9" in found
    page.context.close()


def test_every_page(furnished, readers):
    opened, faults = looked_at(furnished, readers, lambda may: next(who for who in FIRST if who in may))
    assert not faults, "\n".join(faults)
    assert opened > 90


def test_every_page_of_a_member_unit_in_english(furnished, readers):
    opened, faults = looked_at(
        furnished, readers, lambda may: "in_english" if "head_b" in may and "anonymous" not in may else None
    )
    assert not faults, "\n".join(faults)
    assert opened > 30
    assert readers["in_english"].page.locator("html").get_attribute("lang") == "en"


def test_every_form_with_faults_in_it(furnished, readers):
    faults = []
    for name, address, may_open in furnished.pages():
        if name not in FORMS:
            continue
        who = "head_b" if name == "register_titles" else next(who for who in FIRST if who in may_open)
        person = readers[who]
        person.complaints.clear()
        person.go(address)
        empty_the_form(person)
        button = person.page.locator("main form[method=post] button.main").last
        expect(button, name).to_be_enabled()
        button.click()
        summary = person.page.locator("main .errors[data-focus]")
        expect(summary, name).to_be_visible()
        expect(summary, name).to_be_focused()
        faults += [f"{name}: {fault}" for fault in faults_of(person.page) + person.complaints]
    assert not faults, "\n".join(faults)


def test_pages_of_what_may_not_be_done(furnished, readers):
    anonymous, chair, unit = readers["anonymous"], readers["head_a"], readers["head_b"]
    faults = []
    for person, address, words in (
        (anonymous, "/khong-co-trang-nay/", "Không tìm thấy trang này"),
        (unit, "/quan-tri/nguoi-dung/", "Bạn không có quyền"),
        (unit, "/cum/cum-thu/2017/thiet-lap/", "Bạn không có quyền"),
    ):
        person.complaints.clear()
        person.go(address).sees(words)
        faults += faults_of(person.page) + person.complaints
    # The button waits for what is missing; pressed all the same, the server refuses and says why.
    chair.complaints.clear()
    chair.go("/cum/cum-thu/2017/").press("Mở giai đoạn “Ký giao ước”")
    chair.press_all_the_same("Mở giai đoạn “Thực hiện”").sees(
        "Chưa làm được việc này", "Chưa có gì bị thay đổi"
    )
    faults += faults_of(chair.page) + chair.complaints
    assert not faults, "\n".join(faults)


def test_the_page_of_a_name_locked_out(chromium, furnished):
    guesser = Person.at(chromium, furnished.base)
    for _ in range(5):
        guesser.go("/dang-nhap/").fill({"Tên đăng nhập": "stranger", "Mật khẩu": "đoán-mò-12345"}).press(
            "Đăng nhập"
        )
    guesser.sees("Tạm khóa đăng nhập").looks_over()
    assert not guesser.complaints, "\n".join(guesser.complaints)
    guesser.page.context.close()


def empty_the_form(person: Person) -> None:
    """Take everything out of the page's fields, as a reader who has filled in nothing."""
    person.page.evaluate(
        """() => {
            for (const field of document.querySelectorAll('main form[method=post] :is(input, textarea, select)')) {
                if (field.type === 'checkbox' || field.type === 'radio') field.checked = false;
                else if (field.type !== 'hidden' && field.type !== 'submit') field.value = '';
            }
        }"""
    )
