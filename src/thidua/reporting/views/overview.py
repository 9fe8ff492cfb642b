"""Every report of the year at a glance, and the chair's reminders."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.faults import fault_text
from thidua.accounts.permissions import Permission
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.faults import Refused

from .. import actions, queries
from ..forms import RemindForm
from ..queries import ReportCell
from .finding import find_duty


@year_page()
def reports(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """The matrix of units and duties; one's own unit's reports first."""
    found = queries.matrix(year, request.actor.today)
    own = next((cells for unit, cells in found.rows if unit == request.access.unit), [])
    is_open = not year.is_closed
    context = {
        "matrix": found,
        "own": own if request.access.may(Permission.DRAFT_REPORT, request.access.unit) else [],
        "may_chase": is_open and request.access.may(Permission.CHASE),
        "may_set": is_open and request.access.may(Permission.SET_DUTIES),
        "waiting": _waiting(found) if request.access.may(Permission.ACCEPT_REPORT) else [],
    }
    return render(request, "reporting/reports.html", context)


@year_page(Permission.CHASE)
def remind(request: YearRequest, year: ClusterYear, duty: str) -> HttpResponse:
    """Call the units whose report is late or coming due."""
    chosen = find_duty(year, duty)
    cells = _missing(queries.matrix(year, request.actor.today), chosen.code)
    form = RemindForm(cells, request.POST or None, initial={"units": _called_first(request, cells)})
    if request.method == "POST" and form.is_valid():
        _send(request, form, cells)
        return redirect(year.url("reports"))
    context = {"form": form, "duty": chosen, "cells": cells, "section": "reports"}
    return render(request, "reporting/remind.html", context)


def _send(request: YearRequest, form: RemindForm, cells: list[ReportCell]) -> None:
    sent = 0
    for cell in cells:
        if cell.unit.code not in form.cleaned_data["units"]:
            continue
        try:
            actions.remind(
                request.actor,
                cell.duty,
                cell.unit,
                message=form.cleaned_data["message"],
                page=request.build_absolute_uri(cell.link),
            )
            sent += 1
        except Refused as refused:
            for fault in refused.faults:
                messages.warning(request, fault_text(fault))
    if sent:
        words = ngettext("Đã đôn đốc %(count)s đơn vị.", "Đã đôn đốc %(count)s đơn vị.", sent)
        messages.success(
            request, words % {"count": sent} + " " + _("Thư được gửi tới những người của đơn vị.")
        )


def _missing(found: queries.ReportMatrix, code: str) -> list[ReportCell]:
    cells = (cell for _, row in found.rows for cell in row)
    return [cell for cell in cells if cell.duty.code == code and not cell.is_handed_in]


def _waiting(found: queries.ReportMatrix) -> list[ReportCell]:
    """Reports that lie with the chair, the longest waiting first."""
    cells = [cell for _, row in found.rows for cell in row if cell.is_submitted]
    return sorted(cells, key=lambda cell: (cell.submitted_at is None, cell.submitted_at))


def _called_first(request: YearRequest, cells: list[ReportCell]) -> list[str]:
    """The unit named in the address, else those that are late, else all."""
    if named := request.GET.get("don-vi"):
        return [named]
    late = [cell.unit.code for cell in cells if (cell.left or 0) < 0]
    return late or [cell.unit.code for cell in cells]
