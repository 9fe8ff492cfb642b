"""A report's lateness, the order of units by medals, figures in range."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.reporting import (
    MOST_MEDAL_ROWS,
    HandingIn,
    MedalRow,
    Medals,
    Round,
    by_gold,
    by_total,
    due_now,
    figure_faults,
    handings_in,
    medal_faults,
    report_lateness,
)

DUE = date(2017, 6, 15)
DAYS = st.dates(date(2017, 1, 1), date(2017, 12, 31))


def day(month: int, number: int) -> date:
    return date(2017, month, number)


@pytest.mark.parametrize(
    ("rounds", "today", "late"),
    [
        pytest.param([], day(6, 10), 0, id="not sent, not yet due"),
        pytest.param([], day(6, 15), 0, id="not sent on the day itself"),
        pytest.param([], day(6, 20), 5, id="not sent, overdue"),
        pytest.param([Round(day(6, 15))], day(12, 1), 0, id="handed in on the day"),
        pytest.param([Round(day(6, 18), accepted=day(6, 19))], day(12, 1), 3, id="handed in late"),
        pytest.param(
            [Round(day(6, 14), returned=day(6, 20), redo_due=day(6, 25)), Round(day(6, 25))],
            day(12, 1),
            0,
            id="returned after the due day, mended in time: not late",
        ),
        pytest.param(
            [Round(day(6, 14), returned=day(6, 20), redo_due=day(6, 25)), Round(day(6, 27))],
            day(12, 1),
            2,
            id="mended late",
        ),
        pytest.param(
            [Round(day(6, 14), returned=day(6, 20), redo_due=day(6, 25))], day(6, 29), 4, id="not mended yet"
        ),
        pytest.param(
            [Round(day(6, 20), returned=day(6, 21), redo_due=day(6, 25)), Round(day(6, 22))],
            day(12, 1),
            5,
            id="first late, mended early: the first stays late",
        ),
        pytest.param(
            [Round(day(6, 14), returned=day(6, 20))], day(12, 1), 0, id="returned without a new day"
        ),
    ],
)
def test_lateness_is_the_greatest_of_the_handings_in(rounds, today, late):
    assert report_lateness(DUE, rounds, today) == late


@st.composite
def rounds(draw) -> list[Round]:
    days = sorted(draw(st.lists(DAYS, max_size=4)))
    found = [
        Round(submitted, submitted, draw(st.none() | st.just(submitted + timedelta(days=7))))
        for submitted in days[:-1]
    ]
    return [*found, Round(days[-1])] if days else []


@given(rounds(), DAYS, DAYS)
def test_lateness_is_never_negative_and_is_one_of_its_handings_in(given_rounds, due, today):
    late = report_lateness(due, given_rounds, today)
    assert late >= 0
    assert late == max((turn.days for turn in handings_in(due, given_rounds, today)), default=0)


@given(rounds(), DAYS, DAYS)
def test_a_complete_report_does_not_grow_later(given_rounds, due, today):
    if given_rounds:
        today = max(today, given_rounds[-1].submitted)
        assert report_lateness(due, given_rounds, today) == report_lateness(
            due, given_rounds, today + timedelta(days=90)
        )


def test_what_came_after_the_day_had_not_come_yet():
    due, today = date(2017, 6, 15), date(2017, 6, 20)
    assert handings_in(due, [Round(date(2017, 6, 25))], today) == [HandingIn(None, 5)]
    returned = Round(date(2017, 6, 15), returned=date(2017, 6, 25), redo_due=date(2017, 6, 16))
    assert handings_in(due, [returned], today) == [HandingIn(date(2017, 6, 15), 0)]


def test_a_table_of_more_rows_than_a_page_shows_is_refused():
    rows = [MedalRow(f"Giải {row}", "quoc_gia", 1) for row in range(MOST_MEDAL_ROWS + 1)]
    assert not medal_faults(rows[:-1])
    ((row, name, fault),) = medal_faults(rows)
    assert (row, name, fault.params["rows"]) == (MOST_MEDAL_ROWS, "competition", MOST_MEDAL_ROWS + 1)


@given(rounds(), DAYS, DAYS)
def test_the_order_in_which_rounds_are_told_does_not_matter(given_rounds, due, today):
    days = [turn.submitted for turn in given_rounds]
    if len(set(days)) == len(days):
        assert report_lateness(due, given_rounds[::-1], today) == report_lateness(due, given_rounds, today)


def test_after_a_return_the_new_day_counts():
    assert due_now(DUE, []) == DUE
    assert due_now(DUE, [Round(day(6, 14), day(6, 20), day(6, 25))]) == day(6, 25)
    assert due_now(DUE, [Round(day(6, 14), day(6, 20))]) == DUE


def test_units_are_ordered_by_total_or_by_gold():
    vinh_phuc, other = Medals(70, 68, 103), Medals(80, 40, 100)
    assert vinh_phuc.total == 241
    assert sorted([other, vinh_phuc], key=by_total) == [vinh_phuc, other]
    assert sorted([vinh_phuc, other], key=by_gold) == [other, vinh_phuc]
    assert sorted([Medals(1, 0, 2), Medals(2, 0, 1)], key=by_total)[0] == Medals(2, 0, 1)


@given(st.lists(st.builds(Medals, *[st.integers(0, 9999)] * 3), max_size=9))
def test_totals_add_up(found):
    assert sum(found, Medals()).total == sum(medals.total for medals in found)


@pytest.mark.parametrize(
    ("value", "measure", "good"),
    [
        ("0", "di tích", True),
        ("1440", "huy chương", True),
        ("95.5", "%", True),
        ("100", "%", True),
        ("100.1", "%", False),
        ("-1", "lượt", False),
        ("10000000000000", "lượt", False),
        ("1.2345", "tỷ đồng", False),
    ],
)
def test_a_figure_has_its_range(value, measure, good):
    assert (not figure_faults(Decimal(value), measure, "figure_x")) is good


def test_each_fault_of_a_medals_table_names_its_row_and_field():
    rows = [
        MedalRow("Giải vô địch Pencak Silat", "quoc_gia", 3, 2, 1),
        MedalRow("", "quoc_gia", 1),
        MedalRow("giải vô địch  Pencak silat", "quoc_gia", -1, 10000),
    ]
    assert [(row, name) for row, name, _ in medal_faults(rows)] == [
        (1, "competition"),
        (2, "competition"),
        (2, "gold"),
        (2, "silver"),
    ]
    assert "dòng 1" in str(medal_faults(rows)[1][2])
