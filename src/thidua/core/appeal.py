"""Until when a line of a verified score sheet may be appealed against, and by when the answer is owed.

Terms are counted in calendar days, the day after the verification (or the appeal) being the first; with
no days given the last day is that day itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class AppealTerms:
    """The cluster's terms: ``appeal_days`` to raise an appeal, ``answer_days`` to answer it."""

    appeal_days: int
    answer_days: int

    def appeal_until(self, verified_on: date) -> date:
        """The last day on which an appeal may be raised against a sheet verified on ``verified_on``."""
        return verified_on + timedelta(days=self.appeal_days)

    def answer_by(self, raised_on: date) -> date:
        """The last day on which the answer to an appeal of ``raised_on`` is in time."""
        return raised_on + timedelta(days=self.answer_days)

    def may_appeal(self, verified_on: date, today: date) -> bool:
        """Whether ``today`` still lies within the term."""
        return today <= self.appeal_until(verified_on)
