"""Who acts, when, and in what capacity: the first argument of every action."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from .models import User


@dataclass(frozen=True, slots=True)
class Actor:
    """A user at a moment.

    ``for_all_units`` is set only by the workbook's import, once it has checked ``IMPORT_YEAR``, and by the
    demonstration: the importer then records what each unit did on paper. ``at`` is when the act took place.
    """

    user: User
    at: datetime
    for_all_units: bool = False

    @property
    def today(self) -> date:
        """The day of the act in the office's time zone."""
        return timezone.localdate(self.at)

    def acting_at(self, moment: datetime) -> Actor:
        """Return the same actor at another moment (a past act being recorded)."""
        return replace(self, at=moment)
