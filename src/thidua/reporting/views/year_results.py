"""What the year has brought: figures by field, medals, late reports."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render

from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.clusters.queries import members
from thidua.core.reporting import by_gold, by_total
from thidua.core.timetable import Field

from .. import queries
from ..medal_chart import medal_chart


@year_page()
def results(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """The year's results as reported by the units; ``?xep=vang`` orders medals by gold."""
    gold_first = request.GET.get("xep") == "vang"
    table = queries.medal_table(year, by_gold if gold_first else by_total)
    total = queries.medals_total(year, table)
    context = {
        "units": members(year),
        "fields": _by_field(queries.year_figures(year)),
        "medals": table,
        "medals_total": total,
        "leader": table[0] if total.total else None,
        "gold_first": gold_first,
        "chart": medal_chart(table),
        "competitions": queries.competitions(year),
        "late": queries.late_reports(year, request.actor.today),
    }
    return render(request, "reporting/results.html", context)


def _by_field(rows: list[queries.IndicatorRow]) -> list[tuple[Field, list[queries.IndicatorRow]]]:
    """Indicators under their field, in the order of fields."""
    order = list(Field)
    ordered = sorted(rows, key=lambda row: order.index(Field(row.indicator.field)))
    return [(Field(name), list(group)) for name, group in groupby(ordered, lambda row: row.indicator.field)]
