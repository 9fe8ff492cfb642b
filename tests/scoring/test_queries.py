"""The score table, the ranking, and what scoring owes are derived from what was recorded."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.scoring.conftest import GROUPS, TOTAL, criterion
from tests.world import World
from thidua.accounts.roles import Role
from thidua.clusters.models import Membership, Unit
from thidua.core.rubric import CriterionKind, RubricGroup
from thidua.core.timetable import Progress, Stage
from thidua.movements import actions as activities
from thidua.movements.models import ActivityKind, JointActivity
from thidua.pledges.models import AgreedFigure, Pact, Registration, Signature, Target
from thidua.reporting.actions import return_report
from thidua.reporting.models import Figure, Indicator, Report, ReportingDuty, ReportState, Submission
from thidua.scoring import actions
from thidua.scoring.owed import owed_in_scoring
from thidua.scoring.queries import ranking, score_table

D = Decimal
TODAY = date(2017, 11, 5)


def points(world, unit, code):
    table = score_table(world.year, TODAY)
    return next(row for row in table.units if row.unit == world.units[unit]).self_points[code].value


def test_without_a_rubric_there_is_nothing(world):
    assert score_table(world.year) is None
    assert ranking(world.year) == []


def test_drafts_are_left_out(with_rubric, hand_in):
    world = with_rubric
    hand_in("b")
    actions.save_self_scores(world.actor("specialist_c"), world.year, world.units["c"], {"1.1": (D(40), "")})
    ranked = ranking(world.year, TODAY)
    assert [(row.unit.short_name, row.rank, row.self_total) for row in ranked] == [
        ("B", 1, TOTAL),
        ("A", None, None),
        ("C", None, None),
    ]
    drafts = score_table(world.year, TODAY, drafts_of=[world.units["c"].pk])
    assert [row.self_total for row in drafts.units][2] == 70


def test_the_ranking_is_provisional_until_all_is_verified(all_handed_in, hand_in):
    world = all_handed_in
    secretary = world.actor("secretary", "2017-11-05")
    sheets = {sheet.unit_id: sheet for sheet in world.year.score_sheets.all()}
    actions.save_verification(secretary, sheets[world.units["a"].pk], {"1.1": (D(30), "Ít hơn")})
    for unit in "ab":
        actions.finish_verification(secretary, sheets[world.units[unit].pk])
    assert ranking(world.year, TODAY)[0].is_provisional
    actions.finish_verification(secretary, sheets[world.units["c"].pk])
    ranked = ranking(world.year)
    assert [(row.unit.short_name, row.rank, row.verified_total) for row in ranked] == [
        ("B", 1, TOTAL),
        ("C", 1, TOTAL),
        ("A", 3, TOTAL - 5),
    ]
    assert not ranked[0].is_provisional
    assert ranked[2].by_group == {"I": D(40), "II": D(40), "III": D(1)}
    assert ranked[2].difference == -5


def test_late_and_missing_reports_count(all_handed_in):
    world = all_handed_in
    duty = ReportingDuty.objects.create(
        cluster_year=world.year, code="sau-thang", kind="sau_thang", name="Sáu tháng", due=date(2017, 6, 15)
    )
    for unit, day in (("a", "2017-06-14"), ("b", "2017-06-20")):
        at = world.actor("head_a", day).at
        report = Report.objects.create(
            duty=duty, unit=world.units[unit], state=ReportState.SUBMITTED, edited_at=at
        )
        Submission.objects.create(report=report, submitted_at=at)
    assert [points(world, unit, "2.2") for unit in "abc"] == [10, 8, 0]


def test_joint_programmes_count_for_those_who_joined(all_handed_in):
    world = all_handed_in
    for name, joined in (("Hội diễn", "abc"), ("Liên hoan", "b")):
        activity = JointActivity.objects.create(
            cluster_year=world.year,
            kind=ActivityKind.JOINT,
            name=name,
            field="culture",
            held_on=date(2017, 8, 1),
            host=world.units["a"],
        )
        activity.participants.set(world.units[code] for code in joined)
    assert [points(world, unit, "2.3") for unit in "abc"] == [20, 20, 10]


def test_a_target_is_computed_from_the_pledge_and_the_report(world):
    target = Target.objects.create(cluster_year=world.year, code="di-tich", name="Di tích", measure="di tích")
    indicator = Indicator.objects.create(
        cluster_year=world.year, code="di-tich", name="Di tích", measure="di tích", target=target
    )
    duty = ReportingDuty.objects.create(
        cluster_year=world.year, code="nam", kind="nam", name="Năm", due=date(2017, 10, 31)
    )
    unit = world.units["b"]
    AgreedFigure.objects.create(target=target, unit=unit, value=20)
    report = Report.objects.create(
        duty=duty, unit=unit, state=ReportState.SUBMITTED, edited_at=world.actor("head_b").at
    )
    Submission.objects.create(report=report, submitted_at=world.actor("head_b", "2017-10-30").at)
    Figure.objects.create(report=report, indicator=indicator, value=15)
    rule = criterion("1.1", CriterionKind.TARGET, 10)
    groups = (RubricGroup("I", "Một", (replace(rule, target_code="di-tich"),)),)
    actions.save_rubric(world.actor("secretary"), world.year, name="T", places=2, groups=groups)
    world.at(Stage.SELF_SCORING)
    sheet = actions.save_self_scores(world.actor("head_b"), world.year, unit, {})
    actions.submit_sheet(world.actor("head_b"), sheet)
    assert points(world, "b", "1.1") == D("7.5")


def owed(year, code):
    return [o for o in owed_in_scoring(year) if o.code == code]


def test_the_rubric_is_owed_by_the_secretary(world):
    assert [(o.role, o.progress) for o in owed(world.year, "rubric")] == [
        (Role.SECRETARY, Progress.NOT_STARTED)
    ]
    actions.save_rubric(world.actor("secretary"), world.year, name="T", places=2, groups=GROUPS)
    assert owed(world.year, "rubric")[0].is_done


def test_a_sheet_is_owed_on_the_desk_where_it_lies(with_rubric, hand_in):
    world = with_rubric
    unit = world.units["b"]
    mine = lambda: next(o for o in owed(world.year, "score_sheet") if o.unit_id == unit.pk)  # noqa: E731
    assert (mine().role, mine().progress) == (Role.SPECIALIST, Progress.NOT_STARTED)
    hand_in("a")
    sheet = actions.save_self_scores(
        world.actor("specialist_b"), world.year, unit, {code: (D(1), "") for code in ("1.1", "1.2", "2.1")}
    )
    actions.ask_sheet_approval(world.actor("specialist_b"), sheet)
    assert (mine().role, mine().progress) == (Role.UNIT_HEAD, Progress.AWAITING_APPROVAL)
    actions.submit_sheet(world.actor("head_b", "2017-11-02"), sheet)
    assert mine().is_done
    assert mine().lateness(TODAY) == 2
    actions.return_sheet(world.actor("secretary"), sheet, reason="Thiếu")
    assert (mine().role, mine().progress) == (Role.SPECIALIST, Progress.RETURNED)


def test_verification_is_one_task_with_its_count(all_handed_in):
    world = all_handed_in
    for done, sheet in enumerate(list(world.year.score_sheets.all()), start=1):
        actions.finish_verification(world.actor("secretary", "2017-11-08"), sheet)
        (task,) = owed(world.year, "verify_sheets")
        assert dict(task.params) == {"done": done, "total": 3}
    assert task.is_done
    assert task.done_on == date(2017, 11, 8)


@pytest.mark.parametrize("read", [lambda y: score_table(y, TODAY), lambda y: list(owed_in_scoring(y))])
def test_queries_do_not_grow_with_units(all_handed_in, read):
    world = all_handed_in

    def count():
        fresh = type(world.year).objects.get(pk=world.year.pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read(fresh)
        return len(queries)

    few = count()
    _six_more(world)
    assert count() == few


def _six_more(world: World) -> None:
    for number in range(6):
        unit = Unit.objects.create(
            code=f"them-{number}", kind="so", name=f"Sở {number}", short_name=f"S{number}"
        )
        Membership.objects.create(cluster_year=world.year, unit=unit, position=10 + number)
        sheet = world.year.score_sheets.create(
            unit=unit, state="submitted", edited_at=world.actor("head_b").at
        )
        for line in world.year.score_sheets.exclude(pk=sheet.pk).first().lines.all():
            sheet.lines.create(criterion=line.criterion, self_entry=line.self_entry)


def signed_and_registered(world, *codes):
    at = world.actor("head_b").at
    pact = Pact.objects.create(cluster_year=world.year, text="Giao ước")
    for code in codes:
        unit = world.units[code]
        Signature.objects.create(pact=pact, unit=unit, signer_name="Lãnh đạo", signed_at=at)
        Registration.objects.create(cluster_year=world.year, unit=unit, award="giay_khen", registered_at=at)


def why(year, today=TODAY):
    return {
        row.unit.short_name: [str(reason) for reason in row.excluded_for]
        for row in ranking(year, today)
        if row.excluded_for
    }


def test_who_did_not_pledge_report_or_score_is_left_out_once_scoring_is_over(with_rubric, hand_in):
    world = with_rubric
    hand_in("a")
    hand_in("b")
    signed_and_registered(world, "a", "c")
    duty = ReportingDuty.objects.create(
        cluster_year=world.year, code="sau-thang", kind="sau_thang", name="Sáu tháng", due=date(2017, 6, 15)
    )
    returned = Report.objects.create(
        duty=duty, unit=world.units["a"], state=ReportState.RETURNED, edited_at=world.actor("head_a").at
    )
    sent = world.actor("head_a", "2017-06-14").at
    Submission.objects.create(
        report=returned, submitted_at=sent, returned_at=sent, redo_due=date(2017, 6, 20)
    )
    assert why(world.year) == {}
    assert why(world.at(Stage.VERIFICATION)) == {
        "B": [
            "Không ký giao ước thi đua",
            "Không đăng ký danh hiệu, hình thức khen thưởng",
            "Không gửi “Sáu tháng”",
        ],
        "C": ["Không gửi “Sáu tháng”", "Không nộp phiếu chấm điểm"],
    }
    ranked = ranking(world.year, TODAY)
    assert [(row.unit.short_name, row.rank) for row in ranked] == [("A", 1), ("B", None), ("C", None)]
    actions.finish_verification(world.actor("secretary", "2017-11-05"), ranked_sheet(world, "a"))
    assert not ranking(world.year, TODAY)[0].is_provisional


def test_what_no_unit_did_is_held_against_none(all_handed_in):
    ReportingDuty.objects.create(
        cluster_year=all_handed_in.year, code="x", kind="sau_thang", name="Sáu tháng", due=date(2017, 6, 15)
    )
    assert why(all_handed_in.year) == {}


def ranked_sheet(world, code):
    return world.year.score_sheets.get(unit=world.units[code])


def test_verified_points_stay_whatever_is_recorded_later(all_handed_in):
    world = all_handed_in
    for code in "abc":
        actions.finish_verification(world.actor("secretary", "2017-11-05"), ranked_sheet(world, code))
    year = world.at(Stage.REVIEW)
    final = [(row.unit.short_name, row.verified_total, row.rank) for row in ranking(year)]
    activities.record_activity(
        world.actor("specialist_b", "2017-11-16"),
        year,
        kind=ActivityKind.JOINT,
        name="Liên hoan",
        field="culture",
        held_on=date(2017, 11, 16),
        host=world.units["b"],
        participants=[world.units["c"]],
    )
    ReportingDuty.objects.create(
        cluster_year=year, code="x", kind="sau_thang", name="Sáu tháng", due=date(2017, 6, 15)
    )
    assert [(row.unit.short_name, row.verified_total, row.rank) for row in ranking(year)] == final
    year = world.at(Stage.VERIFICATION)
    actions.reopen_verification(world.actor("secretary"), ranked_sheet(world, "a"), reason="Sót hội diễn")
    actions.finish_verification(world.actor("secretary", "2017-11-17"), ranked_sheet(world, "a"))
    changed = {row.unit.short_name: row.verified_total for row in ranking(year)}
    assert changed["A"] < final[0][1]
    assert changed["B"] == final[1][1]


def test_a_returned_report_takes_nothing_from_points_already_final(world):
    target = Target.objects.create(cluster_year=world.year, code="di-tich", name="Di tích", measure="di tích")
    indicator = Indicator.objects.create(
        cluster_year=world.year, code="di-tich", name="Di tích", measure="di tích", target=target
    )
    duty = ReportingDuty.objects.create(
        cluster_year=world.year, code="nam", kind="nam", name="Năm", due=date(2017, 10, 31)
    )
    unit = world.units["b"]
    AgreedFigure.objects.create(target=target, unit=unit, value=20)
    report = Report.objects.create(
        duty=duty, unit=unit, state=ReportState.SUBMITTED, edited_at=world.actor("head_b").at
    )
    Submission.objects.create(report=report, submitted_at=world.actor("head_b", "2017-10-30").at)
    Figure.objects.create(report=report, indicator=indicator, value=15)
    rule = criterion("1.1", CriterionKind.TARGET, 10)
    groups = (RubricGroup("I", "Một", (replace(rule, target_code="di-tich"),)),)
    actions.save_rubric(world.actor("secretary"), world.year, name="T", places=2, groups=groups)
    world.at(Stage.SELF_SCORING)
    actions.submit_sheet(
        world.actor("head_b"), actions.save_self_scores(world.actor("head_b"), world.year, unit, {})
    )
    world.at(Stage.VERIFICATION)
    actions.finish_verification(world.actor("secretary", "2017-11-05"), ranked_sheet(world, "b"))
    year = world.at(Stage.PROPOSAL)
    secretary = world.actor("secretary", "2017-11-20")
    return_report(secretary, report, reason="Sai số liệu", redo_due=date(2017, 11, 25))
    assert ranking(year)[0].verified_total == D("7.5")


def test_a_sheet_mended_after_its_return_is_as_punctual_as_it_first_came(all_handed_in):
    world = all_handed_in
    sheet = ranked_sheet(world, "b")
    actions.return_sheet(world.actor("secretary", "2017-11-03"), sheet, reason="Thiếu minh chứng")
    actions.submit_sheet(world.actor("head_b", "2017-11-06"), sheet)
    (mine,) = [o for o in owed(world.year, "score_sheet") if o.unit_id == sheet.unit_id]
    assert (mine.is_done, mine.lateness(TODAY)) == (True, 0)
