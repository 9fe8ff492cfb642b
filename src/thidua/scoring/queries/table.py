"""The score table of a year, read and computed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members, stage_dues
from thidua.core.points import Facts, Points, add_up, self_points, verified_points
from thidua.core.rubric import RubricGroup, criteria_of
from thidua.core.timetable import Stage

from ..facts import facts_by_unit, facts_from
from ..models import Rubric, ScoreLine, ScoreSheet
from .ranking import RankedUnit, placed, ranked_units
from .rubric import rubric_groups, rubric_of
from .scores import ScoreTable, UnitScores


def score_table(
    year: ClusterYear,
    today: date | None = None,
    *,
    drafts_of: Collection[int] = (),
) -> ScoreTable | None:
    """Return the year's scores, or None while there is no rubric. A fixed number of queries.

    A verified sheet rests on the facts stored with it, any other on those of ``today``. Drafts count only
    for the units (ids) in ``drafts_of``, and are never ranked.
    """
    rubric = rubric_of(year)
    if rubric is None:
        return None
    groups = rubric_groups(rubric)
    units = members(year)
    sheets = {
        unit_id: sheet
        for unit_id, sheet in _sheets(year).items()
        if sheet.is_handed_in or unit_id in drafts_of
    }
    lines = _lines_by_sheet(list(sheets.values()))
    facts = facts_by_unit(year, units, _facts_day(year, today))
    scored = [
        _scored(unit, sheets.get(unit.pk), lines, facts[unit.pk], groups, rubric.places) for unit in units
    ]
    return ScoreTable(rubric.name, rubric.places, groups, placed(year, scored))


def unit_scores(
    year: ClusterYear, unit: Unit, rubric: Rubric, groups: tuple[RubricGroup, ...], today: date
) -> UnitScores:
    """Return one unit's scores, its draft too, as the score table would; for the sheet's own page."""
    sheets = _sheets(year)
    facts = facts_by_unit(year, [unit], today)
    # A sheet not begun yet already shows what follows from the facts.
    sheet = sheets.get(unit.pk) or ScoreSheet(cluster_year=year, unit=unit, version=0)
    lines = _lines_by_sheet([sheet] if sheet.pk else [])
    return _scored(unit, sheet, lines, facts[unit.pk], groups, rubric.places)


def tried_scores(
    sheet: ScoreSheet,
    lines: Mapping[str, ScoreLine],
    facts: Facts,
    rubric: Rubric,
    groups: tuple[RubricGroup, ...],
) -> UnitScores:
    """Return what ``lines`` (by criterion code, as somebody is typing them) would score; reads nothing."""
    return _scored(sheet.unit, sheet, {sheet.pk: lines}, facts, groups, rubric.places)


def ranking(year: ClusterYear, today: date | None = None) -> list[RankedUnit]:
    """Return the members best first: by the total that stands now, ties by group, then sharing a rank.

    Those not ranked (no sheet handed in, or left out by the regulations) come last. Empty while there is
    no rubric.
    """
    table = score_table(year, today)
    return ranked_units(table) if table else []


def _facts_day(year: ClusterYear, today: date | None) -> date:
    """The day lateness is counted to where no sheet has settled it; without ``today`` the due day."""
    return today or year.closed_on or stage_dues(year).get(Stage.VERIFICATION) or date(year.year, 12, 31)


def _sheets(year: ClusterYear) -> dict[int, ScoreSheet]:
    return {sheet.unit_id: sheet for sheet in ScoreSheet.objects.filter(cluster_year=year)}


def lines_of(sheet: ScoreSheet) -> dict[str, ScoreLine]:
    """Return the stored lines of a sheet by criterion code; none of one not begun."""
    return _lines_by_sheet([sheet]).get(sheet.pk, {}) if sheet.pk else {}


def _lines_by_sheet(sheets: list[ScoreSheet]) -> dict[int, dict[str, ScoreLine]]:
    found: dict[int, dict[str, ScoreLine]] = {}
    for line in ScoreLine.objects.filter(sheet__in=sheets).select_related("criterion"):
        found.setdefault(line.sheet_id, {})[line.criterion.code] = line
    return found


def _scored(
    unit: Unit,
    sheet: ScoreSheet | None,
    lines_by_sheet: Mapping[int, Mapping[str, ScoreLine]],
    facts: Facts,
    groups: tuple[RubricGroup, ...],
    places: int,
) -> UnitScores:
    if sheet is None:
        nothing = tuple(Decimal(0) for _ in groups)
        return UnitScores(unit, None, facts, {}, {}, {}, nothing, nothing)
    if sheet.is_verified and sheet.facts is not None:
        facts = facts_from(sheet.facts)
    lines = lines_by_sheet.get(sheet.pk, {})
    own: dict[str, Points] = {}
    verified: dict[str, Points] = {}
    for criterion in criteria_of(groups):
        line = lines.get(criterion.code)
        entry = line.self_entry if line else None
        own[criterion.code] = self_points(criterion, places, entry, facts)
        verified[criterion.code] = verified_points(
            criterion, places, entry, line.verified_entry if line else None, facts
        )
    return UnitScores(
        unit,
        sheet,
        facts,
        lines,
        own,
        verified,
        add_up(groups, {code: points.value for code, points in own.items()}),
        add_up(groups, {code: points.value for code, points in verified.items()}),
    )
