"""The year's meetings and, below them, what was voted on."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.faults import Refused
from thidua.core.timetable import Stage

from .. import actions, queries
from ..forms import MeetingForm
from ..models import MeetingKind


@year_page()
def review(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """The three meetings and every ballot, open or counted."""
    is_reviewing = year.current_stage is Stage.REVIEW and not year.is_closed
    meetings = queries.meeting_views(year)
    yearend = next(view.meeting for view in meetings if view.kind is MeetingKind.YEAREND)
    may_cast = request.access.may(Permission.CAST, request.access.unit)
    open_ballots = queries.open_ballots(year, request.access.unit if may_cast else None)
    results = queries.outcomes(year)
    runs_ballots = request.access.may(Permission.RUN_BALLOT)
    context = {
        "meetings": meetings,
        "open_ballots": open_ballots,
        "results": results,
        "questions": queries.questions_to_open(open_ballots, results),
        "may_convene": request.access.may(Permission.CONVENE) and not year.is_closed,
        "may_open": runs_ballots and is_reviewing and yearend is not None,
        "needs_meeting": runs_ballots and is_reviewing and yearend is None,
        "is_before_review": year.current_stage.order < Stage.REVIEW.order,
    }
    return render(request, "review/review.html", context)


@year_page(Permission.CONVENE)
def meeting_edit(request: YearRequest, year: ClusterYear, kind: str) -> HttpResponse:
    """Record a meeting, or correct its record and minutes."""
    try:
        meeting_kind = MeetingKind(kind.replace("-", "_"))
    except ValueError as error:
        raise Http404 from error
    meeting = year.meetings.filter(kind=meeting_kind).first()
    form = MeetingForm(year, meeting, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold_meeting(request.actor, year, kind=meeting_kind, **form.cleaned_data)
        except Refused as refused:
            show_in(form, refused, meeting.version if meeting else 0)
        else:
            messages.success(request, _("Đã lưu hội nghị."))
            return redirect(year.url("review"))
    return render(
        request, "review/meeting_edit.html", {"form": form, "kind": meeting_kind, "section": "review"}
    )
