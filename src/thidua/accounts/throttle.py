"""Under which name wrong passwords are counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from axes.utils import reset
from django.http import HttpRequest


def counted_name(request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str:
    """Return the sign-in name attempted, in lower case: capitals must not open a fresh count.

    Accounts are found whatever the case of the name, so guesses under ``AN`` and ``an`` count together.
    """
    given = (credentials or {}).get("username")
    if given is None and request is not None:
        given = request.POST.get("username", "")
    return str(given or "").strip().casefold()[:255]


def lift(username: str) -> None:
    """Forget the wrong passwords given for ``username``, from wherever."""
    reset(username=username.casefold())
