"""One unit's scores, and the table of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from thidua.clusters.models import Unit
from thidua.core.exclusion import Excluded
from thidua.core.points import Facts, Points
from thidua.core.ranking_rules import RankingRules
from thidua.core.rubric import Precision, RubricGroup, maximum

from ..models import ScoreLine, ScoreSheet
from .crossed import SoFar


@dataclass(frozen=True, slots=True)
class UnitScores:
    """One member's scores, by criterion code and summed by group in the rubric's order.

    Without a sheet that may be read (``sheet`` None, or a draft left out) nothing is scored. The verified
    points follow the unit's own wherever the verifier put nothing else; they are final, and have a
    ``verified_total``, once the sheet is verified. The agreed points follow the verified ones wherever no
    appeal or meeting settled on another figure; once the sheet is verified they are what ranks.
    ``excluded_for`` says why the unit is not ranked. ``is_crossed``: what other units scored counts in the
    verified points; ``waiting_for``: it does not yet, until all of them have finished.
    """

    unit: Unit
    sheet: ScoreSheet | None
    facts: Facts
    lines: Mapping[str, ScoreLine]
    self_points: Mapping[str, Points]
    verified_points: Mapping[str, Points]
    agreed_points: Mapping[str, Points]
    self_by_group: tuple[Decimal, ...]
    verified_by_group: tuple[Decimal, ...]
    agreed_by_group: tuple[Decimal, ...]
    rank: int | None = None
    excluded_for: tuple[Excluded, ...] = ()
    waiting_for: SoFar | None = None
    is_crossed: bool = False

    @property
    def is_handed_in(self) -> bool:
        """Whether the unit has handed in its sheet."""
        return self.sheet is not None and self.sheet.is_handed_in

    @property
    def is_verified(self) -> bool:
        """Whether the points are final."""
        return self.sheet is not None and self.sheet.is_verified

    @property
    def self_total(self) -> Decimal | None:
        """The unit's own total; None without a sheet."""
        return sum(self.self_by_group, Decimal(0)) if self.sheet else None

    @property
    def running_total(self) -> Decimal:
        """The total with what the verifier has put so far."""
        return sum(self.verified_by_group, Decimal(0))

    @property
    def verified_total(self) -> Decimal | None:
        """The final total; None until the sheet is verified."""
        return self.running_total if self.is_verified else None

    @property
    def running_agreed(self) -> Decimal:
        """The total with what was settled on over what the verifier has put so far."""
        return sum(self.agreed_by_group, Decimal(0))

    @property
    def agreed_total(self) -> Decimal | None:
        """The total with what was settled on over the verified points; None until the sheet is verified."""
        return self.running_agreed if self.is_verified else None

    @property
    def was_settled(self) -> bool:
        """Whether an appeal or the meeting changed the points of any line."""
        return any(
            points.value != self.verified_points[code].value for code, points in self.agreed_points.items()
        )

    @property
    def by_group(self) -> tuple[Decimal, ...]:
        """The points that stand now, by group: agreed ones once verified, else the unit's own."""
        return self.agreed_by_group if self.is_verified else self.self_by_group

    @property
    def total(self) -> Decimal | None:
        """The total that stands now; None without a sheet."""
        return self.agreed_total if self.is_verified else self.self_total

    @property
    def difference(self) -> Decimal | None:
        """Verified less own total; None until the sheet is verified."""
        if self.verified_total is None or self.self_total is None:
            return None
        return self.verified_total - self.self_total

    def reason(self, code: str) -> str:
        """Why the verifier differs at the criterion ``code``; empty where they do not."""
        line = self.lines.get(code)
        return line.difference_reason if line and line.verified_entry is not None else ""

    def agreed_reason(self, code: str) -> str:
        """Why another figure was settled on at the criterion ``code``; empty where none was."""
        line = self.lines.get(code)
        return line.agreed_reason if line and line.agreed_entry is not None else ""


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Units × criteria: all that the score table of a year prints. Units stand in the cluster's order."""

    name: str
    precision: Precision
    groups: tuple[RubricGroup, ...]
    units: tuple[UnitScores, ...]
    rules: RankingRules = field(default_factory=RankingRules)

    @property
    def places(self) -> int:
        """How many decimals its points are shown with."""
        return self.precision.places

    @property
    def was_settled(self) -> bool:
        """Whether any unit's verified points were changed by an appeal or the meeting."""
        return any(unit.is_verified and unit.was_settled for unit in self.units)

    @property
    def maximum(self) -> Decimal:
        """The most the rubric gives without bonuses and penalties."""
        return maximum(self.groups)

    @property
    def is_provisional(self) -> bool:
        """Whether the points of any unit that is not left out are not final yet."""
        counted = [unit for unit in self.units if not unit.excluded_for]
        return not counted or not all(unit.is_verified for unit in counted)

    @property
    def has_agreed(self) -> bool:
        """Whether an appeal or the meeting has moved any unit's total from what was verified."""
        return any(unit.agreed_total != unit.verified_total for unit in self.units)

    @property
    def by_rank(self) -> list[UnitScores]:
        """The units best first; those not ranked last, in the cluster's order."""
        return sorted(self.units, key=lambda unit: (unit.rank is None, unit.rank or 0))
