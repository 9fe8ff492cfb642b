"""One line of a score sheet: where its number comes from, what is said about it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page


@year_page()
def score_line(_request: YearRequest, year: ClusterYear, unit_code: str, criterion_code: str) -> HttpResponse:
    """Lead to the sheet while the line has no page of its own."""
    return redirect(year.url("score_sheet", unit_code))


@year_page()
def score_sources(_request: YearRequest, year: ClusterYear, unit_code: str) -> HttpResponse:
    """Lead to the sheet while the total has no page of its own."""
    return redirect(year.url("score_sheet", unit_code))
