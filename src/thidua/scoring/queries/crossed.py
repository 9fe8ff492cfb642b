"""What other units put in the place of a unit's own figures: the one place that decides when it counts.

While a sheet is verified the points of several units count together only once every unit that the rota names
has finished, for every reader alike: so nobody who still scores sees what the others' points come to. Once
the sheet is verified, those that finished count, also where it was closed without the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from thidua.clusters.models import ClusterYear
from thidua.core.verification import Combination, VerificationMode

from ..models import CrossScore, CrossSheet, ScoreSheet
from ..verifiers import verifying_in


@dataclass(frozen=True, slots=True)
class SoFar:
    """How many of the assigned units have finished, while their points do not count yet."""

    finished: int
    assigned: int


@dataclass(frozen=True, slots=True)
class Crossed:
    """By sheet id, for each unit whose scoring counts its figures by criterion code; and how they combine.

    ``waiting``: the sheets whose points wait for units that have not finished.
    """

    by_sheet: Mapping[int, tuple[Mapping[str, Decimal], ...]] = field(default_factory=dict)
    combination: Combination = Combination.MEAN
    waiting: Mapping[int, SoFar] = field(default_factory=dict)


NOT_CROSSED = Crossed()


def crossed_of(year: ClusterYear, sheets: Iterable[ScoreSheet]) -> Crossed:
    """Return what was cross-scored and counts; two queries where the year's sheets are, else none."""
    verifying = verifying_in(year)
    if verifying.mode is not VerificationMode.CROSS:
        return NOT_CROSSED
    counted, waiting = _finished(year, sheets)
    ids = [cross.pk for crosses in counted.values() for cross in crosses]
    figures: dict[int, dict[str, Decimal]] = {}
    for score in CrossScore.objects.filter(cross_sheet__in=ids).select_related("criterion"):
        figures.setdefault(score.cross_sheet_id, {})[score.criterion.code] = score.entry
    by_sheet = {
        sheet: tuple(figures.get(cross.pk, {}) for cross in crosses) for sheet, crosses in counted.items()
    }
    return Crossed(by_sheet, verifying.combination, waiting)


def counted_crosses(year: ClusterYear, sheets: Iterable[ScoreSheet]) -> dict[int, list[CrossSheet]]:
    """Return the scorings that count, by sheet id, in the order of the scoring units' codes; one query."""
    if verifying_in(year).mode is not VerificationMode.CROSS:
        return {}
    return _finished(year, sheets)[0]


def _finished(
    year: ClusterYear, sheets: Iterable[ScoreSheet]
) -> tuple[dict[int, list[CrossSheet]], dict[int, SoFar]]:
    """The scorings that count, and the sheets whose scorings do not yet."""
    stored = {sheet.pk: sheet for sheet in sheets if sheet.pk}
    finished: dict[int, list[CrossSheet]] = {}
    rows = CrossSheet.objects.filter(sheet__in=stored, finished_at__isnull=False)
    for cross in rows.select_related("scorer", "edited_by").order_by("scorer__code"):
        finished.setdefault(cross.sheet_id, []).append(cross)
    counted: dict[int, list[CrossSheet]] = {}
    waiting: dict[int, SoFar] = {}
    scored_by = verifying_in(year).scored_by
    for pk, sheet in stored.items():
        done = finished.get(pk, [])
        if not sheet.is_verified:
            assigned = scored_by.get(sheet.unit_id, ())
            done = [cross for cross in done if cross.scorer_id in assigned]
            if len(done) < len(assigned):
                waiting[pk] = SoFar(len(done), len(assigned))
                continue
        if done:
            counted[pk] = done
    return counted, waiting
