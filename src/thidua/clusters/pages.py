"""The decorator that opens a page of a cluster year; ``accounts.pages`` has those outside any year."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase

from thidua.accounts.pages import SignedInRequest, View
from thidua.accounts.permissions import Permission
from thidua.accounts.speaking import speaking_of

from .access import Access, access_to
from .models import ClusterYear, Unit
from .queries import call_by_names_of


class YearRequest(SignedInRequest):
    """A request for a page of a cluster year, with the access the user has to it."""

    access: Access
    cluster_year: ClusterYear


def find_year(code: str, year: int) -> ClusterYear:
    """Return the cluster year with what every page shows of it; 404 when there is none."""
    found = (
        ClusterYear.objects.select_related("cluster__awarding_authority", "chair", "deputy", "secretary")
        .filter(cluster__code=code, year=year)
        .first()
    )
    if found is None:
        raise Http404
    return found


def find_member(year: ClusterYear, code: str) -> Unit:
    """Return the member unit of ``year`` with this code, by its name of that year; 404 when there is none."""
    found = Unit.objects.filter(code=code, memberships__cluster_year=year).first()
    if found is None:
        raise Http404
    call_by_names_of(year, [found])
    return found


def year_page(permission: Permission = Permission.READ_YEAR) -> Callable[[View], View]:
    """Open a page of a cluster year (``code``, ``year`` in the address) to those with ``permission``.

    The view receives the :class:`YearRequest` and the :class:`ClusterYear`. ``permission`` is the one to
    open the page; the actions behind a POST check their own.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: Any, code: str, year: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.cluster_year = find_year(code, year)
            request.access = access_to(request.user, request.cluster_year, request.actor.today)
            if not request.access.may(permission):
                raise PermissionDenied
            with speaking_of(request.cluster_year.cluster.kind):
                return view(request, request.cluster_year, *args, **kwargs)

        opened: View = login_required(page)
        opened.opened_by = permission  # type: ignore[attr-defined]
        return opened

    return decorate
