"""The sheets of all units, and the ranking."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from thidua.accounts.permissions import Permission
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.pages import YearRequest, year_page
from thidua.clusters.queries import members
from thidua.core.ranking_words import order_words

from .. import queries
from ..actions.rules import RULES_STAGES
from ..chart import points_chart, series
from ..models import ScoreSheet, SheetState
from ..queries import ScoreTable, UnitScores
from ..queries.sheet_page import rights_to
from ..verifiers import verifying_in

TONES = {
    SheetState.DRAFT: "",
    SheetState.AWAITING: "warn",
    SheetState.SUBMITTED: "info",
    SheetState.VERIFIED: "good",
}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A unit's sheet in the list; totals only where the user may read them."""

    unit: Unit
    sheet: ScoreSheet | None
    scores: UnitScores | None
    tone: str
    may_open: bool
    step: str


@year_page()
def scores(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Every unit's sheet with its state and totals, and the points by group as a chart."""
    sheets = {sheet.unit_id: sheet for sheet in ScoreSheet.objects.filter(cluster_year=year)}
    units = members(year)
    drafts = [unit.pk for unit in units if request.access.may(Permission.READ_DRAFTS, unit)]
    table = queries.score_table(year, request.actor.today, drafts_of=drafts)
    scored = {row.unit.pk: row for row in table.units if row.sheet} if table else {}
    context = {
        "table": table,
        "lines": [
            _line(request, year, unit, sheets.get(unit.pk), scored.get(unit.pk), table) for unit in units
        ],
        "chart": points_chart([(row.unit.short_name, row.by_group) for row in scored.values()]),
        "legend": [(series(index), group) for index, group in enumerate(table.groups if table else ())],
        "mode": verifying_in(year).mode.value,
        "has_agreed": table is not None and table.has_agreed,
        "may_edit_rubric": request.access.may(Permission.EDIT_RUBRIC) and not year.is_closed,
    }
    return render(request, "scoring/scores.html", context)


@year_page()
def ranking(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """The units best first, provisional until every sheet is verified; then those left out, and why."""
    table = queries.score_table(year, request.actor.today)
    ranked = queries.ranked_units(table) if table else []
    is_open = not year.is_closed and year.current_stage in RULES_STAGES
    recorded = queries.recorded_exclusions(year)
    context = {
        "table": table,
        "ranked": [row for row in ranked if not row.excluded_for],
        "excluded": [row for row in ranked if row.excluded_for],
        "standing": [row for row in recorded if row.lifted_at is None],
        "lifted": [row for row in recorded if row.lifted_at is not None],
        "is_ranked": any(row.rank for row in ranked),
        "is_provisional": table is not None and table.is_provisional,
        "has_agreed": table is not None and table.has_agreed,
        "order": order_words(table.rules, queries.indicator_names(year)) if table else None,
        "asks_votes": table is not None and table.rules.asks_votes,
        "may_set_rules": is_open and request.access.may(Permission.SET_SCORING_RULES),
        "may_record": is_open and request.access.may(Permission.RECORD_EXCLUSION),
    }
    return render(request, "scoring/ranking.html", context)


def _line(
    request: YearRequest,
    year: ClusterYear,
    unit: Unit,
    sheet: ScoreSheet | None,
    scores: UnitScores | None,
    table: ScoreTable | None,
) -> SheetLine:
    rights = rights_to(request.access, year, unit, sheet)
    tone = TONES[SheetState(sheet.state)] if sheet else ""
    if sheet and sheet.is_returned:
        tone = "bad"
    step = "score" if rights.may_score else "verify" if rights.may_verify else ""
    return SheetLine(unit, sheet, scores, tone, table is not None and rights.may_read, step)
