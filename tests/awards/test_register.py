"""The public register: only what was granted, found by name without accents."""

from datetime import date

import pytest
from django.test import Client

from thidua.awards.models import Decision, Grant
from thidua.clusters.models import UnitName
from thidua.review.models import Proposal


@pytest.fixture
def granted(world):
    """A and B were granted the flag, C was refused."""
    decision = Decision.objects.create(
        cluster_year=world.year,
        number="4866/QĐ-BVHTTDL",
        signed_on=date(2017, 12, 18),
        signer_name="Minh Họa",
        signer_position="Bộ trưởng",
        abstract="Tặng Cờ thi đua",
    )
    for code in "abc":
        proposal = Proposal.objects.create(
            cluster_year=world.year,
            unit=world.units[code],
            award="co_thi_dua_bo_tinh",
            proposed_at=world.actor("head_a").at,
        )
        Grant.objects.create(decision=decision, proposal=proposal, is_granted=code != "c", reason="Khác")
    return world


def text(address):
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_register_says_what_fills_it(db):
    assert "Sổ chưa có mục nào" in text("/so-khen-thuong/")


def test_everybody_sees_what_was_granted_and_nothing_else(granted):
    page = text("/so-khen-thuong/")
    assert "Sở Minh họa A" in page
    assert "Sở Minh họa C" not in page
    assert "Có 2 mục" in page
    assert "dữ liệu minh hoạ" in page


def test_a_unit_bears_the_name_it_had_when_the_award_was_decided(granted):
    unit = granted.units["b"]
    UnitName.objects.create(unit=unit, name="Sở Đổi Tên Sau", short_name="Sau", since=date(2018, 3, 1))
    unit.name = "Sở Đổi Tên Sau"
    unit.save()
    page = text("/so-khen-thuong/?q=doi+ten+sau")
    assert "Sở Minh họa B" in page
    assert "Sở Đổi Tên Sau" not in page


def test_names_are_found_without_accents_and_by_what_they_once_were(granted):
    UnitName.objects.create(
        unit=granted.units["b"], name="Sở Văn hóa Đồng Bằng", short_name="Đồng Bằng", since=date(2005, 1, 1)
    )
    assert "Sở Minh họa B" not in text("/so-khen-thuong/?q=minh+hoa+a")
    page = text("/so-khen-thuong/?q=dong+bang")
    assert "Sở Minh họa B" in page
    assert "Sở Minh họa A" not in page
    assert "Không tìm thấy" in text("/so-khen-thuong/?q=khong+co+don+vi+nay")


def test_year_and_award_narrow_the_list_and_nonsense_is_ignored(granted):
    assert "Có 2 mục" in text("/so-khen-thuong/?year=2017&award=co_thi_dua_bo_tinh")
    assert "Có 2 mục" in text("/so-khen-thuong/?year=abc&page=zz")


def test_it_is_paged_and_its_queries_do_not_grow(granted, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr("thidua.awards.views.ENTRIES_A_PAGE", 1)
    with django_assert_max_num_queries(8):
        page = text("/so-khen-thuong/?year=2017")
    assert "?year=2017&amp;page=2" in page
    assert "Trang 2/2" in text("/so-khen-thuong/?year=2017&page=2")
