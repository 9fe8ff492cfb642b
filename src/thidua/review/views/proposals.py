"""Writing the list of proposals; it is shown, with the decisions on it, by ``awards``."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.accounts.versioned_form import ReasonForm
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.faults import Refused
from thidua.eligibility.nominations import check_nominations

from .. import actions
from ..forms import ProposeUnitForm
from ..models import Proposal
from ..queries import proposal_rows, year_day


@year_page(Permission.PROPOSE)
@require_POST
def propose(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Take over everything the ballots elected."""
    listed = actions.propose(request.actor, year)
    messages.success(
        request, _("Danh sách có %(number)s đề nghị theo kết quả bỏ phiếu.") % {"number": len(listed)}
    )
    _tell_departures(request, year, listed)
    _tell_checks(request, year, listed)
    return redirect(year.url("proposals"))


@year_page(Permission.PROPOSE)
def propose_unit(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Propose a unit against the result, for a reason."""
    form = ProposeUnitForm(year, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            proposal = actions.propose_unit(request.actor, year, **form.cleaned_data)
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã thêm đề nghị; lý do được in cạnh tên đơn vị."))
            _tell_departures(request, year, [proposal])
            _tell_checks(request, year, [proposal])
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


def _tell_departures(request: YearRequest, year: ClusterYear, listed: list[Proposal]) -> None:
    """Tell which proposals are not what ranking, quotas and the meeting's decisions come to."""
    ids = {proposal.pk for proposal in listed}
    for row in proposal_rows(year):
        if row.proposal.pk in ids and row.departs:
            messages.warning(
                request,
                _("%(proposal)s: khác kết quả xếp hạng và hạn mức; hãy ghi quyết định của hội nghị nếu có.")
                % {"proposal": row.proposal},
            )


def _tell_checks(request: YearRequest, year: ClusterYear, listed: list[Proposal]) -> None:
    """Tell which proposals the law is not known to allow; the meeting may still propose them."""
    nominations = [(proposal.unit_id, proposal.award) for proposal in listed]
    checks = check_nominations(nominations, year_day(year))
    for proposal in listed:
        check = checks[proposal.unit_id, proposal.award]
        if not check.is_clear:
            verdict = gettext(check.verdict.label) if check.verdict else _("Chưa kiểm tra được điều kiện")
            messages.warning(
                request,
                _("%(proposal)s. %(verdict)s: %(why)s.")
                % {"proposal": proposal, "verdict": verdict, "why": check.why},
            )
