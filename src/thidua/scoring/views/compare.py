"""A score sheet side by side with last year's and with the cluster's best."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render

from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, find_member, year_page

from ..models import ScoreSheet
from ..queries.comparison import comparison
from ..queries.sheet_page import rights_to

ONLY_DIFFERING = "khac"


@year_page()
def sheet_compare(request: YearRequest, year: ClusterYear, unit_code: str) -> HttpResponse:
    """The points of each line beside the others; of all lines, or of those that differ."""
    unit = find_member(year, unit_code)
    sheet = ScoreSheet.objects.filter(cluster_year=year, unit=unit).first()
    if not rights_to(request.access, year, unit, sheet).may_read:
        raise PermissionDenied
    only_differing = request.GET.get("dong") == ONLY_DIFFERING
    found = comparison(year, unit, request.actor.today, only_differing=only_differing)
    context = {"found": found, "unit": unit, "only_differing": only_differing, "section": "scores"}
    return render(request, "scoring/compare.html", context)
