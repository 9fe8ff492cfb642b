"""A sheet beside last year's and beside the cluster's best: which line answers to which, who is best."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from .rubric import RubricCriterion
from .vietnamese import search_key

Key = TypeVar("Key", bound=Hashable)


def continued(
    now: Sequence[RubricCriterion], before: Sequence[RubricCriterion]
) -> dict[str, RubricCriterion]:
    """Return, by code, the criterion of last year that each of ``now`` continues; none for a new one.

    One of the same code and name, else of the same name (a criterion renumbered), else of the same code
    (one reworded) unless that one goes on under another code. Names are compared without accents.
    """
    by_code = {criterion.code: criterion for criterion in before}
    by_name = {search_key(criterion.name): criterion for criterion in reversed(before)}
    found: dict[str, RubricCriterion] = {}
    for criterion in now:
        same_code, same_name = by_code.get(criterion.code), by_name.get(search_key(criterion.name))
        if same_code is not None and search_key(same_code.name) == search_key(criterion.name):
            found[criterion.code] = same_code
        elif same_name is not None:
            found[criterion.code] = same_name
    taken = {criterion.code for criterion in found.values()}
    for criterion in now:
        if criterion.code not in found and criterion.code in by_code and criterion.code not in taken:
            found[criterion.code] = by_code[criterion.code]
    return found


def best_of(points: Mapping[Key, Decimal]) -> tuple[Decimal | None, tuple[Key, ...]]:
    """Return the most points and all who have them, in their order; None and nobody among none."""
    if not points:
        return None, ()
    most = max(points.values())
    return most, tuple(key for key, value in points.items() if value == most)
