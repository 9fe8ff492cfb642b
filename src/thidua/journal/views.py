"""The journal of what lies outside any cluster year; a year's own journal is shown by clusters."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.paging import page_of
from thidua.accounts.permissions import Permission
from thidua.accounts.standing import standing_may

from . import queries
from .forms import NarrowForm


@office_page(Permission.READ_SYSTEM_JOURNAL)
def system_journal(request: SignedInRequest) -> HttpResponse:
    """Accounts, units, clusters, news: who did what and when."""
    entries = queries.entries_outside_years()
    form = NarrowForm(
        request.GET, units=None, actions=queries.actions_among(entries), people=queries.people_among(entries)
    )
    may_read_news = standing_may(request.user, Permission.READ_UNPUBLISHED)
    page = page_of(request, queries.narrowed(entries, **form.wanted()), 50)
    lines = queries.lines(page.object_list, lambda entry: entry.action in queries.OF_NEWS and may_read_news)
    context = {"form": form, "page": page, "lines": lines}
    return render(request, "journal/system_journal.html", context)
