"""Households and communities: what the texts give them, mostly not confirmed (law-current.md §4.5, §5, §6.1)."""

import pytest

from thidua.core.law.facts import SubjectKind

from .telling import (
    claims,
    collective,
    eligible,
    household,
    in_force,
    in_the_year_end_round,
    not_eligible,
    undetermined,
)

GK = "giay_khen"
BKB = "bang_khen_bo_tinh"
BKTTG = "bang_khen_thu_tuong"
CULTURAL_FAMILY = "gia_dinh_van_hoa"
CULTURAL_VILLAGE = "thon_to_dan_pho_van_hoa"
COMMUNE = "xa_phuong_tieu_bieu"

each_year = pytest.mark.parametrize("year", [2024, 2025, 2026])


@each_year
def test_a_household_may_be_given_what_the_law_opens_to_households(year):
    awards = in_force(in_the_year_end_round(year)).awards.values()
    given = {award.code for award in awards if SubjectKind.HOUSEHOLD in award.standards}
    assert given == {GK, BKB, BKTTG, CULTURAL_FAMILY}


@each_year
def test_giay_khen_of_a_household_is_as_its_province_says(year):
    on = in_the_year_end_round(year)
    undetermined(household(), GK, on, "GK-01")
    eligible(household().judged(year, "GK-01"), GK, on)
    not_eligible(household().judged(year, "GK-01", said=False), GK, on, "GK-01")


@each_year
@pytest.mark.parametrize("code", [BKB, BKTTG])
def test_a_household_s_grounds_for_the_diplomas_are_of_low_confidence(year, code):
    on = in_the_year_end_round(year)
    for ground in claims(code, "", on, SubjectKind.HOUSEHOLD):
        undetermined(household().judged(year, ground), code, on, ground)
        not_eligible(household().judged(year, ground, said=False), code, on, ground)
    not_eligible(household(), code, on, "BK")


@each_year
def test_gdvh_the_standard_of_the_cultural_family_is_open(year):
    on = in_the_year_end_round(year)
    undetermined(household(), CULTURAL_FAMILY, on, "GDVH")
    undetermined(household().judged(year, "GDVH-01"), CULTURAL_FAMILY, on, "GDVH")
    not_eligible(household().judged(year, "GDVH-01", said=False), CULTURAL_FAMILY, on, "GDVH")


@each_year
def test_tvh_the_standard_of_the_cultural_village_is_open(year):
    on = in_the_year_end_round(year)
    undetermined(collective().judged(year, "TVH-01"), CULTURAL_VILLAGE, on, "TVH-01")
    not_eligible(collective(), CULTURAL_VILLAGE, on, "TVH-01")


@each_year
def test_xtb_an_exemplary_commune_is_so_when_a_person_finds_it(year):
    not_eligible(collective(), COMMUNE, in_the_year_end_round(year), "XTB")


def test_xtb_led_the_district_s_movement_while_there_were_districts():
    on = in_the_year_end_round(2024)
    eligible(collective().judged(2024, *claims(COMMUNE, "XTB", on, SubjectKind.COLLECTIVE)), COMMUNE, on)


@pytest.mark.parametrize("year", [2025, 2026])
def test_xtb_what_took_the_district_s_place_was_not_seen(year):
    """Since 1/7/2025 there are no districts; the draft amendment says: typical in the province's movement."""
    on = in_the_year_end_round(year)
    claimed = collective().judged(year, *claims(COMMUNE, "XTB", on, SubjectKind.COLLECTIVE))
    undetermined(claimed, COMMUNE, on, "XTB")


@each_year
@pytest.mark.parametrize("code", [GK, BKB, BKTTG, CULTURAL_FAMILY])
def test_a_household_being_verified_waits(year, code):
    on = in_the_year_end_round(year)
    not_eligible(household().judged(year, "GK-01", "GDVH-01").under_review(year), code, on, "C-05")


@each_year
def test_a_cultural_family_is_named_once_for_a_year(year):
    on = in_the_year_end_round(year)
    not_eligible(household().titles(CULTURAL_FAMILY, year), CULTURAL_FAMILY, on, "C-02")
