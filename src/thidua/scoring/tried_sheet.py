"""What a sheet would score with the figures somebody is typing: by the rules of ``core.points``, unsaved.

A keystroke is answered at once, so the page carries what its points follow from beside the cells: the facts,
signed, and for whom and for which side it was made. It binds nothing: what is saved is checked and scored
from what stands then.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core import signing

from thidua.accounts.models import User
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.points import Facts, entry_faults, takes_entry
from thidua.core.rubric import RubricCriterion, RubricGroup, criteria_of

from .facts import facts_by_unit, facts_from, record_of
from .models import ScoreLine, ScoreSheet
from .queries import UnitScores, lines_of, rubric_groups, rubric_of, tried_scores
from .queries.crossed import NOT_CROSSED, crossed_of
from .sheet_forms import VERIFY, figure_field

_SALT = "thidua.scoring.facts"
_HOURS = 12


@dataclass(frozen=True, slots=True)
class Ground:
    """What a page's points follow from beside its cells: whose sheet, which side, the facts."""

    unit_id: int
    sheet_id: int | None
    side: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Tried:
    """The scores of a sheet as it is being typed; ``unread``: rows whose cell holds no figure of theirs."""

    scores: UnitScores
    groups: Sequence[RubricGroup]
    unread: Collection[int]


def seal(reader: User, year: ClusterYear, unit: Unit, ground: Ground) -> str:
    """Return the ground as the page of ``reader`` carries it."""
    kept = [reader.pk, year.pk, unit.code, ground.unit_id, ground.sheet_id, ground.side]
    return signing.dumps([*kept, record_of(ground.facts)], salt=_SALT, compress=True)


def unseal(text: str, reader: User, year: ClusterYear, unit_code: str, side: str) -> Ground | None:
    """Return what :func:`seal` wrote for this reader, unit and side; None for any other text."""
    try:
        *whose, unit_id, sheet_id, sealed_side, record = signing.loads(
            text, salt=_SALT, max_age=_HOURS * 3600
        )
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if (whose, sealed_side) != ([reader.pk, year.pk, unit_code], side):
        return None
    return Ground(unit_id, sheet_id, side, facts_from(record))


def ground_of(year: ClusterYear, unit: Unit, sheet: ScoreSheet | None, side: str, today: date) -> Ground:
    """Gather the ground anew, for a page whose own is not to be had."""
    facts = facts_by_unit(year, [unit], today)[unit.pk]
    return Ground(unit.pk, sheet.pk if sheet else None, side, facts)


def try_sheet(year: ClusterYear, ground: Ground, typed: Mapping[str, str]) -> Tried | None:
    """Score the sheet with the cells ``typed`` (``entry:<code>``) on one side; None without a rubric.

    A cell that cannot be read counts as empty. Nothing is written.
    """
    rubric = rubric_of(year)
    if rubric is None:
        return None
    groups = rubric_groups(rubric)
    sheet = ScoreSheet(pk=ground.sheet_id, cluster_year=year, unit_id=ground.unit_id, version=0)
    # Every figure of the unit's own side is on its page; the verifier's stand over those stored.
    is_over = ground.side == VERIFY
    lines = lines_of(sheet) if is_over else {}
    crossed = crossed_of(year, [sheet]) if is_over else NOT_CROSSED
    unread = set()
    for index, criterion in enumerate(criteria_of(groups)):
        name = f"entry:{criterion.code}"
        if name not in typed or (not is_over and not takes_entry(criterion, ground.facts)):
            continue
        line = lines.setdefault(criterion.code, ScoreLine())
        if not _put(line, criterion, ground.side, typed[name]):
            unread.add(index)
    return Tried(tried_scores(sheet, lines, ground.facts, rubric, groups, crossed), groups, unread)


def _put(line: ScoreLine, criterion: RubricCriterion, side: str, text: str) -> bool:
    """Put what is typed into the line, in memory; whether it is a figure the criterion takes."""
    try:
        figure = figure_field(criterion, "").clean(text)
    except forms.ValidationError:
        figure, is_read = None, False
    else:
        is_read = not entry_faults(criterion, figure, verified=side == VERIFY)
    kept = figure if is_read else None
    if side == VERIFY:
        line.verified_entry = kept
    else:
        line.self_entry = kept
    return is_read
