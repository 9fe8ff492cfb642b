"""Proposals with the decisions on them, the decision, the register, the authority's overview."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.pages import SignedInRequest, office_page, public_page
from thidua.accounts.permissions import Permission
from thidua.clusters.access import unit_of
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.ballot import Question
from thidua.core.faults import Refused
from thidua.core.timetable import Stage
from thidua.review.queries import elected, hand_over_of, outcomes, proposal_rows
from thidua.scoring.queries import rubric_of
from thidua.subjects.access import reach

from . import actions, queries
from .forms import DecisionForm, RegisterForm

ENTRIES_A_PAGE = 30


@year_page()
def proposals(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Who is proposed for what and why, the decisions, the elections, the hand-over."""
    results = outcomes(year)
    rows = queries.answered_rows(year, results)
    is_proposing = year.current_stage is Stage.PROPOSAL and not year.is_closed
    may_propose = request.access.may(Permission.PROPOSE) and is_proposing
    may_decide = request.access.may(Permission.DECIDE)
    context = {
        "rows": rows,
        "withdrawn": proposal_rows(year, withdrawn=True, results=results),
        "decisions": queries.decisions(year),
        "new_chair": elected(year, Question.CHAIR, results),
        "new_deputy": elected(year, Question.DEPUTY, results),
        "hand_over": hand_over_of(year),
        "may_propose": may_propose,
        "has_results": may_propose and any(result.ballot.award for result in results),
        "may_decide": may_decide and queries.is_decidable(year) and any(row.grant is None for row in rows),
        "may_see_all": may_decide,
        "places": rubric.places if (rubric := rubric_of(year)) else None,
        "is_before_proposing": year.current_stage.order < Stage.PROPOSAL.order,
        "checks_open": _checks_open(request, rows),
    }
    return render(request, "awards/proposals.html", context)


@year_page(Permission.DECIDE)
def decide(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Record a signed decision on the proposals that wait for one."""
    waiting = [row for row in queries.answered_rows(year) if row.grant is None]
    if not (waiting and queries.is_decidable(year)):
        messages.warning(request, _("Hiện không có đề nghị nào của cụm chờ quyết định."))
        return redirect(year.url("proposals"))
    form = DecisionForm(waiting, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decision = actions.decide(request.actor, year, **form.decision())
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã ghi quyết định số %(number)s.") % {"number": decision.number})
            return redirect(year.url("proposals"))
    context = {"form": form, "section": "proposals", "checks_open": _checks_open(request, waiting)}
    return render(request, "awards/decide.html", context)


@office_page(Permission.DECIDE)
def cluster_proposals(request: SignedInRequest) -> HttpResponse:
    """What all the authority's clusters propose, those waiting for a decision first."""
    rows = queries.proposals_of_clusters(unit_of(request.user, request.actor.today))
    return render(request, "awards/cluster_proposals.html", {"rows": rows})


@public_page
def register(request: HttpRequest) -> HttpResponse:
    """Awards granted, newest first; by name of unit, year and award."""
    years, awards = queries.register_choices()
    form = RegisterForm(years, awards, request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    entries = queries.register_entries(
        words=wanted.get("q", ""), year=wanted.get("year"), award=wanted.get("award", "")
    )
    page = Paginator(entries, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    queries.call_by_names_then(page.object_list)
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "is_searched": any(wanted.values()),
        "kept": kept.urlencode(),
    }
    return render(request, "awards/register.html", context)


def _checks_open(request: YearRequest, rows: list[queries.AnsweredRow]) -> frozenset[int]:
    """The subjects whose conditions the reader may open, of those the rows were checked by."""
    reading = reach(request.user, Permission.READ_SUBJECTS, request.actor.today)
    subjects = [row.basis.check.subject for row in rows if row.basis.check and row.basis.check.subject]
    return frozenset(subject.pk for subject in subjects if reading.covers(subject.unit_id))
