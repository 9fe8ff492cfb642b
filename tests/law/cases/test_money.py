"""Bonus money by coefficient and base wage (law-current.md §9), rounding (B-01)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from thidua.core.faults import Refused
from thidua.core.law.facts import SubjectKind
from thidua.core.law.money import base_wage, bonus_money
from thidua.core.law.pack import BaseWage, Basis, Citation, Coefficient, Confirmation

from .telling import in_force

PERSON, COLLECTIVE, HOUSEHOLD = SubjectKind
OLD_WAGE = date(2026, 6, 30)
NEW_WAGE = date(2026, 7, 1)
AMENDED = date(2026, 12, 15)
A_BASIS = Basis(Citation("ND98", "57"), Confirmation.KNOWN)

# Award, subject, coefficient, đồng at 2.530.000: the table of §9.
TABLE = [
    ("chien_si_thi_dua_toan_quoc", PERSON, "4.5", 11_385_000),
    ("chien_si_thi_dua_bo_tinh", PERSON, "3", 7_590_000),
    ("chien_si_thi_dua_co_so", PERSON, "1", 2_530_000),
    ("lao_dong_tien_tien", PERSON, "0.3", 759_000),
    ("tap_the_lao_dong_xuat_sac", COLLECTIVE, "1.5", 3_795_000),
    ("tap_the_lao_dong_tien_tien", COLLECTIVE, "0.8", 2_024_000),
    ("xa_phuong_tieu_bieu", COLLECTIVE, "2", 5_060_000),
    ("thon_to_dan_pho_van_hoa", COLLECTIVE, "1.5", 3_795_000),
    ("co_thi_dua_chinh_phu", COLLECTIVE, "12", 30_360_000),
    ("co_thi_dua_bo_tinh", COLLECTIVE, "8", 20_240_000),
    ("bang_khen_thu_tuong", PERSON, "3.5", 8_855_000),
    ("bang_khen_thu_tuong", COLLECTIVE, "7", 17_710_000),
    ("bang_khen_bo_tinh", PERSON, "1.5", 3_795_000),
    ("bang_khen_bo_tinh", COLLECTIVE, "3", 7_590_000),
    ("giay_khen", PERSON, "0.3", 759_000),
    ("giay_khen", COLLECTIVE, "0.6", 1_518_000),
    ("co_thi_dua_quan_khu_dai_hoc_quoc_gia", COLLECTIVE, "6", 15_180_000),
    ("chien_si_tien_tien", PERSON, "0.3", 759_000),
    ("don_vi_tien_tien", COLLECTIVE, "0.8", 2_024_000),
    ("don_vi_quyet_thang", COLLECTIVE, "1.5", 3_795_000),
    ("huan_chuong_lao_dong_hang_nhat", PERSON, "9", 22_770_000),
    ("huan_chuong_lao_dong_hang_nhi", PERSON, "7.5", 18_975_000),
    ("huan_chuong_lao_dong_hang_ba", PERSON, "4.5", 11_385_000),
    ("huan_chuong_lao_dong_hang_nhat", COLLECTIVE, "18", 45_540_000),
    ("huan_chuong_lao_dong_hang_nhi", COLLECTIVE, "15", 37_950_000),
    ("huan_chuong_lao_dong_hang_ba", COLLECTIVE, "9", 22_770_000),
]
each_line = pytest.mark.parametrize(("code", "kind", "coefficient", "dong"), TABLE)


@each_line
@pytest.mark.parametrize("on", [NEW_WAGE, AMENDED], ids=["under ND152", "after the amendment"])
def test_the_table_of_bonuses_at_the_base_wage_of_july_2026(code, kind, coefficient, dong, on):
    bonus = bonus_money(in_force(on), code, kind, on)
    assert (bonus.dong, bonus.coefficient, bonus.base_wage.dong) == (dong, Decimal(coefficient), 2_530_000)


@each_line
def test_the_day_before_the_old_base_wage_still_pays(code, kind, coefficient, dong):
    bonus = bonus_money(in_force(OLD_WAGE), code, kind, OLD_WAGE)
    assert bonus.dong == int(Decimal(coefficient) * 2_340_000) == dong * 234 // 253


def test_the_press_multiplies_without_rounding():
    """702.000 đồng for Lao động tiên tiến at 2.340.000, as the newspapers have it."""
    on = date(2025, 12, 6)
    bonus = bonus_money(in_force(on), "lao_dong_tien_tien", PERSON, on)
    assert bonus.dong == 702_000


@pytest.mark.parametrize(
    ("on", "dong"),
    [
        (date(2017, 6, 30), 1_210_000),
        (date(2017, 7, 1), 1_300_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)
def test_the_base_wage_is_the_one_in_force_on_the_day_of_signing(on, dong):
    assert base_wage(in_force(on), on).dong == dong


def test_a_collective_s_order_brings_double_a_person_s():
    for code in (
        "huan_chuong_lao_dong_hang_ba",
        "huan_chuong_lao_dong_hang_nhi",
        "huan_chuong_lao_dong_hang_nhat",
    ):
        one, many = (bonus_money(in_force(AMENDED), code, kind, AMENDED) for kind in (PERSON, COLLECTIVE))
        assert many.dong == 2 * one.dong


def test_the_coefficient_of_giay_khen_is_of_low_confidence_and_told_so():
    for kind in (PERSON, COLLECTIVE):
        bonus = bonus_money(in_force(NEW_WAGE), "giay_khen", kind, NEW_WAGE)
        assert not bonus.coefficient_basis.confirmation.is_confirmed


def test_the_coefficient_of_the_prime_minister_s_diploma_is_confirmed():
    bonus = bonus_money(in_force(NEW_WAGE), "bang_khen_thu_tuong", PERSON, NEW_WAGE)
    assert bonus.coefficient_basis.confirmation.is_confirmed


def test_a_commemorative_medal_brings_at_most_a_ceiling():
    on = NEW_WAGE
    medals = [award for award in in_force(on).awards.values() if award.code.startswith("ky_niem_chuong")]
    assert medals
    for medal in medals:
        bonus = bonus_money(in_force(on), medal.code, PERSON, on)
        assert bonus.is_ceiling
        assert bonus.dong == 1_518_000


# --- B-01: rounding is known to be unknown ---------------------------------------------------------------


def test_b_01_rounding_is_told_and_not_applied():
    bonus = bonus_money(in_force(NEW_WAGE), "chien_si_thi_dua_toan_quoc", PERSON, NEW_WAGE)
    assert bonus.dong == 11_385_000
    assert bonus.rounded == 11_390_000
    assert bonus.is_rounding_in_doubt
    assert not bonus.rounding.confirmation.is_confirmed


def test_b_01_where_rounding_changes_nothing_there_is_no_doubt():
    bonus = bonus_money(in_force(NEW_WAGE), "co_thi_dua_chinh_phu", COLLECTIVE, NEW_WAGE)
    assert bonus.dong == bonus.rounded == 30_360_000
    assert not bonus.is_rounding_in_doubt


def test_b_01_once_confirmed_it_is_applied():
    pack = in_force(NEW_WAGE)
    confirmed = replace(pack, rounding=replace(pack.rounding, confirmation=Confirmation.SEEN))
    bonus = bonus_money(confirmed, "lao_dong_tien_tien", PERSON, NEW_WAGE)
    assert bonus.dong == bonus.rounded == 760_000
    assert not bonus.is_rounding_in_doubt


def test_a_pack_without_a_rounding_rule_leaves_no_doubt():
    bonus = bonus_money(replace(in_force(NEW_WAGE), rounding=None), "lao_dong_tien_tien", PERSON, NEW_WAGE)
    assert bonus.dong == 759_000
    assert not bonus.is_rounding_in_doubt


# --- what is refused -------------------------------------------------------------------------------------


def test_there_is_no_money_for_a_subject_the_award_is_not_for():
    with pytest.raises(Refused, match="không có mức tiền thưởng"):
        bonus_money(in_force(NEW_WAGE), "lao_dong_tien_tien", COLLECTIVE, NEW_WAGE)
    with pytest.raises(Refused, match="không có mức tiền thưởng"):
        bonus_money(in_force(NEW_WAGE), "lao_dong_tien_tien", HOUSEHOLD, NEW_WAGE)


def test_an_award_the_pack_does_not_know_has_no_money():
    with pytest.raises(KeyError):
        bonus_money(in_force(NEW_WAGE), "no_such_award", PERSON, NEW_WAGE)


def test_money_is_counted_by_the_pack_in_force_on_the_day_of_signing():
    for on in (date(2025, 6, 30), date(2026, 10, 1)):
        with pytest.raises(Refused, match="không có hiệu lực vào ngày ký"):
            bonus_money(in_force(date(2026, 1, 1)), "lao_dong_tien_tien", PERSON, on)


def test_a_pack_whose_first_base_wage_begins_later_is_refused_not_guessed():
    pack = replace(in_force(NEW_WAGE), base_wages=(BaseWage(date(2026, 8, 1), 2_700_000, A_BASIS),))
    with pytest.raises(Refused, match="chưa có mức lương cơ sở"):
        bonus_money(pack, "lao_dong_tien_tien", PERSON, NEW_WAGE)


def test_a_sum_with_a_fraction_of_a_dong_is_refused_not_rounded():
    pack = in_force(NEW_WAGE)
    award = replace(
        pack.award("lao_dong_tien_tien"), bonus={PERSON: Coefficient(Decimal("0.333333"), A_BASIS)}
    )
    odd = replace(
        pack, awards={**pack.awards, award.code: award}, base_wages=(BaseWage(NEW_WAGE, 1_000_001, A_BASIS),)
    )
    with pytest.raises(Refused, match="không ra số đồng chẵn"):
        bonus_money(odd, "lao_dong_tien_tien", PERSON, NEW_WAGE)
