"""A subject's page tells every award with its verdict, and one award with all its conditions."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.eligibility.people import (
    CSTDCS,
    DAY,
    LDTT,
    a_subject,
    a_well_known_person,
    graded,
    judged,
    tell,
)
from thidua.core.law.facts import FactKind, SubjectKind


@pytest.fixture
def person(world):
    return a_well_known_person(world, name="Nguyễn Văn Thử")


def page(world, subject, more="", who="head_b", **asked):
    asked = {"ngay": DAY, **asked}
    return world.client(who).get(f"/doi-tuong/{subject.pk}/du-dieu-kien/{more}", asked)


def text_of(world, subject, more="", **asked):
    response = page(world, subject, more, **asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def rows_of(response):
    return {row.award.code: row for row in response.context["rows"]}


def test_every_award_is_told_from_the_foot_of_the_ladder_with_verdict_and_reason(world, person):
    response = page(world, person)
    rows = rows_of(response)
    codes = list(rows)
    assert codes.index(LDTT) < codes.index(CSTDCS) < codes.index("bang_khen_thu_tuong")
    assert rows["bang_khen_bo_tinh"].verdict == "eligible"
    assert rows["giay_khen"].verdict == "undetermined"
    assert rows["giay_khen"].why.startswith("Cần người có thẩm quyền kết luận: ")
    assert rows[LDTT].why == "Đã được tặng cho năm 2025"
    text = response.content.decode()
    for told in ("Đủ điều kiện", "Cần người quyết định", "Chưa đủ điều kiện", "Hồ sơ nhận ngày 31/12/2025"):
        assert told in text


def test_what_failed_is_told_in_a_plain_sentence_with_what_was_found(world, person):
    rows = rows_of(page(world, person))
    assert rows["bang_khen_thu_tuong"].why == (
        "Chưa đạt: Đã được tặng “Bằng khen của Bộ, ban, ngành, tỉnh” (hồ sơ không ghi)"
    )
    fighter = rows["chien_si_thi_dua_bo_tinh"]
    assert "có sáng kiến được công nhận ở phạm vi Bộ, ban, ngành, tỉnh" in fighter.why
    assert "sau đây" not in fighter.why


def test_not_yet_tells_the_earliest_year(world, person):
    rows = rows_of(page(world, person))
    assert rows["chien_si_thi_dua_bo_tinh"].reach.year == 2026
    assert "năm 2026" in text_of(world, person)


def test_awards_nobody_can_work_towards_stand_apart(world, person):
    response = page(world, person)
    apart = {row.award.code for row in response.context["unclaimed"]}
    assert "huan_chuong_dung_cam" in apart
    assert "huan_chuong_dung_cam" not in rows_of(response)
    assert "chỉ xét khi có người đề nghị" in response.content.decode()


def test_the_day_chooses_the_law_and_a_day_without_law_says_so(world, person):
    assert page(world, person, ngay="31/12/2017").context["law"].pack.id == "V2014"
    assert page(world, person, ngay="01/07/2025").context["law"].pack.id == "V2025"
    assert page(world, person, ngay="30/06/2025").context["law"].pack.id == "V2024"
    text = text_of(world, person, ngay="31/12/2001")
    assert "Không có gói quy định nào cho ngày" in text
    assert "01/07/2025 – 30/09/2026" in text


def test_a_day_that_is_none_is_told_and_today_is_taken(world, person, settings):
    settings.TODAY = date(2025, 12, 31)
    response = page(world, person, ngay="31/02/2025")
    assert response.context["law"].on == date(2025, 12, 31)
    assert "Không có ngày 31/02/2025 trong lịch" in response.content.decode()
    response = page(world, person, ngay="01/07/2024", to_chuc="khong_co")
    assert response.context["law"].on == date(2024, 7, 1)
    response = page(world, person, ngay="31/02/2025", to_chuc="bo_vhttdl")
    assert response.context["law"].overlay.id == "bo_vhttdl"


def test_without_a_day_it_is_asked_for_today(world, person, settings):
    settings.TODAY = date(2024, 5, 6)
    response = world.client("head_b").get(f"/doi-tuong/{person.pk}/du-dieu-kien/")
    assert response.context["law"].on == date(2024, 5, 6)
    assert 'value="06/05/2024"' in response.content.decode()


def test_an_organisations_own_figures_are_laid_on_and_both_are_shown(world, person, settings):
    text = text_of(world, person, to_chuc="bo_vhttdl")
    assert "kèm quy định riêng của Bộ Văn hóa, Thể thao và Du lịch" in text
    assert "không kèm quy định riêng" in text_of(world, person)
    settings.LAW_OVERLAY = "bo_vhttdl"
    assert "kèm quy định riêng của Bộ Văn hóa, Thể thao và Du lịch" in text_of(world, person)
    assert "không kèm quy định riêng" in text_of(world, person, to_chuc="")


def test_an_overlay_of_another_period_is_not_laid_and_that_is_told(world, person):
    response = page(world, person, to_chuc="bo_vhttdl", ngay="31/12/2017")
    assert response.context["law"].overlay is None
    assert "không có cho giai đoạn này nên không được áp dụng" in response.content.decode()


def test_carried_over_and_unconfirmed_rules_are_told_above(world, person):
    assert "chưa được xác nhận" in text_of(world, person)
    assert "chưa đối chiếu với văn bản hợp nhất" not in text_of(world, person)
    assert "chưa đối chiếu với văn bản hợp nhất" in text_of(world, person, ngay="31/12/2026")


def test_a_subject_without_facts_is_told_what_to_do(world):
    nobody = a_subject(world, "b-99")
    assert "Chưa ghi dữ liệu năm nào" in text_of(world, nobody)
    assert "Chưa ghi dữ liệu năm nào" not in text_of(world, a_well_known_person(world, "b-98"))


def test_contradicting_facts_are_told_and_nothing_is_concluded(world):
    torn = a_subject(world, "b-97", [*graded([2025]), (2025, FactKind.GRADE, "xuat_sac", "QĐ khác")])
    response = page(world, torn)
    text = response.content.decode()
    assert {row.verdict for row in response.context["rows"]} == {"undetermined"}
    assert "Năm 2025 có hai giá trị trái nhau của Xếp loại" in text
    assert "hoàn thành xuất sắc nhiệm vụ" in text
    assert "xuat_sac" not in text
    assert "Năm 2025 có hai giá trị trái nhau" in text_of(world, torn, "giay_khen/")


# --- one award ---------------------------------------------------------------------------------------


def test_one_award_shows_each_condition_with_a_mark_what_was_found_and_the_deciding_papers(world, person):
    response = page(world, person, "chien_si_thi_dua_bo_tinh/")
    text = " ".join(response.content.decode().split())
    told = response.context["told"]
    (run,) = [node for top in told.standard for node in top.walk() if node.id == "CSTDB-01"]
    assert (run.state, run.found) == ("met", "3 năm: 2023–2025")
    assert [fact.year for fact in run.facts] == [2023, 2024, 2025]
    assert all(fact.ref.startswith("QĐ ") for fact in run.facts)
    assert run.facts[0].ref in text
    assert ">đạt: </span>Từ 3 năm liên tục" in text
    assert ">chưa đạt: </span>" in text
    assert "✓" in text
    assert "✗" in text


def test_a_chip_opens_the_instrument_its_state_and_the_line_of_the_pack(world, person):
    text = text_of(world, person, "chien_si_thi_dua_bo_tinh/")
    assert "điểm a khoản 1 Điều 22 Luật số 06/2022/QH15" in text
    assert "06/2022/QH15, 15/06/2022" in text
    assert "từ 01/01/2024" in text
    assert "đã xem văn bản" in text
    assert "CSTDB-01" in text.split('<code class="pack-line">', 1)[1]
    assert ".yaml, dòng " in text


def test_not_yet_tells_what_has_to_happen_and_the_rest_of_the_way(world, person):
    response = page(world, person, "chien_si_thi_dua_bo_tinh/")
    told = response.context["told"]
    assert "Năm 2026: có sáng kiến được công nhận ở phạm vi Bộ, ban, ngành, tỉnh" in told.needs
    text = response.content.decode()
    assert "Hội đồng Thi đua - Khen thưởng" in text
    assert "7.020.000 đồng" in text
    assert "Hệ số 3 × mức lương cơ sở 2.340.000 đồng" in text


def test_an_award_for_other_subjects_and_one_that_is_none(world, person):
    response = page(world, person, "co_thi_dua_chinh_phu/")
    assert response.context["told"].explanation.failed == "doi_tuong"
    assert page(world, person, "khong_co/").status_code == 404


def test_an_older_dossier_is_told_what_the_new_text_would_give(world, settings):
    settings.TODAY = date(2026, 11, 24)
    person = a_well_known_person(world)
    told = page(world, person, "chien_si_thi_dua_bo_tinh/", ngay="30/09/2026").context["told"]
    assert told.newer.pack.id == "V2026"
    assert "Quy định chuyển tiếp" in text_of(world, person, "chien_si_thi_dua_bo_tinh/", ngay="30/09/2026")
    later = page(world, person, "chien_si_thi_dua_bo_tinh/", ngay="01/10/2026").context["told"]
    assert later.newer is None
    long_ago = page(world, person, "chien_si_thi_dua_bo_tinh/", ngay="31/12/2017").context["told"]
    assert long_ago.newer is None


# --- who, and how dear -------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["head_b", "specialist_b", "authority", "inspector", "operator"])
def test_those_who_read_the_subject_read_its_eligibility(world, person, who):
    assert page(world, person, who=who).status_code == 200
    assert page(world, person, "giay_khen/", who=who).status_code == 200


@pytest.mark.parametrize(("who", "code"), [("head_a", 404), ("stranger", 404), ("editor", 403)])
def test_nobody_else_does(world, person, who, code):
    assert page(world, person, who=who).status_code == code
    assert page(world, person, "giay_khen/", who=who).status_code == code


def test_a_merged_subject_leads_to_the_one_it_was_merged_into(world, person):
    merged = a_subject(world, "b-00")
    merged.merged_into = person
    merged.save()
    for more in ("", "giay_khen/"):
        response = page(world, merged, more)
        assert response.status_code == 302
        assert response["Location"].startswith(
            f"/doi-tuong/{person.pk}/du-dieu-kien/{more}?ngay=31%2F12%2F2025"
        )


def queries_of(world, subject, more=""):
    client = world.client("head_b")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(f"/doi-tuong/{subject.pk}/du-dieu-kien/{more}", {"ngay": DAY})
    return len(captured)


@pytest.mark.parametrize("more", ["", "bang_khen_thu_tuong/"])
def test_queries_do_not_grow_with_facts(world, more):
    few = a_subject(world, "b-1", graded([2025]))
    many = a_well_known_person(world, "b-2")
    assert queries_of(world, few, more) == queries_of(world, many, more) <= 12


# --- a collective ------------------------------------------------------------------------------------


def test_a_collective_has_its_own_awards(world):
    unit = a_subject(
        world, "so-b", graded([2025], "xuat_sac"), kind=SubjectKind.COLLECTIVE, name="Sở Minh họa B"
    )
    tell(world, unit, judged(2025, COB_03=True))
    codes = set(rows_of(page(world, unit)))
    assert "co_thi_dua_bo_tinh" in codes
    assert CSTDCS not in codes
