"""What an organisation's own rules add: the culture ministry's diploma, the procuracy's quota."""

import pytest

from thidua.core.law.facts import SubjectKind
from thidua.core.law.quotas import pool_limit
from thidua.law.packs import with_overlay

from .telling import (
    collective,
    eligible,
    in_force,
    in_the_year_end_round,
    not_eligible,
    person,
    undetermined,
)

CSTDCS = "chien_si_thi_dua_co_so"
BKB = "bang_khen_bo_tinh"
TTLDXS = "tap_the_lao_dong_xuat_sac"

each_year = pytest.mark.parametrize("year", [2025, 2026])


def of_the_culture_ministry(year):
    return with_overlay(in_force(in_the_year_end_round(year)), "bo_vhttdl")


def asked(history, year):
    """The question, under the ministry's overlay."""
    return history, BKB, in_the_year_end_round(year)


def long_served(year, ground):
    """Five years at least well done, one of them excellent, and what a person has found of the occasion."""
    return person().grades("tot", year - 4, year - 1).grade("xuat_sac", year).judged(year, ground)


@each_year
@pytest.mark.parametrize("ground", ["BKVH-03a", "BKVH-04a"], ids=["anniversary", "retirement"])
def test_bkvh_five_years_with_an_excellent_one_bring_the_diploma_on_the_occasion(year, ground):
    pack = of_the_culture_ministry(year)
    eligible(*asked(long_served(year, ground), year), pack)
    not_eligible(*asked(long_served(year, ground).without("judged"), year), "BKB-04", pack)
    four = long_served(year, ground).without("grade", year - 4)
    assert_no(four, year, pack)
    gap = long_served(year, ground).without("grade", year - 2).grade("hoan_thanh", year - 2)
    assert_no(gap, year, pack)
    none_excellent = long_served(year, ground).without("grade", year).grade("tot", year)
    assert_no(none_excellent, year, pack)


def assert_no(history, year, pack):
    not_eligible(*asked(history, year), "BK", pack)


@each_year
def test_bkvh_03_two_grassroots_titles_stand_for_the_excellent_year_on_an_anniversary(year):
    pack = of_the_culture_ministry(year)
    history = (
        person().grades("tot", year - 4, year).judged(year, "BKVH-03a").titles(CSTDCS, year - 3, year - 1)
    )
    eligible(*asked(history, year), pack)
    assert_no(history.without("title", year - 1), year, pack)


@each_year
def test_bkvh_04_but_not_at_retirement(year):
    history = (
        person().grades("tot", year - 4, year).judged(year, "BKVH-04a").titles(CSTDCS, year - 3, year - 1)
    )
    assert_no(history, year, of_the_culture_ministry(year))


@each_year
def test_bkvh_02_excellence_at_a_contest_is_a_ground_when_found(year):
    history = person().judged(year, "BKVH-02")
    eligible(*asked(history, year), of_the_culture_ministry(year))
    assert_no(history, year, in_force(in_the_year_end_round(year)))


@each_year
def test_bkvh_05_and_10_what_was_not_seen_of_the_circular_is_for_a_person(year):
    pack = of_the_culture_ministry(year)
    undetermined(*asked(person().judged(year, "BKVH-05"), year), "BKVH-05", pack)
    undetermined(*asked(collective().judged(year, "BKVH-10"), year), "BKVH-10", pack)


@each_year
def test_the_law_s_own_grounds_stay_open_under_the_overlay(year):
    """Art. 74 k1 d still serves, and the official answer of mixed years with it."""
    pack = of_the_culture_ministry(year)
    two = person().grades("xuat_sac", year - 1, year).initiative("co_so", year - 1, year).titles(CSTDCS, year)
    eligible(*asked(two, year), pack)
    not_eligible(*asked(two.under_review(year), year), "C-05", pack)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_ttldxs_08_the_procuracy_takes_twenty_percent_and_at_least_one(year):
    pack = with_overlay(in_force(in_the_year_end_round(year)), "vien_kiem_sat")
    (quota,) = pack.award(TTLDXS).quotas
    assert [pool_limit(quota, pool) for pool in (0, 1, 4, 9, 10, 63)] == [0, 1, 1, 1, 2, 12]
    assert in_force(in_the_year_end_round(year)).award(TTLDXS).quotas == ()
    assert set(pack.award(TTLDXS).standards) == {SubjectKind.COLLECTIVE}
