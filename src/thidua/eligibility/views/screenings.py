"""Screenings of a unit: asking for one, watching it, reading, narrowing and taking out what it found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.paging import page_of
from thidua.accounts.permissions import Permission
from thidua.clusters.access import unit_of
from thidua.core.faults import Refused
from thidua.core.vietnamese import slug

from .. import actions, exporting
from ..access import find_run, reading_reach
from ..forms import NarrowRowsForm, ScreeningForm
from ..law_in_force import law_on
from ..models import ScreeningRun
from ..queries import screenings as queries

ROWS_A_PAGE = 50


@office_page(Permission.READ_SUBJECTS)
def screenings(request: SignedInRequest) -> HttpResponse:
    """The screenings made so far, and the form that asks for another."""
    within = reading_reach(request)
    form = ScreeningForm(
        within, request.actor.today, unit_of(request.user, request.actor.today), request.POST or None
    )
    if request.method == "POST" and form.is_valid():
        try:
            run = _ask(request, form.cleaned_data)
        except Refused as refused:
            _show(form, refused)
        else:
            return redirect(run)
    page = page_of(request, queries.runs_within(within), queries.RUNS_SHOWN)
    now = timezone.now()
    context = {"form": form, "page": page, "runs": [queries.run_view(run, now) for run in page]}
    return render(request, "eligibility/screenings.html", context)


@office_page(Permission.READ_SUBJECTS)
def screening(request: SignedInRequest, pk: int) -> HttpResponse:
    """One screening: how far it is, the counts and quotas, the rows narrowed."""
    run = find_run(request, pk)
    view = queries.run_view(run, timezone.now())
    form = _narrowing(request, view)
    rows = queries.narrowed(run, **form.wanted())
    page = page_of(request, rows, ROWS_A_PAGE)
    context: dict[str, Any] = {
        "view": view,
        "form": form,
        "page": page,
        "rows": queries.row_views(run, list(page.object_list)),
        "may_cancel": run.is_active and run.asked_by_id == request.user.pk,
        "is_narrowed": any(form.wanted().values()),
        "kept": request.GET.urlencode(),
    }
    return render(request, "eligibility/screening.html", context)


@office_page(Permission.READ_SUBJECTS)
def screening_progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far a screening is, for the page that watches it; when it has ended the page is read anew."""
    run = find_run(request, pk)
    if "HX-Request" not in request.headers:
        # A part of a page and no page of its own: whoever opens it is led to the page.
        return redirect("screening", pk=run.pk)
    view = queries.run_view(run, timezone.now())
    response = render(request, "eligibility/parts/progress.html", {"view": view})
    if not run.is_active:
        response["HX-Refresh"] = "true"
    return response


@office_page(Permission.READ_SUBJECTS)
@require_POST
def cancel_screening(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop a screening; what it found so far stays."""
    run = find_run(request, pk)
    actions.cancel_screening(request.actor, run)
    messages.success(request, _("Đã dừng lượt rà soát; kết quả đã có vẫn được giữ."))
    return redirect(run)


@office_page(Permission.READ_SUBJECTS)
def screening_file(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """What is narrowed, as a file."""
    if form not in exporting.CONTENT_TYPES:
        raise Http404
    run = find_run(request, pk)
    view = queries.run_view(run, timezone.now())
    rows = queries.narrowed(run, **_narrowing(request, view).wanted())
    response = HttpResponse(
        exporting.content(form, view, queries.row_views(run, list(rows))),
        content_type=exporting.CONTENT_TYPES[form],
    )
    name = f"ra-soat-{slug(run.unit.short_name)}-{run.on:%Y%m%d}.{form}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _ask(request: SignedInRequest, asked: dict[str, Any]) -> ScreeningRun:
    law = law_on(asked["ngay"], asked["to_chuc"])
    kinds = set(asked["kinds"])
    given = [code for code, award in law.pack.awards.items() if kinds & set(award.standards)]
    awards = [code for code in given if code in asked["awards"]] if asked["awards"] else given
    return actions.ask_screening(request.actor, asked["unit"], law, awards=awards, kinds=asked["kinds"])


def _show(form: ScreeningForm, refused: Refused) -> None:
    """The law's faults speak of the day as ``on``, of the organisation as ``overlay``."""
    show_in(form, Refused(*(replace(f, place=_FIELDS.get(f.place, f.place)) for f in refused.faults)))


_FIELDS = {"on": "ngay", "overlay": "to_chuc"}


def _narrowing(request: SignedInRequest, view: queries.RunView) -> NarrowRowsForm:
    asked = [(count.code, count.name) for count in view.counts if count.asked]
    return NarrowRowsForm(asked, request.GET)
