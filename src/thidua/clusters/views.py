"""Pages of clusters: the overview of a year, its stages and settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.permissions import Permission
from thidua.core.faults import Refused
from thidua.core.timetable import Stage, missing

from . import actions, obligations, queries
from .forms import ReturnForm, YearSettingsForm
from .models import ClusterYear
from .pages import YearRequest, year_page


@year_page()
def overview(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """The year at a glance: strip of stages, what is missing, how far each unit has come."""
    owed = obligations.owed_in(year)
    context = {
        "strip": queries.stage_strip(year, request.actor.today),
        "missing": missing(owed, year.current_stage),
        "progress": queries.progress_by_unit(year, owed, request.actor.today),
        "may_move": request.access.may(Permission.MOVE_STAGE) and not year.is_closed,
        "may_edit": request.access.may(Permission.EDIT_YEAR) and not year.is_closed,
        "next_stage": year.current_stage.next,
    }
    return render(request, "clusters/overview.html", context)


@year_page(Permission.MOVE_STAGE)
@require_POST
def open_next_stage(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Open the next stage, or say what is missing."""
    stage = actions.open_next_stage(request.actor, year)
    messages.success(request, _("Đã mở giai đoạn “%(stage)s”.") % {"stage": _(stage.label)})
    return redirect(year)


@year_page(Permission.MOVE_STAGE)
def return_to_stage(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Go back to an earlier stage with a reason."""
    form = ReturnForm(year, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_to_stage(
                request.actor, year, Stage(form.cleaned_data["stage"]), reason=form.cleaned_data["reason"]
            )
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.warning(request, _("Cụm đã quay lại giai đoạn trước; lý do được ghi vào nhật ký."))
            return redirect(year)
    return render(request, "clusters/return_to_stage.html", {"form": form, "section": "year"})


@year_page(Permission.EDIT_YEAR)
def settings(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Secretary, regulation and due days."""
    form = YearSettingsForm(year, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_year(
                request.actor,
                year,
                secretary=form.cleaned_data["secretary"],
                regulation=form.cleaned_data["regulation"],
                dues=form.dues(),
            )
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect(year)
    return render(request, "clusters/settings.html", {"form": form, "section": "year"})


@office_page()
def clusters(request: SignedInRequest) -> HttpResponse:
    """The clusters and years one works in or oversees."""
    return render(request, "clusters/clusters.html", {"years": queries.years_seen_by(request.user)})
