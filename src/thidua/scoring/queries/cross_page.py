"""One unit's scoring of another's sheet as its page shows it, and who may open it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext

from thidua.accounts.permissions import Permission
from thidua.clusters.access import Access
from thidua.clusters.models import ClusterYear
from thidua.core.points import Entries, Points, Precision, verified_points
from thidua.core.timetable import Stage

from ..forms.sheets import CROSS, GridForm, figure_field, initial_figure
from ..models import CrossScore
from . import ScoredUnit, Scoring, cross_rota, cross_scores, rubric_of
from .sheet_page import SheetPage, SheetRow, figure_words, sheet_page


@dataclass(frozen=True, slots=True)
class CrossRow:
    """A criterion with the unit's side and what the scoring unit put."""

    row: SheetRow
    score: CrossScore | None
    figure: str
    points: Points


@dataclass(frozen=True, slots=True)
class CrossPage:
    """The sheet ``page`` with what the unit ``scoring.scorer`` put in the place of its figures."""

    page: SheetPage
    scoring: Scoring
    scores: Mapping[str, CrossScore]
    precision: Precision

    @property
    def rows(self) -> list[SheetRow]:
        """Every criterion in the rubric's order, as the form asks."""
        return self.page.rows

    @property
    def version(self) -> int:
        """The version a form is made from; 0 before the first save."""
        return self.scoring.cross.version if self.scoring.cross else 0

    @property
    def groups(self) -> list[tuple[Any, list[CrossRow], Decimal]]:
        """Groups of the sheet, each with its rows and the sum of the points put."""
        found = []
        for group in self.page.groups:
            rows = [self._row(row) for row in group.rows]
            found.append((group, rows, sum((row.points.value for row in rows), Decimal(0))))
        return found

    @property
    def total(self) -> Decimal:
        """The total by the scoring unit."""
        return sum((total for _group, _rows, total in self.groups), Decimal(0))

    def _row(self, row: SheetRow) -> CrossRow:
        score = self.scores.get(row.criterion.code)
        if score is None:
            return CrossRow(row, None, figure_words(row.criterion, None), row.own)
        own = row.line.self_entry if row.line else None
        entries = Entries(own=own, verified=score.entry)
        points = verified_points(row.criterion, self.precision, entries, self.page.scores.facts)
        return CrossRow(row, score, figure_words(row.criterion, score.entry), points)


class CrossForm(GridForm):
    """What the scoring unit enters: another figure where the unit's does not hold, and why."""

    cells = {"": "entry", "reason": "reason"}
    side = CROSS

    def __init__(self, page: CrossPage, *args: Any, **kwargs: Any) -> None:
        self.scores = page.scores
        super().__init__(page, *args, **kwargs)  # type: ignore[arg-type]

    def add_row(self, row: SheetRow) -> None:
        """A figure (for a computed criterion, the points) and a reason."""
        code = row.criterion.code
        score = self.scores.get(code)
        self.fields[f"entry:{code}"] = figure_field(
            row.criterion, gettext("Chấm chéo %(code)s") % {"code": code}
        )
        self.initial[f"entry:{code}"] = initial_figure(row.criterion, score.entry if score else None)
        self.fields[f"reason:{code}"] = forms.CharField(
            label=gettext("Lý do chênh lệch %(code)s") % {"code": code},
            required=False,
            widget=forms.Textarea(attrs={"rows": 1}),
        )
        self.initial[f"reason:{code}"] = score.reason if score else ""

    def entry_of(self, row: SheetRow) -> tuple[Decimal | None, str]:
        """Figure and reason."""
        code = row.criterion.code
        return self.cleaned_data[f"entry:{code}"], self.cleaned_data[f"reason:{code}"]


def find_scoring(year: ClusterYear, scored: str, scorer: str) -> tuple[ScoredUnit, Scoring] | None:
    """Return the part of the unit coded ``scorer`` in scoring ``scored``; None where the rota has none."""
    for unit in cross_rota(year):
        for scoring in unit.scorings:
            if unit.unit.code == scored and scoring.scorer.code == scorer:
                return unit, scoring
    return None


def cross_page(year: ClusterYear, scoring: Scoring, today: date) -> CrossPage | None:
    """Return the page of ``scoring`` over the scored unit's sheet; None while there is no rubric."""
    rubric, page = rubric_of(year), sheet_page(year, scoring.scored, today)
    if rubric is None or page is None:
        return None
    return CrossPage(page, scoring, cross_scores(scoring.cross), rubric.precision)


def may_cross_score(access: Access, year: ClusterYear, scoring: Scoring) -> bool:
    """Whether somebody with ``access`` may write this scoring now."""
    is_time = not year.is_closed and year.current_stage is Stage.VERIFICATION
    own = access.may(Permission.CROSS_SCORE, scoring.scorer)
    return own and is_time and scoring.is_open and not scoring.is_finished


def may_read_scoring(access: Access, scored: ScoredUnit, scoring: Scoring) -> bool:
    """Whether somebody with ``access`` may read this scoring.

    Its own unit always; the others once it is finished, but one that still has to score the same sheet
    only when it has finished too, so that nobody scores by another's figures.
    """
    if scoring.cross is None:
        return False
    if access.may(Permission.READ_DRAFTS, scoring.scorer):
        return True
    waits = access.unit is not None and access.unit.pk in {unit.pk for unit in scored.awaited}
    return scoring.is_finished and not waits
