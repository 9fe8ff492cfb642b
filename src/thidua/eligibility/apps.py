"""The eligibility app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EligibilityConfig(AppConfig):
    """Eligibility of subjects, screenings of units, roadmaps, the law book."""

    name = "thidua.eligibility"

    def ready(self) -> None:
        """Tell the pages of subjects where they lead on."""
        from thidua.subjects.links import Link, register

        register(Link("eligibility", _("Điều kiện khen thưởng"), "list-checks"))
        register(Link("screenings", _("Rà soát điều kiện"), "scan-search", of_subject=False))
        register(Link("roadmap", _("Lộ trình"), "route", of_subject=False))
