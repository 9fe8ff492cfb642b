"""Long lists a page at a time; the page asked for is ``trang`` in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest


def page_of(request: HttpRequest, things: QuerySet[Any] | Sequence[Any], size: int) -> Page[Any]:
    """Return the page asked for, or the nearest there is."""
    return Paginator(things, size).get_page(request.GET.get("trang"))
