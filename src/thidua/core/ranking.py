"""The order of a cluster's units by their points."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Entrant:
    """A unit to be ranked: its ``key``, the total, and the groups' points in the rubric's order.

    ``key`` also orders those who share a rank when listed (their place in the cluster's own list).
    """

    key: int
    total: Decimal
    by_group: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in the ranking; ``rank`` is None for a unit excluded from it."""

    entrant: Entrant
    rank: int | None


def rank(entrants: Iterable[Entrant], excluded: Collection[int] = ()) -> list[Ranked]:
    """Return the entrants best first: by total, then by the groups' points in order, then sharing a rank.

    Two who share first are followed by the third (1, 1, 3). Those whose key is ``excluded`` (by the
    cluster's regulation) come last, unranked. The order in which they are given does not matter.
    """
    listed = sorted(entrants, key=lambda entrant: (_best_first(entrant), entrant.key))
    ranked: list[Ranked] = []
    for entrant in listed:
        if entrant.key in excluded:
            continue
        before = ranked[-1] if ranked else None
        shares = before is not None and _best_first(before.entrant) == _best_first(entrant)
        ranked.append(Ranked(entrant, before.rank if before and shares else len(ranked) + 1))
    return ranked + [Ranked(entrant, None) for entrant in listed if entrant.key in excluded]


def _best_first(entrant: Entrant) -> tuple[Decimal, ...]:
    """Sort key by which the most points come first."""
    return (-entrant.total, *(-points for points in entrant.by_group))
