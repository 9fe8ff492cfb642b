"""Where every report of a year stands: the matrix of duties and units, lateness, what is owed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from thidua.accounts.roles import Role
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import as_of, members, stage_dues
from thidua.clusters.ties import Tie
from thidua.core.faults import gettext_noop
from thidua.core.reporting import Round, due_now, handings_in, report_lateness
from thidua.core.timetable import Obligation, Progress, Stage, days_left

from ..models import DutyKind, Reminder, Report, ReportingDuty, ReportState, Submission

_TONES = {
    ReportState.DRAFT: "",
    ReportState.AWAITING: "warn",
    ReportState.SUBMITTED: "info",
    ReportState.RETURNED: "bad",
    ReportState.ACCEPTED: "good",
}
_PROGRESS = {
    ReportState.DRAFT: Progress.IN_PROGRESS,
    ReportState.AWAITING: Progress.AWAITING_APPROVAL,
    ReportState.RETURNED: Progress.RETURNED,
    ReportState.SUBMITTED: Progress.DONE,
    ReportState.ACCEPTED: Progress.DONE,
}
_TIES = {
    ReportState.DRAFT: gettext_noop("đang soạn báo cáo"),
    ReportState.AWAITING: gettext_noop("đang soạn báo cáo"),
    ReportState.SUBMITTED: gettext_noop("đã nộp báo cáo"),
    ReportState.RETURNED: gettext_noop("đã nộp báo cáo"),
    ReportState.ACCEPTED: gettext_noop("đã nộp báo cáo"),
}


@dataclass(frozen=True, slots=True)
class ReportCell:
    """One unit's report for one duty, begun or not.

    ``due`` is the day that counts now (after a return, the day to hand in again); ``late`` the days late
    by the rounds so far; ``left`` days to ``due``, None once handed in.
    """

    duty: ReportingDuty
    unit: Unit
    report: Report | None
    due: date
    late: int
    left: int | None
    reminded_at: datetime | None = None

    @property
    def state(self) -> ReportState | None:
        """Where the report stands; None when nobody has begun it."""
        return ReportState(self.report.state) if self.report else None

    @property
    def is_awaiting(self) -> bool:
        """Whether it lies on the desk of the unit's head."""
        return self.state is ReportState.AWAITING

    @property
    def is_submitted(self) -> bool:
        """Whether it waits for the chair's answer."""
        return self.state is ReportState.SUBMITTED

    @property
    def is_handed_in(self) -> bool:
        """Whether it lies with the chair, or is accepted."""
        return self.state in (ReportState.SUBMITTED, ReportState.ACCEPTED)

    @property
    def tone(self) -> str:
        """The class of its chip."""
        return _TONES[self.state] if self.state else ""

    @property
    def link(self) -> str:
        """The page of the report."""
        return self.duty.cluster_year.url("report", self.duty.code, self.unit.code)

    @property
    def submitted_at(self) -> datetime | None:
        """When it was last handed in."""
        turn = last_round(self.report)
        return turn.submitted_at if turn else None


@dataclass(frozen=True, slots=True)
class ReportMatrix:
    """Duties in order of due day, and for each unit its cells in the same order."""

    duties: list[ReportingDuty]
    rows: list[tuple[Unit, list[ReportCell]]]

    @property
    def missing(self) -> dict[str, int]:
        """How many units have still to hand in, by code of duty."""
        counts = dict.fromkeys((duty.code for duty in self.duties), 0)
        for _, cells in self.rows:
            for cell in cells:
                counts[cell.duty.code] += not cell.is_handed_in
        return counts


@dataclass(frozen=True, slots=True)
class LateReport:
    """A report that came late, or is late and missing (``submitted_at`` None).

    ``was_sent`` tells one still to be handed in again from one that never came.
    """

    duty: ReportingDuty
    unit: Unit
    days: int
    submitted_at: datetime | None
    was_sent: bool = True


def rounds_of(report: Report | None) -> list[Round]:
    """The rounds of a report as the rules see them; days in the office's time zone."""
    return [_round(turn) for turn in report.submissions.all()] if report else []


def last_round(report: Report | None) -> Submission | None:
    """The latest round, read from what is prefetched."""
    turns = list(report.submissions.all()) if report else []
    return turns[-1] if turns else None


def cell_of(
    duty: ReportingDuty,
    unit: Unit,
    report: Report | None,
    today: date,
    reminded_at: datetime | None = None,
) -> ReportCell:
    """Compute where a report stands on ``today``."""
    today = as_of(duty.cluster_year, today)
    rounds = rounds_of(report)
    due = due_now(duty.due, rounds)
    handed_in = report is not None and report.state in (ReportState.SUBMITTED, ReportState.ACCEPTED)
    return ReportCell(
        duty=duty,
        unit=unit,
        report=report,
        due=due,
        late=report_lateness(duty.due, rounds, today),
        left=None if handed_in else days_left(due, today),
        reminded_at=reminded_at,
    )


def matrix(year: ClusterYear, today: date) -> ReportMatrix:
    """Every duty and every member; five queries, whatever their number."""
    duties = _duties(year)
    reports = _reports(year)
    reminded = {
        (duty_id, unit_id): sent_at
        for duty_id, unit_id, sent_at in Reminder.objects.filter(duty__cluster_year=year)
        .order_by("sent_at")
        .values_list("duty_id", "unit_id", "sent_at")
    }
    rows = []
    for unit in members(year):
        keys = [(duty.pk, unit.pk) for duty in duties]
        cells = [
            cell_of(duty, unit, reports.get(key), today, reminded.get(key))
            for duty, key in zip(duties, keys, strict=True)
        ]
        rows.append((unit, cells))
    return ReportMatrix(duties, rows)


def late_reports(year: ClusterYear, today: date) -> list[LateReport]:
    """Reports that came late or are late and missing, by due day and the cluster's order of units.

    One that is overdue now is missing, however it came before; the days are the most of all its rounds.
    """
    duties, reports, found = _duties(year), _reports(year), []
    units, today = members(year), as_of(year, today)
    for duty in duties:
        for unit in units:
            report = reports.get((duty.pk, unit.pk))
            turns = handings_in(duty.due, rounds_of(report), today)
            worst = max(turns, key=lambda turn: turn.days, default=None)
            if worst is None or not worst.days:
                continue
            is_missing = turns[-1].submitted is None and turns[-1].days > 0
            came = None if is_missing else _moment_of(report, worst.submitted)
            was_sent = any(turn.submitted for turn in turns)
            found.append(LateReport(duty, unit, worst.days, came, was_sent))
    return found


def lateness_by_unit(year: ClusterYear, today: date) -> dict[int, list[int]]:
    """Days late of each member for each duty, in order of due day; 0 where in time or not yet due."""
    duties, reports, today = _duties(year), _reports(year), as_of(year, today)
    return {
        unit.pk: [
            report_lateness(duty.due, rounds_of(reports.get((duty.pk, unit.pk))), today) for duty in duties
        ]
        for unit in members(year)
    }


def owed_in_reporting(year: ClusterYear) -> Iterable[Obligation]:
    """A report for every duty and member; for the chair's desk, duties to set and reports to accept."""
    duties, reports = _duties(year), _reports(year)
    yield Obligation(
        code="duties",
        stage=Stage.PREPARATION,
        what=gettext_noop("Đặt chế độ báo cáo của năm"),
        unit_id=None,
        role=Role.SECRETARY,
        due=stage_dues(year).get(Stage.PREPARATION),
        progress=Progress.DONE if duties else Progress.NOT_STARTED,
        link=year.url("duties"),
        read_link=year.url("duties"),
    )
    units = members(year)
    for duty in duties:
        owed = [(unit, reports.get((duty.pk, unit.pk))) for unit in units]
        for unit, report in owed:
            yield _owed_report(duty, unit, report)
        waiting = sum(report is not None and report.state == ReportState.SUBMITTED for _, report in owed)
        if waiting:
            yield Obligation(
                code=f"accept:{duty.code}",
                stage=DutyKind(duty.kind).stage,
                what=gettext_noop("Tiếp nhận %(count)s báo cáo “%(report)s”"),
                params=(("count", waiting), ("report", duty.name)),
                unit_id=None,
                role=Role.SECRETARY,
                due=None,
                progress=Progress.NOT_STARTED,
                link=year.url("reports"),
                read_link=year.url("reports"),
                # A submitted report lets the year go on; the chair's delay must not hold it up.
                blocks=False,
            )


def ties_in_reporting(year: ClusterYear) -> Iterable[Tie]:
    """Units with a report of the year, be it only begun."""
    reports = Report.objects.filter(duty__cluster_year=year).order_by()
    for unit_id, state in reports.values_list("unit", "state").distinct():
        yield Tie(unit_id, _TIES[ReportState(state)])


def _owed_report(duty: ReportingDuty, unit: Unit, report: Report | None) -> Obligation:
    """What a unit owes for a duty, on the head's desk while it waits for approval."""
    state = ReportState(report.state) if report else None
    turn = last_round(report)
    handed_in = state in (ReportState.SUBMITTED, ReportState.ACCEPTED)
    return Obligation(
        code=f"report:{duty.code}",
        stage=DutyKind(duty.kind).stage,
        what=gettext_noop("Nộp “%(report)s”"),
        params=(("report", duty.name),),
        unit_id=unit.pk,
        role=Role.UNIT_HEAD if state is ReportState.AWAITING else Role.SPECIALIST,
        due=_last_due(duty, report),
        progress=_PROGRESS[state] if state else Progress.NOT_STARTED,
        link=duty.cluster_year.url("report", duty.code, unit.code),
        read_link=duty.cluster_year.url("report", duty.code, unit.code),
        done_on=timezone.localdate(turn.submitted_at) if turn and handed_in else None,
    )


def _last_due(duty: ReportingDuty, report: Report | None) -> date:
    """The day the latest handing-in was or is due: a redo's own day once there was a return."""
    redo_dues = [turn.redo_due for turn in rounds_of(report) if turn.returned and turn.redo_due]
    return redo_dues[-1] if redo_dues else duty.due


def _round(turn: Submission) -> Round:
    return Round(
        timezone.localdate(turn.submitted_at),
        timezone.localdate(turn.returned_at) if turn.returned_at else None,
        turn.redo_due,
        timezone.localdate(turn.accepted_at) if turn.accepted_at else None,
    )


def _moment_of(report: Report | None, submitted: date | None) -> datetime | None:
    turns = report.submissions.all() if report and submitted else []
    return next((t.submitted_at for t in turns if timezone.localdate(t.submitted_at) == submitted), None)


def _duties(year: ClusterYear) -> list[ReportingDuty]:
    """The year's duties, each knowing its year, so that addresses cost no query."""
    duties = list(ReportingDuty.objects.filter(cluster_year=year))
    for duty in duties:
        duty.cluster_year = year
    return duties


def _reports(year: ClusterYear) -> dict[tuple[int, int], Report]:
    """Every report of the year with its rounds, by duty and unit."""
    reports = Report.objects.filter(duty__cluster_year=year).order_by().prefetch_related("submissions")
    return {(report.duty_id, report.unit_id): report for report in reports}
