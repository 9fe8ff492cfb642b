"""What the cluster asks its members to report: duties and indicators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.faults import Refused

from .. import actions
from ..forms import DutyForm, IndicatorForm
from ..models import Indicator, ReportingDuty
from .finding import find_duty


@year_page()
def duties(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """The reporting regime of the year: which reports by when, which figures."""
    context = {
        "duties": year.duties.all(),
        "indicators": year.indicators.select_related("target"),
        "may_set": request.access.may(Permission.SET_DUTIES) and not year.is_closed,
        "section": "reports",
    }
    return render(request, "reporting/duties.html", context)


@year_page(Permission.SET_DUTIES)
def edit_duty(request: YearRequest, year: ClusterYear, duty: str = "") -> HttpResponse:
    """Set a report that every member owes, or change it."""
    found = find_duty(year, duty) if duty else None
    form = DutyForm(
        request.POST or None,
        instance=found or ReportingDuty(cluster_year=year),
        initial={"version": found.version if found else None},
    )
    version = found.version if found else None
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_duty(
                request.actor, year, code=duty, is_new=not duty, **_typed(form, "kind", "name", "due")
            )
        except Refused as refused:
            show_in(form, refused, version)
        else:
            messages.success(request, _("Đã lưu “%(name)s”.") % {"name": saved.name})
            return redirect(year.url("duties"))
    return render(
        request, "reporting/duty_form.html", {"form": form, "duty": found, "code": duty, "section": "reports"}
    )


@year_page(Permission.SET_DUTIES)
@require_POST
def remove_duty(request: YearRequest, year: ClusterYear, duty: str) -> HttpResponse:
    """Take back a duty nobody has begun to fulfil."""
    actions.remove_duty(request.actor, find_duty(year, duty))
    messages.success(request, _("Đã xóa báo cáo khỏi chế độ báo cáo của năm."))
    return redirect(year.url("duties"))


@year_page(Permission.SET_DUTIES)
def edit_indicator(request: YearRequest, year: ClusterYear, indicator: str = "") -> HttpResponse:
    """Ask every report for a figure, or change what is asked."""
    found: Indicator | None = get_object_or_404(year.indicators, code=indicator) if indicator else None
    form = IndicatorForm(
        year,
        request.POST or None,
        instance=found or Indicator(cluster_year=year, position=year.indicators.count() + 1),
        initial={"version": found.version if found else None},
    )
    version = found.version if found else None
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_indicator(
                request.actor,
                year,
                code=indicator,
                is_new=not indicator,
                **_typed(form, "name", "field", "measure", "target", "position"),
            )
        except Refused as refused:
            show_in(form, refused, version)
        else:
            messages.success(request, _("Đã lưu “%(name)s”.") % {"name": saved.name})
            return redirect(year.url("duties"))
    return render(
        request,
        "reporting/indicator_form.html",
        {"form": form, "indicator": found, "code": indicator, "section": "reports"},
    )


@year_page(Permission.SET_DUTIES)
@require_POST
def remove_indicator(request: YearRequest, year: ClusterYear, indicator: str) -> HttpResponse:
    """Stop asking for a figure nobody has given."""
    actions.remove_indicator(request.actor, get_object_or_404(year.indicators, code=indicator))
    messages.success(request, _("Đã xóa chỉ số."))
    return redirect(year.url("duties"))


def _typed(form: DutyForm | IndicatorForm, *names: str) -> dict[str, Any]:
    """What was typed, with the version the form was made from."""
    return {name: form.cleaned_data[name] for name in (*names, "version")}
