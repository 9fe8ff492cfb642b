"""What every page's frame shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .menu import year_menu


def frame(request: HttpRequest) -> dict[str, Any]:
    """The cluster year in view, its menu, the demonstration's day."""
    year = getattr(request, "cluster_year", None)
    access = getattr(request, "access", None)
    return {
        "year": year,
        "access": access,
        "year_menu": year_menu(year, access) if year and access else [],
        "today": request.now.date() if hasattr(request, "now") else None,
        "demonstration_day": settings.TODAY,
    }
