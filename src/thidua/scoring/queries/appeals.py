"""The appeals of a year, their terms, and how many there are of each outcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from thidua.clusters.models import ClusterYear
from thidua.clusters.queries import call_by_names_of
from thidua.core.appeal import AppealTerms
from thidua.core.timetable import days_left
from thidua.core.verification import AppealState

from ..models import Appeal
from .rules import rules_of
from .scores import ScoreTable


@dataclass(frozen=True, slots=True)
class AppealCounts:
    """How many appeals a year has, by where they stand; ``overdue`` are open past their term."""

    open: int = 0
    overdue: int = 0
    accepted: int = 0
    partly: int = 0
    rejected: int = 0
    withdrawn: int = 0

    @property
    def total(self) -> int:
        """All that were raised."""
        return self.open + self.accepted + self.partly + self.rejected + self.withdrawn

    @property
    def answered(self) -> int:
        """Those that have their answer."""
        return self.accepted + self.partly + self.rejected


@dataclass(frozen=True, slots=True)
class AppealRow:
    """An appeal as lists show it: ``left`` days to its answer (negative: late), None once it is settled."""

    appeal: Appeal
    left: int | None

    @property
    def is_open(self) -> bool:
        """Whether the answer is still owed."""
        return self.left is not None

    @property
    def is_overdue(self) -> bool:
        """Whether the answer is owed and late."""
        return self.left is not None and self.left < 0

    @property
    def state(self) -> AppealState:
        """Where it stands."""
        return AppealState(self.appeal.state)

    @property
    def tone(self) -> str:
        """The class of its chip."""
        return "bad" if self.is_overdue else _TONES[self.state]


_TONES = {
    AppealState.OPEN: "warn",
    AppealState.ACCEPTED: "good",
    AppealState.PARTLY: "good",
    AppealState.REJECTED: "info",
    AppealState.WITHDRAWN: "",
}


def terms_of(year: ClusterYear) -> AppealTerms:
    """The year's terms of appeals, the usual ones where no rules are written."""
    rules = rules_of(year)
    return AppealTerms(rules.appeal_days, rules.answer_days)


def appeals_of(year: ClusterYear, today: date) -> list[AppealRow]:
    """Every appeal of the year in order of the day it was raised, units by their names of the year."""
    found = list(
        Appeal.objects.filter(sheet__cluster_year=year).select_related(
            "sheet__unit", "criterion", "unit", "raised_by", "answered_by"
        )
    )
    call_by_names_of(year, [unit for appeal in found for unit in (appeal.unit, appeal.sheet.unit)])
    return rows_of(found, today)


def rows_of(appeals: Iterable[Appeal], today: date) -> list[AppealRow]:
    """The appeals with the days left to each answer on ``today``."""
    return [
        AppealRow(appeal, days_left(appeal.answer_by, today) if appeal.state == AppealState.OPEN else None)
        for appeal in appeals
    ]


@dataclass(frozen=True, slots=True)
class StandingAppeals:
    """What may still move verified points: appeals ``unanswered``, and until when more may be raised."""

    unanswered: int
    until: date | None

    @property
    def are_there(self) -> bool:
        """Whether there is either."""
        return bool(self.unanswered) or self.until is not None


def standing_appeals(
    year: ClusterYear, table: ScoreTable, today: date, *, takes_appeals: bool
) -> StandingAppeals:
    """Return what appeals may still move in a score table; two queries.

    The term ends with that of the sheet verified last; ``takes_appeals``: whether the stage takes any.
    """
    unanswered = Appeal.objects.filter(sheet__cluster_year=year, state=AppealState.OPEN).count()
    terms = terms_of(year)
    ends = [
        terms.appeal_until(timezone.localtime(row.sheet.verified_at).date())
        for row in table.units
        if row.sheet is not None and row.sheet.is_verified and row.sheet.verified_at is not None
    ]
    running = [end for end in ends if takes_appeals and end >= today]
    return StandingAppeals(unanswered, max(running, default=None))


def count_appeals(rows: Iterable[AppealRow]) -> AppealCounts:
    """Count appeals by where they stand."""
    found = list(rows)
    by_state = {state: sum(row.state is state for row in found) for state in AppealState}
    return AppealCounts(
        open=by_state[AppealState.OPEN],
        overdue=sum(row.is_overdue for row in found),
        accepted=by_state[AppealState.ACCEPTED],
        partly=by_state[AppealState.PARTLY],
        rejected=by_state[AppealState.REJECTED],
        withdrawn=by_state[AppealState.WITHDRAWN],
    )
