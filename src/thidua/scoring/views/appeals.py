"""The year's appeals: their list, and answering one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page


@year_page()
def appeals(_request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Lead to the sheets while the appeals have no page of their own."""
    return redirect(year.url("scores"))
