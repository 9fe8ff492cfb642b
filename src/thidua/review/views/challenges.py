"""Asking for a recount of a closed ballot."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.accounts.versioned_form import ReasonForm
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.faults import Refused

from .. import actions
from .ballots import find_ballot


@year_page(Permission.CHALLENGE)
def ballot_challenge(request: YearRequest, year: ClusterYear, ballot_id: int) -> HttpResponse:
    """Give the reason; the recount is made at once and shown on the ballot's page."""
    found = find_ballot(year, ballot_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.challenge(request.actor, found, reason=form.cleaned_data["reason"])
        except Refused as refused:
            show_in(form, refused)
        else:
            if made.agrees:
                messages.success(request, _("Đã kiểm lại: mọi số liệu khớp với lúc khép lại."))
            else:
                messages.error(request, _("Đã kiểm lại: có số liệu không khớp với lúc khép lại."))
            return redirect(year.url("ballot", found.pk))
    context = {"form": form, "ballot": found, "section": "review"}
    return render(request, "review/ballot_challenge.html", context)
