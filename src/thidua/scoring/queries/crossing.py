"""Cross-scoring: who has scored whom, and what they put."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members

from ..models import CrossScore, CrossSheet, ScoreSheet
from ..verifiers import verifying_in


@dataclass(frozen=True, slots=True)
class Scoring:
    """One unit's part in scoring another: ``cross`` is None until it has saved something."""

    scored: Unit
    scorer: Unit
    sheet: ScoreSheet | None
    cross: CrossSheet | None

    @property
    def is_finished(self) -> bool:
        """Whether the scoring unit has declared itself done."""
        return self.cross is not None and self.cross.finished_at is not None

    @property
    def is_begun(self) -> bool:
        """Whether something is saved that is not finished."""
        return self.cross is not None and not self.is_finished

    @property
    def is_open(self) -> bool:
        """Whether the sheet lies there to be scored: handed in, not verified."""
        return self.sheet is not None and self.sheet.is_handed_in and not self.sheet.is_verified


@dataclass(frozen=True, slots=True)
class ScoredUnit:
    """A unit with those the rota gives its sheet to."""

    unit: Unit
    sheet: ScoreSheet | None
    scorings: tuple[Scoring, ...]

    @property
    def finished(self) -> int:
        """How many have finished."""
        return sum(scoring.is_finished for scoring in self.scorings)

    @property
    def awaited(self) -> tuple[Unit, ...]:
        """The units that have not finished."""
        return tuple(scoring.scorer for scoring in self.scorings if not scoring.is_finished)


def cross_rota(year: ClusterYear) -> list[ScoredUnit]:
    """Return who scores whom and how far they are, in the members' order; a fixed number of queries.

    Empty unless the year's sheets are cross-scored.
    """
    scored_by = verifying_in(year).scored_by
    if not scored_by:
        return []
    units = {unit.pk: unit for unit in members(year)}
    sheets = {sheet.unit_id: sheet for sheet in ScoreSheet.objects.filter(cluster_year=year)}
    crosses = {
        (cross.sheet.unit_id, cross.scorer_id): cross
        for cross in CrossSheet.objects.filter(sheet__cluster_year=year).select_related("sheet", "edited_by")
    }
    return [
        ScoredUnit(
            units[scored],
            sheets.get(scored),
            tuple(
                Scoring(units[scored], units[by], sheets.get(scored), crosses.get((scored, by)))
                for by in scorers
            ),
        )
        for scored, scorers in scored_by.items()
    ]


def awaited_scorers(sheet: ScoreSheet) -> list[Unit]:
    """Return the units the rota gives the sheet to that have not finished, in the members' order."""
    year = sheet.cluster_year
    assigned = verifying_in(year).scored_by.get(sheet.unit_id, ())
    if not assigned:
        return []
    done = set(
        CrossSheet.objects.filter(sheet=sheet).exclude(finished_at=None).values_list("scorer_id", flat=True)
    )
    return [unit for unit in members(year) if unit.pk in assigned and unit.pk not in done]


def cross_scores(cross: CrossSheet | None) -> Mapping[str, CrossScore]:
    """Return what the scoring unit put in the place of the unit's own figures, by criterion code."""
    if cross is None or cross.pk is None:
        return {}
    scores = CrossScore.objects.filter(cross_sheet=cross).select_related("criterion")
    return {score.criterion.code: score for score in scores}
