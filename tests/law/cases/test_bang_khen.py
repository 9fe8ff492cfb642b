"""Giấy khen, bằng khen of the ministry or province and of the Prime Minister (law-current.md §5, §6.1)."""

from datetime import date

import pytest

from thidua.core.law.facts import FactKind

from .telling import (
    claims,
    collective,
    early_in,
    eligible,
    household,
    in_the_year_end_round,
    not_eligible,
    person,
    undetermined,
    verdict,
)

CSTDCS = "chien_si_thi_dua_co_so"
TTLDXS = "tap_the_lao_dong_xuat_sac"
FLAG = "co_thi_dua_bo_tinh"
GK = "giay_khen"
BKB = "bang_khen_bo_tinh"
BKTTG = "bang_khen_thu_tuong"

each_year = pytest.mark.parametrize("year", [2024, 2025, 2026])


# --- Giấy khen -------------------------------------------------------------------------------------------


@each_year
@pytest.mark.parametrize("subject", [person, collective, household])
def test_gk_01_there_is_no_national_standard_so_a_person_decides(year, subject):
    history = subject().grade("xuat_sac", year)
    undetermined(history, GK, in_the_year_end_round(year), "GK-01")


@each_year
def test_gk_02_the_common_bars_still_hold(year):
    history = person().grade("xuat_sac", year).under_review(year)
    not_eligible(history, GK, in_the_year_end_round(year), "C-05")


# --- Bằng khen của Bộ, ban, ngành, tỉnh: persons ---------------------------------------------------------


@each_year
def test_two_grassroots_titles_running_bring_the_diploma(year):
    history = person().grades("tot", year - 1, year).titles(CSTDCS, year - 1, year)
    eligible(history, BKB, in_the_year_end_round(year))


@each_year
def test_the_two_titles_serve_early_in_the_next_year_too(year):
    history = person().grades("tot", year - 1, year).titles(CSTDCS, year - 1, year)
    eligible(history, BKB, early_in(year + 1))


@each_year
def test_one_title_and_one_well_done_year_are_one_short(year):
    history = person().grades("tot", year - 1, year).titles(CSTDCS, year)
    not_eligible(history, BKB, in_the_year_end_round(year), "BKB-04")


@each_year
def test_two_titles_with_a_gap_are_not_running(year):
    history = person().grades("tot", year - 2, year).titles(CSTDCS, year - 2, year)
    not_eligible(history, BKB, in_the_year_end_round(year), "BKB-04")


@each_year
def test_two_titles_that_end_before_the_last_graded_year_are_not_up_to_the_proposal(year):
    history = person().grades("tot", year - 2, year).titles(CSTDCS, year - 2, year - 1)
    not_eligible(history, BKB, in_the_year_end_round(year), "BKB-04")


def two_excellent_years(year):
    return person().grades("xuat_sac", year - 1, year)


@each_year
@pytest.mark.parametrize("kind", ["initiative", "science"])
def test_two_excellent_years_with_two_initiatives_or_two_science_works_bring_it_too(year, kind):
    history = getattr(two_excellent_years(year), kind)("co_so", year - 1, year)
    eligible(history, BKB, in_the_year_end_round(year))


@each_year
def test_the_two_initiatives_may_be_of_the_same_year(year):
    history = (
        two_excellent_years(year).initiative("co_so", year, ref="QĐ 1").initiative("co_so", year, ref="QĐ 2")
    )
    eligible(history, BKB, in_the_year_end_round(year))


@each_year
def test_one_initiative_told_twice_is_one(year):
    history = two_excellent_years(year).initiative("co_so", year, year, ref="QĐ 1")
    not_eligible(history, BKB, in_the_year_end_round(year), "BKB-04")


@each_year
def test_one_initiative_is_one_too_few(year):
    history = two_excellent_years(year).initiative("toan_quoc", year)
    not_eligible(history, BKB, in_the_year_end_round(year), "BKB-04")


@each_year
def test_the_law_says_two_initiatives_or_two_science_works_not_one_of_each(year):
    history = two_excellent_years(year).initiative("co_so", year).science("co_so", year)
    not_eligible(history, BKB, in_the_year_end_round(year), "BKB-04")


@each_year
@pytest.mark.parametrize("kind", ["initiative", "science"])
def test_works_from_before_the_excellent_years_do_not_serve(year, kind):
    history = getattr(two_excellent_years(year).grade("tot", year - 2), kind)("co_so", year - 2, year)
    not_eligible(history, BKB, in_the_year_end_round(year), "BKB-04")


@each_year
def test_two_initiatives_in_a_single_excellent_year_are_a_year_too_few(year):
    history = person().grade("tot", year - 1).grade("xuat_sac", year)
    history = history.initiative("co_so", year, ref="QĐ 1").initiative("co_so", year, ref="QĐ 2")
    not_eligible(history, BKB, in_the_year_end_round(year), "BKB-04")


@each_year
def test_two_or_more_years_running_means_all_the_unbroken_years(year):
    """The initiatives of a four years' run count, not only those of its last two."""
    history = person().grades("xuat_sac", year - 3, year).initiative("co_so", year - 3, year - 2)
    eligible(history, BKB, in_the_year_end_round(year))


@each_year
def test_years_well_done_are_not_excellent(year):
    history = person().grades("tot", year - 1, year).initiative("co_so", year - 1, year)
    not_eligible(history, BKB, in_the_year_end_round(year), "BKB-04")


@each_year
def test_one_excellent_year_is_one_too_few(year):
    history = person().grade("tot", year - 1).grade("xuat_sac", year).initiative("co_so", year - 1, year)
    not_eligible(history, BKB, in_the_year_end_round(year), "BKB-04")


@each_year
def test_bkb_05_mixed_years_count(year):
    """Home Affairs' answer: year 1 excellent with an initiative and no CSTĐCS; year 2 all three. Eligible."""
    history = (
        person()
        .grade("xuat_sac", year - 1)
        .initiative("co_so", year - 1)
        .grade("xuat_sac", year)
        .initiative("co_so", year)
        .titles(CSTDCS, year)
    )
    eligible(history, BKB, in_the_year_end_round(year))


@each_year
@pytest.mark.parametrize("line", ["BKB-01", "BKB-02", "BKB-03"])
def test_each_other_ground_serves_when_somebody_finds_it(year, line):
    on = in_the_year_end_round(year)
    ground = claims(BKB, line, on)
    eligible(person().grade("tot", year).judged(year, *ground), BKB, on)
    not_eligible(person().grade("tot", year).judged(year, *ground, said=False), BKB, on, "BKB-04")


@each_year
def test_years_already_rewarded_do_not_bring_it_again(year):
    history = person().grades("tot", year - 1, year).titles(CSTDCS, year - 1, year)
    not_eligible(history.award(BKB, year), BKB, early_in(year + 1), "BKB-04")


@each_year
def test_c_10_whether_the_year_of_the_last_diploma_counts_anew_is_open(year):
    history = person().grades("tot", year - 1, year).titles(CSTDCS, year - 1, year)
    undetermined(history.award(BKB, year - 1), BKB, in_the_year_end_round(year), "BKB-04")
    eligible(history.award(BKB, year - 2), BKB, in_the_year_end_round(year))


@each_year
@pytest.mark.parametrize("way", ["dot_xuat", "chuyen_de"])
def test_a_sudden_or_thematic_diploma_uses_up_no_years(year, way):
    history = person().grades("tot", year - 1, year).titles(CSTDCS, year - 1, year)
    eligible(history.award(BKB, year, way=way), BKB, in_the_year_end_round(year))


@each_year
def test_a_discipline_ended_inside_the_two_years_breaks_them(year):
    history = person().grades("tot", year - 1, year).titles(CSTDCS, year - 1, year)
    broken = history.discipline(year - 2, until=date(year - 1, 2, 1))
    not_eligible(broken, BKB, in_the_year_end_round(year), "BKB-04")
    eligible(history.discipline(year - 2, until=date(year - 1, 1, 1)), BKB, in_the_year_end_round(year))


# --- Bằng khen của Bộ, ban, ngành, tỉnh: collectives ----------------------------------------------------


@each_year
def test_two_excellent_years_of_a_collective_bring_the_diploma(year):
    eligible(collective().grades("xuat_sac", year - 1, year), BKB, in_the_year_end_round(year))
    titled = collective().grades("tot", year - 1, year).titles(TTLDXS, year - 1, year)
    eligible(titled, BKB, in_the_year_end_round(year))


@each_year
def test_an_excellent_year_and_a_titled_year_running_serve_together(year):
    history = collective().grade("xuat_sac", year - 1).grade("tot", year).titles(TTLDXS, year)
    eligible(history, BKB, in_the_year_end_round(year))


@each_year
def test_a_collective_s_single_excellent_year_is_one_too_few(year):
    history = collective().grade("tot", year - 1).grade("xuat_sac", year)
    not_eligible(history, BKB, in_the_year_end_round(year), "BKB-11")


@each_year
def test_a_collective_s_excellent_years_with_a_gap_are_not_running(year):
    history = collective().grade("tot", year - 1).grade("xuat_sac", year - 2, year)
    not_eligible(history, BKB, in_the_year_end_round(year), "BKB-11")


# --- Bằng khen của Thủ tướng Chính phủ: persons ----------------------------------------------------------


def five_good_years(year):
    """Five years well done up to ``year``, three CSTĐ cơ sở among them and a diploma of the ministry."""
    return (
        person().grades("tot", year - 4, year).titles(CSTDCS, year - 4, year - 2, year).award(BKB, year - 6)
    )


@each_year
def test_diploma_five_good_years_and_three_titles_bring_the_prime_minister_s(year):
    eligible(five_good_years(year), BKTTG, in_the_year_end_round(year))
    eligible(five_good_years(year), BKTTG, early_in(year + 1))


@each_year
def test_bktt_trap_three_grassroots_titles_alone_are_not_enough(year):
    """The official answer: a diploma of the ministry and five years are needed as well."""
    history = person().grades("tot", year - 2, year).titles(CSTDCS, year - 2, year - 1, year)
    not_eligible(history, BKTTG, in_the_year_end_round(year), "BKTT-02")


@each_year
def test_bktt_trap_even_with_five_years_the_diploma_is_needed(year):
    history = five_good_years(year).without("award")
    not_eligible(history, BKTTG, in_the_year_end_round(year), "BKTT-02a")


@each_year
def test_four_good_years_are_one_too_few(year):
    history = five_good_years(year).without("grade", year - 4)
    not_eligible(history, BKTTG, in_the_year_end_round(year), "BKTT-02b")


@each_year
def test_a_year_merely_done_breaks_the_five(year):
    history = five_good_years(year).without("grade", year - 2).grade("hoan_thanh", year - 2)
    history = history.grades("tot", year - 8, year - 5)
    not_eligible(history, BKTTG, in_the_year_end_round(year), "BKTT-02b")


@each_year
def test_the_five_years_run_up_to_the_proposal(year):
    """Five good years that ended two years ago do not serve: the year after them was graded lower."""
    history = five_good_years(year - 1).grade("hoan_thanh", year)
    not_eligible(history, BKTTG, in_the_year_end_round(year), "BKTT-02b")


def test_a_year_not_graded_yet_does_not_break_the_five():
    eligible(five_good_years(2025), BKTTG, date(2026, 6, 30))


@each_year
def test_a_title_told_before_the_year_is_graded_takes_nothing_away(year):
    """One achievement more cannot cost the five years: a year not graded yet does not break them."""
    history = five_good_years(year)
    on = in_the_year_end_round(year + 1)
    eligible(history, BKTTG, on)
    eligible(history.titles("lao_dong_tien_tien", year + 1), BKTTG, on)


@each_year
def test_two_titles_in_the_five_years_are_one_too_few(year):
    history = five_good_years(year).without("title", year - 2)
    not_eligible(history, BKTTG, in_the_year_end_round(year), "BKTT-02c")


@each_year
def test_a_title_from_before_the_run_does_not_serve(year):
    history = (
        five_good_years(year)
        .without("title", year - 4)
        .titles(CSTDCS, year - 6)
        .grade("hoan_thanh", year - 5)
    )
    not_eligible(history, BKTTG, in_the_year_end_round(year), "BKTT-02c")


@each_year
def test_five_or_more_years_means_titles_of_the_whole_unbroken_run_count(year):
    history = (
        person().grades("tot", year - 7, year).titles(CSTDCS, year - 7, year - 6, year).award(BKB, year - 6)
    )
    eligible(history, BKTTG, in_the_year_end_round(year))


@each_year
def test_the_three_titles_need_not_be_running(year):
    history = five_good_years(year)
    years = sorted(fact.year for fact in history.of(FactKind.TITLE))
    assert years == [year - 4, year - 2, year]
    eligible(history, BKTTG, in_the_year_end_round(year))


@each_year
@pytest.mark.parametrize("way", ["dot_xuat", "chuyen_de"])
def test_c_04_a_sudden_or_thematic_diploma_does_not_feed_the_merit_ladder(year, way):
    history = five_good_years(year).without("award").award(BKB, year - 3, way=way)
    not_eligible(history, BKTTG, in_the_year_end_round(year), "BKTT-02a")


@each_year
def test_a_diploma_decided_in_the_year_of_the_proposal_is_already_held(year):
    history = five_good_years(year).without("award")
    eligible(history.award(BKB, year), BKTTG, in_the_year_end_round(year))
    eligible(history.award(BKB, year + 1), BKTTG, early_in(year + 1))


@each_year
def test_a_diploma_that_served_once_does_not_serve_again(year):
    history = five_good_years(year).award(BKTTG, year - 5)
    not_eligible(history, BKTTG, in_the_year_end_round(year), "BKTT-02a")
    eligible(history.award(BKB, year - 3), BKTTG, in_the_year_end_round(year))


@each_year
def test_c_10_whether_the_year_of_the_last_award_is_one_of_the_five_is_open(year):
    history = five_good_years(year).award(BKB, year - 1).award(BKTTG, year - 4)
    undetermined(history, BKTTG, in_the_year_end_round(year), "BKTT-02b")


@each_year
def test_the_prime_minister_s_diploma_may_be_given_many_times(year):
    """C-01: one form many times to the same subject, for other years."""
    history = (
        five_good_years(year).grades("tot", year - 10, year - 5).award(BKTTG, year - 5).award(BKB, year - 2)
    )
    eligible(history, BKTTG, in_the_year_end_round(year))


@each_year
def test_a_discipline_ended_inside_the_five_years_starts_the_count_again(year):
    history = five_good_years(year).discipline(year - 5, until=date(year - 4, 1, 2))
    not_eligible(history, BKTTG, in_the_year_end_round(year), "BKTT-02b")
    eligible(
        five_good_years(year).discipline(year - 6, until=date(year - 4, 1, 1)),
        BKTTG,
        in_the_year_end_round(year),
    )


@each_year
def test_an_accusation_being_verified_holds_the_proposal_until_it_is_closed(year):
    on = in_the_year_end_round(year)
    not_eligible(five_good_years(year).under_review(year), BKTTG, on, "C-05")
    eligible(five_good_years(year).under_review(year, until=on), BKTTG, on)


@each_year
@pytest.mark.parametrize("line", ["BKTT-01", "BKTT-03"])
def test_each_other_ground_of_the_prime_minister_s_diploma_serves_when_found(year, line):
    on = in_the_year_end_round(year)
    ground = claims(BKTTG, line, on)
    for one in ground:
        eligible(person().grade("tot", year).judged(year, one), BKTTG, on)
    not_eligible(person().grade("tot", year), BKTTG, on, "BKTT-02")


@each_year
@pytest.mark.parametrize("line", ["BKTT-04", "BKTT-05", "BKTT-07"])
def test_the_grounds_of_workers_and_farmers_serve_when_found(year, line):
    on = in_the_year_end_round(year)
    eligible(person().judged(year, *claims(BKTTG, line, on)), BKTTG, on)


@pytest.mark.parametrize("on", [date(2025, 7, 1), date(2026, 10, 1)])
def test_a_worker_s_initiative_of_district_effect_is_open_since_there_are_no_districts(on):
    undetermined(person().judged(on.year, "BKTT-06"), BKTTG, on, "BKTT-06")


def test_a_worker_s_initiative_of_district_effect_served_while_there_were_districts():
    eligible(person().judged(2025, "BKTT-06"), BKTTG, date(2025, 6, 30))


@each_year
def test_c_03_a_lower_award_is_no_general_precondition(year):
    """On a ground that names no prior award none is asked for."""
    on = in_the_year_end_round(year)
    eligible(person().grade("tot", year).judged(year, *claims(BKTTG, "BKTT-01", on)), BKTTG, on)


@each_year
def test_c_09_a_second_state_award_in_the_year_is_for_a_person_to_decide(year):
    history = five_good_years(year).titles("chien_si_thi_dua_toan_quoc", year)
    undetermined(history, BKTTG, in_the_year_end_round(year), "C-09")


# --- Bằng khen của Thủ tướng Chính phủ: collectives ------------------------------------------------------


def five_excellent_years(year):
    return collective().grades("xuat_sac", year - 4, year).award(BKB, year - 3).titles(FLAG, year - 1)


@each_year
def test_diploma_five_excellent_years_and_a_flag_bring_the_collective_s(year):
    eligible(five_excellent_years(year), BKTTG, in_the_year_end_round(year))


@each_year
def test_titled_years_serve_as_excellent_ones(year):
    history = (
        five_excellent_years(year).without("grade", year - 2).grade("tot", year - 2).titles(TTLDXS, year - 2)
    )
    eligible(history, BKTTG, in_the_year_end_round(year))


@each_year
def test_a_collective_without_the_diploma_of_the_ministry_is_short_of_it(year):
    history = five_excellent_years(year).without("award")
    not_eligible(history, BKTTG, in_the_year_end_round(year), "BKTT-11")


@each_year
def test_four_excellent_years_of_a_collective_are_one_too_few(year):
    history = five_excellent_years(year).without("grade", year - 4).grade("tot", year - 4)
    not_eligible(history, BKTTG, in_the_year_end_round(year), "BKTT-11")


@each_year
def test_bktt_11_what_may_stand_for_the_flag_is_open(year):
    """ "Alternatives to the flag (e.g. several BK) OPEN": with several diplomas a person decides."""
    history = five_excellent_years(year).without("title").award(BKB, year - 2, year - 1)
    undetermined(history, BKTTG, in_the_year_end_round(year), "BKTT-11")


@each_year
def test_a_flag_from_before_the_five_years_does_not_serve(year):
    history = five_excellent_years(year).without("title").titles(FLAG, year - 6).grade("tot", year - 5)
    assert verdict(history, BKTTG, in_the_year_end_round(year)).verdict != "eligible"
