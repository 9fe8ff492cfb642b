"""What is recorded of one unit, from which the computed criteria take their points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .reporting import Medals as MedalsWon

__all__ = ["Facts", "Joined", "MedalsWon", "TargetResult"]

NO_MEDALS = MedalsWon()


@dataclass(frozen=True, slots=True)
class TargetResult:
    """What a unit pledged for a target and what it reported, each where known."""

    agreed: Decimal | None = None
    reported: Decimal | None = None
    lower_is_better: bool = False

    @property
    def is_known(self) -> bool:
        """Whether both figures are there, so that nothing need be entered."""
        return self.agreed is not None and self.reported is not None


@dataclass(frozen=True, slots=True)
class Joined:
    """Activities held in the cluster, and how many of them a unit joined."""

    held: int = 0
    joined: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is recorded of one unit: results by target code, lateness of its reports, activities joined.

    ``unsent`` names the reports missing altogether; one to be handed in again is ``missing`` too, but was
    sent. ``programmes`` are the cluster's joint programmes only; ``activities`` include the exchanges.
    ``medals`` are those of the reports that count, ``indicators`` the figures by indicator code.
    """

    targets: Mapping[str, TargetResult] = field(default_factory=dict)
    late: int = 0
    days_late: int = 0
    missing: int = 0
    unsent: tuple[str, ...] = ()
    programmes: Joined = Joined()
    activities: Joined = Joined()
    medals: MedalsWon = NO_MEDALS
    indicators: Mapping[str, Decimal] = field(default_factory=dict)
