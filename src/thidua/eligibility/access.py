"""Who may see a screening: whoever may read the subjects of its unit."""

from __future__ import annotations

from django.http import Http404

from thidua.accounts.pages import SignedInRequest
from thidua.accounts.permissions import Permission
from thidua.subjects.access import Reach, reach

from .models import ScreeningRun


def reading_reach(request: SignedInRequest) -> Reach:
    """How far the reader may read about subjects, resolved once a request."""
    if not hasattr(request, "_reading_reach"):
        found = reach(request.user, Permission.READ_SUBJECTS, request.actor.today)
        request._reading_reach = found  # type: ignore[attr-defined]
    return request._reading_reach  # type: ignore[attr-defined,no-any-return]


def find_run(request: SignedInRequest, pk: int) -> ScreeningRun:
    """Return the screening with this id; 404 when the reader does not reach its unit."""
    found = ScreeningRun.objects.select_related("unit", "asked_by").filter(pk=pk).first()
    if found is None or not reading_reach(request).covers(found.unit_id):
        raise Http404
    return found
