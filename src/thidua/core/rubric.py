"""A rubric as frozen values: groups and criteria; ``core.points`` applies them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .criterion_kinds import BandMeasure, CriterionKind, NoneHeld, Precision, Rounding
from .rubric_parameters import KIND_PARAMETERS, MOST_POINTS, NEUTRAL, PARAMETER_LABELS, Band, Parameters

__all__ = [
    "KIND_PARAMETERS",
    "MOST_POINTS",
    "PARAMETER_LABELS",
    "Band",
    "BandMeasure",
    "CriterionKind",
    "NoneHeld",
    "Parameters",
    "Precision",
    "Rounding",
    "RubricCriterion",
    "RubricGroup",
    "criteria_of",
    "maximum",
]


@dataclass(frozen=True, slots=True)
class RubricCriterion:
    """One criterion: ``max_points`` it can give (or, a penalty, take), by the rule of its ``kind``."""

    code: str
    name: str
    kind: CriterionKind
    max_points: Decimal
    parameters: Parameters = NEUTRAL
    target_code: str = ""
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class RubricGroup:
    """A group of criteria (I, II, III…)."""

    code: str
    name: str
    criteria: tuple[RubricCriterion, ...] = ()

    @property
    def max_points(self) -> Decimal:
        """The most the group gives without bonuses and penalties."""
        return sum((c.max_points for c in self.criteria if not c.kind.is_extra), Decimal(0))

    @property
    def is_extra(self) -> bool:
        """Whether it holds bonuses and penalties only, and so has no maximum."""
        return bool(self.criteria) and all(criterion.kind.is_extra for criterion in self.criteria)

    @property
    def gives_beyond(self) -> bool:
        """Whether a criterion in it adds points above its maximum to who goes beyond the pledge."""
        return any(
            criterion.parameters.bonus_per_percent and criterion.parameters.bonus_cap
            for criterion in self.criteria
        )


def criteria_of(groups: Iterable[RubricGroup]) -> list[RubricCriterion]:
    """Return every criterion in the rubric's order."""
    return [criterion for group in groups for criterion in group.criteria]


def maximum(groups: Iterable[RubricGroup]) -> Decimal:
    """Return the most the rubric gives without bonuses and penalties."""
    return sum((group.max_points for group in groups), Decimal(0))
