"""Heads vote in secret at two browsers at once, one whose line breaks goes on later; all find their codes."""

from __future__ import annotations

import json
import re
import sqlite3

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.people import Person, faults_of

pytestmark = pytest.mark.browser

PAPER, URN, LIST = (f"/cum/cum-thu/2017/bo-phieu/1/{end}/" for end in ("phieu", "hom-phieu", "cac-phieu"))
CODE = re.compile(r"^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$")


def marked(person: Person, for_unit: str, page: Page | None = None) -> Page:
    """The paper that agrees to one unit, marked and looked over, in the person's first tab or another."""
    page = page or person.page
    page.goto(person.base + PAPER)
    for unit in "ABC":
        answer = "Đồng ý" if unit == for_unit else "Không đồng ý"
        page.get_by_role("group", name=f"Sở Minh họa {unit}").get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="Xem lại phiếu").click()
    expect(page.get_by_role("heading", name="Ý kiến của bạn")).to_be_focused()
    expect(page.get_by_role("row", name=f"Sở Minh họa {for_unit} Đồng ý")).to_be_visible()
    return page


def code_on(page: Page) -> str:
    expect(page.get_by_role("heading", name="Phiếu đã vào hòm")).to_be_visible()
    code = page.locator("[data-code]").inner_text()
    assert CODE.match(code)
    assert page.evaluate("localStorage.length") == 0
    return code


@pytest.fixture(scope="module")
def heads(chromium, secret_ballot) -> dict[str, Person]:
    people = {unit: Person.at(chromium, secret_ballot.base).sign_in(f"head_{unit.lower()}") for unit in "ABC"}
    yield people
    for person in people.values():
        person.page.context.close()


def test_without_a_secure_address_the_page_says_what_to_do(chromium, secret_ballot):
    person = Person.at(chromium, secret_ballot.base)
    person.page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    person.sign_in("head_b").go(PAPER)
    expect(
        person.page.get_by_role("heading", name="Trình duyệt chưa ký được phiếu ở địa chỉ này")
    ).to_be_visible()
    expect(person.page.get_by_role("button", name="Xem lại phiếu")).to_be_hidden()
    person.page.context.close()


def test_two_vote_at_once_a_third_goes_on_after_its_line_broke_and_all_find_their_codes(heads, secret_ballot):
    sent: list[Request] = []
    heads["B"].page.on("request", lambda request: sent.append(request))
    pages = {unit: marked(heads[unit], for_unit="C") for unit in "BC"}
    for page in pages.values():  # both are on their way before either is waited for
        page.get_by_role("button", name="Xác nhận, bỏ phiếu").click()
    codes = {unit: code_on(page) for unit, page in pages.items()}
    assert codes["B"] != codes["C"]
    _hold_apart(sent, codes["B"])

    chair = heads["A"]
    assert faults_of(chair.go(PAPER).page) == []
    # The line to the urn breaks; the page is closed, and opened again later.
    page = marked(chair, for_unit="A")
    second = marked(chair, for_unit="B", page=page.context.new_page())
    page.route(f"**{URN}", lambda route: route.abort())
    page.get_by_role("button", name="Xác nhận, bỏ phiếu").click()
    expect(page.get_by_role("alert")).to_contain_text("Phiếu vẫn được giữ trong trình duyệt này")
    page.unroute(f"**{URN}")
    _leaves_the_paper_of_the_first_tab(second)
    chair.go("/cum/cum-thu/2017/bo-phieu/1/")
    page.get_by_role("link", name="Gửi tiếp phiếu chưa vào hòm").click()
    expect(page.get_by_role("heading", name="Phiếu của đơn vị đã ký nhưng chưa vào hòm")).to_be_visible()
    page.get_by_role("button", name="Gửi tiếp").click()
    codes["A"] = code_on(page)
    assert faults_of(page) == []

    _nothing_joins(secret_ballot.data, codes.values())
    chair.go("/cum/cum-thu/2017/bo-phieu/1/khep-lai/")
    page.get_by_role("button", name="Khép lại và kiểm phiếu").click()
    assert faults_of(chair.go(LIST).page) == []
    for unit, code in codes.items():
        person = heads[unit]
        person.go(LIST)
        looked_up: list[str] = []
        person.page.on("request", lambda request, seen=looked_up: seen.append(request.url))
        person.page.get_by_label("Mã phiếu", exact=True).fill(
            code.lower().replace("-", " ").replace("0", "o")
        )
        expect(person.page.get_by_text("Có trong hòm")).to_be_visible()
        row = person.page.locator("tr.sought")
        expect(row).to_contain_text(code)
        chosen = ["✓" if (unit == "A" and c == "A") or (unit != "A" and c == "C") else "✗" for c in "ABC"]
        assert re.findall("[✓✗–]", row.inner_text()) == chosen
        assert all("/static/" in address for address in looked_up)  # the code one looks for goes nowhere
    assert [
        complaint
        for head in heads.values()
        for complaint in head.complaints
        if "Failed to load" not in complaint
    ] == []


def _leaves_the_paper_of_the_first_tab(second: Page) -> None:
    """A tab marked before the first tab had its paper signed asks for no other, and shows the one that waits."""
    asked: list[str] = []
    second.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    waiting = second.evaluate("JSON.stringify(localStorage)")
    assert "signature" in waiting
    second.get_by_role("button", name="Xác nhận, bỏ phiếu").click()
    expect(second.get_by_role("heading", name="Phiếu của đơn vị đã ký nhưng chưa vào hòm")).to_be_visible()
    assert second.evaluate("JSON.stringify(localStorage)") == waiting
    assert asked == []
    second.close()


def _hold_apart(sent: list[Request], code: str) -> None:
    """What the browser sent: by name only a blinded number; with the choices no cookie and no referrer."""
    (signing,) = (request for request in sent if request.url.endswith("/ky-phieu/"))
    (casting,) = (request for request in sent if request.url.endswith(URN))
    assert set(json.loads(signing.post_data)) == {"blinded"}
    assert set(json.loads(casting.post_data)) == {"message", "prefix", "signature"}
    assert code in casting.post_data
    headers = casting.all_headers()
    assert "cookie" not in headers
    assert "referer" not in headers
    assert "cookie" in signing.all_headers()
    for request in sent:
        if request is not casting:
            assert code not in (request.url + (request.post_data or ""))


def _nothing_joins(data, codes) -> None:
    """Of every table only the urn knows the codes; the server's own output knows nothing."""
    with sqlite3.connect(f"file:{data / 'thidua.sqlite3'}?mode=ro", uri=True) as base:
        tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        holding = {
            table for table in tables for row in base.execute(f'SELECT * FROM "{table}"')
            if any(code in str(row) for code in codes)
        }  # fmt: skip
    assert holding == {"review_urn"}
    log = (data / "server.log").read_text()
    assert "hom-phieu" not in log
    assert not any(code in log for code in codes)


def test_without_scripts_the_page_says_what_to_do(chromium, secret_ballot):
    person = Person.at(chromium, secret_ballot.base, java_script_enabled=False)
    person.sign_in("head_b").go(PAPER)
    expect(person.page.get_by_role("heading", name="Cần bật JavaScript")).to_be_visible()
    person.page.context.close()
