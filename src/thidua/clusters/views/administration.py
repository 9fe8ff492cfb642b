"""The page from which operator and authority reach what they administer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.permissions import Permission
from thidua.accounts.standing import standing_may


@office_page(Permission.CREATE_CLUSTER)
def administration(request: SignedInRequest) -> HttpResponse:
    """Accounts, units, clusters, the system's journal: what the user may open of them."""
    context = {
        "may_manage_users": standing_may(request.user, Permission.MANAGE_USERS),
        "may_read_journal": standing_may(request.user, Permission.READ_SYSTEM_JOURNAL),
    }
    return render(request, "clusters/administration.html", context)
