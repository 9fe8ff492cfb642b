"""Pages of a cluster year: its overview, its stages and settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.accounts.speaking import say
from thidua.core.faults import Refused
from thidua.core.timetable import Stage

from .. import actions, desks, obligations, progress, queries
from ..forms.year import ReturnForm, YearSettingsForm
from ..models import ClusterYear
from ..pages import YearRequest, year_page


@year_page()
def overview(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """The year at a glance: strip of stages, what is missing, how far each unit has come."""
    queries.call_by_names_of(year, [unit for unit in (year.chair, year.deputy) if unit])
    owed = desks.with_open_links(obligations.owed_in(year), request.access)
    rows = progress.progress_by_unit(year, owed, request.actor.today)
    context = {
        "strip": queries.stage_strip(year, request.actor.today),
        "headline": progress.headline(year, rows, request.actor.today),
        "missing": progress.missing_things(year, owed),
        "unsettled": progress.unsettled_things(year, owed),
        "progress": rows,
        "may_move": request.access.may(Permission.MOVE_STAGE) and not year.is_closed,
        "may_edit": request.access.may(Permission.EDIT_YEAR) and not year.is_closed,
        "may_reframe": request.access.may(Permission.CREATE_CLUSTER) and not year.is_closed,
        "next_stage": year.current_stage.next,
    }
    return render(request, "clusters/overview.html", context)


@year_page(Permission.MOVE_STAGE)
@require_POST
def open_next_stage(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Open the next stage, or say what is missing."""
    shown = request.POST.get("leaving", "")
    leaving = Stage(shown) if shown in list(Stage) else None
    stage = actions.open_next_stage(request.actor, year, leaving=leaving)
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
            messages.warning(request, say("Cụm đã quay lại giai đoạn trước; lý do được ghi vào nhật ký."))
            return redirect(year)
    return render(request, "clusters/return_to_stage.html", {"form": form, "section": "year"})


@year_page(Permission.EDIT_YEAR)
def settings(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Secretary, regulation and due days."""
    form = YearSettingsForm(year, request.actor.today, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_year(
                request.actor,
                year,
                secretary=form.cleaned_data["secretary"],
                regulation=form.cleaned_data["regulation"],
                dues=form.dues(),
                version=form.cleaned_data["version"],
            )
        except Refused as refused:
            show_in(form, refused, year.version)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect(year)
    context = {
        "form": form,
        "section": "year",
        "may_reframe": request.access.may(Permission.CREATE_CLUSTER) and not year.is_closed,
    }
    return render(request, "clusters/settings.html", context)
