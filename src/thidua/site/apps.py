"""The site app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from thidua.clusters.models import ClusterYear


class SiteConfig(AppConfig):
    """Base pages, home, template filters."""

    name = "thidua.site"

    def ready(self) -> None:
        """Tell result packs which papers to enclose."""
        from thidua.resultpack import enclosures

        enclosures.register(_minutes)


def _minutes(year: ClusterYear) -> dict[str, bytes]:
    """The minutes; what writes them is loaded when they are first asked for."""
    from .enclosed import minutes_of

    return minutes_of(year)
