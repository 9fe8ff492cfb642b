"""Looking things up inside a year: those of another year do not exist here."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from thidua.accounts.permissions import Permission
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.pages import YearRequest, find_member

from ..models import Reminder, Report, ReportingDuty
from ..queries import ReportCell, cell_of


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report's place in the year, whether begun or not, and what the reader may do with it."""

    duty: ReportingDuty
    unit: Unit
    report: Report | None
    reminders: list[Reminder]
    cell: ReportCell
    may_read: bool
    may_edit: bool
    may_submit: bool
    may_judge: bool
    may_chase: bool


def find_duty(year: ClusterYear, code: str) -> ReportingDuty:
    """Return the year's duty with this code; 404 when there is none."""
    duty: ReportingDuty = get_object_or_404(year.duties, code=code)
    duty.cluster_year = year
    return duty


def find_report(request: YearRequest, year: ClusterYear, duty_code: str, unit_code: str) -> FoundReport:
    """Return the report of a unit for a duty, begun or not; 404 when either is not of this year."""
    duty, unit = find_duty(year, duty_code), find_member(year, unit_code)
    report = (
        Report.objects.select_related("edited_by")
        .prefetch_related("submissions__submitted_by")
        .filter(duty=duty, unit=unit)
        .first()
    )
    if report:
        report.duty, report.unit = duty, unit
    reminders = list(Reminder.objects.filter(duty=duty, unit=unit))
    cell = cell_of(duty, unit, report, request.actor.today, reminders[0].sent_at if reminders else None)
    may = request.access.may
    is_open = not year.is_closed
    return FoundReport(
        duty=duty,
        unit=unit,
        report=report,
        reminders=reminders,
        cell=cell,
        # A text that is being written, or was sent back, is its unit's own affair.
        may_read=cell.is_handed_in or may(Permission.READ_DRAFTS, unit),
        may_edit=is_open and not cell.is_handed_in and may(Permission.DRAFT_REPORT, unit),
        may_submit=is_open and not cell.is_handed_in and may(Permission.SUBMIT_REPORT, unit),
        may_judge=is_open and cell.is_submitted and may(Permission.ACCEPT_REPORT),
        may_chase=is_open and not cell.is_handed_in and may(Permission.CHASE),
    )


def begun(found: FoundReport) -> Report:
    """The report itself; 404 while nobody has begun it."""
    if found.report is None:
        raise Http404
    return found.report
