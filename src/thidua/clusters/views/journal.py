"""A year's journal. It stands here because the journal itself knows no cluster years."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from thidua.accounts.paging import page_of
from thidua.accounts.permissions import Permission
from thidua.journal import queries as journal_queries
from thidua.journal.forms import NarrowForm
from thidua.journal.models import Entry

from .. import queries
from ..models import ClusterYear
from ..pages import YearRequest, year_page


@year_page(Permission.READ_JOURNAL)
def journal(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Who did what and when in this year, with what was before and after."""
    entries = journal_queries.entries_of_year(year.pk)
    units = queries.members(year)
    form = NarrowForm(
        request.GET,
        units=[(str(unit.pk), unit.short_name) for unit in units],
        actions=journal_queries.actions_among(entries),
        people=journal_queries.people_among(entries),
    )

    def may_read(entry: Entry) -> bool:
        if entry.action in journal_queries.OF_NEWS:
            return request.access.may(Permission.READ_UNPUBLISHED)
        return request.access.may(Permission.READ_DRAFTS, entry.unit_id or 0)

    page = page_of(request, journal_queries.narrowed(entries, **form.wanted()), 50)
    context = {
        "form": form,
        "page": page,
        "lines": journal_queries.lines(page.object_list, may_read),
        "unit_names": {unit.pk: unit.short_name for unit in units},
    }
    return render(request, "clusters/journal.html", context)
