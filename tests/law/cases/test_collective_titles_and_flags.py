"""Collective titles and the two flags: art. 25-28 of the 2022 Law (law-current.md §4.1-4.4)."""

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
    in_force,
    in_the_year_end_round,
    not_eligible,
    person,
    undetermined,
)

TTLDTT = "tap_the_lao_dong_tien_tien"
TTLDXS = "tap_the_lao_dong_xuat_sac"
FLAG = "co_thi_dua_bo_tinh"
GOVERNMENT_FLAG = "co_thi_dua_chinh_phu"

each_year = pytest.mark.parametrize("year", [2024, 2025, 2026])


def judged_well(history, code, year):
    """Every qualitative condition of the award found met, the grounds one may claim aside."""
    on = in_the_year_end_round(year)
    return history.judged(year, *for_a_person_to_judge(code, on, SubjectKind.COLLECTIVE))


# --- Tập thể lao động tiên tiến --------------------------------------------------------------------------


def an_advanced_collective(year, ldtt="0.75"):
    return judged_well(collective().grade("tot", year).share("ldtt", ldtt, year), TTLDTT, year)


@each_year
def test_work_well_done_and_three_quarters_advanced_workers_make_an_advanced_collective(year):
    eligible(an_advanced_collective(year), TTLDTT, in_the_year_end_round(year))


@each_year
def test_work_merely_done_is_not_well_done(year):
    """Another team's program reads "hoàn thành nhiệm vụ" (SEC); the line is known as HTT."""
    history = an_advanced_collective(year).without("grade").grade("hoan_thanh", year)
    not_eligible(history, TTLDTT, in_the_year_end_round(year), "TTLDTT-01")


@each_year
@pytest.mark.parametrize("ldtt", ["0.51", "0.6", "0.699"])
def test_ttldtt_02_between_over_half_and_seventy_percent_the_share_is_open(year, ldtt):
    undetermined(an_advanced_collective(year, ldtt), TTLDTT, in_the_year_end_round(year), "TTLDTT-02")


@each_year
@pytest.mark.parametrize("ldtt", ["0.7", "0.70", "1"])
def test_seventy_percent_is_enough_under_either_reading(year, ldtt):
    eligible(an_advanced_collective(year, ldtt), TTLDTT, in_the_year_end_round(year))


@each_year
@pytest.mark.parametrize("ldtt", ["0", "0.499", "0.5"])
def test_half_is_too_few_under_either_reading(year, ldtt):
    not_eligible(an_advanced_collective(year, ldtt), TTLDTT, in_the_year_end_round(year), "TTLDTT-02")


@each_year
def test_a_share_nobody_told_is_not_reached(year):
    history = an_advanced_collective(year).without("share")
    not_eligible(history, TTLDTT, in_the_year_end_round(year), "TTLDTT-02")


@each_year
def test_a_person_may_settle_the_share_in_doubt(year):
    history = an_advanced_collective(year, "0.6")
    eligible(history.judged(year, "TTLDTT-02"), TTLDTT, in_the_year_end_round(year))
    refused = history.judged(year, "TTLDTT-02", said=False)
    not_eligible(refused, TTLDTT, in_the_year_end_round(year), "TTLDTT-02")


@each_year
def test_ttldtt_03_whether_a_member_under_warning_bars_is_open(year):
    history = an_advanced_collective(year)
    undetermined(
        history.share("count:ky_luat_canh_cao", 1, year), TTLDTT, in_the_year_end_round(year), "TTLDTT-03"
    )
    eligible(history.share("count:ky_luat_canh_cao", 0, year), TTLDTT, in_the_year_end_round(year))


@each_year
def test_solidarity_of_the_collective_is_for_a_person_to_judge(year):
    history = an_advanced_collective(year).without("judged")
    undetermined(history, TTLDTT, in_the_year_end_round(year), "TTLDTT-04")


# --- Tập thể lao động xuất sắc ---------------------------------------------------------------------------


def an_excellent_collective(year, *, ldtt="0.72", done="1", fighters=2):
    history = (
        collective()
        .grade("xuat_sac", year)
        .share("hoan_thanh", done, year)
        .share("ldtt", ldtt, year)
        .share("count:cstd_co_so", fighters, year)
    )
    return judged_well(history, TTLDXS, year)


@each_year
def test_all_the_figures_reached_make_an_excellent_collective(year):
    eligible(an_excellent_collective(year), TTLDXS, in_the_year_end_round(year))


@each_year
def test_exactly_seventy_percent_and_one_fighter_are_enough(year):
    history = an_excellent_collective(year, ldtt="0.70", fighters=1)
    eligible(history, TTLDXS, in_the_year_end_round(year))


@each_year
@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"ldtt": "0.699"}, "TTLDXS-04"),
        ({"done": "0.99"}, "TTLDXS-03"),
        ({"fighters": 0}, "TTLDXS-05"),
    ],
)
def test_one_figure_missed_by_a_little_is_missed(year, changes, line):
    not_eligible(an_excellent_collective(year, **changes), TTLDXS, in_the_year_end_round(year), line)


@each_year
@pytest.mark.parametrize(
    ("untold", "line"),
    [("hoan_thanh:1", "TTLDXS-03"), ("ldtt:0.72", "TTLDXS-04"), ("count:cstd_co_so:2", "TTLDXS-05")],
)
def test_a_figure_nobody_told_is_not_reached(year, untold, line):
    whole = an_excellent_collective(year)
    history = whole.only(lambda fact: fact.value != untold)
    assert len(history.facts) == len(whole.facts) - 1
    not_eligible(history, TTLDXS, in_the_year_end_round(year), line)


@each_year
def test_well_done_is_not_excellent(year):
    history = an_excellent_collective(year).without("grade").grade("tot", year)
    not_eligible(history, TTLDXS, in_the_year_end_round(year), "TTLDXS-01")


@each_year
@pytest.mark.parametrize("line", ["TTLDXS-02", "TTLDXS-06"])
def test_each_qualitative_condition_is_a_person_s_to_judge(year, line):
    history = an_excellent_collective(year)
    unjudged = history.only(lambda fact: fact.value != f"{line}:true")
    undetermined(unjudged, TTLDXS, in_the_year_end_round(year), line)
    not_eligible(unjudged.judged(year, line, said=False), TTLDXS, in_the_year_end_round(year), line)


@each_year
def test_ttldxs_07_whether_a_member_under_warning_bars_is_open(year):
    """In the 2003 Law, not in the quotation of the 2022 Law."""
    history = an_excellent_collective(year)
    warned = history.share("count:ky_luat_canh_cao", 1, year)
    undetermined(warned, TTLDXS, in_the_year_end_round(year), "TTLDXS-07")
    eligible(history.share("count:ky_luat_canh_cao", 0, year), TTLDXS, in_the_year_end_round(year))


@each_year
def test_last_year_s_figures_do_not_serve_this_year_s_round(year):
    history = an_excellent_collective(year - 1).judged(year, "TTLDXS-02", "TTLDXS-06")
    not_eligible(history, TTLDXS, in_the_year_end_round(year), "TTLDXS-01")


def test_the_year_before_may_be_rewarded_early_in_the_next():
    eligible(an_excellent_collective(2025), TTLDXS, early_in(2026))


@each_year
def test_the_title_may_come_every_year_but_once_for_a_year(year):
    history = an_excellent_collective(year)
    eligible(history.titles(TTLDXS, year - 1), TTLDXS, in_the_year_end_round(year))
    not_eligible(history.titles(TTLDXS, year), TTLDXS, in_the_year_end_round(year), "C-02")


@each_year
def test_a_collective_under_inspection_waits(year):
    history = an_excellent_collective(year).under_review(year)
    not_eligible(history, TTLDXS, in_the_year_end_round(year), "C-05")


# --- Cờ thi đua của Bộ, ban, ngành, tỉnh -----------------------------------------------------------------


def a_leader_of_its_cluster(year, code=FLAG, level="bo_tinh"):
    history = collective().grade("xuat_sac", year).rank(1, year, level=level).exceeds(year)
    return judged_well(history, code, year)


@each_year
def test_the_leader_of_a_cluster_that_exceeds_its_targets_gets_the_flag(year):
    eligible(a_leader_of_its_cluster(year), FLAG, in_the_year_end_round(year))


@each_year
@pytest.mark.parametrize("rank", [2, 5])
def test_the_second_of_the_cluster_does_not(year, rank):
    history = a_leader_of_its_cluster(year).without("cluster_rank").rank(rank, year)
    not_eligible(history, FLAG, in_the_year_end_round(year), "COB-01")


@each_year
def test_k_14_without_comparison_inside_a_cluster_there_is_no_flag(year):
    history = a_leader_of_its_cluster(year).without("cluster_rank")
    not_eligible(history, FLAG, in_the_year_end_round(year), "COB-01")


@each_year
def test_targets_merely_met_are_not_exceeded(year):
    history = a_leader_of_its_cluster(year).without("exceeds_targets")
    not_eligible(history.exceeds(year, said=False), FLAG, in_the_year_end_round(year), "COB-02")
    not_eligible(history, FLAG, in_the_year_end_round(year), "COB-02")


@each_year
def test_thrift_and_solidarity_are_judged_by_a_person(year):
    history = a_leader_of_its_cluster(year).without("judged")
    undetermined(history, FLAG, in_the_year_end_round(year), "COB-03")


@each_year
def test_cob_04_leading_a_movement_of_three_years_is_of_low_confidence(year):
    """The duration is not confirmed: who claims the movement is left to a person; who does not is not."""
    history = collective().grade("xuat_sac", year)
    claimed = history.judged(
        year, *claims(FLAG, "COB-04", in_the_year_end_round(year), SubjectKind.COLLECTIVE)
    )
    undetermined(claimed, FLAG, in_the_year_end_round(year), "COB-04")
    not_eligible(history, FLAG, in_the_year_end_round(year), "COB-01")


@each_year
def test_the_flag_may_be_won_every_year_but_once_for_a_year(year):
    history = a_leader_of_its_cluster(year)
    eligible(history.titles(FLAG, year - 1), FLAG, in_the_year_end_round(year))
    not_eligible(history.titles(FLAG, year), FLAG, in_the_year_end_round(year), "C-02")


# --- Cờ thi đua của Chính phủ ----------------------------------------------------------------------------


@each_year
def test_the_outstanding_leader_of_a_ministry_s_cluster_may_get_the_government_s_flag(year):
    history = a_leader_of_its_cluster(year, GOVERNMENT_FLAG)
    eligible(history, GOVERNMENT_FLAG, in_the_year_end_round(year))


@each_year
def test_the_leader_of_a_cluster_of_the_central_council_gets_it_directly(year):
    """COCP-04: rank 1 there is a ground of its own."""
    history = a_leader_of_its_cluster(year, GOVERNMENT_FLAG, level="trung_uong")
    eligible(history, GOVERNMENT_FLAG, in_the_year_end_round(year))


@each_year
@pytest.mark.parametrize("level", ["bo_tinh", "trung_uong"])
def test_the_second_of_either_cluster_does_not(year, level):
    history = (
        a_leader_of_its_cluster(year, GOVERNMENT_FLAG).without("cluster_rank").rank(2, year, level=level)
    )
    not_eligible(history, GOVERNMENT_FLAG, in_the_year_end_round(year), "COCP-01")


@each_year
def test_a_leader_that_only_met_its_targets_is_not_excellent_enough(year):
    history = a_leader_of_its_cluster(year, GOVERNMENT_FLAG).without("exceeds_targets")
    not_eligible(history, GOVERNMENT_FLAG, in_the_year_end_round(year), "COCP-02")


@each_year
def test_clean_party_and_thrift_are_judged_by_a_person(year):
    history = a_leader_of_its_cluster(year, GOVERNMENT_FLAG)
    unjudged = history.only(lambda fact: fact.value != "COCP-03:true")
    assert unjudged.facts != history.facts
    undetermined(unjudged, GOVERNMENT_FLAG, in_the_year_end_round(year), "COCP-03")


@each_year
def test_leading_a_movement_of_the_prime_minister_for_five_years_is_a_ground_one_claims(year):
    on = in_the_year_end_round(year)
    history = collective().grade("xuat_sac", year)
    claim = claims(GOVERNMENT_FLAG, "COCP-05", on, SubjectKind.COLLECTIVE)
    eligible(history.judged(year, *claim), GOVERNMENT_FLAG, on)
    not_eligible(history.judged(year, *claim, said=False), GOVERNMENT_FLAG, on, "COCP-01")


def test_the_government_s_flag_is_never_for_a_person():
    history = person().grade("xuat_sac", 2025)
    not_eligible(history, GOVERNMENT_FLAG, in_the_year_end_round(2025), "doi_tuong")


@each_year
def test_cocp_06_the_twenty_percent_of_leaders_are_not_confirmed_today(year):
    quotas = in_force(in_the_year_end_round(year)).award(GOVERNMENT_FLAG).quotas
    assert [quota.id for quota in quotas] == ["COCP-06"]
    assert pool_limit(quotas[0], 23) is None


@each_year
def test_a_discipline_that_ended_inside_the_year_takes_the_year_s_rank(year):
    history = a_leader_of_its_cluster(year).discipline(year - 1, until=date(year, 5, 31))
    not_eligible(history, FLAG, in_the_year_end_round(year), "COB-01")
