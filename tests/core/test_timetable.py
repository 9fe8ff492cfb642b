"""The stages of the year and lateness."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.timetable import (
    Field,
    Obligation,
    Progress,
    Stage,
    days_late,
    days_left,
    missing,
    usual_due,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
DUE = date(2017, 11, 10)


def owed(progress=Progress.NOT_STARTED, **changes):
    values = {
        "code": "report:tong-ket",
        "stage": Stage.SELF_SCORING,
        "what": "Nộp %(report)s",
        "unit_id": 1,
        "role": "specialist",
        "due": DUE,
        "progress": progress,
        "link": "/",
    }
    return Obligation(**{**values, **changes})


def test_the_nine_stages_follow_each_other_to_the_hand_over():
    walked = [Stage.PREPARATION]
    while following := walked[-1].next:
        walked.append(following)
    assert walked == list(Stage)
    assert [stage.order for stage in Stage] == list(range(9))
    assert Stage.HAND_OVER.next is None


def test_every_word_shown_has_a_label():
    for kind in (Stage, Progress, Field):
        assert len({member.label for member in kind}) == len(kind)


@given(st.integers(2000, 2100))
def test_usual_due_days_go_forward_within_the_year(year):
    days = [usual_due(year, stage) for stage in Stage]
    assert days == sorted(set(days))
    assert {day.year for day in days} == {year}


def test_lateness_counts_the_days_after_the_due_day():
    assert days_late(DUE, date(2017, 11, 10), date(2018, 1, 1)) == 0
    assert days_late(DUE, date(2017, 11, 13), date(2018, 1, 1)) == 3
    assert days_late(DUE, None, date(2017, 11, 11)) == 1
    assert days_left(DUE, date(2017, 11, 12)) == -2


@given(DAYS, st.none() | DAYS, DAYS)
def test_lateness_is_never_negative_and_agrees_with_days_left(due, done, today):
    late = days_late(due, done, today)
    assert late >= 0
    assert late == max(-days_left(due, done or today), 0)


@given(DAYS, DAYS)
def test_what_is_still_missing_grows_later_by_one_each_day(due, today):
    tomorrow = today + timedelta(days=1)
    assert days_late(due, None, tomorrow) - days_late(due, None, today) in (0, 1)


def test_a_thing_done_keeps_the_lateness_it_had():
    done = owed(Progress.DONE, done_on=date(2017, 11, 12))
    assert done.lateness(date(2020, 1, 1)) == 2


def test_a_thing_done_on_an_unknown_day_is_not_late():
    assert owed(Progress.DONE).lateness(date(2020, 1, 1)) == 0


def test_a_returned_thing_is_late_again_whatever_day_it_was_first_handed_in():
    assert owed(Progress.RETURNED, done_on=date(2017, 11, 9)).lateness(date(2017, 11, 15)) == 5


def test_without_a_due_day_nothing_is_late():
    assert owed(due=None).lateness(date(2020, 1, 1)) == 0


def test_only_blocking_things_of_the_stage_stand_before_the_next():
    wanted = owed()
    others = [owed(Progress.DONE), owed(blocks=False), owed(stage=Stage.REVIEW)]
    assert missing([*others, wanted], Stage.SELF_SCORING) == [wanted]
