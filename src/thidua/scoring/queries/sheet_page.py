"""A score sheet as its page shows it: groups, rows, and what may be done with it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from thidua.accounts.permissions import Permission
from thidua.clusters.access import Access
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.points import Points, TargetResult, lacks_evidence, takes_entry
from thidua.core.rubric import CriterionKind, RubricCriterion, RubricGroup, maximum
from thidua.core.rule_words import Words, rule_words
from thidua.core.timetable import Stage
from thidua.core.vietnamese import number

from ..models import Evidence, Rubric, ScoreLine, ScoreSheet, SheetState
from ..verifiers import may_verify
from . import UnitScores, rubric_groups, rubric_of, unit_scores


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A criterion on the sheet: its rule, what both sides entered, the points, the evidence."""

    index: int
    criterion: RubricCriterion
    rule: Words
    takes_entry: bool
    line: ScoreLine | None
    own: Points
    verified: Points
    agreed: Points
    own_figure: str
    verified_figure: str
    evidence: tuple[Evidence, ...]

    @property
    def differs(self) -> bool:
        """Whether the verifier put another figure."""
        return self.line is not None and self.line.verified_entry is not None

    @property
    def verified_shown(self) -> Points:
        """The verified points, with words only where they are not the unit's own."""
        return self.verified if self.differs else Points(self.verified.value)

    @property
    def is_agreed(self) -> bool:
        """Whether an appeal or the meeting settled on a figure."""
        return self.line is not None and self.line.agreed_entry is not None

    @property
    def lacks_evidence(self) -> bool:
        """Whether the rubric asks for a file and there is none."""
        return self.takes_entry and self.criterion.parameters.needs_evidence and not self.evidence

    @property
    def is_unproven(self) -> bool:
        """Whether the unit gave itself something without the file that the rubric asks of it."""
        entry = self.line.self_entry if self.line and self.takes_entry else None
        return lacks_evidence(self.criterion, entry, has_evidence=bool(self.evidence))


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """A group on the sheet with its sums."""

    index: int
    group: RubricGroup
    rows: tuple[SheetRow, ...]
    own: Decimal
    verified: Decimal
    agreed: Decimal


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A unit's sheet (None: not begun), and the rubric it follows."""

    unit: Unit
    rubric: Rubric
    sheet: ScoreSheet | None
    scores: UnitScores
    groups: tuple[SheetGroup, ...]
    maximum: Decimal

    @property
    def rows(self) -> list[SheetRow]:
        """Every row in the rubric's order."""
        return [row for group in self.groups for row in group.rows]

    @property
    def version(self) -> int:
        """The version a form is made from; 0 before the first save."""
        return self.sheet.version if self.sheet else 0

    @property
    def state(self) -> SheetState:
        """Where the sheet stands; a draft before the first save."""
        return SheetState(self.sheet.state) if self.sheet else SheetState.DRAFT

    @property
    def has_agreed(self) -> bool:
        """Whether any line was settled by an appeal or the meeting."""
        return bool(self.agreed_codes)

    @property
    def agreed_codes(self) -> list[str]:
        """The criteria on which an appeal or the meeting settled."""
        return [row.criterion.code for row in self.rows if row.is_agreed]


@dataclass(frozen=True, slots=True)
class SheetRights:
    """What the user may do with a sheet now."""

    may_read: bool
    may_score: bool
    may_ask: bool
    may_submit: bool
    may_verify: bool
    may_return: bool
    may_reopen: bool


def sheet_page(year: ClusterYear, unit: Unit, today: date) -> SheetPage | None:
    """Return the sheet of ``unit``, or None while the year has no rubric. A fixed number of queries."""
    rubric = rubric_of(year)
    groups = rubric_groups(rubric)
    if rubric is None or not any(group.criteria for group in groups):
        return None
    scores = unit_scores(year, unit, rubric, groups, today)
    sheet = scores.sheet if scores.sheet and scores.sheet.pk else None
    evidence = _evidence(sheet)
    shown: list[SheetGroup] = []
    index = 0
    for place, group in enumerate(groups):
        rows = tuple(
            _row(index + offset, criterion, scores, evidence)
            for offset, criterion in enumerate(group.criteria)
        )
        index += len(rows)
        sums = scores.self_by_group[place], scores.verified_by_group[place], scores.agreed_by_group[place]
        shown.append(SheetGroup(place, group, rows, *sums))
    return SheetPage(unit, rubric, sheet, scores, tuple(shown), maximum(groups))


def rights_to(access: Access, year: ClusterYear, unit: Unit, sheet: ScoreSheet | None) -> SheetRights:
    """Return what somebody with ``access`` may do with the sheet of ``unit`` at the present stage."""
    state = SheetState(sheet.state) if sheet else SheetState.DRAFT
    stage = None if year.is_closed else year.current_stage
    is_with_unit = state in (SheetState.DRAFT, SheetState.AWAITING)
    sent_back = sheet is not None and sheet.is_returned
    is_time = stage is Stage.SELF_SCORING or (sent_back and stage is Stage.VERIFICATION)
    verifies = may_verify(access, year, unit)
    heads = access.may(Permission.SUBMIT_SCORES, unit)
    may_score = access.may(Permission.SELF_SCORE, unit) and is_with_unit and is_time
    return SheetRights(
        may_read=not is_with_unit or access.may(Permission.READ_DRAFTS, unit),
        may_score=may_score,
        may_ask=may_score and not heads and state is SheetState.DRAFT,
        may_submit=may_score and heads,
        may_verify=verifies and state is SheetState.SUBMITTED and stage is Stage.VERIFICATION,
        may_return=stage in (Stage.SELF_SCORING, Stage.VERIFICATION)
        and (heads if state is SheetState.AWAITING else verifies and state is SheetState.SUBMITTED),
        may_reopen=verifies and state is SheetState.VERIFIED and stage is Stage.VERIFICATION,
    )


def _evidence(sheet: ScoreSheet | None) -> dict[int, tuple[Evidence, ...]]:
    """Evidence by line id."""
    found: defaultdict[int, list[Evidence]] = defaultdict(list)
    if sheet:
        for evidence in Evidence.objects.filter(line__sheet=sheet):
            found[evidence.line_id].append(evidence)
    return {line: tuple(files) for line, files in found.items()}


def _row(
    index: int,
    criterion: RubricCriterion,
    scores: UnitScores,
    evidence: dict[int, tuple[Evidence, ...]],
) -> SheetRow:
    line = scores.lines.get(criterion.code)
    entered = takes_entry(criterion, scores.facts)
    result = scores.facts.targets.get(criterion.target_code, TargetResult())
    own = (line.self_entry if line else None) if entered else result.reported
    return SheetRow(
        index=index,
        criterion=criterion,
        rule=rule_words(criterion),
        takes_entry=entered,
        line=line,
        own=scores.self_points[criterion.code],
        verified=scores.verified_points[criterion.code],
        agreed=scores.agreed_points[criterion.code],
        own_figure=figure_words(criterion, None if criterion.kind.is_computed else own),
        verified_figure=figure_words(criterion, line.verified_entry if line else None),
        evidence=evidence.get(line.pk, ()) if line else (),
    )


def figure_words(criterion: RubricCriterion, figure: Decimal | None) -> str:
    """An entry as a reader sees it: yes or no, or the number."""
    if figure is None:
        return "–"
    if criterion.kind is CriterionKind.YES_NO:
        return gettext("Có") if figure else gettext("Không")
    return number(figure)
