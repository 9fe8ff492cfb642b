"""Writing the list of proposals; it is shown, with the decisions on it, by ``awards``."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.accounts.versioned_form import ReasonForm
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.faults import Refused

from .. import actions
from ..forms import ProposeUnitForm


@year_page(Permission.PROPOSE)
@require_POST
def propose(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Take over everything the ballots elected."""
    listed = actions.propose(request.actor, year)
    messages.success(
        request, _("Danh sách có %(number)s đề nghị theo kết quả bỏ phiếu.") % {"number": len(listed)}
    )
    return redirect(year.url("proposals"))


@year_page(Permission.PROPOSE)
def propose_unit(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Propose a unit against the result, for a reason."""
    form = ProposeUnitForm(year, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_unit(request.actor, year, **form.cleaned_data)
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã thêm đề nghị; lý do được in cạnh tên đơn vị."))
            return redirect(year.url("proposals"))
    return render(request, "review/propose_unit.html", {"form": form, "section": "proposals"})


@year_page(Permission.PROPOSE)
def withdraw_proposal(request: YearRequest, year: ClusterYear, proposal_id: int) -> HttpResponse:
    """Withdraw a proposal, for a reason."""
    proposal = get_object_or_404(year.proposals.select_related("unit", "cluster_year"), pk=proposal_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_proposal(request.actor, proposal, reason=form.cleaned_data["reason"])
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã rút đề nghị; lý do vẫn được in trong danh sách."))
            return redirect(year.url("proposals"))
    context = {"form": form, "proposal": proposal, "section": "proposals"}
    return render(request, "review/withdraw_proposal.html", context)
