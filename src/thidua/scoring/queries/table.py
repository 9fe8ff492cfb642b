"""The score table of a year, read and computed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members, stage_dues
from thidua.core.points import (
    Entries,
    Facts,
    Points,
    add_up,
    agreed_points,
    self_points,
    verified_points,
)
from thidua.core.rubric import RubricGroup, criteria_of
from thidua.core.score_many import Scorer, ready
from thidua.core.timetable import Stage

from ..facts import facts_by_unit, facts_from
from ..models import Rubric, ScoreLine, ScoreSheet
from .crossed import NOT_CROSSED, Crossed, crossed_of
from .exclusions import excluded_units
from .ranking import RankedUnit, ranked_table, ranked_units, with_exclusions
from .rubric import rubric_groups, rubric_of
from .rules import ranking_rules
from .scores import ScoreTable, UnitScores

# The points of one side by criterion code.
Told = Mapping[str, Points]


@dataclass(frozen=True, slots=True)
class Rules:
    """What turns lines into points: the rubric, its groups, what other units scored.

    ``scorer`` is the rubric made ready where only points are asked; None where they are told in words too.
    """

    rubric: Rubric
    groups: tuple[RubricGroup, ...]
    crossed: Crossed = NOT_CROSSED
    scorer: Scorer | None = None


def score_table(
    year: ClusterYear,
    today: date | None = None,
    *,
    drafts_of: Collection[int] = (),
    told: bool = False,
) -> ScoreTable | None:
    """Return the year's scores, or None while there is no rubric. A fixed number of queries.

    A verified sheet rests on the facts stored with it, any other on those of ``today``. Drafts count only
    for the units (ids) in ``drafts_of``, and are never ranked. The points are told in words only with
    ``told``: a ranking needs none, and is several times faster without.
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
    scorer = None if told else ready(groups, rubric.precision)
    rules = Rules(rubric, groups, crossed_of(year, sheets.values()), scorer)
    scored = [_scored(unit, sheets.get(unit.pk), lines, facts[unit.pk], rules) for unit in units]
    regulation = ranking_rules(year)
    listed = with_exclusions(scored, excluded_units(year, scored, regulation))
    return ranked_table(ScoreTable(rubric.name, rubric.precision, groups, listed, regulation))


def unit_scores(
    year: ClusterYear, unit: Unit, rubric: Rubric, groups: tuple[RubricGroup, ...], today: date
) -> UnitScores:
    """Return one unit's scores, its draft too, as the score table would; for the sheet's own page."""
    sheets = _sheets(year)
    facts = facts_by_unit(year, [unit], today)
    # A sheet not begun yet already shows what follows from the facts.
    sheet = sheets.get(unit.pk) or ScoreSheet(cluster_year=year, unit=unit, version=0)
    lines = _lines_by_sheet([sheet] if sheet.pk else [])
    rules = Rules(rubric, groups, crossed_of(year, [sheet]))
    return _scored(unit, sheet, lines, facts[unit.pk], rules)


def tried_scores(
    sheet: ScoreSheet,
    lines: Mapping[str, ScoreLine],
    facts: Facts,
    rubric: Rubric,
    groups: tuple[RubricGroup, ...],
    crossed: Crossed = NOT_CROSSED,
) -> UnitScores:
    """Return what ``lines`` (by criterion code, as somebody is typing them) would score; reads nothing."""
    return _scored(sheet.unit, sheet, {sheet.pk: lines}, facts, Rules(rubric, groups, crossed))


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
    rules: Rules,
) -> UnitScores:
    groups = rules.groups
    if sheet is None:
        nothing = tuple(Decimal(0) for _ in groups)
        return UnitScores(unit, None, facts, {}, {}, {}, {}, nothing, nothing, nothing)
    if sheet.is_verified and sheet.facts is not None:
        facts = facts_from(sheet.facts)
    lines = lines_by_sheet.get(sheet.pk, {})
    crossed = rules.crossed.by_sheet.get(sheet.pk, ()) if sheet.pk else ()
    entries = {
        criterion.code: _entries(
            lines.get(criterion.code), tuple(figures.get(criterion.code) for figures in crossed)
        )
        for criterion in criteria_of(groups)
    }
    own, verified, agreed = (_untold if rules.scorer else _told)(entries, facts, rules)
    return UnitScores(
        unit,
        sheet,
        facts,
        lines,
        own,
        verified,
        agreed,
        _by_group(groups, own),
        _by_group(groups, verified),
        _by_group(groups, agreed),
        waiting_for=rules.crossed.waiting.get(sheet.pk) if sheet.pk else None,
        is_crossed=bool(crossed),
    )


def _told(entries: Mapping[str, Entries], facts: Facts, rules: Rules) -> tuple[Told, Told, Told]:
    """The points of each side, with how they came about."""
    own: dict[str, Points] = {}
    verified: dict[str, Points] = {}
    agreed: dict[str, Points] = {}
    for criterion in criteria_of(rules.groups):
        code = criterion.code
        put = entries[code]
        given = (criterion, rules.rubric.precision)
        own[code] = self_points(*given, put.own, facts)
        stands = put.verified is None and not put.crossed
        verified[code] = (
            own[code] if stands else verified_points(*given, put, facts, rules.crossed.combination)
        )
        agreed[code] = (
            verified[code]
            if put.agreed is None
            else agreed_points(*given, put, facts, rules.crossed.combination)
        )
    return own, verified, agreed


def _untold(entries: Mapping[str, Entries], facts: Facts, rules: Rules) -> tuple[Told, Told, Told]:
    """The points of each side without words, by the rubric made ready."""
    scorer = rules.scorer
    assert scorer is not None  # noqa: S101 - asked by the caller
    figures = {
        place: put
        for place, put in enumerate(entries.values())
        if put.verified is not None or put.agreed is not None or put.crossed
    }
    own = [put.own for put in entries.values()]
    sides = scorer.sides(own, facts, figures, rules.crossed.combination)
    by_own = _by_code(entries, sides.own)
    if not figures:
        return by_own, by_own, by_own
    return by_own, _by_code(entries, sides.verified), _by_code(entries, sides.agreed)


def _by_code(codes: Iterable[str], points: Sequence[Decimal]) -> dict[str, Points]:
    return {code: Points(value) for code, value in zip(codes, points, strict=True)}


def _entries(line: ScoreLine | None, crossed: tuple[Decimal | None, ...]) -> Entries:
    if line is None:
        return Entries(crossed=crossed)
    return Entries(line.self_entry, line.verified_entry, line.agreed_entry, crossed)


def _by_group(groups: tuple[RubricGroup, ...], points: Mapping[str, Points]) -> tuple[Decimal, ...]:
    return add_up(groups, {code: one.value for code, one in points.items()})
