"""For "not yet": the earliest year, and what has to happen until then, with nothing needless."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from thidua.core.law.earliest import plan, reach_of_all
from thidua.core.law.explain import explain
from thidua.core.law.facts import Fact, FactKind, History, SubjectKind
from thidua.core.law.need_words import need_words
from thidua.core.law.verdict import Verdict
from thidua.core.law.words import put
from thidua.law.packs import load_packs, pack_on

from .cases.telling import person

ON = date(2025, 12, 31)
PACKS = tuple(load_packs().values())


def needs_of(history: History, code: str) -> tuple[int, list[str]]:
    found = plan(history, code, ON, PACKS)
    assert found is not None
    return found.reach.year, [put(need_words(need, pack_on(ON))) for need in found.needs]


def test_a_third_title_and_an_initiative_are_what_is_missing():
    history = person().titles("chien_si_thi_dua_co_so", 2024, 2025).grades("xuat_sac", 2024, 2025)
    year, needs = needs_of(history, "chien_si_thi_dua_bo_tinh")
    assert year == 2026
    assert needs == [
        "Năm 2026: có sáng kiến được công nhận ở phạm vi Bộ, ban, ngành, tỉnh",
        "Năm 2026: đạt danh hiệu “Chiến sĩ thi đua cơ sở”",
    ]


def test_five_good_years_are_counted_from_those_there_are():
    history = (
        person()
        .grades("tot", 2023, 2025)
        .titles("chien_si_thi_dua_co_so", 2023, 2024, 2025)
        .award("bang_khen_bo_tinh", 2024)
    )
    year, needs = needs_of(history, "bang_khen_thu_tuong")
    assert (year, needs) == (2027, ["Năm 2026–2027: được xếp loại hoàn thành tốt nhiệm vụ trở lên"])


def test_what_has_to_happen_suffices_and_nothing_of_it_is_needless():
    history = person().grades("tot", 2022, 2025).titles("chien_si_thi_dua_co_so", 2025)
    for code in ("bang_khen_bo_tinh", "chien_si_thi_dua_bo_tinh", "bang_khen_thu_tuong"):
        found = plan(history, code, ON, PACKS)
        assert found is not None
        day = date(found.reach.year, 12, 31)
        future = [
            Fact(year, need.kind, need.value, ref=f"dự kiến {time}")
            for need in found.needs
            for year in need.years
            for time in range(need.times)
        ]

        def verdict(facts: list[Fact], code: str = code, day: date = day) -> Verdict:
            told = replace(history, facts=history.facts + tuple(facts))
            return explain(told, code, day, pack_on(day)).verdict

        assert verdict(future) is found.reach.verdict
        for fact in future:
            assert verdict([other for other in future if other is not fact]) is not found.reach.verdict


def test_a_running_discipline_puts_the_day_off():
    titled = person().titles("chien_si_thi_dua_co_so", 2024, 2025).grades("xuat_sac", 2024, 2025)
    free = reach_of_all(titled, ON, PACKS)["chien_si_thi_dua_bo_tinh"].year
    running = Fact(2025, FactKind.DISCIPLINE, "khien_trach", until=date(2026, 6, 30))
    barred = replace(titled, facts=(*titled.facts, running))
    assert free == 2026
    assert reach_of_all(barred, ON, PACKS)["chien_si_thi_dua_bo_tinh"].year == 2029


def test_the_whole_ladder_of_a_newcomer_rises_step_by_step():
    reached = reach_of_all(History("moi", SubjectKind.PERSON), ON, PACKS)
    order = [
        "lao_dong_tien_tien",
        "chien_si_thi_dua_bo_tinh",
        "bang_khen_thu_tuong",
        "chien_si_thi_dua_toan_quoc",
        "huan_chuong_lao_dong_hang_ba",
        "huan_chuong_lao_dong_hang_nhi",
        "huan_chuong_lao_dong_hang_nhat",
    ]
    years = [reached[code].year for code in order]
    assert years == sorted(years)
    # Three years, five, two times three, then five years after each award below.
    assert years == [2025, 2027, 2029, 2030, 2033, 2037, 2041]


@pytest.mark.parametrize("code", ["huan_chuong_dung_cam", "khong_co"])
def test_what_only_happens_when_it_happens_has_no_year(code):
    assert plan(History("moi", SubjectKind.PERSON), code, ON, PACKS) is None


def test_an_open_line_of_the_law_is_looked_past_as_it_is_believed_and_said_to_need_a_person():
    """Under the old law five years for the Prime Minister's diploma are not confirmed: not "at once"."""
    on = date(2015, 12, 31)
    good = person().grades("xuat_sac", 2014, 2015).initiative("co_so", 2014, 2015)
    history = good.award("bang_khen_bo_tinh", 2013)
    reach = reach_of_all(history, on, PACKS)["bang_khen_thu_tuong"]
    assert (reach.year, reach.verdict) == (2018, Verdict.UNDETERMINED)
