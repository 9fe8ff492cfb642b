"""Inspection groups: their list, making and changing one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.clusters.queries import members
from thidua.core.faults import NotPermitted, Refused
from thidua.core.verification import VerificationMode

from .. import actions
from ..actions.inspections import GROUPING_STAGES
from ..forms.inspections import InspectionGroupForm
from ..models import InspectionGroup
from ..verifiers import verifying_in


@year_page()
def inspection_groups(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """The groups with their people and units, and the units that are in none."""
    groups = list(InspectionGroup.objects.filter(cluster_year=year).prefetch_related("inspectors", "units"))
    units = members(year)
    names = {unit.pk: unit.short_name for unit in units}
    placed = {unit.pk for group in groups for unit in group.units.all()}
    is_time = not year.is_closed and year.current_stage in GROUPING_STAGES
    context = {
        "groups": [
            (
                group,
                [user.full_name for user in group.inspectors.all()],
                [names.get(unit.pk, unit.short_name) for unit in group.units.all()],
            )
            for group in groups
        ],
        "unplaced": [unit for unit in units if unit.pk not in placed],
        "is_used": verifying_in(year).mode is VerificationMode.INSPECTION,
        "may_edit": is_time and request.access.may(Permission.SET_SCORING_RULES),
        "section": "scores",
    }
    return render(request, "scoring/inspection_groups.html", context)


@year_page(Permission.SET_SCORING_RULES)
def inspection_group(
    request: YearRequest, year: ClusterYear, inspection_group_id: int | None = None
) -> HttpResponse:
    """Make a group, or change one."""
    found = _group(year, inspection_group_id) if inspection_group_id else None
    form = InspectionGroupForm(year, found, request.actor.today, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.save_inspection_group(
                request.actor,
                year,
                name=data["name"],
                people=list(data["people"]),
                units=list(data["units"]),
                group=found,
                version=data["version"] if found else None,
            )
        except NotPermitted:
            raise
        except Refused as refused:
            there = InspectionGroup.objects.filter(pk=found.pk).first() if found else None
            show_in(form, refused, version=there.version if there else None)
        else:
            messages.success(request, _("Đã lưu tổ kiểm tra."))
            return redirect(year.url("inspection_groups"))
    context = {"form": form, "group": found, "section": "scores"}
    return render(request, "scoring/inspection_group.html", context)


@year_page(Permission.SET_SCORING_RULES)
@require_POST
def remove_inspection_group(
    request: YearRequest, year: ClusterYear, inspection_group_id: int
) -> HttpResponse:
    """Dissolve a group."""
    actions.remove_inspection_group(request.actor, year, _group(year, inspection_group_id))
    messages.success(request, _("Đã giải thể tổ kiểm tra."))
    return redirect(year.url("inspection_groups"))


def _group(year: ClusterYear, group_id: int) -> InspectionGroup:
    return get_object_or_404(InspectionGroup, pk=group_id, cluster_year=year)
