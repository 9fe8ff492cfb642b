"""Entering the count of a vote on paper."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.faults import Refused

from .. import actions, queries
from ..ballot_forms import PaperCountForm
from .ballots import find_ballot


@year_page(Permission.COUNT_PAPERS)
@never_cache
def ballot_count(request: YearRequest, year: ClusterYear, ballot_id: int) -> HttpResponse:
    """One's own count, with the cells on which the two counts differ once both are entered."""
    found = find_ballot(year, ballot_id)
    if not queries.may_count(found, request.user, request.actor.today):
        raise PermissionDenied
    view = queries.count_view(found, request.user, request.actor.today)
    if not (found.is_on_paper and view.may_enter):
        return redirect(year.url("ballot", found.pk))
    form = PaperCountForm(found, view.own, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_paper_count(request.actor, found, form.figures())
        except Refused as refused:
            show_in(form, form.placed(refused))
        else:
            messages.success(request, _("Đã ghi số liệu kiểm phiếu của bạn."))
            return redirect(year.url("ballot", found.pk))
    context = {
        "form": form,
        "ballot": found,
        "view": view,
        "electorate": len(found.electors.all()),
        "rules": queries.rules_of(found),
        "section": "review",
    }
    return render(request, "review/ballot_count.html", context)
