"""A unit's roadmap: who reaches what in which of the coming years, and what the next step takes."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.eligibility.people import CSTDCS, LDTT, a_subject, graded, judged, titled
from thidua.core.law.facts import FactKind, SubjectKind

BKB, FIGHTER = "bang_khen_bo_tinh", "chien_si_thi_dua_bo_tinh"


@pytest.fixture(autouse=True)
def at_year_end(settings):
    settings.TODAY = date(2025, 12, 31)


@pytest.fixture
def keeper(world):
    """A grassroots fighter for the first time in 2025, with an initiative of provincial effect."""
    return a_subject(
        world,
        "b-1",
        [
            *graded(range(2021, 2025)),
            *graded([2025], "xuat_sac"),
            *titled([2025], LDTT),
            *titled([2025], CSTDCS),
            (2025, FactKind.INITIATIVE, "co_so"),
            *judged(2025, LDTT_02=True),
        ],
        name="Nguyễn Văn Giữ",
    )


def seen(world, who="head_b", **asked):
    response = world.client(who).get("/lo-trinh/", asked)
    assert response.status_code == 200
    return response


def reached(response, code):
    (row,) = [row for row in response.context["map"].rows if row.subject.code == code]
    years = response.context["map"].years
    return {
        one.award.code: (year, one.is_sure)
        for year, cell in zip(years, row.cells, strict=True)
        for one in cell
    }


def test_it_tells_the_year_of_each_award_by_keeping_on(world, keeper):
    response = seen(world)
    assert response.context["map"].years == (2025, 2026, 2027, 2028, 2029, 2030)
    assert reached(response, "b-1")[BKB] == (2026, True)
    text = response.content.decode()
    assert 'title="Bằng khen của Bộ, ban, ngành, tỉnh"' in text
    assert "Chữ viết tắt" in text


def test_the_next_step_is_told_with_what_it_takes(world, keeper):
    (row,) = seen(world).context["map"].rows
    assert row.next.award.code == BKB
    assert row.next.year == 2026
    assert row.next.needs
    assert row.next.needs[0].startswith("Năm 2026: ")


def test_contradicting_facts_are_told_instead(world):
    a_subject(world, "b-9", [*graded([2025]), (2025, FactKind.GRADE, "xuat_sac", "QĐ khác")])
    assert "Hồ sơ có dữ liệu trái nhau, chưa tính được." in seen(world).content.decode()


def test_only_the_unit_and_kind_chosen_and_those_below(world, keeper):
    world.units["c"].parent = world.units["b"]
    world.units["c"].save()
    a_subject(world, "c-1", graded([2025]), unit="c")
    a_subject(world, "a-1", graded([2025]), unit="a")
    a_subject(world, "b-tt", graded([2025]), kind=SubjectKind.COLLECTIVE)
    assert {row.subject.code for row in seen(world).context["map"].rows} == {"b-1", "c-1"}
    assert {row.subject.code for row in seen(world, kind="collective").context["map"].rows} == {"b-tt"}
    found = seen(world, who="authority", unit=world.units["a"].pk)
    assert {row.subject.code for row in found.context["map"].rows} == {"a-1"}


def test_names_are_found_without_accents_and_empty_pages_say_what_to_do(world, keeper):
    assert len(seen(world, q="nguyen van giu").context["map"].rows) == 1
    assert "Không tìm thấy." in seen(world, q="khong ai").content.decode()
    assert "chưa có đối tượng nào" in seen(world, kind="household").content.decode()
    assert "Chưa chọn đơn vị." in seen(world, who="inspector").content.decode()
    assert "Không có gói quy định nào" in seen(world, ngay="31/12/2001").content.decode()


def test_a_unit_out_of_reach_is_not_shown(world, keeper):
    response = seen(world, who="head_a", unit=world.units["b"].pk)
    assert "map" not in response.context
    assert world.client("editor").get("/lo-trinh/").status_code == 403


def test_queries_do_not_grow_with_people(world, keeper):
    def queries():
        client = world.client("head_b")
        with CaptureQueriesContext(connection) as captured:
            client.get("/lo-trinh/")
        return len(captured)

    few = queries()
    for number in range(15):
        a_subject(world, f"b-x{number}", graded(range(2023, 2026)))
    assert queries() == few <= 14


def test_a_day_that_is_none_is_told_and_the_unit_chosen_is_not_denied(world, keeper):
    text = seen(world, ngay="31/02/2025").content.decode()
    assert "Không có ngày 31/02/2025 trong lịch" in text
    assert "Hãy sửa chỗ báo lỗi ở trên" in text
    assert "Chưa chọn đơn vị." not in text


def test_a_next_step_that_takes_no_more_results_says_so(world):
    a_subject(
        world,
        "b-2",
        [
            *graded([2024, 2025], "xuat_sac"),
            *titled([2024, 2025], CSTDCS),
            *((year, FactKind.INITIATIVE, "co_so") for year in (2024, 2025)),
            (2025, FactKind.UNDER_REVIEW, "đang thanh tra"),
        ],
    )
    response = seen(world)
    (row,) = response.context["map"].rows
    assert row.next.needs == ()
    assert "Kết quả đã đủ; mở ra để xem còn vướng hay chờ điều gì." in response.content.decode()
