"""The Law of 2003 as amended and Decree 91/2017, for the years up to 2023 (law-2017.md).

What that note marks as seen decides; the rest is known with medium confidence and is left to a person.
"""

from datetime import date

import pytest

from thidua.core.law.facts import SubjectKind

from .telling import (
    claims,
    collective,
    eligible,
    for_a_person_to_judge,
    in_force,
    in_the_year_end_round,
    not_eligible,
    person,
    undetermined,
    verdict,
)

LDTT = "lao_dong_tien_tien"
CSTDCS = "chien_si_thi_dua_co_so"
CSTDB = "chien_si_thi_dua_bo_tinh"
CSTDTQ = "chien_si_thi_dua_toan_quoc"
TTLDTT = "tap_the_lao_dong_tien_tien"
TTLDXS = "tap_the_lao_dong_xuat_sac"
FLAG = "co_thi_dua_bo_tinh"
GOVERNMENT_FLAG = "co_thi_dua_chinh_phu"
BKB = "bang_khen_bo_tinh"
BKTTG = "bang_khen_thu_tuong"

# The worked example's year, and a year of the pack that follows under the same Law.
each_year = pytest.mark.parametrize("year", [2017, 2020])


def judged_well(history, code, year):
    on = in_the_year_end_round(year)
    return history.judged(year, *for_a_person_to_judge(code, on, history.kind))


# --- persons ---------------------------------------------------------------------------------------------


@each_year
def test_task_done_well_makes_an_advanced_worker(year):
    eligible(judged_well(person().grade("tot", year), LDTT, year), LDTT, in_the_year_end_round(year))


@each_year
def test_task_merely_done_does_not(year):
    history = judged_well(person().grade("hoan_thanh", year), LDTT, year)
    not_eligible(history, LDTT, in_the_year_end_round(year), "LDTT")


@each_year
def test_recruits_long_leave_and_disciplined_are_not_considered(year):
    """Art. 10 of Decree 91: under 10 months, over 40 working days away, disciplined; a person looks it up."""
    on = in_the_year_end_round(year)
    history = judged_well(person().grade("tot", year), LDTT, year)
    excluded = history.only(lambda fact: fact.value != "LDTT-06:true")
    undetermined(excluded, LDTT, on, "LDTT-06")
    not_eligible(excluded.judged(year, "LDTT-06", said=False), LDTT, on, "LDTT-06")


@each_year
def test_who_was_disciplined_in_the_year_is_never_let_through(year):
    history = judged_well(person().grade("tot", year), LDTT, year)
    for ended in (date(year, 11, 1), date(year + 1, 2, 1), None):
        told = history.discipline(year, until=ended)
        assert verdict(told, LDTT, in_the_year_end_round(year)).verdict != "eligible"


@each_year
def test_c_06_counting_anew_after_a_discipline_was_not_seen_for_these_years(year):
    """Two years with an effect on them in doubt: what turns on the unconfirmed C-06 is for a person."""
    history = a_three_year_fighter(year).initiative("bo_tinh", year)
    before = history.discipline(year - 2, until=date(year - 2, 6, 30))
    undetermined(before, CSTDB, in_the_year_end_round(year), "CSTDB-01")


@each_year
def test_a_grassroots_fighter_needed_an_initiative(year):
    history = judged_well(person().grade("xuat_sac", year), CSTDCS, year)
    on = in_the_year_end_round(year)
    not_eligible(history, CSTDCS, on, "CSTDCS-02")
    eligible(history.initiative("co_so", year), CSTDCS, on)


@each_year
@pytest.mark.parametrize("scope", ["co_so", "bo_tinh", "toan_quoc"])
def test_a_science_work_served_as_an_initiative_did(year, scope):
    history = judged_well(person().grade("tot", year), CSTDCS, year)
    eligible(history.science(scope, year), CSTDCS, in_the_year_end_round(year))
    not_eligible(history.science(scope, year - 1), CSTDCS, in_the_year_end_round(year), "CSTDCS-02")


def test_excellent_work_alone_became_enough_with_the_law_of_2022():
    def of(year):
        return judged_well(person().grade("xuat_sac", year), CSTDCS, year)

    not_eligible(of(2023), CSTDCS, in_the_year_end_round(2023), "CSTDCS-02")
    eligible(of(2024), CSTDCS, in_the_year_end_round(2024))


def a_three_year_fighter(year):
    history = person().grades("xuat_sac", year - 2, year).titles(CSTDCS, year - 2, year - 1, year)
    return judged_well(history, CSTDB, year)


@each_year
def test_three_grassroots_titles_running_and_an_effect_in_the_ministry(year):
    on = in_the_year_end_round(year)
    assert (
        verdict(a_three_year_fighter(year).initiative("bo_tinh", year), CSTDB, on).verdict != "not_eligible"
    )
    assert verdict(a_three_year_fighter(year), CSTDB, on).verdict != "eligible"
    eligible(a_three_year_fighter(year).science("bo_tinh", year), CSTDB, on)
    for kind in ("initiative", "science"):
        older = getattr(a_three_year_fighter(year), kind)("bo_tinh", year - 4)
        undetermined(older, CSTDB, on, "CSTDB-03")
    gap = a_three_year_fighter(year).without("title", year - 1).titles(CSTDCS, year - 3)
    not_eligible(gap.initiative("bo_tinh", year), CSTDB, on, "CSTDB-01")


@each_year
def test_h_03_ninety_percent_of_the_council_is_told_beside_the_title(year):
    for code in (CSTDB, CSTDTQ):
        steps = in_force(in_the_year_end_round(year)).award(code).steps
        assert any("90" in step.words and step.basis.confirmation.is_confirmed for step in steps), code


def a_twice_provincial_fighter(year):
    history = person().grades("xuat_sac", year - 5, year).titles(CSTDB, year - 3, year)
    return history.titles(CSTDCS, *range(year - 5, year + 1)).initiative("toan_quoc", year)


@each_year
def test_t_05_the_national_title_was_considered_the_year_after_the_second_provincial_one(year):
    history = a_twice_provincial_fighter(year - 1).grade("xuat_sac", year)
    history = judged_well(history, CSTDTQ, year)
    eligible(history, CSTDTQ, in_the_year_end_round(year))
    not_eligible(history.without("title", year - 4), CSTDTQ, in_the_year_end_round(year), "CSTDTQ-01")


@each_year
def test_the_national_title_needed_a_nationwide_effect_and_two_provincial_titles_running(year):
    on = in_the_year_end_round(year)
    twice = a_twice_provincial_fighter(year)
    eligible(twice, CSTDTQ, on)
    eligible(twice.without("initiative").science("toan_quoc", year), CSTDTQ, on)
    not_eligible(twice.without("initiative"), CSTDTQ, on, "CSTDTQ-02")
    not_eligible(twice.without("initiative").initiative("bo_tinh", year), CSTDTQ, on, "CSTDTQ-02")
    once = person().titles(CSTDCS, *range(year - 5, year + 1)).titles(CSTDB, year)
    not_eligible(once.initiative("toan_quoc", year), CSTDTQ, on, "CSTDTQ-01")
    crowded = person().titles(CSTDCS, *range(year - 4, year + 1)).titles(CSTDB, year - 1, year)
    not_eligible(crowded.initiative("toan_quoc", year), CSTDTQ, on, "CSTDTQ-01")
    alone = person().grade("xuat_sac", year).titles(CSTDB, year - 4, year - 1)
    eligible(alone.initiative("toan_quoc", year), CSTDTQ, on)


@each_year
def test_combat_ingenuity_of_nationwide_effect_was_a_ground_one_claims(year):
    on = in_the_year_end_round(year)
    history = a_twice_provincial_fighter(year).without("initiative")
    eligible(history.judged(year, *claims(CSTDTQ, "CSTDTQ-02", on)), CSTDTQ, on)


@each_year
@pytest.mark.parametrize("titles", [0, 2])
def test_the_diploma_of_the_ministry_is_known_with_medium_confidence_only(year, titles):
    history = person().grades("xuat_sac", year - 1, year).initiative("co_so", year - 1, year)
    history = history.titles(CSTDCS, *range(year - titles + 1, year + 1))
    undetermined(history, BKB, in_the_year_end_round(year), "BKB")


@each_year
def test_so_is_the_prime_minister_s(year):
    history = person().grades("xuat_sac", year - 4, year).award(BKB, year - 5)
    history = history.initiative("co_so", *range(year - 4, year + 1))
    undetermined(history, BKTTG, in_the_year_end_round(year), "BKTT")


# --- collectives -----------------------------------------------------------------------------------------


def an_advanced_collective(year, ldtt="0.51"):
    return judged_well(collective().grade("tot", year).share("ldtt", ldtt, year), TTLDTT, year)


@each_year
def test_over_half_advanced_workers_was_the_law_of_2003(year):
    on = in_the_year_end_round(year)
    eligible(an_advanced_collective(year), TTLDTT, on)
    not_eligible(an_advanced_collective(year, "0.5"), TTLDTT, on, "TTLDTT-02")
    not_eligible(an_advanced_collective(year, "0.49"), TTLDTT, on, "TTLDTT-02")


@each_year
def test_a_collective_s_task_merely_done_is_not_well_done(year):
    history = an_advanced_collective(year).without("grade").grade("hoan_thanh", year)
    not_eligible(history, TTLDTT, in_the_year_end_round(year), "TTLDTT-01")


@each_year
def test_a_member_under_warning_barred_the_collective(year):
    on = in_the_year_end_round(year)
    history = an_advanced_collective(year, "0.9")
    not_eligible(history.share("count:ky_luat_canh_cao", 1, year), TTLDTT, on, "TTLDTT-03")
    eligible(history.share("count:ky_luat_canh_cao", 0, year), TTLDTT, on)


@each_year
def test_c_09_one_state_award_a_year_was_the_law(year):
    on = in_the_year_end_round(year)
    history = judged_well(a_twice_provincial_fighter(year), CSTDTQ, year)
    eligible(history, CSTDTQ, on)
    not_eligible(history.award(BKTTG, year), CSTDTQ, on, "C-09")
    eligible(history.award(BKTTG, year - 1), CSTDTQ, on)


@each_year
@pytest.mark.parametrize("way", ["dot_xuat", "chuyen_de", "cong_hien", "nien_han"])
def test_c_09_sudden_thematic_long_service_and_seniority_awards_were_excepted(year, way):
    history = judged_well(a_twice_provincial_fighter(year), CSTDTQ, year)
    eligible(history.award(BKTTG, year, way=way), CSTDTQ, in_the_year_end_round(year))


@each_year
def test_the_medals_of_circular_01_2015_were_grounds_then(year):
    on = in_the_year_end_round(year)
    for line in ("VDV-03", "VDV-10", "HLV-04"):
        eligible(person().judged(year, line), BKTTG, on)


@each_year
def test_the_excellent_collective_is_known_with_medium_confidence_only(year):
    history = (
        collective()
        .grade("xuat_sac", year)
        .share("hoan_thanh", 1, year)
        .share("ldtt", "0.9", year)
        .share("count:cstd_co_so", 3, year)
        .share("count:ky_luat_canh_cao", 0, year)
    )
    undetermined(judged_well(history, TTLDXS, year), TTLDXS, in_the_year_end_round(year), "TTLDXS")


@each_year
def test_k_14_the_flag_came_from_comparison_inside_the_cluster(year):
    on = in_the_year_end_round(year)
    leader = judged_well(collective().grade("xuat_sac", year).rank(1, year).exceeds(year), FLAG, year)
    eligible(leader, FLAG, on)
    not_eligible(leader.without("cluster_rank").rank(2, year), FLAG, on, "COB-01")
    not_eligible(leader.without("cluster_rank"), FLAG, on, "COB-01")


@each_year
def test_the_government_s_flag_was_for_those_who_meet_the_ministry_s_flag(year):
    on = in_the_year_end_round(year)
    leader = judged_well(
        collective().grade("xuat_sac", year).rank(1, year).exceeds(year), GOVERNMENT_FLAG, year
    )
    eligible(leader, GOVERNMENT_FLAG, on)
    not_eligible(leader.without("cluster_rank").rank(2, year), GOVERNMENT_FLAG, on, "CO")


@each_year
def test_the_leader_of_a_central_cluster_got_the_government_s_flag_directly(year):
    on = in_the_year_end_round(year)
    eligible(collective().rank(1, year, level="trung_uong"), GOVERNMENT_FLAG, on)
    not_eligible(collective().rank(2, year, level="trung_uong"), GOVERNMENT_FLAG, on, "CO")


@each_year
def test_flags_are_for_collectives(year):
    for code in (FLAG, GOVERNMENT_FLAG):
        assert set(in_force(in_the_year_end_round(year)).award(code).standards) == {SubjectKind.COLLECTIVE}
