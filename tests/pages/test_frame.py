"""What every page's frame shows, and the help page."""

import pytest
from django.test import Client

from thidua.core.timetable import Stage


@pytest.mark.parametrize(
    ("name", "shown"),
    [("operator", True), ("authority", True), ("head_a", False), ("inspector", False), ("editor", False)],
)
def test_administration_is_in_the_masthead_for_those_who_may(world, name, shown):
    client = world.client(name)
    assert ('href="/quan-tri/"' in client.get("/viec-cua-toi/").content.decode()) is shown
    assert client.get("/quan-tri/").status_code == (200 if shown else 403)


def test_administration_offers_only_what_opens(world):
    authority = world.client("authority").get("/quan-tri/").content.decode()
    assert "/quan-tri/don-vi/" in authority
    assert "/quan-tri/nguoi-dung/" not in authority
    assert "/nhat-ky/" not in authority
    operator = world.client("operator").get("/quan-tri/").content.decode()
    assert "/quan-tri/nguoi-dung/" in operator
    assert "/nhat-ky/" in operator


def test_the_years_menu_is_folded_for_phones_and_one_only(world):
    page = world.client("head_a").get(world.year.get_absolute_url()).content.decode()
    assert page.count('class="menu"') == 1
    assert '<details class="wide-open">' in page


def test_help_is_for_everybody_and_tells_the_nine_stages_and_what_is_disputed(db):
    page = Client().get("/tro-giup/")
    assert page.status_code == 200
    text = page.content.decode()
    for stage in Stage:
        assert stage.label in text
    for told in ("Ai làm gì", "Quản trị hệ thống", "Lỗi thường gặp", "15 phút", "1.440"):
        assert told in text
    for topic in ("cham-diem", "kien-nghi", "xep-hang", "phieu-kin", "phieu-giay", "goi-ket-qua"):
        assert f'id="{topic}"' in text


def test_a_form_sent_from_a_page_grown_old_is_answered_in_vietnamese(world):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.people["specialist_a"], backend="django.contrib.auth.backends.ModelBackend")
    answer = browser.post("/doi-tuong/them/", {})
    assert answer.status_code == 403
    assert "Trang đã mở quá lâu" in answer.content.decode()
