"""Decorators that open a page outside any cluster year. Default deny: a test finds views without one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from .actor import Actor
from .models import User
from .permissions import Permission
from .standing import standing_may

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request of a signed-in user; ``actor`` is set by the middleware."""

    user: User
    actor: Actor


def office_page(permission: Permission | None = None) -> Callable[[View], View]:
    """Open a page to signed-in users (whose standing role grants ``permission``, when one is named)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if permission is not None and not standing_may(request.user, permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        opened: View = login_required(page)
        opened.opened_by = permission or "signed_in"  # type: ignore[attr-defined]
        return opened

    return decorate


def public_page(view: View) -> View:
    """Mark a page that anybody may open."""
    view.opened_by = "public"  # type: ignore[attr-defined]
    return view
