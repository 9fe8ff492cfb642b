"""What a sheet would score with the figures somebody is typing: by the rules of ``core.points``, unsaved.

The page carries the facts its points follow from, signed, so that a keystroke need not gather them anew;
they bind nothing: what is saved is scored from the facts as they stand then.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core import signing

from thidua.clusters.models import ClusterYear, Unit
from thidua.core.points import Facts, entry_faults, takes_entry
from thidua.core.rubric import RubricCriterion, RubricGroup, criteria_of

from .facts import facts_by_unit, facts_from, record_of
from .models import ScoreLine, ScoreSheet
from .queries import UnitScores, lines_of, rubric_groups, rubric_of, tried_scores
from .queries.crossed import crossed_of
from .sheet_forms import figure_field

SCORE, VERIFY = "score", "verify"
_SALT = "thidua.scoring.facts"
_HOURS = 12


@dataclass(frozen=True, slots=True)
class Tried:
    """The scores of a sheet as it is being typed; ``unread``: rows whose cell holds no figure of theirs."""

    scores: UnitScores
    groups: Sequence[RubricGroup]
    unread: Collection[int]


def seal(year: ClusterYear, unit: Unit, facts: Facts) -> str:
    """Return the facts as a page carries them."""
    return signing.dumps([year.pk, unit.pk, record_of(facts)], salt=_SALT, compress=True)


def unseal(text: str, year: ClusterYear, unit: Unit) -> Facts | None:
    """Return the facts that :func:`seal` wrote of this unit in this year; None for any other text."""
    try:
        year_id, unit_id, record = signing.loads(text, salt=_SALT, max_age=_HOURS * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return facts_from(record) if (year_id, unit_id) == (year.pk, unit.pk) else None


def try_sheet(
    year: ClusterYear,
    unit: Unit,
    sheet: ScoreSheet | None,
    side: str,
    typed: Mapping[str, str],
    today: date,
) -> Tried | None:
    """Score the sheet with the cells ``typed`` (``entry:<code>``) on one side; None without a rubric.

    A cell that cannot be read counts as empty. Nothing is written.
    """
    rubric = rubric_of(year)
    if rubric is None:
        return None
    groups = rubric_groups(rubric)
    facts = unseal(typed.get("facts", ""), year, unit) or facts_by_unit(year, [unit], today)[unit.pk]
    sheet = sheet or ScoreSheet(cluster_year=year, unit=unit, version=0)
    sheet.unit = unit
    lines = lines_of(sheet)
    unread = set()
    for index, criterion in enumerate(criteria_of(groups)):
        name = f"entry:{criterion.code}"
        if name not in typed or (side == SCORE and not takes_entry(criterion, facts)):
            continue
        line = lines.setdefault(criterion.code, ScoreLine())
        if not _put(line, criterion, side, typed[name]):
            unread.add(index)
    scores = tried_scores(sheet, lines, facts, rubric, groups, crossed_of(year, [sheet]))
    return Tried(scores, groups, unread)


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
