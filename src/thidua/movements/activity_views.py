"""Pages of joint programmes and exchanges."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.clusters.queries import members
from thidua.core.faults import Refused

from . import actions, queries
from .forms import ActivityForm
from .models import JointActivity


@year_page()
def activities(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """What the units did together, by field, and counted by unit."""
    overview = queries.activity_overview(year)
    may_record = request.access.may(Permission.RECORD_ACTIVITIES) and not year.is_closed
    context = {
        "overview": overview,
        "may_record": may_record,
        "editable": {
            activity.pk
            for group in overview.by_field
            for activity in group.activities
            if may_record and request.access.may(Permission.RECORD_ACTIVITIES, activity.host)
        },
        "section": "movements",
    }
    return render(request, "movements/activities.html", context)


@year_page(Permission.RECORD_ACTIVITIES)
def edit_activity(request: YearRequest, year: ClusterYear, pk: int | None = None) -> HttpResponse:
    """Record a joint activity or change one; a unit those it hosts, the chair any."""
    activity = get_object_or_404(JointActivity, pk=pk, cluster_year=year) if pk else None
    if activity and not request.access.may(Permission.RECORD_ACTIVITIES, activity.host_id):
        raise PermissionDenied
    units = members(year)
    hosts = [unit for unit in units if request.access.may(Permission.RECORD_ACTIVITIES, unit)]
    form = ActivityForm(hosts, units, request.POST or None, instance=activity)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_activity(request.actor, year, activity=activity, **form.cleaned_data)
        except Refused as refused:
            now = JointActivity.objects.get(pk=activity.pk).version if activity else None
            show_in(form, refused, now)
        else:
            messages.success(request, _("Đã ghi hoạt động."))
            return redirect(year.url("activities"))
    context = {"form": form, "activity": activity, "section": "movements"}
    return render(request, "movements/activity_form.html", context)


@year_page(Permission.RECORD_ACTIVITIES)
@require_POST
def remove_activity(request: YearRequest, year: ClusterYear, pk: int) -> HttpResponse:
    """Strike out an activity recorded by mistake."""
    actions.remove_activity(request.actor, get_object_or_404(JointActivity, pk=pk, cluster_year=year))
    messages.success(request, _("Đã xóa hoạt động; nhật ký còn giữ nội dung cũ."))
    return redirect(year.url("activities"))
