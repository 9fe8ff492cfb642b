"""What every request gets: the acting user at a moment, and refusals shown as pages."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from thidua.accounts.actor import Actor
from thidua.accounts.speaking import speaking_of
from thidua.core.faults import NotPermitted, Refused

from . import clock


def language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Speak Vietnamese, unless the reader has switched; the browser's own language does not decide."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        spoken = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(spoken):
            response = get_response(request)
        response.headers.setdefault("Content-Language", spoken)
        return response

    return middleware


def actor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give a signed-in request its ``actor``."""

    def middleware(request: Any) -> HttpResponse:
        request.now = clock.now()
        if request.user.is_authenticated:
            request.actor = Actor(request.user, request.now)
        return get_response(request)

    return middleware


class refusals:  # noqa: N801 - a middleware is named like a function in settings
    """Show a refusal that a view did not catch as a page with its cause and mend."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn NotPermitted into 403 and Refused into 409."""
        if not isinstance(exception, Refused):
            return None
        year = getattr(request, "cluster_year", None)
        template, status = ("403.html", 403) if isinstance(exception, NotPermitted) else ("refused.html", 409)
        with speaking_of(year.cluster.kind if year else ""):
            return render(request, template, {"faults": exception.faults}, status=status)
