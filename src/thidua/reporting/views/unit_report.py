"""One unit's report: read, written, checked, handed in, accepted or sent back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.accounts.posted import whole
from thidua.accounts.speaking import say
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.faults import NotPermitted, Refused

from .. import actions, queries
from ..forms import ReturnForm
from ..models import Report
from ..report_form import ReportForm
from .finding import FoundReport, begun, find_report


@year_page()
def report(request: YearRequest, year: ClusterYear, duty: str, unit: str) -> HttpResponse:
    """The report, its rounds and reminders; the text only to those who may read it as it stands."""
    found = find_report(request, year, duty, unit)
    context = {
        **_frame(found),
        "contents": queries.contents(found.duty, found.unit, found.report) if found.may_read else None,
        "rounds": list(found.report.submissions.all()) if found.report else [],
        "shows_reminders": request.access.may(Permission.READ_DRAFTS, found.unit)
        or request.access.may(Permission.CHASE),
    }
    return render(request, "reporting/report.html", context)


@year_page(Permission.DRAFT_REPORT)
def edit_report(request: YearRequest, year: ClusterYear, duty: str, unit: str) -> HttpResponse:
    """Write the report; ``more`` asks for blank rows of medals, ``check`` goes on to the check."""
    found = _own(request, year, duty, unit)
    if not found.may_edit:
        return redirect(found.cell.link)
    beside = queries.pledged_and_last_year(year, found.unit)
    if request.method != "POST":
        form = _stored(found, beside)
    elif "more" in request.POST:
        form = ReportForm.longer(request.POST, beside)
    else:
        form = ReportForm.posted(request.POST, beside)
        if saved := _save(request, found, form):
            words = _("Đã lưu lúc %(time)s.") % {"time": _time(request)}
            messages.success(request, words)
            return redirect(_page(saved, found, "check_report" if "check" in request.POST else "edit_report"))
    turn = queries.last_round(found.report)
    context = {**_frame(found), "form": form, "returned": turn if turn and turn.returned_at else None}
    return render(request, "reporting/edit_report.html", context)


@year_page(Permission.DRAFT_REPORT)
@require_POST
def autosave(request: YearRequest, year: ClusterYear, duty: str, unit: str) -> HttpResponse:
    """Save what is typed so far; answer with a line of words, and the new version for the form."""
    found = _own(request, year, duty, unit)
    form = ReportForm.posted(request.POST, queries.pledged_and_last_year(year, found.unit))
    # A change would take the report off the head's desk: that is only done on purpose.
    if not found.may_edit or found.cell.is_awaiting:
        saved, fault = None, _("báo cáo đã trình hoặc đã nộp.")
    else:
        saved = _save(request, found, form)
        fault = "" if saved else next((str(text) for texts in form.errors.values() for text in texts), "")
    context = {"report": saved, "time": _time(request), "fault": fault}
    return render(request, "reporting/autosaved.html", context)


@year_page(Permission.DRAFT_REPORT)
def check_report(request: YearRequest, year: ClusterYear, duty: str, unit: str) -> HttpResponse:
    """What is empty, what it adds up to, how it differs; then to the head, or to the chair."""
    found = _own(request, year, duty, unit)
    begun(found)
    if not found.may_edit:
        return redirect(found.cell.link)
    context = {**_frame(found), "contents": queries.contents(found.duty, found.unit, found.report)}
    return render(request, "reporting/check_report.html", context)


@year_page(Permission.DRAFT_REPORT)
@require_POST
def ask_approval(request: YearRequest, year: ClusterYear, duty: str, unit: str) -> HttpResponse:
    """Lay the report on the head's desk."""
    found = _own(request, year, duty, unit)
    actions.ask_approval(request.actor, begun(found), version=_version(request.POST))
    messages.success(request, _("Đã trình lãnh đạo đơn vị duyệt."))
    return redirect(found.cell.link)


@year_page(Permission.SUBMIT_REPORT)
@require_POST
def submit_report(request: YearRequest, year: ClusterYear, duty: str, unit: str) -> HttpResponse:
    """Approve and hand in the version that was read."""
    found = _own(request, year, duty, unit)
    actions.submit_report(request.actor, begun(found), version=_version(request.POST))
    messages.success(
        request, say("Đã duyệt và nộp lúc %(time)s; cụm trưởng sẽ tiếp nhận.") % {"time": _time(request)}
    )
    return redirect(found.cell.link)


@year_page(Permission.ACCEPT_REPORT)
@require_POST
def accept_report(request: YearRequest, year: ClusterYear, duty: str, unit: str) -> HttpResponse:
    """Take the report as complete."""
    found = find_report(request, year, duty, unit)
    actions.accept_report(request.actor, begun(found))
    messages.success(request, _("Đã tiếp nhận báo cáo của %(unit)s.") % {"unit": found.unit.short_name})
    return redirect(year.url("reports"))


@year_page(Permission.ACCEPT_REPORT)
def return_report(request: YearRequest, year: ClusterYear, duty: str, unit: str) -> HttpResponse:
    """Send the report back with a reason and a day."""
    found = find_report(request, year, duty, unit)
    form = ReturnForm(request.POST or None, today=request.actor.today)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_report(request.actor, begun(found), **form.cleaned_data)
        except NotPermitted:
            raise
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã trả lại báo cáo cho %(unit)s.") % {"unit": found.unit.short_name})
            return redirect(year.url("reports"))
    return render(request, "reporting/return_report.html", {**_frame(found), "form": form})


def _own(request: YearRequest, year: ClusterYear, duty: str, unit: str) -> FoundReport:
    """A report of the user's own unit; another unit's is nobody's to write."""
    found = find_report(request, year, duty, unit)
    if not request.access.may(Permission.DRAFT_REPORT, found.unit):
        raise PermissionDenied
    return found


def _frame(found: FoundReport) -> dict[str, Any]:
    return {"found": found, "cell": found.cell, "duty": found.duty, "unit": found.unit, "section": "reports"}


def _stored(found: FoundReport, beside: list[queries.PledgedFigures]) -> ReportForm:
    version = found.report.version if found.report else 0
    return ReportForm.of(queries.contents(found.duty, found.unit, found.report), beside, version)


def _save(request: YearRequest, found: FoundReport, form: ReportForm) -> Report | None:
    """Save what is typed, or put every fault at its place and return None."""
    if not form.is_valid():
        return None
    try:
        return actions.save_draft(request.actor, found.duty, found.unit, **form.values())
    except Refused as refused:
        form.show(refused, found.report.version if found.report else 0)
        return None


def _page(saved: Report, found: FoundReport, name: str) -> str:
    return found.duty.cluster_year.url(name, found.duty.code, found.unit.code)


def _version(data: QueryDict) -> int:
    """The version of the page the button was on; one that says none is of no version that ever was."""
    return whole(data.get("version"), -1)


def _time(request: YearRequest) -> str:
    return f"{timezone.localtime(request.actor.at):%H:%M}"
