"""The head's paper: mark, look over, confirm; and the secretary's grid for a show of hands."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.faults import Refused
from thidua.core.timetable import Stage

from .. import actions, queries, urn
from ..actions.secret_casting import taken_at
from ..paper_forms import HandsForm, PaperForm
from .ballots import find_ballot
from .secret_voting import secret_paper


@year_page(Permission.CAST)
@never_cache
def ballot_paper(request: YearRequest, year: ClusterYear, ballot_id: int) -> HttpResponse:
    """One's unit's paper. The first sending shows it again to look over; confirming it casts it."""
    found = find_ballot(year, ballot_id)
    if urn.has_urn(found):
        return secret_paper(request, year, found)
    unit = request.access.unit
    is_over = found.is_open and not taken_at(found, request.actor.at)
    is_running = found.is_open and not is_over and year.current_stage is Stage.REVIEW and not year.is_closed
    if unit is None or not (is_running and queries.owes_vote(found, unit)):
        return render(
            request,
            "review/paper_closed.html",
            {
                "ballot": found,
                "has_voted": queries.has_voted(found, unit),
                "is_over": is_over,
                "section": "review",
            },
            status=409 if request.method == "POST" else 200,
        )
    form = PaperForm(found, request.POST or None, voter=unit)
    context = {
        "form": form,
        "ballot": found,
        "unit": unit,
        "rules": queries.rules_of(found),
    }
    if request.method == "POST" and form.is_valid():
        if request.POST.get("step") == "look_over":
            return render(request, "review/paper_confirm.html", context)
        if request.POST.get("step") == "confirm":
            try:
                actions.cast(request.actor, found, unit, form.choices())
            except Refused as refused:
                show_in(form, refused)
            else:
                return redirect(year.url("ballot_receipt", found.pk))
    return render(request, "review/paper.html", context)


@year_page(Permission.CAST)
def ballot_receipt(request: YearRequest, year: ClusterYear, ballot_id: int) -> HttpResponse:
    """That the unit has voted; never what."""
    found = find_ballot(year, ballot_id)
    if urn.has_urn(found):
        return redirect(year.url("ballot_paper", found.pk))
    unit = request.access.unit
    if not queries.has_voted(found, unit):
        return redirect(year.url("ballot_paper", found.pk))
    return render(request, "review/receipt.html", {"ballot": found, "unit": unit})


@year_page(Permission.RUN_BALLOT)
def ballot_hands(request: YearRequest, year: ClusterYear, ballot_id: int) -> HttpResponse:
    """Record how each unit present raised its hand, in an open ballot."""
    found = find_ballot(year, ballot_id)
    if found.is_secret or not found.is_open:
        return redirect(year.url("ballot", found.pk))
    form = HandsForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.show_of_hands(request.actor, found, form.votes())
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã ghi biểu quyết."))
            return redirect(year.url("ballot", found.pk))
    return render(request, "review/hands.html", {"form": form, "ballot": found, "section": "review"})
