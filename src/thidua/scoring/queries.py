"""The readers of scoring: the rubric, the score table of a year, its ranking."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils import timezone

from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members, stage_dues
from thidua.core.points import Facts, Points, add_up, self_points, verified_points
from thidua.core.ranking import Entrant, rank
from thidua.core.rubric import (
    CriterionKind,
    Parameters,
    RubricCriterion,
    RubricGroup,
    criteria_of,
    maximum,
)
from thidua.core.timetable import Stage

from .facts import facts_by_unit
from .models import Criterion, CriterionGroup, Rubric, ScoreLine, ScoreSheet


@dataclass(frozen=True, slots=True)
class UnitScores:
    """One member's scores, by criterion code and summed by group in the rubric's order.

    Without a sheet that may be read (``sheet`` None, or a draft left out) nothing is scored. The verified
    points follow the unit's own wherever the verifier put nothing else; they are final, and have a
    ``verified_total``, once the sheet is verified.
    """

    unit: Unit
    sheet: ScoreSheet | None
    facts: Facts
    lines: Mapping[str, ScoreLine]
    self_points: Mapping[str, Points]
    verified_points: Mapping[str, Points]
    self_by_group: tuple[Decimal, ...]
    verified_by_group: tuple[Decimal, ...]
    rank: int | None = None

    @property
    def is_verified(self) -> bool:
        """Whether the points are final."""
        return self.sheet is not None and self.sheet.is_verified

    @property
    def self_total(self) -> Decimal | None:
        """The unit's own total; None without a sheet."""
        return sum(self.self_by_group, Decimal(0)) if self.sheet else None

    @property
    def running_total(self) -> Decimal:
        """The total with what the verifier has put so far."""
        return sum(self.verified_by_group, Decimal(0))

    @property
    def verified_total(self) -> Decimal | None:
        """The final total; None until the sheet is verified."""
        return self.running_total if self.is_verified else None

    @property
    def by_group(self) -> tuple[Decimal, ...]:
        """The points that stand now, by group: verified ones once final, else the unit's own."""
        return self.verified_by_group if self.is_verified else self.self_by_group

    @property
    def total(self) -> Decimal | None:
        """The total that stands now; None without a sheet."""
        return self.verified_total if self.is_verified else self.self_total

    @property
    def difference(self) -> Decimal | None:
        """Verified less own total; None until the sheet is verified."""
        if self.verified_total is None or self.self_total is None:
            return None
        return self.verified_total - self.self_total

    def reason(self, code: str) -> str:
        """Why the verifier differs at the criterion ``code``; empty where they do not."""
        line = self.lines.get(code)
        return line.difference_reason if line and line.verified_entry is not None else ""


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Units × criteria: all that the score table of a year prints. Units stand in the cluster's order."""

    name: str
    places: int
    groups: tuple[RubricGroup, ...]
    units: tuple[UnitScores, ...]

    @property
    def maximum(self) -> Decimal:
        """The most the rubric gives without bonuses and penalties."""
        return maximum(self.groups)

    @property
    def is_provisional(self) -> bool:
        """Whether any unit's points are not final yet."""
        return not self.units or not all(unit.is_verified for unit in self.units)

    @property
    def by_rank(self) -> list[UnitScores]:
        """The units best first; those not ranked last, in the cluster's order."""
        return sorted(self.units, key=lambda unit: (unit.rank is None, unit.rank or 0))


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """A unit's place: totals, and the points that stand now by group code.

    Until every sheet is verified a place is provisional; a unit without a sheet handed in has none.
    """

    unit: Unit
    self_total: Decimal | None
    verified_total: Decimal | None
    rank: int | None
    by_group: Mapping[str, Decimal]
    difference: Decimal | None = None
    is_provisional: bool = False

    @property
    def is_first_three(self) -> bool:
        """Whether it stands among the first three."""
        return self.rank is not None and self.rank <= 3


def rubric_of(year: ClusterYear) -> Rubric | None:
    """Return the year's rubric, or None."""
    return Rubric.objects.filter(cluster_year=year).first()


def has_rubric_before(year: ClusterYear) -> bool:
    """Whether the cluster's year before has a rubric that could be taken over."""
    return Rubric.objects.filter(
        cluster_year__cluster=year.cluster_id, cluster_year__year=year.year - 1
    ).exists()


def rubric_groups(rubric: Rubric | None) -> tuple[RubricGroup, ...]:
    """Return the rubric's groups and criteria as values; two queries."""
    if rubric is None:
        return ()
    criteria: dict[int, list[RubricCriterion]] = {}
    rows = Criterion.objects.filter(group__rubric=rubric).select_related("target")
    for row in rows.order_by("position", "pk"):
        criteria.setdefault(row.group_id, []).append(criterion_value(row))
    groups = CriterionGroup.objects.filter(rubric=rubric).order_by("position", "pk")
    return tuple(RubricGroup(row.code, row.name, tuple(criteria.get(row.pk, ()))) for row in groups)


def criterion_value(row: Criterion) -> RubricCriterion:
    """Return a stored criterion as a value."""
    kind = CriterionKind(row.kind)
    return RubricCriterion(
        code=row.code,
        name=row.name,
        kind=kind,
        max_points=row.max_points,
        parameters=Parameters.read(kind, row.parameters, row.code),
        target_code=row.target.code if row.target else "",
        guidance=row.guidance,
    )


def sheet_of(year: ClusterYear, unit: Unit) -> ScoreSheet | None:
    """Return a unit's score sheet with its year, or None when it has not begun one."""
    return (
        ScoreSheet.objects.select_related("cluster_year", "unit").filter(cluster_year=year, unit=unit).first()
    )


def score_table(
    year: ClusterYear,
    today: date | None = None,
    *,
    excluded: Collection[int] = (),
    drafts_of: Collection[int] = (),
) -> ScoreTable | None:
    """Return the year's scores, or None while there is no rubric. A fixed number of queries.

    Facts are taken as of ``today`` until every sheet is verified, and from then on as of the day the last
    one was, so that the table does not change afterwards. Drafts count only for the units (ids) in
    ``drafts_of``, and are never ranked; nor are the units in ``excluded``.
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
    facts = facts_by_unit(year, units, _facts_day(year, units, sheets, today))
    scored = [
        _scored(unit, sheets.get(unit.pk), lines, facts[unit.pk], groups, rubric.places) for unit in units
    ]
    ranks = _ranks(scored, excluded)
    return ScoreTable(
        rubric.name,
        rubric.places,
        groups,
        tuple(replace(row, rank=ranks.get(row.unit.pk)) for row in scored),
    )


def unit_scores(
    year: ClusterYear, unit: Unit, rubric: Rubric, groups: tuple[RubricGroup, ...], today: date
) -> UnitScores:
    """Return one unit's scores, its draft too, as the score table would; for the sheet's own page."""
    sheets = _sheets(year)
    facts = facts_by_unit(year, [unit], _facts_day(year, members(year), sheets, today))
    # A sheet not begun yet already shows what follows from the facts.
    sheet = sheets.get(unit.pk) or ScoreSheet(cluster_year=year, unit=unit, version=0)
    lines = _lines_by_sheet([sheet] if sheet.pk else [])
    return _scored(unit, sheet, lines, facts[unit.pk], groups, rubric.places)


def ranking(
    year: ClusterYear, today: date | None = None, *, excluded: Collection[int] = ()
) -> list[RankedUnit]:
    """Return the members best first: by the total that stands now, ties by group, then sharing a rank.

    Those not ranked (no sheet handed in, or ``excluded``) come last. Empty while there is no rubric.
    """
    table = score_table(year, today, excluded=excluded)
    return ranked_units(table) if table else []


def ranked_units(table: ScoreTable) -> list[RankedUnit]:
    """Return the ranking of a score table already read."""
    codes = [group.code for group in table.groups]
    return [
        RankedUnit(
            unit=row.unit,
            self_total=row.self_total,
            verified_total=row.verified_total,
            rank=row.rank,
            by_group=dict(zip(codes, row.by_group, strict=True)) if row.sheet else {},
            difference=row.difference,
            is_provisional=table.is_provisional,
        )
        for row in table.by_rank
    ]


def _facts_day(
    year: ClusterYear, units: list[Unit], sheets: Mapping[int, ScoreSheet], today: date | None
) -> date:
    """The day lateness is counted to: of the last verification, else ``today``, else the stage's due day."""
    verified = [sheets[unit.pk].verified_at for unit in units if unit.pk in sheets]
    moments = [moment for moment in verified if moment is not None]
    if units and len(moments) == len(units):
        return timezone.localdate(max(moments))
    return today or year.closed_on or stage_dues(year).get(Stage.VERIFICATION) or date(year.year, 12, 31)


def _sheets(year: ClusterYear) -> dict[int, ScoreSheet]:
    return {sheet.unit_id: sheet for sheet in ScoreSheet.objects.filter(cluster_year=year)}


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
    lines = lines_by_sheet.get(sheet.pk, {}) if sheet.pk else {}
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


def _ranks(scored: list[UnitScores], excluded: Collection[int]) -> dict[int, int | None]:
    """Ranks of those handed in, by unit id."""
    entrants = [
        Entrant(place, row.total or Decimal(0), row.by_group)
        for place, row in enumerate(scored)
        if row.sheet is not None and row.sheet.is_handed_in
    ]
    left_out = {place for place, row in enumerate(scored) if row.unit.pk in excluded}
    return {scored[ranked.entrant.key].unit.pk: ranked.rank for ranked in rank(entrants, left_out)}
