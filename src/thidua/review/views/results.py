"""The result of the year: order, awards by quota, the meeting's decisions; and trying changes out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.accounts.versioned_form import ReasonForm
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.pages import YearRequest, find_member, year_page
from thidua.core.award import AWARDS
from thidua.core.faults import Refused
from thidua.core.rank_chart import rank_chart
from thidua.core.ranking_words import order_words
from thidua.scoring.actions.appeals import APPEAL_STAGES
from thidua.scoring.chart import points_chart, series
from thidua.scoring.queries import indicator_names, score_table
from thidua.scoring.queries.appeals import StandingAppeals, standing_appeals

from .. import actions, queries
from ..actions.decisions import DECIDING
from ..models import MeetingDecision
from ..result_forms import DecisionForm, WhatIfForm
from ..what_if import Changes, try_out


@year_page()
def year_result(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """The final order and why, the award of each unit by quota and by the meeting, charts."""
    result = queries.year_result(year, request.actor.today)
    context: dict[str, object] = {
        "result": result,
        "award_names": _award_names(),
        "may_decide": request.access.may(Permission.RUN_BALLOT)
        and not year.is_closed
        and year.current_stage in DECIDING,
        "may_set_rules": request.access.may(Permission.SET_SCORING_RULES) and not year.is_closed,
        "appeals": _appeals(request, year, result),
        "section": "ranking",
    }
    if result is not None:
        history = queries.rank_history(year, result)
        shown = [row for row in result.rows if row.scores.is_handed_in]
        context |= {
            "order": order_words(result.table.rules, indicator_names(year)),
            "excluded": [row for row in result.rows if row.excluded_for],
            "history": history,
            "rank_chart": rank_chart(
                history.years,
                [(unit.short_name, series(place), ranks) for place, (unit, ranks) in enumerate(history.rows)],
            ),
            "chart": points_chart([(row.unit.short_name, row.scores.by_group) for row in shown]),
            "legend": [(series(index), group) for index, group in enumerate(result.table.groups)],
        }
    return render(request, "review/year_result.html", context)


@year_page()
def what_if(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Change figures, exclusions, rules or quotas and see ranks and awards move; nothing is saved."""
    table = score_table(year, request.actor.today)
    if table is None:
        return redirect(year.url("year_result"))
    quotas = table.rules.quotas_of(year.cluster.kind)
    form = WhatIfForm(year, table, quotas, request.GET or None)
    changes = form.changes() if form.is_valid() else Changes()
    decisions = {row.unit_id: row for row in MeetingDecision.objects.filter(cluster_year=year)}
    votes = queries.votes_of(queries.outcomes(year), quotas)
    moved = try_out(table, quotas, votes, decisions, changes)
    context = {
        "form": form,
        "table": table,
        "moved": moved,
        "is_tried": not changes.is_empty,
        "changed": sum(row.is_changed for row in moved),
        "award_names": _award_names(),
        "section": "ranking",
    }
    return render(request, "review/what_if.html", context)


@year_page(Permission.RUN_BALLOT)
def decide_award(request: YearRequest, year: ClusterYear, unit_code: str) -> HttpResponse:
    """Record that the meeting gives a unit something else than what was computed."""
    unit = find_member(year, unit_code)
    stands = MeetingDecision.objects.filter(cluster_year=year, unit=unit).first()
    initial = {"award": stands.award, "reason": stands.reason} if stands else None
    form = DecisionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_award(request.actor, year, unit, **form.cleaned_data)
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã ghi quyết định; lý do được in cạnh kết quả xếp hạng."))
            return redirect(year.url("year_result"))
    return render(request, "review/decide_award.html", _about(request, year, unit, form))


@year_page(Permission.RUN_BALLOT)
def undo_decision(request: YearRequest, year: ClusterYear, unit_code: str) -> HttpResponse:
    """Let what was computed stand again."""
    unit = find_member(year, unit_code)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.undo_decision(request.actor, year, unit, reason=form.cleaned_data["reason"])
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã bỏ quyết định; kết quả xếp hạng có hiệu lực trở lại."))
            return redirect(year.url("year_result"))
    return render(request, "review/undo_decision.html", _about(request, year, unit, form))


def _appeals(
    request: YearRequest, year: ClusterYear, result: queries.YearResult | None
) -> StandingAppeals | None:
    """What appeals may still change of the result."""
    if result is None:
        return None
    takes = year.current_stage in APPEAL_STAGES and not year.is_closed
    return standing_appeals(year, result.table, request.actor.today, takes_appeals=takes)


def _about(request: YearRequest, year: ClusterYear, unit: Unit, form: object) -> dict[str, object]:
    result = queries.year_result(year, request.actor.today)
    return {
        "form": form,
        "unit": unit,
        "row": result.of(unit) if result else None,
        "award_names": _award_names(),
        "section": "ranking",
    }


def _award_names() -> dict[str, str]:
    return {code: _(award.name) for code, award in AWARDS.items()}
