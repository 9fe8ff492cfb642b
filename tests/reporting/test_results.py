"""The year's figures, medals and lateness, computed from what was handed in."""

from datetime import date
from decimal import Decimal

import pytest

from tests.reporting.conftest import day
from thidua.clusters.models import ClusterYear, Membership, Unit
from thidua.core.reporting import MedalRow, by_gold
from thidua.core.timetable import Progress, Stage
from thidua.pledges.models import AgreedFigure
from thidua.reporting import actions, queries


def medals(gold, silver, bronze, name="Giải vô địch quốc gia"):
    return (MedalRow(name, "quoc_gia", gold, silver, bronze),)


def value(reporting, unit):
    cells = queries.year_figures(reporting.year)[0].cells
    return next(cell for cell in cells if cell.unit == reporting.world.units[unit])


def test_drafts_and_returned_reports_do_not_count(reporting):
    reporting.draft("a", medals=medals(9, 9, 9))
    reporting.returned("b")
    assert queries.medals_total(reporting.year).total == 0
    assert value(reporting, "a").value is None
    assert value(reporting, "b").value is None


def test_the_year_end_report_counts_before_the_mid_year_one_and_they_are_not_summed(reporting):
    reporting.submitted("b", visitors="120", medals=medals(1, 1, 1))
    reporting.submitted("b", reporting.yearend, on="2017-10-30", visitors="240", medals=medals(2, 2, 2))
    assert value(reporting, "b").value == 240
    assert value(reporting, "b").agreed == 200
    assert value(reporting, "b").percent == Decimal("120.0")
    assert queries.medals_total(reporting.year).total == 6


def test_a_year_end_report_without_medals_leaves_those_of_the_middle_of_the_year(reporting):
    reporting.submitted("b", medals=medals(1, 0, 0))
    reporting.submitted("b", reporting.yearend, on="2017-10-30", visitors="240")
    assert queries.medals_total(reporting.year).gold == 1
    assert value(reporting, "b").value == 240


def test_totals_leave_out_percentages(reporting):
    reporting.submitted("a", visitors="100")
    reporting.submitted("b", visitors="250")
    visitors, families = queries.year_figures(reporting.year)
    assert (visitors.total, visitors.agreed_total) == (350, 600)
    assert families.total is None
    assert all(cell.value is None for cell in families.cells)


def test_nearly_reached_is_not_reached_on_any_page(reporting):
    AgreedFigure.objects.filter(unit=reporting.world.units["b"]).update(value=10_000)
    report = reporting.submitted("b", visitors="9996")
    cell = queries.year_figures(reporting.year)[0].cells[1]
    assert (cell.percent, cell.is_reached) == (Decimal("99.9"), False)
    line = queries.contents(report.duty, report.unit, report).figures[0]
    assert (line.percent, line.is_short) == (Decimal("99.9"), True)


def test_medals_are_ordered_by_total_or_by_gold(reporting):
    reporting.submitted("a", medals=medals(70, 68, 103))
    reporting.submitted("b", medals=medals(80, 40, 100))
    table = queries.medal_table(reporting.year)
    assert [(row.unit.short_name, row.total) for row in table] == [("A", 241), ("B", 220), ("C", 0)]
    assert queries.medal_table(reporting.year, by_gold)[0].unit == reporting.world.units["b"]
    total = queries.medals_total(reporting.year)
    assert (total.gold, total.silver, total.bronze, total.total) == (150, 108, 203, 461)


def test_one_competition_of_several_units_is_one_entry(reporting):
    reporting.submitted("a", medals=medals(1, 0, 0, "Giải Vô địch Silat"))
    reporting.submitted("b", medals=medals(0, 2, 0, "giải vô địch  silat"))
    (one,) = queries.competitions(reporting.year)
    assert one.units == ("A", "B")
    assert one.medals.total == 3


def test_late_reports_name_the_handing_in_that_was_late(reporting):
    reporting.submitted("b", on="2017-06-18")
    reporting.submitted("a", on="2017-06-15")
    late = queries.late_reports(reporting.year, day(6, 20))
    assert [(one.unit.short_name, one.days, one.submitted_at is None) for one in late] == [
        ("B", 3, False),
        ("C", 5, True),
    ]
    units = reporting.world.units
    assert queries.lateness_by_unit(reporting.year, day(6, 20)) == {
        units["a"].pk: [0, 0],
        units["b"].pk: [3, 0],
        units["c"].pk: [5, 0],
    }


def test_a_redo_that_is_overdue_is_missing_however_the_first_came(reporting):
    for unit, first in (("b", "2017-06-25"), ("a", "2017-06-15")):
        report = reporting.submitted(unit, on=first)
        secretary = reporting.world.actor("secretary", "2017-06-26")
        actions.return_report(secretary, report, reason="Thiếu số liệu", redo_due=day(7, 1))
    late = queries.late_reports(reporting.year, day(7, 5))
    assert [(one.unit.short_name, one.days, one.submitted_at, one.was_sent) for one in late] == [
        ("A", 4, None, True),
        ("B", 10, None, True),
        ("C", 20, None, False),
    ]


def test_a_closed_year_gets_no_later(reporting):
    ClusterYear.objects.filter(pk=reporting.year.pk).update(closed_on=day(6, 20))
    year = ClusterYear.objects.get(pk=reporting.year.pk)
    assert {one.days for one in queries.late_reports(year, date(2026, 1, 1))} == {5}
    assert all(days == [5, 0] for days in queries.lateness_by_unit(year, date(2026, 1, 1)).values())
    cells = [row[0] for _unit, row in queries.matrix(year, date(2026, 1, 1)).rows]
    assert {(cell.late, cell.left) for cell in cells} == {(5, -5)}


def test_the_reached_figure_of_a_target_is_found_through_its_indicator(reporting):
    reporting.submitted("b", visitors="240")
    said = queries.reported(reporting.year)
    assert said.targets == {reporting.world.units["b"].pk: {reporting.target.pk: Decimal(240)}}
    assert set(said.indicators[reporting.world.units["b"].pk].values()) == {Decimal(240)}


def owed(reporting, unit):
    unit_id = reporting.world.units[unit].pk
    return {o.code: o for o in queries.owed_in_reporting(reporting.year) if o.unit_id == unit_id}[
        "report:sau-thang"
    ]


def test_a_report_is_owed_by_whoever_has_it_on_the_desk(reporting):
    assert (owed(reporting, "b").role, owed(reporting, "b").progress) == ("specialist", Progress.NOT_STARTED)
    assert owed(reporting, "b").stage is Stage.MIDYEAR_REVIEW
    assert owed(reporting, "b").due == day(6, 15)
    report = reporting.draft("b")
    assert owed(reporting, "b").progress is Progress.IN_PROGRESS
    actions.ask_approval(reporting.world.actor("specialist_b"), report)
    assert (owed(reporting, "b").role, owed(reporting, "b").progress) == (
        "unit_head",
        Progress.AWAITING_APPROVAL,
    )
    actions.submit_report(reporting.world.actor("head_b", "2017-06-17"), report)
    done = owed(reporting, "b")
    assert (done.progress, done.done_on, done.lateness(day(12, 1))) == (Progress.DONE, day(6, 17), 2)


def test_a_returned_report_is_owed_again_by_its_new_day(reporting):
    reporting.returned("b", redo_due=day(6, 20))
    again = owed(reporting, "b")
    assert (again.progress, again.due, again.role) == (Progress.RETURNED, day(6, 20), "specialist")
    assert again.blocks


def test_the_chair_owes_duties_and_the_reading_of_reports(world, reporting):
    reporting.submitted("b")
    reporting.submitted("c")
    codes = {o.code: o for o in queries.owed_in_reporting(reporting.year) if o.unit_id is None}
    assert codes["duties"].progress is Progress.DONE
    assert dict(codes["accept:sau-thang"].params)["count"] == 2
    assert not codes["accept:sau-thang"].blocks


def test_a_year_without_duties_is_not_prepared(world):
    owed = {o.code: o for o in queries.owed_in_reporting(world.year)}
    assert owed["duties"].progress is Progress.NOT_STARTED
    assert owed["duties"].stage is Stage.PREPARATION


@pytest.mark.parametrize("read", ["matrix", "late", "lateness", "medals", "figures", "owed"])
def test_readers_ask_the_same_number_of_questions_of_nine_units_as_of_three(
    reporting, read, django_assert_max_num_queries
):
    for number in range(6):
        unit = Unit.objects.create(
            code=f"so-{number}", kind="so", name=f"Sở {number}", short_name=f"S{number}"
        )
        Membership.objects.create(cluster_year=reporting.year, unit=unit, position=10 + number)
    for unit in "abc":
        reporting.submitted(unit, medals=medals(1, 1, 1))
    year = ClusterYear.objects.select_related("cluster").get(pk=reporting.year.pk)
    today = day(6, 20)
    reader = {
        "matrix": lambda: [cell.link for _, cells in queries.matrix(year, today).rows for cell in cells],
        "late": lambda: queries.late_reports(year, today),
        "lateness": lambda: queries.lateness_by_unit(year, today),
        "medals": lambda: queries.competitions(year) + queries.medal_table(year),
        "figures": lambda: queries.year_figures(year) + list(queries.reported(year).targets),
        "owed": lambda: list(queries.owed_in_reporting(year)),
    }[read]
    with django_assert_max_num_queries(10):
        assert reader()
