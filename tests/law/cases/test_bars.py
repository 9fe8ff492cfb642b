"""What bars a proposal or a fact: C-02, C-04 to C-07 and C-09, art. 5 of the 2022 Law, art. 4 of Decree 152."""

from datetime import date, timedelta

import pytest

from thidua.core.law.facts import SubjectKind

from .telling import (
    Told,
    eligible,
    every_award,
    in_force,
    in_the_year_end_round,
    not_eligible,
    person,
    undetermined,
    verdict,
)

LDTT = "lao_dong_tien_tien"
BKTTG = "bang_khen_thu_tuong"

each_year = pytest.mark.parametrize("year", [2024, 2025, 2026])
each_award = pytest.mark.parametrize(
    ("code", "kind", "year"), [pytest.param(*case, id="-".join(map(str, case))) for case in every_award()]
)


def an_advanced_worker(year, grade="tot"):
    """Solidarity and taking part in emulation (LDTT-02) have been found."""
    return person().grade(grade, year).judged(year, "LDTT-02")


# --- on every award of every pack ------------------------------------------------------------------------


@each_award
def test_an_open_review_bars_every_award(code, kind, year):
    not_eligible(Told("X", kind).under_review(year), code, in_the_year_end_round(year), "C-05")


@each_award
def test_a_running_discipline_stops_every_award(code, kind, year):
    """Not eligible where the text is confirmed; left to a person where it was not seen (until 2023)."""
    on = in_the_year_end_round(year)
    history = Told("X", kind).discipline(year, until=on + timedelta(days=1))
    if year >= 2024:
        not_eligible(history, code, on, "C-06")
    else:
        assert verdict(history, code, on).verdict != "eligible"


@each_award
def test_of_whom_nothing_is_told_nothing_is_proposed(code, kind, year):
    assert verdict(Told("X", kind), code, in_the_year_end_round(year)).verdict != "eligible"


@each_award
def test_a_history_that_contradicts_itself_is_reported_whatever_the_award(code, kind, year):
    history = Told("X", kind).grade("tot", year).grade("xuat_sac", year).under_review(year)
    undetermined(history, code, in_the_year_end_round(year), "lich_su")


@each_award
def test_an_award_is_for_the_subjects_it_names(code, kind, year):
    on = in_the_year_end_round(year)
    for other in set(SubjectKind) - set(in_force(on).award(code).standards):
        not_eligible(Told("X", other).grade("xuat_sac", year), code, on, "doi_tuong")


# --- bars, told on the plainest title ------------------------------------------------------------------


@each_year
def test_a_running_discipline_bars(year):
    history = an_advanced_worker(year).discipline(year - 1, until=date(year, 12, 11))
    not_eligible(history, LDTT, in_the_year_end_round(year), "C-06")


@each_year
def test_a_discipline_that_ended_inside_the_year_takes_the_year(year):
    history = an_advanced_worker(year).discipline(year - 1, until=date(year, 3, 31))
    not_eligible(history, LDTT, in_the_year_end_round(year), "LDTT-01")


@each_year
@pytest.mark.parametrize("days", [(-1, 12, 31), (0, 1, 1)], ids=["31/12", "1/1"])
def test_a_discipline_that_ended_as_the_year_began_takes_nothing_of_it(year, days):
    back, month, day = days
    history = an_advanced_worker(year).discipline(year - 1, until=date(year + back, month, day))
    eligible(history, LDTT, in_the_year_end_round(year))


@each_year
def test_a_discipline_that_ends_on_the_day_asked_no_longer_runs_but_has_taken_the_year(year):
    on = in_the_year_end_round(year)
    not_eligible(an_advanced_worker(year).discipline(year, until=on), LDTT, on, "LDTT-01")


@each_year
def test_a_discipline_with_no_end_told_is_for_a_person_to_clear_up(year):
    history = an_advanced_worker(year).discipline(year - 1, until=None)
    undetermined(history, LDTT, in_the_year_end_round(year), "C-06")


@each_year
def test_the_latest_of_several_disciplines_decides(year):
    history = (
        an_advanced_worker(year)
        .discipline(year - 4, until=date(year - 3, 6, 30))
        .discipline(year, until=date(year, 9, 30), value="canh_cao")
    )
    not_eligible(history, LDTT, in_the_year_end_round(year), "LDTT-01")


@each_year
def test_an_open_review_bars_whatever_was_achieved(year):
    history = an_advanced_worker(year, "xuat_sac").under_review(year)
    not_eligible(history, LDTT, in_the_year_end_round(year), "C-05")


@each_year
def test_a_review_closed_before_the_day_asked_bars_no_longer(year):
    history = an_advanced_worker(year).under_review(year, until=date(year, 12, 10))
    eligible(history, LDTT, in_the_year_end_round(year))


@each_year
def test_a_review_that_closes_after_the_day_asked_still_bars(year):
    history = an_advanced_worker(year).under_review(year, until=date(year, 12, 11))
    not_eligible(history, LDTT, in_the_year_end_round(year), "C-05")


@each_year
def test_one_closed_review_does_not_hide_another_that_is_open(year):
    history = an_advanced_worker(year).under_review(year, until=date(year, 2, 1)).under_review(year)
    not_eligible(history, LDTT, in_the_year_end_round(year), "C-05")
