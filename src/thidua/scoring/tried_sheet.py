"""What a sheet would score with the figures somebody is typing: by the rules of ``core.points``, unsaved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms

from thidua.clusters.models import ClusterYear, Unit
from thidua.core.points import entry_faults, takes_entry
from thidua.core.rubric import CriterionKind, RubricCriterion, RubricGroup, criteria_of

from .facts import facts_by_unit
from .forms.sheets import CROSS, SCORE, VERIFY, figure_field
from .models import ScoreLine, ScoreSheet
from .queries import UnitScores, lines_of, rubric_groups, rubric_of, tried_scores
from .queries.crossed import NOT_CROSSED, crossed_of
from .sealed_ground import Ground


@dataclass(frozen=True, slots=True)
class Tried:
    """The scores of a sheet as it is being typed; ``unread``: rows whose cell holds no figure of theirs."""

    scores: UnitScores
    groups: Sequence[RubricGroup]
    unread: Collection[int]


def ground_of(
    year: ClusterYear, unit: Unit, sheet: ScoreSheet | None, side: str, today: date
) -> Ground | None:
    """Gather the ground anew, for a page whose own is not to be had; None without a rubric."""
    rubric = rubric_of(year)
    if rubric is None:
        return None
    facts = facts_by_unit(year, [unit], today)[unit.pk]
    return Ground(unit.pk, sheet.pk if sheet else None, side, rubric, rubric_groups(rubric), facts)


def try_sheet(year: ClusterYear, ground: Ground, typed: Mapping[str, str]) -> Tried:
    """Score the sheet with the cells ``typed`` (``entry:<code>``) on one side.

    A cell that cannot be read counts as empty. Nothing is written.
    """
    groups, facts = ground.groups, ground.facts
    sheet = ScoreSheet(pk=ground.sheet_id, cluster_year=year, unit=Unit(pk=ground.unit_id), version=0)
    # Every figure of the unit's own side is on its page; the other sides stand over those stored.
    is_over = ground.side != SCORE
    lines = lines_of(sheet) if is_over else {}
    crossed = crossed_of(year, [sheet]) if ground.side == VERIFY else NOT_CROSSED
    if ground.side == CROSS:
        # A scoring unit works from the unit's own figures, whatever the verifier put.
        for line in lines.values():
            line.verified_entry = None
    fields: dict[bool, forms.Field] = {}
    unread = set()
    for index, criterion in enumerate(criteria_of(groups)):
        name = f"entry:{criterion.code}"
        if name not in typed or (not is_over and not takes_entry(criterion, facts)):
            continue
        line = lines.setdefault(criterion.code, ScoreLine())
        is_choice = criterion.kind is CriterionKind.YES_NO
        field = fields.get(is_choice) or fields.setdefault(is_choice, figure_field(criterion, ""))
        if not _put(line, criterion, ground.side, field, typed[name]):
            unread.add(index)
    return Tried(tried_scores(sheet, lines, facts, ground.rubric, groups, crossed), groups, unread)


def _put(line: ScoreLine, criterion: RubricCriterion, side: str, field: forms.Field, text: str) -> bool:
    """Put what is typed into the line, in memory; whether it is a figure the criterion takes."""
    try:
        figure = field.clean(text)
    except forms.ValidationError:
        figure, is_read = None, False
    else:
        is_read = not entry_faults(criterion, figure, verified=side != SCORE)
    kept = figure if is_read else None
    if side != SCORE:
        line.verified_entry = kept
    else:
        line.self_entry = kept
    return is_read
