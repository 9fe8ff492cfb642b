"""A report's way to the head, to the chair, and back."""

from dataclasses import replace

import pytest

from tests.reporting.conftest import day
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.journal.models import Entry
from thidua.reporting import actions
from thidua.reporting.models import ReportState


def test_the_specialist_lays_it_on_the_heads_desk_who_hands_it_in(reporting):
    world, report = reporting.world, reporting.draft("b")
    actions.ask_approval(world.actor("specialist_b", "2017-06-11"), report)
    report.refresh_from_db()
    assert report.state == ReportState.AWAITING
    actions.submit_report(world.actor("head_b", "2017-06-12"), report)
    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED
    turn = report.submissions.get()
    assert turn.submitted_by == world.people["head_b"]
    assert Entry.objects.get(action="submit_report").before == {"state": "awaiting"}


@pytest.mark.parametrize("who", ["specialist_b", "head_c", "head_a", "secretary", "authority", "inspector"])
def test_only_the_units_head_hands_in(reporting, who):
    report = reporting.draft("b")
    with pytest.raises(NotPermitted):
        actions.submit_report(reporting.world.actor(who), report)


def test_an_empty_report_is_not_handed_in(reporting):
    world = reporting.world
    report = actions.save_draft(
        world.actor("specialist_b"),
        reporting.midyear,
        world.units["b"],
        sections={},
        figures={},
        medals=(),
    )
    for act, who in ((actions.ask_approval, "specialist_b"), (actions.submit_report, "head_b")):
        with pytest.raises(Refused, match="chưa có nội dung"):
            act(world.actor(who), report)


def test_handing_in_twice_says_when_it_was_handed_in(reporting):
    report = reporting.submitted("b", on="2017-06-14")
    with pytest.raises(Refused, match="10:00 14/06/2017"):
        actions.submit_report(reporting.world.actor("head_b", "2017-06-15"), report)
    assert report.submissions.count() == 1


def test_the_head_hands_in_the_version_that_was_read(reporting):
    report = reporting.draft("b")
    reporting.draft("b", visitors="160")
    with pytest.raises(Stale, match="Người specialist_b"):
        actions.submit_report(reporting.world.actor("head_b"), report, version=1)
    actions.submit_report(reporting.world.actor("head_b"), report, version=2)


def test_the_chair_accepts(reporting):
    report = reporting.submitted("b")
    actions.accept_report(reporting.world.actor("secretary", "2017-06-15"), report)
    report.refresh_from_db()
    assert report.state == ReportState.ACCEPTED
    with pytest.raises(Refused, match="đã được tiếp nhận"):
        actions.accept_report(reporting.world.actor("head_a", "2017-06-16"), report)


@pytest.mark.parametrize("who", ["head_b", "specialist_a", "authority", "inspector", "operator"])
def test_only_the_chair_and_its_secretary_judge(reporting, who):
    report = reporting.submitted("b")
    with pytest.raises(NotPermitted):
        actions.accept_report(reporting.world.actor(who), report)
    with pytest.raises(NotPermitted):
        actions.return_report(reporting.world.actor(who), report, reason="?", redo_due=day(12, 1))


def test_a_return_needs_a_reason_and_a_day_to_come(reporting):
    report = reporting.submitted("b")
    with pytest.raises(Refused) as refused:
        actions.return_report(
            reporting.world.actor("secretary", "2017-06-16"), report, reason=" ", redo_due=day(6, 15)
        )
    assert {fault.place for fault in refused.value.faults} == {"reason", "redo_due"}


def test_a_returned_report_goes_round_again(reporting):
    report = reporting.returned("b")
    turn = report.submissions.get()
    assert (turn.return_reason, turn.redo_due) == ("Thiếu số liệu gia đình", day(6, 20))
    with pytest.raises(Refused, match="đơn vị chưa nộp lại"):
        actions.accept_report(reporting.world.actor("secretary", "2017-06-17"), report)
    actions.submit_report(reporting.world.actor("head_b", "2017-06-18"), report)
    actions.accept_report(reporting.world.actor("secretary", "2017-06-19"), report)
    assert report.submissions.count() == 2
    assert Entry.objects.get(action="return_report").reason == "Thiếu số liệu gia đình"


def test_an_import_told_the_same_rounds_again_leaves_them(reporting):
    importer = replace(reporting.world.actor("authority"), for_all_units=True)
    moment = reporting.world.actor
    report = reporting.draft("b", by="specialist_b")
    for _ in range(2):
        actions.submit_report(importer.acting_at(moment("head_b", "2017-06-17").at), report)
        actions.return_report(
            importer.acting_at(moment("head_a", "2017-06-18").at),
            report,
            reason="Thiếu",
            redo_due=day(6, 22),
        )
        actions.submit_report(importer.acting_at(moment("head_b", "2017-06-21").at), report)
        actions.accept_report(importer.acting_at(moment("head_a", "2017-06-22").at), report)
    report.refresh_from_db()
    assert report.state == ReportState.ACCEPTED
    assert report.submissions.count() == 2
    assert importer.user.pk


def test_an_import_writes_over_a_report_handed_in_without_moving_it(reporting):
    report = reporting.submitted("b")
    importer = replace(reporting.world.actor("authority"), for_all_units=True)
    actions.save_draft(
        importer,
        reporting.midyear,
        reporting.world.units["b"],
        sections={"sports": "Từ sổ"},
        figures={},
        medals=(),
    )
    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED
