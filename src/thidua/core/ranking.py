"""The order of a cluster's units by their points (and votes), and what decided between two of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from .exclusion import Excluded, ExclusionKind, Part, exclusions
from .ranking_rules import Order, RankingRules, TieBreakKind

__all__ = [
    "NOT_VOTED_ON",
    "Entrant",
    "Excluded",
    "ExclusionKind",
    "Measure",
    "MeasureKind",
    "Part",
    "Ranked",
    "RankingRules",
    "exclusions",
    "measures",
    "rank",
]

_USUAL = RankingRules()
# What one who was not voted on in a round has: behind everybody who was, whatever the papers' form.
NOT_VOTED_ON = -1_000_000


@dataclass(frozen=True, slots=True)
class Entrant:
    """A unit to be ranked: its ``key``, the total, and the groups' points in the rubric's order.

    ``above_plan``: how many targets it reached beyond its pledge; ``reported``: values by indicator code;
    ``votes``: agreeing votes in each round of the award's ballot, nothing where it was not voted on; of a
    round whose papers put the candidates in order, the sum of places taken from nought (``-sum``), since
    there the lowest sum stands first.
    ``key`` also orders those who share a rank when listed (their place in the cluster's own list).
    """

    key: int
    total: Decimal
    by_group: tuple[Decimal, ...] = ()
    above_plan: int = 0
    reported: Mapping[str, Decimal] = field(default_factory=dict)
    votes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in the ranking; ``rank`` is None for a unit excluded from it."""

    entrant: Entrant
    rank: int | None


class MeasureKind(StrEnum):
    """What two units are compared by."""

    FLOOR = "floor"
    TOTAL = "total"
    GROUP = "group"
    ABOVE_PLAN = "above_plan"
    INDICATOR = "indicator"
    VOTES = "votes"


@dataclass(frozen=True, slots=True)
class Measure:
    """One comparison: the more, the better. ``index`` is the place of the group, or the round of the vote."""

    kind: MeasureKind
    index: int = 0
    name: str = ""
    floor: Decimal | None = None

    def of(self, entrant: Entrant) -> Decimal:
        """The entrant's figure in this comparison."""
        match self.kind:
            case MeasureKind.TOTAL:
                return entrant.total
            case MeasureKind.FLOOR:
                return Decimal(self.floor is None or entrant.total >= self.floor)
            case MeasureKind.GROUP:
                return entrant.by_group[self.index] if self.index < len(entrant.by_group) else Decimal(0)
            case MeasureKind.ABOVE_PLAN:
                return Decimal(entrant.above_plan)
            case MeasureKind.INDICATOR:
                return entrant.reported.get(self.name, Decimal(0))
            case MeasureKind.VOTES:
                below = self.floor is not None and entrant.total < self.floor
                is_counted = self.index < len(entrant.votes) and not below
                return Decimal(entrant.votes[self.index] if is_counted else NOT_VOTED_ON)


def measures(
    rules: RankingRules, entrants: Collection[Entrant], groups: Sequence[str] = ()
) -> tuple[Measure, ...]:
    """Return the comparisons in the order in which they decide; ``groups`` are the rubric's group codes."""
    rounds = max((len(entrant.votes) for entrant in entrants), default=0)
    width = max((len(entrant.by_group) for entrant in entrants), default=0)
    found: list[Measure] = []
    if rules.order is Order.BALLOT:
        found.append(Measure(MeasureKind.FLOOR, floor=rules.floor))
        found.extend(Measure(MeasureKind.VOTES, index, floor=rules.floor) for index in range(rounds))
    found.append(Measure(MeasureKind.TOTAL))
    for tie_break in rules.tie_breaks:
        match tie_break.kind:
            case TieBreakKind.GROUPS:
                found.extend(Measure(MeasureKind.GROUP, index) for index in range(width))
            case TieBreakKind.GROUP if tie_break.name in groups:
                found.append(Measure(MeasureKind.GROUP, groups.index(tie_break.name)))
            case TieBreakKind.ABOVE_PLAN:
                found.append(Measure(MeasureKind.ABOVE_PLAN))
            case TieBreakKind.INDICATOR:
                found.append(Measure(MeasureKind.INDICATOR, name=tie_break.name))
            case TieBreakKind.VOTES:
                found.extend(Measure(MeasureKind.VOTES, index) for index in range(rounds))
    return tuple(found)


def rank(
    entrants: Iterable[Entrant],
    excluded: Collection[int] = (),
    rules: RankingRules = _USUAL,
    groups: Sequence[str] = (),
) -> list[Ranked]:
    """Return the entrants best first: by total, then by the rules' tie-breaks, then sharing a rank.

    The usual tie-breaks are the groups' points in order. Two who share first are followed by the third
    (1, 1, 3). Those whose key is ``excluded`` (by the cluster's regulation) come last, unranked. The order
    in which they are given does not matter.
    """
    given = list(entrants)
    compared = measures(rules, given, groups)
    scored = {entrant.key: tuple(-measure.of(entrant) for measure in compared) for entrant in given}
    listed = sorted(given, key=lambda entrant: (scored[entrant.key], entrant.key))
    ranked: list[Ranked] = []
    for entrant in listed:
        if entrant.key in excluded:
            continue
        before = ranked[-1] if ranked else None
        shares = before is not None and scored[before.entrant.key] == scored[entrant.key]
        ranked.append(Ranked(entrant, before.rank if before and shares else len(ranked) + 1))
    return ranked + [Ranked(entrant, None) for entrant in listed if entrant.key in excluded]
