"""The regulation's rules of a year, and who is left out of the review."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.accounts.versioned_form import ReasonForm
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.exclusion import ExclusionKind
from thidua.core.faults import Refused

from .. import actions, queries
from ..actions.rules import LOCKED_STAGES, is_crossed_already
from ..forms.rules import ExclusionForm, ScoringRulesForm
from ..models import Exclusion


@year_page(Permission.SET_SCORING_RULES)
def scoring_rules(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Who verifies, how long appeals take, the order and its tie-breaks, exclusions, quotas."""
    rules = queries.rules_of(year)
    is_locked = year.current_stage in LOCKED_STAGES
    form = ScoringRulesForm(
        year, rules, request.POST or None, asks_reason=is_locked, keeps_rota=is_crossed_already(year)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_scoring_rules(request.actor, year, **form.values())
        except Refused as refused:
            show_in(form, refused, version=queries.rules_of(year).version)
        else:
            messages.success(request, _("Đã lưu quy tắc; bảng xếp hạng được tính lại theo quy tắc mới."))
            return redirect(year.url("ranking"))
    context = {"form": form, "is_locked": is_locked, "section": "ranking"}
    return render(request, "scoring/rules.html", context)


@year_page(Permission.RECORD_EXCLUSION)
def record_exclusion(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Leave a unit out for what no record of the year shows by itself."""
    form = ExclusionForm(year, queries.ranking_rules(year), request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.record_exclusion(
                request.actor,
                year,
                data["unit"],
                kind=ExclusionKind(data["kind"]),
                document=data["document"],
            )
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã ghi; đơn vị không còn trong bảng xếp hạng."))
            return redirect(year.url("ranking"))
    return render(request, "scoring/record_exclusion.html", {"form": form, "section": "ranking"})


@year_page(Permission.RECORD_EXCLUSION)
def lift_exclusion(request: YearRequest, year: ClusterYear, exclusion_id: int) -> HttpResponse:
    """Take a unit back into the review, for a reason."""
    rows = Exclusion.objects.filter(cluster_year=year).select_related("unit", "cluster_year")
    found = get_object_or_404(rows, pk=exclusion_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.lift_exclusion(request.actor, found, reason=form.cleaned_data["reason"])
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã gỡ; đơn vị trở lại bảng xếp hạng."))
            return redirect(year.url("ranking"))
    context = {"form": form, "exclusion": found, "section": "ranking"}
    return render(request, "scoring/lift_exclusion.html", context)
