"""Who reaches what in the coming years by keeping on."""

from __future__ import annotations

from datetime import date

import numpy as np

from thidua.core.law.columns import columns_of
from thidua.core.law.facts import History, SubjectKind
from thidua.core.law.roadmap import Roadmap, roadmap
from thidua.law.packs import load_packs

from .cases.telling import person

ON = date(2025, 12, 31)
PACKS = tuple(load_packs().values())


def of(*histories: History) -> Roadmap:
    return roadmap(columns_of(histories), ON, 5, PACKS)


def first(found: Roadmap, code: str, number: int = 0) -> tuple[int, int]:
    return int(found.reached[code][number]), int(found.perhaps[code][number])


def test_who_keeps_on_as_a_good_worker_reaches_the_next_titles():
    keeps_on = (
        person()
        .grades("xuat_sac", 2024, 2025)
        .titles("lao_dong_tien_tien", 2024, 2025)
        .titles("chien_si_thi_dua_co_so", 2024, 2025)
        .initiative("bo_tinh", 2025)
    )
    found = of(keeps_on)
    assert first(found, "bang_khen_bo_tinh") == (2025, 0)
    assert first(found, "chien_si_thi_dua_bo_tinh") == (2026, 0)
    # Five years of at least "tốt" from 2024 on, three titles in them, and the diploma of 2025.
    assert first(found, "bang_khen_thu_tuong") == (2028, 0)
    # A second title three years after the first, 2029; but no initiative of national effect.
    assert first(found, "chien_si_thi_dua_toan_quoc") == (0, 0)


def test_who_only_fulfils_the_task_reaches_nothing():
    found = of(person().grades("hoan_thanh", 2021, 2025))
    assert {code for code in found.reached if first(found, code)[0]} == set()


def test_subjects_do_not_touch_each_other_and_years_are_told():
    one = person().grades("xuat_sac", 2024, 2025).titles("chien_si_thi_dua_co_so", 2024, 2025)
    other = person().grades("hoan_thanh", 2021, 2025)
    alone, together = of(one), of(other, one)
    assert alone.years == (2025, 2026, 2027, 2028, 2029, 2030)
    for code in alone.reached:
        assert first(together, code, 1) == first(alone, code, 0), code


def test_nobody_at_all_is_no_trouble():
    found = of()
    assert all(len(years) == 0 for years in found.reached.values())
    nobody_told = of(History("trống", SubjectKind.COLLECTIVE))
    assert not any(np.any(years) for years in nobody_told.reached.values())
