"""Wide tables fit a desk; on a phone titles come early and the first column stays while the rest slides."""

from __future__ import annotations

import pytest

from tests.browser.people import DESK, PHONE, Person

pytestmark = pytest.mark.browser

# Makes the furnished pact, of one target, one of eight.
WIDEN = """
() => {
  const table = document.querySelector("table.matrix");
  const names = ["Di tích được tu bổ, tôn tạo, chống xuống cấp", "Số vụ bạo lực gia đình"];
  for (const row of table.rows) {
    const cell = row.cells[1];
    for (let i = 0; i < 7; i++) row.insertBefore(cell.cloneNode(true), cell);
  }
  [...table.rows[0].cells].slice(1, 9).forEach((cell, i) => { cell.textContent = names[i % 2]; });
}
"""


@pytest.fixture
def pact(chromium, furnished):
    reader = Person.at(chromium, furnished.base)
    reader.sign_in("inspector")
    reader.page.goto(f"{furnished.base}/cum/cum-thu/2017/giao-uoc/")
    reader.page.evaluate(WIDEN)
    yield reader.page
    reader.page.context.close()


def test_eight_targets_fit_a_desks_screen(pact):
    pact.set_viewport_size(DESK)
    shown, needed = pact.evaluate(
        "() => { const e = document.querySelector('.matrix').parentElement;"
        " return [e.clientWidth, e.scrollWidth]; }"
    )
    assert needed <= shown


def test_on_a_phone_the_units_stay_in_sight(pact):
    pact.set_viewport_size(PHONE)
    scrolled, first, page_width = pact.evaluate(
        "() => { const e = document.querySelector('.matrix').parentElement; e.scrollLeft = 200;"
        " const left = e.querySelector('tbody th').getBoundingClientRect().left;"
        " return [e.scrollLeft, left - e.getBoundingClientRect().left,"
        " document.documentElement.scrollWidth]; }"
    )
    assert scrolled == 200
    assert first == pytest.approx(0, abs=1)
    assert page_width <= 360


def test_on_a_phone_the_title_comes_in_the_first_third(pact):
    pact.set_viewport_size(PHONE)
    assert pact.evaluate("() => document.querySelector('h1').getBoundingClientRect().top") < 280
