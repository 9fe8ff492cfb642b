"""What other units put in the place of a unit's own figures, as far as they have finished."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from thidua.clusters.models import ClusterYear
from thidua.core.verification import Combination, VerificationMode

from ..models import CrossScore, CrossSheet, ScoreSheet, ScoringRules


@dataclass(frozen=True, slots=True)
class Crossed:
    """By sheet id, for each unit that has finished its figures by criterion code; and how they combine."""

    by_sheet: Mapping[int, tuple[Mapping[str, Decimal], ...]] = field(default_factory=dict)
    combination: Combination = Combination.MEAN


NOT_CROSSED = Crossed()


def crossed_of(year: ClusterYear, sheets: Iterable[ScoreSheet]) -> Crossed:
    """Return what was cross-scored; three queries where the year's sheets are, else one."""
    rules = ScoringRules.objects.filter(cluster_year=year).first()
    if rules is None or rules.verified_by != VerificationMode.CROSS:
        return NOT_CROSSED
    finished = CrossSheet.objects.filter(
        sheet__in=[sheet.pk for sheet in sheets if sheet.pk], finished_at__isnull=False
    )
    figures: dict[int, dict[str, Decimal]] = {}
    for score in CrossScore.objects.filter(cross_sheet__in=finished).select_related("criterion"):
        figures.setdefault(score.cross_sheet_id, {})[score.criterion.code] = score.entry
    by_sheet: dict[int, list[Mapping[str, Decimal]]] = {}
    for cross in finished.order_by("scorer__code"):
        by_sheet.setdefault(cross.sheet_id, []).append(figures.get(cross.pk, {}))
    return Crossed({sheet: tuple(given) for sheet, given in by_sheet.items()}, Combination(rules.combination))
