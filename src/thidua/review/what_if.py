"""What would come out if a figure, an exclusion, a rule or a quota were another: computed, never stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from thidua.core.exclusion import Excluded, ExclusionKind
from thidua.core.faults import gettext_noop
from thidua.core.points import Entries, Points, add_up, agreed_points
from thidua.core.quota import Quota, QuotaKind
from thidua.core.ranking_rules import RankingRules
from thidua.core.rubric import RubricCriterion, criteria_of
from thidua.core.words import Words
from thidua.scoring.queries import ScoreTable, UnitScores, Votes

from .models import MeetingDecision
from .queries import UnitResult, YearResult, result_of

TRIED_OUT = Excluded(ExclusionKind.OTHER, Words(gettext_noop("Thử không xét thi đua")))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure to try at one criterion of one unit's sheet, as a verifier would put it."""

    unit_id: int
    criterion: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Changes:
    """All that is tried at once. ``out`` and ``back``: ids of units left out, or taken back, for the try.

    ``seats``: a fixed number instead of an award's quota, by award.
    """

    figures: tuple[Figure, ...] = ()
    out: frozenset[int] = frozenset()
    back: frozenset[int] = frozenset()
    rules: RankingRules | None = None
    seats: Mapping[str, int] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is tried."""
        return not (self.figures or self.out or self.back or self.rules or self.seats)


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit before and after the change."""

    before: UnitResult
    after: UnitResult

    @property
    def places(self) -> int:
        """How many places it goes up (or, below nought, down)."""
        if self.before.rank is None or self.after.rank is None:
            return 0
        return self.before.rank - self.after.rank

    @property
    def falls(self) -> int:
        """How many places it goes down."""
        return max(-self.places, 0)

    @property
    def rises(self) -> int:
        """How many places it goes up."""
        return max(self.places, 0)

    @property
    def is_changed(self) -> bool:
        """Whether rank, total or award are others."""
        was, now = self.before, self.after
        return (was.rank, was.total, was.award) != (now.rank, now.total, now.award)


def try_out(
    table: ScoreTable,
    quotas: Sequence[Quota],
    votes: Votes,
    decisions: Mapping[int, MeetingDecision],
    changes: Changes,
) -> list[Moved]:
    """Return every unit before and after ``changes``, in the order after them."""
    before = result_of(table, quotas, votes, decisions)
    after = result_of(_changed(table, changes), _seats(quotas, changes.seats or {}), votes, decisions)
    return [Moved(_of(before, row), row) for row in after.rows]


def _of(result: YearResult, row: UnitResult) -> UnitResult:
    found = result.of(row.unit)
    assert found is not None  # noqa: S101 - both results are of the same table
    return found


def _changed(table: ScoreTable, changes: Changes) -> ScoreTable:
    criteria = {criterion.code: criterion for criterion in criteria_of(table.groups)}
    units = []
    for row in table.units:
        figures = [
            figure
            for figure in changes.figures
            if figure.unit_id == row.unit.pk and figure.criterion in criteria
        ]
        tried = _with_figures(table, row, figures, criteria) if figures and row.is_handed_in else row
        units.append(replace(tried, excluded_for=_excluded(row, changes.out, changes.back)))
    return replace(table, units=tuple(units), rules=changes.rules or table.rules)


def _excluded(row: UnitScores, out: Collection[int], back: Collection[int]) -> tuple[Excluded, ...]:
    if row.unit.pk in out:
        return (*row.excluded_for, TRIED_OUT)
    return () if row.unit.pk in back else row.excluded_for


def _with_figures(
    table: ScoreTable, row: UnitScores, figures: Sequence[Figure], criteria: Mapping[str, RubricCriterion]
) -> UnitScores:
    """The unit's scores with the tried figures settled on, whatever stood at those criteria."""
    put: dict[str, Points] = {}
    for figure in figures:
        criterion = criteria[figure.criterion]
        line = row.lines.get(figure.criterion)
        entries = Entries(own=line.self_entry if line else None, agreed=figure.value)
        put[figure.criterion] = agreed_points(criterion, table.precision, entries, row.facts)
    own, agreed = {**row.self_points, **put}, {**row.agreed_points, **put}
    return replace(
        row,
        self_points=own,
        agreed_points=agreed,
        self_by_group=add_up(table.groups, {code: points.value for code, points in own.items()}),
        agreed_by_group=add_up(table.groups, {code: points.value for code, points in agreed.items()}),
    )


def _seats(quotas: Sequence[Quota], seats: Mapping[str, int]) -> list[Quota]:
    """The quotas with the tried numbers; nought takes the award away."""
    found = []
    for quota in quotas:
        wanted = seats.get(quota.award)
        if wanted is None:
            found.append(quota)
        elif wanted > 0:
            found.append(replace(quota, kind=QuotaKind.FIXED, number=wanted))
    return found
