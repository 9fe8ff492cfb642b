"""The result of a year: the final order, the awards by quota and why, and what the meeting decided instead.

All of it is computed from the score table, the exclusions, the rules and the closed ballots each time; only
the meeting's decisions are stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members
from thidua.core.allocation import Allocation, Awarded, Seats, allocate
from thidua.core.exclusion import Excluded
from thidua.core.quota import Quota, QuotaKind
from thidua.core.ranking import NOT_VOTED_ON
from thidua.core.ranking_words import beyond_points, standing_words
from thidua.core.words import Words
from thidua.scoring.queries import (
    ScoreTable,
    UnitScores,
    Votes,
    placing,
    ranked_table,
    ranking_rules,
    score_table,
)

from ..models import Ballot, MeetingDecision
from .results import BallotResult, outcomes


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One unit's result: place, total, why it stands there, the award computed, the meeting's decision.

    ``elected_for``: the awards (codes) closed ballots elected it for.
    """

    unit: Unit
    scores: UnitScores
    rank: int | None
    why: tuple[Words, ...]
    computed: Awarded
    decision: MeetingDecision | None = None
    elected_for: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal | None:
        """The points that stand now."""
        return self.scores.total if self.scores.is_handed_in else None

    @property
    def more_why(self) -> tuple[Words, ...]:
        """Why it stands there, beside its rank and its points: ties and how they were broken."""
        return beyond_points(self.why)

    @property
    def excluded_for(self) -> tuple[Excluded, ...]:
        """Why it is left out of the review."""
        return self.scores.excluded_for

    @property
    def award(self) -> str:
        """The award that stands: the meeting's decision, else the computed one; empty for nothing."""
        return self.computed.award if self.decision is None else self.decision.award


@dataclass(frozen=True, slots=True)
class YearResult:
    """The whole result, best first; ``table`` is the score table with the final ranks."""

    table: ScoreTable
    rows: tuple[UnitResult, ...]
    allocation: Allocation

    @property
    def is_provisional(self) -> bool:
        """Whether points may still change."""
        return self.table.is_provisional

    @property
    def is_ranked(self) -> bool:
        """Whether any unit has a place."""
        return any(row.rank for row in self.rows)

    @property
    def has_more_to_tell(self) -> bool:
        """Whether any place follows from something else than the points."""
        return any(row.more_why or row.total is None or row.excluded_for for row in self.rows)

    @property
    def has_decisions(self) -> bool:
        """Whether the meeting decided anything otherwise."""
        return any(row.decision for row in self.rows)

    @property
    def seats(self) -> tuple[Seats, ...]:
        """How each quota was filled."""
        return self.allocation.seats

    def of(self, unit: Unit | int) -> UnitResult | None:
        """The result of one unit."""
        unit_id = unit.pk if isinstance(unit, Unit) else unit
        return next((row for row in self.rows if row.unit.pk == unit_id), None)


def year_result(
    year: ClusterYear,
    today: date | None = None,
    *,
    table: ScoreTable | None = None,
    results: Sequence[BallotResult] | None = None,
) -> YearResult | None:
    """Return the year's result; None while there is no rubric. A fixed number of queries.

    ``table`` and ``results`` save reading the scores and counting the ballots again.
    """
    table = score_table(year, today) if table is None else table
    if table is None:
        return None
    counted = outcomes(year) if results is None else results
    quotas = table.rules.quotas_of(year.cluster.kind)
    decisions = {
        row.unit_id: row
        for row in MeetingDecision.objects.filter(cluster_year=year).select_related("unit", "decided_by")
    }
    votes = votes_of(counted, quotas) if table.rules.asks_votes else {}
    return result_of(table, quotas, votes, decisions, counted)


def final_table(
    year: ClusterYear,
    today: date | None = None,
    *,
    table: ScoreTable | None = None,
    results: Sequence[BallotResult] | None = None,
) -> ScoreTable | None:
    """Return the score table with the final ranks: with the ballots' votes, where the rules ask for them."""
    table = score_table(year, today) if table is None else table
    if table is None or not table.rules.asks_votes:
        return table
    counted = outcomes(year) if results is None else results
    return ranked_table(table, votes_of(counted, table.rules.quotas_of(year.cluster.kind)))


def result_of(
    table: ScoreTable,
    quotas: Sequence[Quota],
    votes: Votes,
    decisions: Mapping[int, MeetingDecision],
    counted: Iterable[BallotResult] = (),
) -> YearResult:
    """Compute the result from values alone; reads nothing."""
    places = placing(table, votes)
    names = {place: row.unit.short_name for place, row in enumerate(table.units)}
    groups = [group.code for group in table.groups]
    told = standing_words(places, table.rules, names, groups, table.places)
    without = [place for place, row in enumerate(table.units) if not row.is_handed_in]
    allocation = allocate(places, quotas, len(table.units), without)
    ranked = ranked_table(table, votes)
    elected: dict[int, list[str]] = {}
    for count in counted:
        for unit in count.elected if count.ballot.award else ():
            elected.setdefault(unit.pk, []).append(count.ballot.award)
    order = [row.entrant.key for row in places] + without
    rows = tuple(
        UnitResult(
            row.unit,
            row,
            row.rank,
            told.get(place, ()),
            allocation.by_unit[place],
            decisions.get(row.unit.pk),
            tuple(elected.get(row.unit.pk, ())),
        )
        for place, row in ((place, ranked.units[place]) for place in order)
    )
    return YearResult(ranked, rows, allocation)


def votes_of(counted: Iterable[BallotResult], quotas: Sequence[Quota]) -> Votes:
    """Return what counts by unit id in each valid round of the ballot on the first quota's award.

    The agreeing votes; where papers put the candidates in order, the sum of places taken from nought.
    """
    award = quotas[0].award if quotas else ""
    found: dict[int, tuple[int, ...]] = {}
    rounds = [
        count for count in counted if award and count.ballot.award == award and count.outcome.quorum_reached
    ]
    for number, count in enumerate(rounds):
        for row in count.rows:
            # Not voted on in an earlier round: behind everybody who was.
            before = found.get(row.unit.pk, ())
            figure = -row.tally.places if count.is_ordered else row.tally.agree
            found[row.unit.pk] = (*before, *([NOT_VOTED_ON] * (number - len(before))), figure)
    return found


@dataclass(frozen=True, slots=True)
class Offer:
    """The award whose ballot comes next by the quotas: its code, how many, found how."""

    award: str
    seats: int
    words: Words


def next_offer(year: ClusterYear) -> Offer | None:
    """Return the first award of the quotas that no ballot has been opened on; None when none is left."""
    quotas = ranking_rules(year).quotas_of(year.cluster.kind)
    asked = set(Ballot.objects.filter(meeting__cluster_year=year).values_list("award", flat=True))
    units, given = len(members(year)), 0
    for quota in quotas:
        seats = quota.seats(units - given if quota.kind is QuotaKind.REST else units)
        if quota.award not in asked:
            return Offer(quota.award, seats, quota.words(units)) if seats else None
        given += seats
    return None
