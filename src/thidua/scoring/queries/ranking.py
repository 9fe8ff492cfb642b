"""The order of the year's units, and those the regulations leave out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from thidua.clusters.models import Unit
from thidua.core.exclusion import Excluded
from thidua.core.ranking import Entrant, Ranked, rank
from thidua.core.rubric import CriterionKind, RubricGroup, criteria_of
from thidua.core.score_facts import TargetResult

from .scores import ScoreTable, UnitScores

Votes = Mapping[int, tuple[int, ...]]
_NO_VOTES: Votes = {}


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """A unit's place: totals, and the points that stand now by group code.

    Until every sheet is verified a place is provisional. A unit without a sheet handed in has none, nor has
    one left out of the review, for the reasons in ``excluded_for``.
    """

    unit: Unit
    self_total: Decimal | None
    verified_total: Decimal | None
    rank: int | None
    by_group: Mapping[str, Decimal]
    difference: Decimal | None = None
    is_provisional: bool = False
    excluded_for: tuple[Excluded, ...] = ()
    agreed_total: Decimal | None = None

    @property
    def is_first_three(self) -> bool:
        """Whether it stands among the first three."""
        return self.rank is not None and self.rank <= 3

    @property
    def total(self) -> Decimal | None:
        """The total that stands now: agreed once verified, else the unit's own."""
        return self.self_total if self.agreed_total is None else self.agreed_total


def ranked_units(table: ScoreTable) -> list[RankedUnit]:
    """Return the ranking of a score table already read."""
    codes = [group.code for group in table.groups]
    return [
        RankedUnit(
            unit=row.unit,
            self_total=row.self_total,
            verified_total=row.verified_total,
            rank=row.rank,
            by_group=dict(zip(codes, row.by_group, strict=True)) if row.sheet else {},
            difference=row.difference,
            is_provisional=table.is_provisional,
            excluded_for=row.excluded_for,
            agreed_total=row.agreed_total,
        )
        for row in table.by_rank
    ]


def ranked_table(table: ScoreTable, votes: Votes = _NO_VOTES) -> ScoreTable:
    """Return the table with each unit's rank by its rules, its exclusions and the ``votes`` by unit id.

    ``votes``: agreeing votes in each round of the ballot, where the ballots have a say.
    """
    ranks = {
        table.units[row.entrant.key].unit.pk: row.rank
        for row in placing(table, votes)
        if row.rank is not None
    }
    units = tuple(replace(row, rank=ranks.get(row.unit.pk)) for row in table.units)
    return replace(table, units=units)


def placing(table: ScoreTable, votes: Votes = _NO_VOTES) -> list[Ranked]:
    """Rank a table's units; the keys are their places in the table. Sheets not handed in are left out."""
    entrants = [
        entrant(place, row, table.groups, votes.get(row.unit.pk, ()))
        for place, row in enumerate(table.units)
        if row.is_handed_in
    ]
    left_out = {place for place, row in enumerate(table.units) if row.excluded_for}
    return rank(entrants, left_out, table.rules, [group.code for group in table.groups])


def entrant(key: int, row: UnitScores, groups: Sequence[RubricGroup], votes: tuple[int, ...] = ()) -> Entrant:
    """Return what a unit is ranked by."""
    return Entrant(
        key,
        row.total or Decimal(0),
        row.by_group,
        sum(_is_above(result) for result in _results(row, groups)),
        row.facts.indicators,
        votes,
    )


def with_exclusions(
    scored: Iterable[UnitScores], excluded: Mapping[int, tuple[Excluded, ...]]
) -> tuple[UnitScores, ...]:
    """Return the units' scores with the reasons for which each is left out."""
    return tuple(replace(row, excluded_for=excluded.get(row.unit.pk, ())) for row in scored)


def _results(row: UnitScores, groups: Sequence[RubricGroup]) -> Iterable[TargetResult]:
    """Pledged and reached, by target; the verifier's or the agreed figure stands in for the reported one."""
    put = {}
    for criterion in criteria_of(groups):
        line = row.lines.get(criterion.code)
        if criterion.kind is CriterionKind.TARGET and line is not None and row.is_verified:
            figure = line.verified_entry if line.agreed_entry is None else line.agreed_entry
            if figure is not None:
                put[criterion.target_code] = figure
    for code, result in row.facts.targets.items():
        yield replace(result, reported=put.get(code, result.reported))


def _is_above(result: TargetResult) -> bool:
    if result.agreed is None or result.reported is None:
        return False
    return result.reported < result.agreed if result.lower_is_better else result.reported > result.agreed
