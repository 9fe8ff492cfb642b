"""A report's way: to the unit's head, to the chair, back for mending, accepted.

An import records rounds of the past: told the same round again, it leaves it as it is.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actor import Actor
from thidua.accounts.moments import moment_words
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, require, require_stage
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append
from thidua.journal.stale import READ_AGAIN, refuse_stale

from ..models import Report, ReportState, Submission

_BEING_WRITTEN = (ReportState.DRAFT, ReportState.AWAITING, ReportState.RETURNED)


@transaction.atomic
def ask_approval(actor: Actor, report: Report, *, version: int | None = None) -> None:
    """Lay the draft on the desk of the unit's head."""
    report = _locked(report)
    year = report.duty.cluster_year
    require(actor, Permission.DRAFT_REPORT, year, report.unit_id)
    require_stage(actor, year)
    if report.state == ReportState.AWAITING:
        raise Refused.because(gettext_noop("Báo cáo đã trình lãnh đạo đơn vị, đang chờ duyệt."))
    _refuse_handed_in(report)
    refuse_stale(version, report.version, report, mend=READ_AGAIN, action="save_draft")
    _refuse_empty(report)
    _move(actor, report, ReportState.AWAITING, "ask_approval")


@transaction.atomic
def submit_report(actor: Actor, report: Report, *, version: int | None = None) -> Submission:
    """Approve the report and hand it in; ``version`` is the one the head has read."""
    report = _locked(report)
    year = report.duty.cluster_year
    require(actor, Permission.SUBMIT_REPORT, year, report.unit_id)
    require_stage(actor, year)
    if told := _told_before(actor, report, "submitted_at"):
        return told
    _refuse_handed_in(report)
    refuse_stale(version, report.version, report, mend=READ_AGAIN, action="save_draft")
    if not actor.for_all_units:
        # What was handed in on paper may be known by its day alone.
        _refuse_empty(report)
    latest = report.submissions.last()
    if latest and latest.returned_at and actor.at < latest.returned_at:
        raise Refused.because(
            gettext_noop("Lần nộp này ghi trước lúc báo cáo bị trả lại."),
            gettext_noop("Hãy kiểm tra lại thời điểm nộp."),
        )
    submission = Submission.objects.create(
        report=report, submitted_at=actor.at, submitted_by=actor.user if actor.user.pk else None
    )
    _move(actor, report, ReportState.SUBMITTED, "submit_report", submitted_at=actor.at)
    return submission


@transaction.atomic
def return_report(actor: Actor, report: Report, *, reason: str, redo_due: date) -> None:
    """Send a report back to its unit with the reason and the day to hand it in again."""
    report = _locked(report)
    year = report.duty.cluster_year
    require(actor, Permission.ACCEPT_REPORT, year)
    require_stage(actor, year)
    if _told_before(actor, report, "returned_at"):
        return
    latest = _waiting_for_the_chair(report)
    faults = []
    if not nfc_lines(reason):
        faults.append(
            Fault(
                gettext_noop("Hãy ghi lý do trả lại."),
                gettext_noop("Nêu rõ phần nào cần sửa."),
                place="reason",
            )
        )
    if redo_due < actor.today:
        faults.append(Fault(gettext_noop("Hạn nộp lại phải từ hôm nay trở đi."), place="redo_due"))
    refuse_if_any(faults)
    latest.returned_at, latest.return_reason, latest.redo_due = actor.at, nfc_lines(reason), redo_due
    latest.save()
    _move(
        actor, report, ReportState.RETURNED, "return_report", reason=latest.return_reason, redo_due=redo_due
    )


@transaction.atomic
def accept_report(actor: Actor, report: Report) -> None:
    """Take a submitted report as complete."""
    report = _locked(report)
    year = report.duty.cluster_year
    require(actor, Permission.ACCEPT_REPORT, year)
    require_stage(actor, year)
    if _told_before(actor, report, "accepted_at"):
        return
    latest = _waiting_for_the_chair(report)
    latest.accepted_at = actor.at
    latest.save()
    _move(actor, report, ReportState.ACCEPTED, "accept_report")


def _locked(report: Report) -> Report:
    """The report as it stands now, with its year locked."""
    lock_year(report.duty.cluster_year)
    return Report.objects.select_related("duty__cluster_year__cluster", "unit", "edited_by").get(pk=report.pk)


def _move(
    actor: Actor, report: Report, state: ReportState, action: str, *, reason: str = "", **after: object
) -> None:
    before = report.state
    report.state = state
    report.save(update_fields=["state"])
    append(
        actor,
        action,
        report,
        before={"state": str(before)},
        after={"state": str(state), **after},
        year_id=report.duty.cluster_year_id,
        unit_id=report.unit_id,
        reason=reason,
    )


def _told_before(actor: Actor, report: Report, moment: str) -> Submission | None:
    """The round an import tells again: one with the same ``moment``, to the minute sheets keep."""
    if not actor.for_all_units:
        return None
    told = _minute(actor.at)
    rounds = (turn for turn in report.submissions.all() if getattr(turn, moment))
    return next((turn for turn in rounds if _minute(getattr(turn, moment)) == told), None)


def _minute(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(second=0, microsecond=0)


def _waiting_for_the_chair(report: Report) -> Submission:
    latest = report.submissions.last()
    if report.state == ReportState.SUBMITTED and latest:
        return latest
    if report.state == ReportState.ACCEPTED and latest:
        raise Refused.because(
            gettext_noop("Báo cáo đã được tiếp nhận lúc %(when)s."), when=moment_words(latest.accepted_at)
        )
    if report.state == ReportState.RETURNED and latest:
        raise Refused.because(
            gettext_noop("Báo cáo đã trả lại lúc %(when)s, đơn vị chưa nộp lại."),
            when=moment_words(latest.returned_at),
        )
    raise Refused.because(gettext_noop("Đơn vị chưa nộp báo cáo này."))


def _refuse_handed_in(report: Report) -> None:
    if report.state in _BEING_WRITTEN:
        return
    latest = report.submissions.last()
    raise Refused.because(
        gettext_noop("Báo cáo đã nộp lúc %(when)s."),
        gettext_noop("Không cần nộp lại."),
        when=moment_words(latest.submitted_at if latest else None),
    )


def _refuse_empty(report: Report) -> None:
    if not (report.sections.exists() or report.figures.exists() or report.medals.exists()):
        raise Refused.because(
            gettext_noop("Báo cáo chưa có nội dung."),
            gettext_noop("Hãy nhập ít nhất một phần rồi trình, nộp."),
        )
