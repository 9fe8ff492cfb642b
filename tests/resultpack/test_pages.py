"""The pages: check a pack as anybody, the units' keys, a year's pack."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.resultpack.tampering import with_value
from tests.resultpack.year import packed
from thidua.resultpack import views
from thidua.resultpack.checking.check import check
from thidua.resultpack.keys import replace_key
from thidua.resultpack.models import UnitKey

pytestmark = pytest.mark.django_db


def handed_in(content: bytes, client: Client | None = None, name: str = "goi.zip") -> str:
    page = (client or Client()).post("/kiem-tra-goi/", {"file": SimpleUploadedFile(name, content)})
    assert page.status_code == 200
    return page.content.decode()


def test_the_empty_page_explains_what_a_pack_is():
    page = Client().get("/kiem-tra-goi/").content.decode()
    assert "Gói kết quả là gì" in page and "thidua verify" in page


def test_a_good_pack_of_a_key_nobody_here_knows(a_pack):
    page = handed_in(a_pack.content)
    assert "Gói đúng: mọi phần khớp nhau" in page
    assert a_pack.fingerprint in page
    assert "Hệ thống này không biết khóa này" in page


def test_a_pack_of_this_site_names_whose_key_it_is(a_lived_year):
    content = packed(a_lived_year).content
    assert "Đúng khóa đơn vị này đang dùng" in handed_in(content)
    replace_key(a_lived_year.actor("head_a"), a_lived_year.units["a"], reason="Nghi lộ khóa")
    page = handed_in(content)
    assert "Khóa cũ của đơn vị này" in page and "Nghi lộ khóa" in page
    UnitKey.objects.update(unit=a_lived_year.units["b"], retired_at="2018-01-01T00:00+07:00")
    assert "Khóa của đơn vị khác" in handed_in(content)


def test_the_first_disagreement_is_shown_with_its_place(a_pack):
    changed = with_value(a_pack.value("ranking.json"), ("rows", 0, "rank"), 2)
    page = handed_in(a_pack.with_parts({"ranking.json": changed}))
    assert "Gói không đúng: có chỗ không khớp" in page
    assert "ranking.json" in page and "rank" in page
    assert "Đã kiểm tra, đều khớp" in page


@pytest.mark.parametrize("content", [b"PK\x03\x04xx", "không phải".encode(), b"\x00" * 100])
def test_what_is_no_pack_is_said_in_words(content):
    assert "Không đọc được như một gói kết quả" in handed_in(content)


def test_nothing_chosen_and_a_file_too_large(monkeypatch, a_pack):
    assert "errors" in Client().post("/kiem-tra-goi/", {}).content.decode()
    monkeypatch.setattr("thidua.resultpack.forms.MAX_UPLOAD", 10)
    assert "lớn hơn 32 MB" in handed_in(a_pack.content)


def test_what_a_pack_or_a_file_name_says_is_not_taken_for_html(a_pack):
    page = handed_in(b"PK\x03\x04", name="<script>x</script>.zip")
    assert "<script>x" not in page
    meetings = with_value(a_pack.value("meetings.json"), ("meetings", 0, "kind"), "<script>alert(1)</script>")
    page = handed_in(a_pack.with_parts({"meetings.json": meetings}))
    assert "<script>alert" not in page


def test_one_address_does_not_keep_the_machine_busy(monkeypatch, a_pack):
    monkeypatch.setattr(views, "_MOST_CHECKS", 2)
    for _ in range(2):
        assert "Gói đúng" in handed_in(a_pack.content)
    assert "quá nhiều gói" in handed_in(a_pack.content)


def test_the_year_page_makes_and_gives_out_a_pack(a_lived_year):
    client = a_lived_year.client("secretary")
    place = a_lived_year.year.url("result_pack")
    assert "Đơn vị chưa có khóa ký" in client.get(place).content.decode()
    answer = client.post(place)
    assert answer["Content-Type"] == "application/zip"
    assert "goi-ket-qua-cum-thu-2017.zip" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    report = check(answer.content)
    assert report.is_valid
    page = client.get(place).content.decode()
    assert report.manifest.signer.fingerprint in page and "Các gói đã lập" in page


def test_a_year_not_ready_says_why(world):
    client = world.client("head_a")
    place = world.year.url("result_pack")
    page = client.get(place).content.decode()
    assert "giai đoạn bình xét" in page and "Lập và tải gói" not in page
    answer = client.post(place)
    assert "application/zip" not in answer["Content-Type"]
    assert "giai đoạn bình xét" in answer.content.decode()


def test_keys_are_published_with_their_fingerprints(a_lived_year, django_assert_num_queries):
    empty = Client().get("/khoa/").content.decode()
    assert "Chưa đơn vị nào có khóa ký" in empty
    one = packed(a_lived_year)
    replace_key(a_lived_year.actor("head_a"), a_lived_year.units["a"], reason="Đổi máy chủ")
    with django_assert_num_queries(1):
        page = Client().get("/khoa/").content.decode()
    assert one.fingerprint in page and "Đổi máy chủ" in page and "Thay khóa" not in page
    pem = Client().get(f"/khoa/{UnitKey.objects.first().public_key}.pem")
    assert pem.content.startswith(b"-----BEGIN PUBLIC KEY-----")
    assert "Thay khóa" in a_lived_year.client("head_a").get("/khoa/").content.decode()


def test_a_head_replaces_the_key_with_its_reason(a_lived_year):
    packed(a_lived_year)
    client = a_lived_year.client("head_a")
    place = "/khoa/so-a/thay/"
    assert client.get(place).status_code == 200
    page = client.post(place, {"reason": ""})
    assert page.status_code == 200 and UnitKey.objects.count() == 1
    assert client.post(place, {"reason": "Đổi máy chủ"}).status_code == 302
    assert UnitKey.objects.filter(retired_at=None).count() == 1
    assert UnitKey.objects.count() == 2
