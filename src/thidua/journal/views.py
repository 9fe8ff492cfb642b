"""The journal of what lies outside any cluster year; a year's own journal is shown by clusters."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.paging import page_of
from thidua.accounts.permissions import Permission

from . import queries
from .forms import NarrowForm


@office_page(Permission.READ_SYSTEM_JOURNAL)
def system_journal(request: SignedInRequest) -> HttpResponse:
    """Accounts, units, clusters, news: who did what and when."""
    entries = queries.entries_outside_years()
    form = NarrowForm(
        request.GET, units=None, actions=queries.actions_among(entries), people=queries.people_among(entries)
    )
    page = page_of(request, queries.narrowed(entries, **form.wanted()), 50)
    context = {"form": form, "page": page, "lines": queries.lines(page.object_list, lambda entry: False)}
    return render(request, "journal/system_journal.html", context)
