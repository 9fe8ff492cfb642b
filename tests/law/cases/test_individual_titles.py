"""Lao động tiên tiến and the three Chiến sĩ thi đua: art. 21-24 of the 2022 Law (law-current.md §3)."""

from datetime import date

import pytest

from thidua.core.law.facts import SubjectKind
from thidua.core.law.quotas import pool_limit

from .telling import (
    claims,
    collective,
    early_in,
    eligible,
    for_a_person_to_judge,
    household,
    in_force,
    in_the_year_end_round,
    not_eligible,
    person,
    undetermined,
)

LDTT = "lao_dong_tien_tien"
CSTDCS = "chien_si_thi_dua_co_so"
CSTDB = "chien_si_thi_dua_bo_tinh"
CSTDTQ = "chien_si_thi_dua_toan_quoc"
BKTTG = "bang_khen_thu_tuong"

# A year of each pack under the 2022 Law; V2026 carries what the amendment is not known to change.
each_year = pytest.mark.parametrize("year", [2024, 2025, 2026])
# The years in which CSTĐ cơ sở is as the Law of 2022 first said.
each_year_before_the_amendment = pytest.mark.parametrize("year", [2024, 2025])


def outstanding(code, year):
    """What the council judges of a candidate ("outstanding among them"), where the pack asks it of a person."""
    return for_a_person_to_judge(code, in_the_year_end_round(year))


def an_advanced_worker(year, grade="tot"):
    """Solidarity and taking part in emulation (LDTT-02) have been found."""
    return person().grade(grade, year).judged(year, "LDTT-02")


# --- Lao động tiên tiến ----------------------------------------------------------------------------------


@each_year
def test_task_done_well_and_solidarity_found_make_an_advanced_worker(year):
    eligible(an_advanced_worker(year), LDTT, in_the_year_end_round(year))
    eligible(an_advanced_worker(year, "xuat_sac"), LDTT, in_the_year_end_round(year))


@each_year
@pytest.mark.parametrize("grade", ["hoan_thanh", "khong_hoan_thanh"])
def test_a_grade_below_well_done_is_not_enough(year, grade):
    not_eligible(an_advanced_worker(year, grade), LDTT, in_the_year_end_round(year), "LDTT-01")


@each_year
def test_an_ungraded_year_is_not_a_year_done_well(year):
    history = person().judged(year, "LDTT-02")
    not_eligible(history, LDTT, in_the_year_end_round(year), "LDTT-01")


@each_year
def test_what_nobody_has_judged_is_left_to_a_person(year):
    undetermined(person().grade("tot", year), LDTT, in_the_year_end_round(year), "LDTT-02")


@each_year
def test_a_person_found_wanting_in_solidarity_is_not_an_advanced_worker(year):
    history = person().grade("tot", year).judged(year, "LDTT-02", said=False)
    not_eligible(history, LDTT, in_the_year_end_round(year), "LDTT-02")


@each_year
def test_last_year_s_grade_does_not_serve_in_this_year_s_round(year):
    not_eligible(an_advanced_worker(year - 1), LDTT, in_the_year_end_round(year), "LDTT-01")


def test_the_year_before_may_still_be_rewarded_early_in_the_next():
    eligible(an_advanced_worker(2025), LDTT, early_in(2026))


def test_last_september_day_asks_for_the_year_before_and_first_of_october_for_this_one():
    eligible(an_advanced_worker(2024), LDTT, date(2025, 9, 30))
    not_eligible(an_advanced_worker(2024), LDTT, date(2025, 10, 1), "LDTT-01")


@each_year
def test_the_title_of_the_year_is_not_given_twice(year):
    history = an_advanced_worker(year).titles(LDTT, year)
    not_eligible(history, LDTT, in_the_year_end_round(year), "C-02")


@each_year
def test_the_title_may_be_given_every_year(year):
    history = an_advanced_worker(year).titles(LDTT, year - 2, year - 1)
    eligible(history, LDTT, in_the_year_end_round(year))


@each_year
def test_last_year_s_title_is_no_bar_to_this_year_s(year):
    """In the round of a year the title asked for is that year's, though nothing is told of the year yet."""
    history = an_advanced_worker(year - 1).titles(LDTT, year - 1)
    not_eligible(history, LDTT, in_the_year_end_round(year), "LDTT-01")


@each_year
def test_ldtt_04_neither_the_law_nor_the_pack_sets_a_quota_of_advanced_workers(year):
    assert in_force(in_the_year_end_round(year)).award(LDTT).quotas == ()


def test_titles_of_persons_are_for_persons_alone():
    for code in (LDTT, CSTDCS, CSTDB, CSTDTQ):
        for subject in (collective(), household()):
            not_eligible(subject.grade("xuat_sac", 2025), code, in_the_year_end_round(2025), "doi_tuong")


# --- Chiến sĩ thi đua cơ sở before 1/10/2026 -------------------------------------------------------------


@each_year_before_the_amendment
def test_excellent_work_alone_makes_a_grassroots_fighter_before_the_amendment(year):
    eligible(an_advanced_worker(year, "xuat_sac"), CSTDCS, in_the_year_end_round(year))


@each_year_before_the_amendment
@pytest.mark.parametrize("scope", ["co_so", "bo_tinh", "toan_quoc"])
@pytest.mark.parametrize("kind", ["initiative", "science"])
def test_work_well_done_with_an_initiative_or_a_science_work_makes_one_too(year, kind, scope):
    history = getattr(an_advanced_worker(year), kind)(scope, year)
    eligible(history, CSTDCS, in_the_year_end_round(year))


@each_year_before_the_amendment
def test_well_done_without_initiative_misses_the_second_limb(year):
    not_eligible(an_advanced_worker(year), CSTDCS, in_the_year_end_round(year), "CSTDCS-02")


@each_year_before_the_amendment
def test_combat_ingenuity_found_by_a_person_serves_as_the_second_limb(year):
    history = an_advanced_worker(year)
    claim = claims(CSTDCS, "CSTDCS-02", in_the_year_end_round(year))
    eligible(history.judged(year, *claim), CSTDCS, in_the_year_end_round(year))
    not_eligible(history.judged(year, *claim, said=False), CSTDCS, in_the_year_end_round(year), "CSTDCS-02")


@each_year_before_the_amendment
def test_who_does_not_meet_advanced_worker_cannot_be_a_grassroots_fighter(year):
    history = an_advanced_worker(year, "hoan_thanh").initiative("co_so", year)
    not_eligible(history, CSTDCS, in_the_year_end_round(year), "CSTDCS-01")


@each_year_before_the_amendment
def test_solidarity_not_yet_judged_leaves_the_grassroots_fighter_to_a_person(year):
    undetermined(person().grade("xuat_sac", year), CSTDCS, in_the_year_end_round(year), "LDTT-02")


@each_year_before_the_amendment
def test_an_initiative_of_another_year_does_not_serve_this_year(year):
    history = an_advanced_worker(year).initiative("co_so", year - 1)
    not_eligible(history, CSTDCS, in_the_year_end_round(year), "CSTDCS-02")


@each_year
def test_cstdcs_04_no_quota_of_grassroots_fighters_is_confirmed(year):
    for quota in in_force(in_the_year_end_round(year)).award(CSTDCS).quotas:
        assert pool_limit(quota, 100) is None


# --- Chiến sĩ thi đua Bộ, ban, ngành, tỉnh ---------------------------------------------------------------


def a_three_year_fighter(year):
    """Three CSTĐ cơ sở in a row up to ``year``, chosen by the council as outstanding among them."""
    return (
        person()
        .grades("xuat_sac", year - 2, year)
        .titles(CSTDCS, year - 2, year - 1, year)
        .judged(year, *outstanding(CSTDB, year))
    )


@each_year
@pytest.mark.parametrize("kind", ["initiative", "science"])
@pytest.mark.parametrize("scope", ["bo_tinh", "toan_quoc"])
def test_three_years_running_and_an_effect_in_the_ministry_make_a_provincial_fighter(year, kind, scope):
    history = getattr(a_three_year_fighter(year), kind)(scope, year)
    eligible(history, CSTDB, in_the_year_end_round(year))


@each_year
def test_the_initiative_may_come_from_any_of_the_three_years(year):
    for made in (year - 2, year - 1, year):
        history = a_three_year_fighter(year).initiative("bo_tinh", made)
        eligible(history, CSTDB, in_the_year_end_round(year))


@each_year
@pytest.mark.parametrize("kind", ["initiative", "science"])
def test_whether_an_older_work_serves_is_open(year, kind):
    """The Law does not say that the initiative must be of the three years: a person decides."""
    history = getattr(a_three_year_fighter(year), kind)("bo_tinh", year - 4)
    undetermined(history, CSTDB, in_the_year_end_round(year), "CSTDB-03")


@each_year
def test_two_years_running_are_one_too_few(year):
    history = a_three_year_fighter(year).without("title", year - 2).initiative("bo_tinh", year)
    not_eligible(history, CSTDB, in_the_year_end_round(year), "CSTDB-01")


@each_year
def test_three_titles_with_a_gap_are_not_three_in_a_row(year):
    history = (
        a_three_year_fighter(year)
        .without("title", year - 1)
        .titles(CSTDCS, year - 3)
        .initiative("bo_tinh", year)
    )
    not_eligible(history, CSTDB, in_the_year_end_round(year), "CSTDB-01")


@each_year
def test_a_run_that_ended_a_year_ago_is_not_a_run_up_to_the_proposal(year):
    history = (
        a_three_year_fighter(year - 1)
        .grade("tot", year)
        .judged(year, *outstanding(CSTDB, year))
        .initiative("bo_tinh", year - 1)
    )
    not_eligible(history, CSTDB, in_the_year_end_round(year), "CSTDB-01")


@each_year
def test_trap_three_titles_on_excellent_work_alone_do_not_remove_the_need_for_an_initiative(year):
    not_eligible(a_three_year_fighter(year), CSTDB, in_the_year_end_round(year), "CSTDB-03")


@each_year
def test_initiatives_of_the_base_unit_are_too_narrow_for_the_ministry(year):
    history = a_three_year_fighter(year).initiative("co_so", year - 2, year - 1, year)
    not_eligible(history, CSTDB, in_the_year_end_round(year), "CSTDB-03")


@each_year
def test_combat_ingenuity_with_that_effect_serves_when_found(year):
    history = a_three_year_fighter(year).judged(year, *claims(CSTDB, "CSTDB-03", in_the_year_end_round(year)))
    eligible(history, CSTDB, in_the_year_end_round(year))


@each_year
def test_years_rewarded_by_a_provincial_title_do_not_serve_for_the_next(year):
    history = (
        a_three_year_fighter(year)
        .titles(CSTDCS, year - 4, year - 3)
        .titles(CSTDB, year - 2)
        .initiative("bo_tinh", year)
    )
    not_eligible(history, CSTDB, in_the_year_end_round(year), "CSTDB-01")


@each_year
def test_three_new_years_after_a_provincial_title_bring_the_next(year):
    history = (
        a_three_year_fighter(year)
        .titles(CSTDCS, year - 5, year - 4, year - 3)
        .titles(CSTDB, year - 3)
        .initiative("bo_tinh", year)
    )
    eligible(history, CSTDB, in_the_year_end_round(year))


@each_year
def test_the_provincial_title_of_the_year_is_not_given_twice(year):
    history = a_three_year_fighter(year).initiative("bo_tinh", year).titles(CSTDB, year)
    not_eligible(history, CSTDB, in_the_year_end_round(year), "C-02")


@each_year
def test_a_discipline_ended_inside_the_three_years_breaks_them(year):
    history = (
        a_three_year_fighter(year)
        .initiative("bo_tinh", year)
        .discipline(year - 2, until=date(year - 2, 6, 30))
    )
    not_eligible(history, CSTDB, in_the_year_end_round(year), "CSTDB-01")


@each_year
def test_a_discipline_ended_before_the_three_years_leaves_them_whole(year):
    history = (
        a_three_year_fighter(year)
        .initiative("bo_tinh", year)
        .discipline(year - 4, until=date(year - 3, 12, 31))
    )
    eligible(history, CSTDB, in_the_year_end_round(year))


@each_year
def test_titles_won_in_a_thematic_drive_do_not_feed_the_ladder(year):
    history = (
        person()
        .grades("xuat_sac", year - 2, year)
        .titles(CSTDCS, year - 2, year - 1)
        .titles(CSTDCS, year, way="chuyen_de")
        .judged(year, *outstanding(CSTDB, year))
        .initiative("bo_tinh", year)
    )
    not_eligible(history, CSTDB, in_the_year_end_round(year), "CSTDB-01")


@each_year
def test_being_outstanding_among_them_is_chosen_by_who_proposes_until_somebody_decides_that_one_is_not(year):
    """CSTDB-02: proposing is choosing; a recorded "not" is never eligible. H-04: the vote is told as a step."""
    on = in_the_year_end_round(year)
    fighter = a_three_year_fighter(year).initiative("bo_tinh", year)
    eligible(fighter, CSTDB, on)
    eligible(fighter.judged(year, "CSTDB-02"), CSTDB, on)
    not_eligible(fighter.judged(year, "CSTDB-02", said=False), CSTDB, on, "CSTDB-02")
    steps = {step.id: step for step in in_force(on).award(CSTDB).steps}
    assert not steps["CSTDB-05"].basis.confirmation.is_confirmed


@each_year
def test_the_third_year_is_that_of_the_title_itself(year):
    """A yearly title: with nothing told of the year asked for, three years before it are not enough."""
    fighter = a_three_year_fighter(year).initiative("bo_tinh", year)
    not_eligible(fighter, CSTDB, in_the_year_end_round(year + 1), "CSTDB-01")
    eligible(fighter, CSTDB, early_in(year + 1))


# --- Chiến sĩ thi đua toàn quốc --------------------------------------------------------------------------


def a_twice_provincial_fighter(year):
    """CSTĐ Bộ/tỉnh twice running: of ``year`` and of three years before, each resting on three years."""
    return (
        person()
        .grades("xuat_sac", year - 5, year)
        .titles(CSTDCS, *range(year - 5, year + 1))
        .titles(CSTDB, year - 3, year)
        .judged(year, *outstanding(CSTDTQ, year))
    )


@each_year
@pytest.mark.parametrize("kind", ["initiative", "science"])
def test_two_provincial_titles_running_and_a_nationwide_effect_make_a_national_fighter(year, kind):
    history = getattr(a_twice_provincial_fighter(year), kind)("toan_quoc", year)
    eligible(history, CSTDTQ, in_the_year_end_round(year))


@each_year
def test_t_05_the_year_after_the_second_provincial_title_is_in_time(year):
    """T-05 is old law: the national title is considered the year after the second provincial one."""
    history = (
        a_twice_provincial_fighter(year - 1)
        .initiative("toan_quoc", year - 1)
        .grade("xuat_sac", year)
        .judged(year, *outstanding(CSTDTQ, year))
    )
    eligible(history, CSTDTQ, date(year, 12, 10))


@each_year
def test_two_years_after_the_second_provincial_title_it_is_too_late(year):
    history = (
        a_twice_provincial_fighter(year - 2)
        .initiative("toan_quoc", year - 2)
        .grades("xuat_sac", year - 1, year)
        .judged(year, *outstanding(CSTDTQ, year))
    )
    not_eligible(history, CSTDTQ, date(year, 12, 10), "CSTDTQ-01")


@each_year
def test_one_provincial_title_is_one_too_few(year):
    history = a_twice_provincial_fighter(year).initiative("toan_quoc", year).without("title", year - 3)
    not_eligible(history, CSTDTQ, in_the_year_end_round(year), "CSTDTQ-01")


@each_year
def test_two_provincial_titles_with_a_year_lost_between_them_are_not_running(year):
    history = (
        person()
        .grades("xuat_sac", year - 6, year)
        .titles(CSTDCS, year - 6, year - 5, year - 4, year - 2, year - 1, year)
        .titles(CSTDB, year - 4, year)
        .initiative("toan_quoc", year)
    )
    not_eligible(history, CSTDTQ, in_the_year_end_round(year), "CSTDTQ-01")


@each_year
def test_two_provincial_titles_suffice_where_the_grassroots_ones_are_not_told(year):
    history = person().grades("xuat_sac", year - 5, year).titles(CSTDB, year - 3, year)
    eligible(history.initiative("toan_quoc", year), CSTDTQ, in_the_year_end_round(year))
    late = person().grades("xuat_sac", year - 6, year).titles(CSTDB, year - 4, year - 1)
    eligible(late.initiative("toan_quoc", year), CSTDTQ, in_the_year_end_round(year))


@each_year
def test_unbroken_grassroots_years_keep_provincial_titles_running_though_four_years_apart(year):
    """At least six CSTĐ cơ sở running carry the two provincial titles; a seventh does not part them."""
    history = person().grades("xuat_sac", year - 6, year).titles(CSTDCS, *range(year - 6, year + 1))
    history = history.titles(CSTDB, year - 4, year).initiative("toan_quoc", year)
    eligible(history, CSTDTQ, in_the_year_end_round(year))


@each_year
def test_two_provincial_titles_cannot_rest_on_fewer_than_six_grassroots_years(year):
    on = in_the_year_end_round(year)
    for provincial in ((year - 1, year), (year - 2, year), (year - 4, year)):
        history = person().titles(CSTDCS, *range(year - 4, year + 1)).titles(CSTDB, *provincial)
        not_eligible(history.initiative("toan_quoc", year), CSTDTQ, on, "CSTDTQ-01")


@each_year
def test_an_effect_in_the_ministry_alone_is_too_narrow_for_the_nation(year):
    history = a_twice_provincial_fighter(year).initiative("bo_tinh", year - 3, year)
    not_eligible(history, CSTDTQ, in_the_year_end_round(year), "CSTDTQ-02")


@each_year
def test_six_grassroots_titles_running_do_not_stand_for_two_provincial_ones(year):
    history = person().grades("xuat_sac", year - 5, year).titles(CSTDCS, *range(year - 5, year + 1))
    history = history.initiative("toan_quoc", year).judged(year, *outstanding(CSTDTQ, year))
    not_eligible(history, CSTDTQ, in_the_year_end_round(year), "CSTDTQ-01")
    not_eligible(history.titles(CSTDB, year), CSTDTQ, in_the_year_end_round(year), "CSTDTQ-01")


@each_year
def test_cstdtq_04_there_is_no_single_winner(year):
    """The word "nhất" of the 2003 Law is gone: no quota, and nothing that only one person could meet."""
    award = in_force(in_the_year_end_round(year)).award(CSTDTQ)
    assert award.quotas == ()
    history = a_twice_provincial_fighter(year).initiative("toan_quoc", year)
    eligible(history, CSTDTQ, in_the_year_end_round(year))
    eligible(history.initiative("toan_quoc", year, ref="QĐ 12"), CSTDTQ, in_the_year_end_round(year))
    assert set(award.standards) == {SubjectKind.PERSON}


@each_year
def test_the_same_two_provincial_titles_do_not_bring_the_national_one_again(year):
    history = a_twice_provincial_fighter(year - 1).titles(CSTDTQ, year - 1)
    history = history.initiative("toan_quoc", year).grade("xuat_sac", year)
    history = history.judged(year, *outstanding(CSTDTQ, year))
    not_eligible(history, CSTDTQ, in_the_year_end_round(year), "CSTDTQ-01")


@each_year
def test_c_09_a_second_state_award_in_the_year_is_left_to_a_person(year):
    """The rule of one state award a year is known from old texts; whether it holds today is open."""
    history = a_twice_provincial_fighter(year).initiative("toan_quoc", year)
    undetermined(history.award(BKTTG, year), CSTDTQ, in_the_year_end_round(year), "C-09")
    eligible(history.award(BKTTG, year - 1), CSTDTQ, in_the_year_end_round(year))


@each_year
@pytest.mark.parametrize("way", ["dot_xuat", "chuyen_de", "cong_hien", "nien_han"])
def test_c_09_sudden_thematic_long_service_and_seniority_awards_are_excepted(year, way):
    history = a_twice_provincial_fighter(year).initiative("toan_quoc", year)
    eligible(history.award(BKTTG, year, way=way), CSTDTQ, in_the_year_end_round(year))


@each_year
def test_c_09_concerns_state_awards_only(year):
    history = a_three_year_fighter(year).initiative("bo_tinh", year).award(BKTTG, year)
    eligible(history, CSTDB, in_the_year_end_round(year))
