"""Two people who save the same thing for the first time at once, or one removes what the other begins."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, connections, transaction
from django.db.models import ProtectedError

from tests.world import World
from thidua.clusters.models import ClusterYear
from thidua.core.faults import Refused
from thidua.core.timetable import Stage
from thidua.movements import actions as movements
from thidua.movements.models import Movement, MovementPart
from thidua.reporting import actions as reporting
from thidua.reporting.models import DutyKind, Figure, Indicator, Report, ReportingDuty
from thidua.review import actions as review
from thidua.review.models import Meeting, MeetingKind, Proposal
from thidua.scoring import actions as scoring
from thidua.scoring.models import Rubric, ScoreSheet

pytestmark = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one connection write at a time anyway"
)


@pytest.fixture
def lived_in(a_flushable_journal) -> World:
    """The world in real transactions, so that threads see each other's work."""
    return World.make()


def at_once(year: ClusterYear, *acts: Callable[[], object]) -> list[Exception]:
    """Let ``acts`` begin in turn before any may write in the year; return what they raised."""
    raised: list[Exception] = []

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    with transaction.atomic():
        ClusterYear.objects.select_for_update().get(pk=year.pk)
        for many, thread in enumerate(threads, start=1):
            thread.start()
            _until_waiting(many)
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    return raised


def _until_waiting(many: int) -> None:
    with connection.cursor() as cursor:
        for _ in range(200):
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0] >= many:
                return
            time.sleep(0.05)
    raise AssertionError("not everybody waits for the year")


def _report(w: World, year: ClusterYear) -> Callable[[], object]:
    duty = reporting.save_duty(
        w.actor("secretary"), year, kind=DutyKind.YEAREND, name="Báo cáo năm", due=date(2017, 10, 31)
    )
    return lambda: reporting.save_draft(
        w.actor("specialist_b"),
        ReportingDuty.objects.get(pk=duty.pk),
        w.units["b"],
        sections={"sports": f"của {threading.get_ident()}"},
        figures={},
        medals=[],
        version=0,
    )


def _meeting(w: World, year: ClusterYear) -> Callable[[], object]:
    return lambda: review.hold_meeting(
        w.actor("secretary"),
        ClusterYear.objects.get(pk=year.pk),
        kind=MeetingKind.PACT_SIGNING,
        held_on=date(2017, 3, 20),
        place=f"Phòng {threading.get_ident()}",
        presided_by="Chủ trì",
        version=0,
    )


def _proposal(w: World, year: ClusterYear) -> Callable[[], object]:
    return lambda: review.propose_unit(
        w.actor("head_a"),
        ClusterYear.objects.get(pk=year.pk),
        w.units["b"],
        award="giay_khen",
        reason="vì",
    )


def _rubric(w: World, year: ClusterYear) -> Callable[[], object]:
    return lambda: scoring.name_rubric(
        w.actor("secretary"), ClusterYear.objects.get(pk=year.pk), name="Thang điểm", places=2, version=0
    )


FIRST_SAVES = {
    "report": (Stage.RUNNING, _report, Report),
    "meeting": (Stage.RUNNING, _meeting, Meeting),
    "proposal": (Stage.PROPOSAL, _proposal, Proposal),
    "rubric": (Stage.RUNNING, _rubric, Rubric),
}


@pytest.mark.parametrize("what", FIRST_SAVES)
def test_of_two_first_saves_the_later_is_told(lived_in, what):
    stage, make, model = FIRST_SAVES[what]
    year = lived_in.at(stage)
    act = make(lived_in, year)
    raised = at_once(year, act, act)
    assert [isinstance(error, Refused) for error in raised] == [True], raised
    assert model.objects.count() == 1


def test_two_who_begin_a_score_sheet_make_one(lived_in):
    year = lived_in.at(Stage.RUNNING)
    scoring.name_rubric(lived_in.actor("secretary"), year, name="Thang điểm", places=2)
    scoring.save_group(lived_in.actor("secretary"), year, code="I", name="Nhóm")
    year = lived_in.at(Stage.SELF_SCORING)
    act = _sheet(lived_in, year)
    raised = at_once(year, act, act)
    assert all(isinstance(error, Refused) for error in raised), raised
    assert ScoreSheet.objects.count() <= 1


def _sheet(w: World, year: ClusterYear) -> Callable[[], object]:
    return lambda: scoring.save_self_scores(
        w.actor("specialist_b"), ClusterYear.objects.get(pk=year.pk), w.units["b"], {}, version=0
    )


@pytest.mark.parametrize("order", [1, -1])
def test_a_movement_withdrawn_while_a_part_is_recorded_loses_nothing(lived_in, order):
    year = lived_in.at(Stage.RUNNING)
    movement = movements.launch_movement(
        lived_in.actor("secretary"),
        year,
        name="Phong trào",
        launched_by="Bộ",
        level="bo",
        kind="chuyen_de",
        starts_on=date(2017, 1, 5),
    )
    acts = [
        lambda: movements.withdraw_movement(
            lived_in.actor("secretary"), Movement.objects.get(pk=movement.pk)
        ),
        lambda: movements.record_part(
            lived_in.actor("specialist_b"),
            Movement.objects.get(pk=movement.pk),
            lived_in.units["b"],
            activities="Đã làm",
        ),
    ]
    raised = at_once(year, *acts[::order])
    assert len(raised) == 1, raised
    assert isinstance(raised[0], Refused), raised
    assert Movement.objects.count() == MovementPart.objects.count()


@pytest.mark.parametrize("order", [1, -1])
def test_a_duty_removed_while_a_report_is_begun_loses_nothing(lived_in, order):
    year = lived_in.at(Stage.RUNNING)
    begin = _report(lived_in, year)
    duty = ReportingDuty.objects.get()
    acts = [lambda: reporting.remove_duty(lived_in.actor("secretary"), duty), begin]
    raised = at_once(year, *acts[::order])
    assert len(raised) == 1, raised
    assert isinstance(raised[0], Refused), raised
    assert ReportingDuty.objects.count() == Report.objects.count()


def test_the_store_itself_keeps_what_units_wrote(lived_in):
    year = lived_in.at(Stage.RUNNING)
    _report(lived_in, year)()
    indicator = Indicator.objects.create(cluster_year=year, code="cs", name="Chỉ số", measure="việc")
    Figure.objects.create(report=Report.objects.get(), indicator=indicator, value=1)
    with pytest.raises(ProtectedError):
        ReportingDuty.objects.get().delete()
    with pytest.raises(ProtectedError):
        indicator.delete()
