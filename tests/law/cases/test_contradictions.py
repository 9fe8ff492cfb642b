"""A history that cannot be true as told is reported with each of its contradictions, and nothing is guessed."""

from datetime import date

import pytest

from thidua.core.law.explain import explain

from .telling import collective, eligible, in_force, in_the_year_end_round, person, undetermined

LDTT = "lao_dong_tien_tien"
BKTTG = "bang_khen_thu_tuong"
TTLDXS = "tap_the_lao_dong_xuat_sac"
ON = in_the_year_end_round(2025)


def five_good_years():
    return (
        person()
        .grades("tot", 2021, 2025)
        .titles("chien_si_thi_dua_co_so", 2021, 2023, 2025)
        .award("bang_khen_bo_tinh", 2019)
    )


CONTRARY = {
    "two grades in a year": lambda told: told.grade("xuat_sac", 2023),
    "a title before birth": lambda told: told.born(2020),
    "two years of birth": lambda told: told.born(1980).born(1981),
    "a year in the future": lambda told: told.grade("tot", 2026),
    "an award in the future": lambda told: told.award("bang_khen_bo_tinh", 2031),
    "opposite decisions on one condition": lambda told: told.judged(2025, "BKTT-01").judged(
        2025, "BKTT-01", said=False
    ),
}


@pytest.mark.parametrize("add", CONTRARY.values(), ids=CONTRARY)
def test_a_contradiction_stops_even_a_history_that_would_be_eligible(add):
    eligible(five_good_years(), BKTTG, ON)
    undetermined(add(five_good_years()), BKTTG, ON, "lich_su")


def test_every_contradiction_is_told_not_the_first_only():
    history = five_good_years().grade("xuat_sac", 2022).grade("hoan_thanh", 2024).grade("tot", 2027)
    explanation = explain(history, BKTTG, ON, in_force(ON))
    assert sorted(found.year for found in explanation.contradictions) == [2022, 2024, 2027]
    assert len(explanation.findings) == 3
    assert all(finding.id == "lich_su" and finding.met is None for finding in explanation.findings)


def test_a_contradiction_is_told_before_an_open_review_and_before_the_wrong_kind_of_subject():
    undetermined(five_good_years().grade("xuat_sac", 2023).under_review(2025), BKTTG, ON, "lich_su")
    undetermined(collective().grade("tot", 2024).grade("xuat_sac", 2024), LDTT, ON, "lich_su")


@pytest.mark.parametrize(
    "add",
    [
        lambda told: told.rank(1, 2025).rank(2, 2025),
        lambda told: told.share("ldtt", "0.7", 2025).share("ldtt", "0.8", 2025),
        lambda told: told.exceeds(2025).exceeds(2025, said=False),
        lambda told: told.share("count:cstd_co_so", 1, 2025).share("count:cstd_co_so", 2, 2025),
    ],
    ids=["ranks", "shares", "targets", "counts"],
)
def test_a_collective_s_figures_contradict_each_other_too(add):
    undetermined(add(collective().grade("xuat_sac", 2025)), TTLDXS, ON, "lich_su")


def test_what_is_said_twice_alike_is_no_contradiction():
    history = five_good_years()
    told_twice = (
        history.grades("tot", 2021, 2025).titles("chien_si_thi_dua_co_so", 2023).born(1980).born(1980)
    )
    eligible(told_twice, BKTTG, ON)


def test_ranks_of_two_levels_are_no_contradiction():
    history = collective().rank(1, 2025).rank(4, 2025, level="trung_uong")
    assert explain(history, "co_thi_dua_bo_tinh", ON, in_force(ON)).contradictions == ()


def test_the_birth_year_itself_is_not_before_birth():
    history = person().born(2025).grade("tot", 2025).judged(2025, "LDTT-02")
    eligible(history, LDTT, ON)


def test_facts_of_the_very_year_asked_are_not_in_the_future():
    undetermined(person().grade("tot", 2026), LDTT, date(2025, 12, 31), "lich_su")
    undetermined(person().grade("tot", 2026), LDTT, date(2026, 1, 1), "LDTT-02")
