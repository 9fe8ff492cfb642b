"""A unit's roadmap: people by years, with what each reaches by keeping on."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from thidua.accounts.faults import fault_text
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.paging import page_of
from thidua.accounts.permissions import Permission
from thidua.clusters.access import unit_of
from thidua.core.faults import Refused
from thidua.core.vietnamese import search_key

from ..access import reading_reach
from ..forms import RoadmapForm
from ..law_in_force import law_on
from ..queries.roadmap import unit_map
from ..queries.scope import subjects_under

SUBJECTS_A_PAGE = 20


@office_page(Permission.READ_SUBJECTS)
def roadmap(request: SignedInRequest) -> HttpResponse:
    """Who of a unit reaches what in which of the coming years, and what the next step takes."""
    today = request.actor.today
    form = RoadmapForm(reading_reach(request), today, unit_of(request.user, today), request.GET)
    context: dict[str, Any] = {"form": form}
    if form.is_valid() and form.chosen_unit is not None:
        try:
            law = law_on(form.day, form.overlay)
        except Refused as refused:
            context["no_law"] = " ".join(fault_text(fault) for fault in refused.faults)
        else:
            subjects = subjects_under(form.chosen_unit, [form.chosen_kind])
            if key := search_key(form.cleaned_data["q"]):
                subjects = subjects.filter(name_key__contains=key)
            page = page_of(request, subjects, SUBJECTS_A_PAGE)
            context |= {
                "law": law,
                "page": page,
                "map": unit_map(list(page.object_list), law),
                "is_narrowed": bool(key),
            }
    return render(request, "eligibility/roadmap.html", context)
