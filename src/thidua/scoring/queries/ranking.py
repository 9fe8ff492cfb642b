"""The order of the year's units, and those the regulations leave out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from thidua.clusters.models import ClusterYear, Unit
from thidua.core.ranking import Entrant, Part, exclusions, rank
from thidua.core.rule_words import Words
from thidua.core.timetable import Stage
from thidua.pledges.queries import registered_units, signed_units

from .scores import ScoreTable, UnitScores


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
    excluded_for: tuple[Words, ...] = ()

    @property
    def is_first_three(self) -> bool:
        """Whether it stands among the first three."""
        return self.rank is not None and self.rank <= 3


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
        )
        for row in table.by_rank
    ]


def placed(year: ClusterYear, scored: Sequence[UnitScores]) -> tuple[UnitScores, ...]:
    """Return the units' scores with each one's rank, or why it is left out."""
    excluded = _excluded(year, scored)
    entrants = [
        Entrant(place, row.total or Decimal(0), row.by_group)
        for place, row in enumerate(scored)
        if row.is_handed_in
    ]
    left_out = {place for place, row in enumerate(scored) if row.unit.pk in excluded}
    ranks = {ranked.entrant.key: ranked.rank for ranked in rank(entrants, left_out)}
    return tuple(
        replace(row, rank=ranks.get(place), excluded_for=excluded.get(row.unit.pk, ()))
        for place, row in enumerate(scored)
    )


def _excluded(year: ClusterYear, scored: Sequence[UnitScores]) -> dict[int, tuple[Words, ...]]:
    """Why units are left out, by id; nobody is while they may still hand in their sheets."""
    is_over = year.current_stage.order > Stage.SELF_SCORING.order
    if not is_over and not all(row.is_verified for row in scored):
        return {}
    signed, registered = signed_units(year), registered_units(year)
    return exclusions(
        {
            row.unit.pk: Part(
                has_signed=row.unit.pk in signed,
                has_registered=row.unit.pk in registered,
                has_sheet=row.is_handed_in,
                unsent=row.facts.unsent,
            )
            for row in scored
        }
    )
