"""Huân chương Lao động hạng Ba, Nhì, Nhất: art. 42-44 of the 2022 Law (law-current.md §6.2-6.4)."""

from datetime import date

import pytest

from thidua.core.law.facts import SubjectKind

from .telling import (
    claims,
    collective,
    early_in,
    eligible,
    in_the_year_end_round,
    not_eligible,
    person,
    undetermined,
    verdict,
)

CSTDCS = "chien_si_thi_dua_co_so"
CSTDB = "chien_si_thi_dua_bo_tinh"
TTLDXS = "tap_the_lao_dong_xuat_sac"
FLAG = "co_thi_dua_bo_tinh"
GOVERNMENT_FLAG = "co_thi_dua_chinh_phu"
BKB = "bang_khen_bo_tinh"
BKTTG = "bang_khen_thu_tuong"
THIRD = "huan_chuong_lao_dong_hang_ba"
SECOND = "huan_chuong_lao_dong_hang_nhi"
FIRST = "huan_chuong_lao_dong_hang_nhat"

each_year = pytest.mark.parametrize("year", [2024, 2025, 2026])


def good_years(year, count=5):
    return person().grades("tot", year - count + 1, year)


def excellent_years(year, count=5):
    return collective().grades("xuat_sac", year - count + 1, year)


# --- hạng Ba, persons: the inner counts are open ---------------------------------------------------------


@each_year
def test_hcld3_02_five_good_years_after_the_diploma_wait_for_the_open_inner_counts(year):
    history = person().grades("xuat_sac", year - 4, year).award(BKTTG, year - 5)
    history = history.titles(CSTDCS, *range(year - 4, year + 1)).titles(CSTDB, year - 3)
    undetermined(history, THIRD, in_the_year_end_round(year), "HCLD3-02")


@each_year
def test_hcld3_02_without_the_prime_minister_s_diploma_there_is_nothing_to_wait_for(year):
    not_eligible(good_years(year, 9), THIRD, in_the_year_end_round(year), "HCLD3-02")


@each_year
def test_hcld3_02_four_good_years_after_the_diploma_are_one_too_few(year):
    history = good_years(year, 9).award(BKTTG, year - 3)
    not_eligible(history, THIRD, in_the_year_end_round(year), "HCLD3-02")


@each_year
def test_hcld3_02_years_well_done_are_enough_of_a_grade_and_years_merely_done_are_not(year):
    on = in_the_year_end_round(year)
    undetermined(good_years(year).award(BKTTG, year - 5), THIRD, on, "HCLD3-02")
    merely = person().grades("hoan_thanh", year - 4, year).award(BKTTG, year - 5)
    not_eligible(merely, THIRD, on, "HCLD3-02")


@each_year
def test_hcld3_02_a_gap_in_the_five_years_after_the_diploma_breaks_them(year):
    history = good_years(year, 9).award(BKTTG, year - 7).without("grade", year - 3)
    not_eligible(history, THIRD, in_the_year_end_round(year), "HCLD3-02")


@each_year
def test_hcld3_02_a_sudden_diploma_is_no_step_of_the_ladder(year):
    history = good_years(year).award(BKTTG, year - 5, way="dot_xuat")
    not_eligible(history, THIRD, in_the_year_end_round(year), "HCLD3-02")


@each_year
@pytest.mark.parametrize("subject", [SubjectKind.PERSON, SubjectKind.COLLECTIVE])
def test_a_sudden_excellent_achievement_is_a_ground_of_its_own(year, subject):
    on = in_the_year_end_round(year)
    line = {SubjectKind.PERSON: "HCLD3-01", SubjectKind.COLLECTIVE: "HCLD3-21"}[subject]
    told = person() if subject is SubjectKind.PERSON else collective()
    for ground in claims(THIRD, line, on, subject):
        eligible(told.judged(year, ground), THIRD, on)
        assert verdict(told.judged(year, ground, said=False), THIRD, on).verdict == "not_eligible"


# --- hạng Ba, collectives --------------------------------------------------------------------------------


def a_collective_with_the_prime_minister_s_diploma(year):
    return excellent_years(year).award(BKTTG, year - 5)


@each_year
@pytest.mark.parametrize(
    "flags",
    [
        lambda told, year: told.titles(GOVERNMENT_FLAG, year - 2),
        lambda told, year: told.titles(FLAG, year - 4, year),
        lambda told, year: told.titles(FLAG, year - 1, year - 2),
    ],
    ids=["one of the Government", "two apart", "two running"],
)
def test_hcld3_24_five_excellent_years_after_the_diploma_with_flags_bring_the_third_class(year, flags):
    history = flags(a_collective_with_the_prime_minister_s_diploma(year), year)
    eligible(history, THIRD, in_the_year_end_round(year))
    eligible(history, THIRD, early_in(year + 1))


@each_year
def test_hcld3_24_without_any_flag_it_is_not_reached(year):
    history = a_collective_with_the_prime_minister_s_diploma(year)
    not_eligible(history, THIRD, in_the_year_end_round(year), "HCLD3-24")


@each_year
@pytest.mark.parametrize("diplomas", [1, 2, 3])
def test_hcld3_24_one_flag_and_how_many_diplomas_is_open(year, diplomas):
    history = a_collective_with_the_prime_minister_s_diploma(year).titles(FLAG, year)
    history = history.award(BKB, *range(year - diplomas, year))
    undetermined(history, THIRD, in_the_year_end_round(year), "HCLD3-24")


@each_year
def test_hcld3_24_one_flag_and_no_diploma_is_too_little_however_many_are_asked(year):
    history = a_collective_with_the_prime_minister_s_diploma(year).titles(FLAG, year)
    not_eligible(history, THIRD, in_the_year_end_round(year), "HCLD3-24")


@each_year
def test_hcld3_24_flags_from_before_the_five_years_do_not_serve(year):
    history = (
        a_collective_with_the_prime_minister_s_diploma(year)
        .grade("tot", year - 5)
        .titles(FLAG, year - 6, year - 5)
        .titles(GOVERNMENT_FLAG, year - 6)
    )
    not_eligible(history, THIRD, in_the_year_end_round(year), "HCLD3-24")


@each_year
def test_hcld3_24_four_years_after_the_diploma_are_one_too_few(year):
    history = excellent_years(year, 8).award(BKTTG, year - 3).titles(GOVERNMENT_FLAG, year - 1)
    not_eligible(history, THIRD, in_the_year_end_round(year), "HCLD3-24")


@each_year
def test_c_10_whether_the_year_of_the_diploma_is_the_first_of_the_five_is_open(year):
    history = excellent_years(year).award(BKTTG, year - 4).titles(GOVERNMENT_FLAG, year - 1)
    undetermined(history, THIRD, in_the_year_end_round(year), "HCLD3-24")


@each_year
def test_hcld3_24_titled_years_serve_as_excellent_ones(year):
    history = a_collective_with_the_prime_minister_s_diploma(year).titles(GOVERNMENT_FLAG, year - 1)
    history = history.without("grade", year - 1).grade("tot", year - 1)
    eligible(history.titles(TTLDXS, year - 1), THIRD, in_the_year_end_round(year))
    not_eligible(history, THIRD, in_the_year_end_round(year), "HCLD3-24")


@each_year
def test_hcld3_24_a_second_diploma_does_not_start_the_clock_again(year):
    """The five years run from the diploma that serves as the base, the first one held."""
    history = a_collective_with_the_prime_minister_s_diploma(year).titles(GOVERNMENT_FLAG, year - 1)
    eligible(history.award(BKTTG, year - 1), THIRD, in_the_year_end_round(year))


# --- hạng Nhì, persons -----------------------------------------------------------------------------------


def a_person_of_the_third_class(year):
    return (
        good_years(year)
        .without("grade", year - 3, year - 2)
        .grade("xuat_sac", year - 3, year - 2)
        .award(THIRD, year - 5)
        .titles(CSTDB, year - 2)
    )


@each_year
def test_hcld2_05_third_class_five_good_years_two_excellent_and_a_provincial_title_bring_the_second(year):
    eligible(a_person_of_the_third_class(year), SECOND, in_the_year_end_round(year))


@each_year
@pytest.mark.parametrize(
    "shorten",
    [
        lambda told, year: told.without("award"),
        lambda told, year: told.without("title"),
        lambda told, year: told.without("title").titles(CSTDB, year - 6).grade("hoan_thanh", year - 5),
        lambda told, year: told.without("grade", year - 3).grade("tot", year - 3),
        lambda told, year: told.without("grade", year - 4),
        lambda told, year: (
            told.without("grade", year - 2, year - 3)
            .grade("tot", year - 2, year - 3)
            .grade("hoan_thanh", year - 5)
            .grade("xuat_sac", year - 6, year - 7)
        ),
        lambda told, year: told.without("grade", year - 1).grade("hoan_thanh", year - 1),
        lambda told, year: told.without("award").award(THIRD, year - 3),
        lambda told, year: told.without("award").award(THIRD, year - 5, way="dot_xuat"),
        lambda told, year: told.without("title").titles(CSTDCS, *range(year - 4, year + 1)),
    ],
    ids=[
        "no third class",
        "no provincial title",
        "a provincial title from before",
        "one excellent year",
        "four years",
        "excellent years from before",
        "a gap",
        "the third class too lately",
        "the third class for a sudden feat",
        "grassroots titles only",
    ],
)
def test_hcld2_05_missed_by_one(year, shorten):
    history = shorten(a_person_of_the_third_class(year), year)
    not_eligible(history, SECOND, in_the_year_end_round(year), "HCLD2-05")


@each_year
def test_hcld2_05_two_excellent_years_may_be_any_of_the_run(year):
    history = person().grade("tot", year - 4, year - 2, year - 1).grade("xuat_sac", year - 3, year)
    history = history.award(THIRD, year - 6).titles(CSTDB, year)
    eligible(history, SECOND, in_the_year_end_round(year))


@each_year
def test_hcld2_05_the_year_of_the_third_class_itself_is_open(year):
    history = a_person_of_the_third_class(year).without("award").award(THIRD, year - 4)
    undetermined(history, SECOND, in_the_year_end_round(year), "HCLD2-05")


@each_year
def test_hcld2_05_a_third_class_that_served_once_does_not_serve_again(year):
    history = a_person_of_the_third_class(year).without("award").award(THIRD, year - 12)
    history = history.award(SECOND, year - 6)
    not_eligible(history, SECOND, in_the_year_end_round(year), "HCLD2-05")


@each_year
@pytest.mark.parametrize("line", ["HCLD2-01", "HCLD2-02", "HCLD2-03", "HCLD2-04"])
def test_hcld2_other_grounds_serve_when_found_with_no_earlier_order(year, line):
    on = in_the_year_end_round(year)
    eligible(person().judged(year, *claims(SECOND, line, on)), SECOND, on)
    not_eligible(person(), SECOND, on, "HCLD2-05")


# --- hạng Nhì, collectives -------------------------------------------------------------------------------


def a_collective_of_the_third_class(year):
    return excellent_years(year).award(THIRD, year - 5)


@each_year
def test_hcld2_21_a_government_flag_and_a_ministry_s_bring_the_second_class(year):
    history = a_collective_of_the_third_class(year).titles(GOVERNMENT_FLAG, year - 3).titles(FLAG, year - 1)
    eligible(history, SECOND, in_the_year_end_round(year))


@each_year
def test_hcld2_21_three_flags_of_the_ministry_bring_it_too(year):
    history = a_collective_of_the_third_class(year).titles(FLAG, year - 4, year - 2, year)
    eligible(history, SECOND, in_the_year_end_round(year))


@each_year
@pytest.mark.parametrize(
    "flags",
    [
        lambda told, year: told,
        lambda told, year: told.titles(GOVERNMENT_FLAG, year - 1),
        lambda told, year: told.titles(GOVERNMENT_FLAG, year - 2, year - 1),
        lambda told, year: told.titles(FLAG, year - 1, year),
        lambda told, year: told.titles(FLAG, year - 6, year - 1, year),
    ],
    ids=["none", "the Government's alone", "the Government's twice", "two", "two and one from before"],
)
def test_hcld2_21_a_flag_too_few(year, flags):
    history = flags(a_collective_of_the_third_class(year), year)
    not_eligible(history, SECOND, in_the_year_end_round(year), "HCLD2-21")


@each_year
@pytest.mark.parametrize(
    "shorten",
    [
        lambda told, year: told.without("grade", year - 4),
        lambda told, year: told.without("grade", year - 1).grade("tot", year - 1),
        lambda told, year: (
            told.grades("xuat_sac", year - 9, year - 5).without("award").award(THIRD, year - 3)
        ),
    ],
    ids=["four years", "a year well done only", "the third class too lately"],
)
def test_hcld2_21_missed_by_one(year, shorten):
    history = a_collective_of_the_third_class(year).titles(FLAG, year - 3, year - 2, year)
    eligible(history, SECOND, in_the_year_end_round(year))
    not_eligible(shorten(history, year), SECOND, in_the_year_end_round(year), "HCLD2-21")


@each_year
def test_hcld2_21_titled_years_serve_as_excellent_ones(year):
    history = a_collective_of_the_third_class(year).titles(FLAG, year - 3, year - 2, year)
    history = history.without("grade", year - 1).grade("tot", year - 1).titles(TTLDXS, year - 1)
    eligible(history, SECOND, in_the_year_end_round(year))


@each_year
@pytest.mark.parametrize("early", [FLAG, GOVERNMENT_FLAG])
def test_hcld2_21_a_flag_from_before_the_five_years_does_not_pair_with_one_of_them(year, early):
    late = GOVERNMENT_FLAG if early == FLAG else FLAG
    history = a_collective_of_the_third_class(year).grade("tot", year - 5).titles(early, year - 6)
    not_eligible(history.titles(late, year - 1), SECOND, in_the_year_end_round(year), "HCLD2-21")


@each_year
def test_hcld2_21_the_third_class_comes_first(year):
    history = excellent_years(year).titles(FLAG, year - 4, year - 2, year).award(BKTTG, year - 5)
    not_eligible(history, SECOND, in_the_year_end_round(year), "HCLD2-21")


# --- hạng Nhất -------------------------------------------------------------------------------------------


@each_year
def test_hcld1_person_s_inner_counts_are_open(year):
    history = person().grades("xuat_sac", year - 4, year).award(SECOND, year - 5)
    history = history.titles(CSTDB, year - 3, year).titles("chien_si_thi_dua_toan_quoc", year - 1)
    answer = verdict(history, FIRST, in_the_year_end_round(year))
    assert answer.verdict == "undetermined", answer


@each_year
@pytest.mark.parametrize(
    "history",
    [
        lambda year: good_years(year),
        lambda year: good_years(year, 4).award(SECOND, year - 5),
        lambda year: good_years(year, 9).award(SECOND, year - 3),
        lambda year: person().grades("hoan_thanh", year - 4, year).award(SECOND, year - 5),
        lambda year: good_years(year).award(THIRD, year - 5),
    ],
    ids=[
        "no second class",
        "four years",
        "the second class too lately",
        "years merely done",
        "the third only",
    ],
)
def test_hcld1_person_s_known_part_must_be_reached_before_anything_is_open(year, history):
    not_eligible(history(year), FIRST, in_the_year_end_round(year), "HCLD1")


@each_year
def test_hcld1_years_well_done_are_enough_of_a_grade(year):
    undetermined(good_years(year).award(SECOND, year - 5), FIRST, in_the_year_end_round(year), "HCLD1")


@each_year
def test_hcld1_24_titled_years_serve_as_excellent_ones(year):
    history = excellent_years(year).award(SECOND, year - 5).without("grade", year - 1)
    history = history.grade("tot", year - 1).titles(TTLDXS, year - 1)
    undetermined(history, FIRST, in_the_year_end_round(year), "HCLD1-24")


@each_year
def test_hcld1_24_five_excellent_years_after_the_second_class_wait_for_the_open_flag_counts(year):
    """Low confidence: two Government flags, or one and two of the ministry, or four of the ministry."""
    history = excellent_years(year).award(SECOND, year - 5).titles(FLAG, year - 2)
    undetermined(history, FIRST, in_the_year_end_round(year), "HCLD1-24")


@each_year
@pytest.mark.parametrize(
    "shorten",
    [
        lambda told, year: told.without("award"),
        lambda told, year: told.without("award").award(THIRD, year - 5),
        lambda told, year: told.without("grade", year - 4),
        lambda told, year: told.without("grade", year - 2).grade("tot", year - 2),
        lambda told, year: told.without("award").award(SECOND, year - 3),
    ],
    ids=["no second class", "the third only", "four years", "a gap", "the second class too lately"],
)
def test_hcld1_24_what_is_known_must_be_reached_before_anything_is_open(year, shorten):
    history = excellent_years(year).award(SECOND, year - 5).titles(FLAG, *range(year - 4, year + 1))
    history = shorten(history.titles(GOVERNMENT_FLAG, year - 2, year - 1), year)
    not_eligible(history, FIRST, in_the_year_end_round(year), "HCLD1-24")


@each_year
@pytest.mark.parametrize("line", ["HCLD1-21", "HCLD1-22", "HCLD1-23"])
def test_hcld1_other_grounds_of_collectives_serve_when_found(year, line):
    """The football team that won the South-East Asian cup was honoured on such a ground."""
    on = in_the_year_end_round(year)
    ground = claims(FIRST, line, on, SubjectKind.COLLECTIVE)
    eligible(collective().judged(year, *ground), FIRST, on)
    not_eligible(collective().judged(year, *ground, said=False), FIRST, on, "HCLD1-24")


# --- bars on orders --------------------------------------------------------------------------------------


@each_year
def test_a_discipline_ended_inside_the_five_years_starts_an_order_s_count_again(year):
    history = a_person_of_the_third_class(year)
    broken = history.discipline(year - 5, until=date(year - 4, 6, 30))
    not_eligible(broken, SECOND, in_the_year_end_round(year), "HCLD2-05")
    eligible(history.discipline(year - 6, until=date(year - 5, 6, 30)), SECOND, in_the_year_end_round(year))


@each_year
def test_c_09_an_order_and_a_prime_minister_s_diploma_in_one_year_are_for_a_person_to_decide(year):
    history = a_person_of_the_third_class(year)
    undetermined(history.award(BKTTG, year), SECOND, in_the_year_end_round(year), "C-09")
