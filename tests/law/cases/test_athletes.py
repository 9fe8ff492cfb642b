"""Athletes and coaches: Circular 01/2015/TT-BVHTTDL, whose validity today is open (law-current.md §7)."""

import pytest

from .telling import (
    claims,
    eligible,
    in_the_year_end_round,
    not_eligible,
    person,
    undetermined,
)

CSTDCS = "chien_si_thi_dua_co_so"
BKB = "bang_khen_bo_tinh"
BKTTG = "bang_khen_thu_tuong"
THIRD = "huan_chuong_lao_dong_hang_ba"
SECOND = "huan_chuong_lao_dong_hang_nhi"

each_year = pytest.mark.parametrize("year", [2024, 2025, 2026])
ATHLETE = [f"VDV-{number:02}" for number in range(1, 11)]
COACH = [f"HLV-{number:02}" for number in range(1, 6)]


@each_year
@pytest.mark.parametrize("line", [*ATHLETE, *COACH])
def test_a_medal_found_is_left_to_a_person_while_the_circular_s_validity_is_open(year, line):
    on = in_the_year_end_round(year)
    undetermined(person().judged(year, line), BKTTG, on, line)
    not_eligible(person().judged(year, line, said=False), BKTTG, on, "BKTT-02")


@each_year
def test_all_ten_routes_of_athletes_can_be_claimed(year):
    found = claims(BKTTG, "VDV", in_the_year_end_round(year))
    assert list(found) == ATHLETE


@each_year
def test_a_medal_nobody_claims_is_no_ground(year):
    not_eligible(person().grade("xuat_sac", year), BKTTG, in_the_year_end_round(year), "BKTT-02")


@each_year
def test_c_04_a_diploma_for_a_medal_is_a_sudden_one_and_no_step_of_the_ladder(year):
    history = person().grades("xuat_sac", year - 4, year).award(BKTTG, year - 5, way="dot_xuat")
    not_eligible(history, THIRD, in_the_year_end_round(year), "HCLD3-02a")


@each_year
def test_c_04_a_ministry_s_diploma_for_a_medal_is_no_base_for_the_prime_minister_s(year):
    history = person().grades("tot", year - 4, year).titles(CSTDCS, year - 4, year - 2, year)
    not_eligible(history.award(BKB, year - 5, way="dot_xuat"), BKTTG, in_the_year_end_round(year), "BKTT-02a")


@each_year
def test_the_highest_prize_of_the_region_is_a_ground_of_the_law_itself(year):
    """HCLD2-02, in the Law and not in the circular: confirmed."""
    on = in_the_year_end_round(year)
    eligible(person().judged(year, "HCLD2-02"), SECOND, on)


@each_year
def test_an_athlete_under_verification_for_doping_waits(year):
    history = person().judged(year, "HCLD2-02").under_review(year)
    not_eligible(history, SECOND, in_the_year_end_round(year), "C-05")
