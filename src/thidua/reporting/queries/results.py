"""The year's figures and medals.

They come from reports that are handed in (submitted or accepted), and are never summed over the reports
of one unit: for each indicator, and for the medals table, the unit's latest report that carries it counts,
the year-end report before the others. Plans carry no results.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members
from thidua.core.pledge import is_percentage, percent, reached
from thidua.core.reporting import Medals, by_total
from thidua.core.vietnamese import collation_key, search_key
from thidua.pledges.models import Direction
from thidua.pledges.queries import agreed_figures

from ..models import CompetitionLevel, DutyKind, Indicator, MedalCount, Report, ReportState

_PRECEDENCE = {DutyKind.YEAREND: 0, DutyKind.MIDYEAR: 1, DutyKind.THEMATIC: 2}


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A unit's figure, the one it pledged, and the exact share of the pledge it came to (1: all of it)."""

    unit: Unit
    value: Decimal | None
    agreed: Decimal | None = None
    share: Decimal | None = None

    @property
    def percent(self) -> Decimal | None:
        """The share in percent, one decimal."""
        return None if self.share is None else percent(self.share)

    @property
    def is_reached(self) -> bool:
        """Whether the pledge is fulfilled."""
        return self.share is not None and self.share >= 1


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with a cell for each member in the cluster's order, and sums where they mean something."""

    indicator: Indicator
    cells: tuple[FigureCell, ...]
    total: Decimal | None
    agreed_total: Decimal | None


@dataclass(frozen=True, slots=True)
class MedalTotal:
    """Medals of a unit in the year (``unit`` None: of the whole cluster)."""

    unit: Unit | None
    gold: int
    silver: int
    bronze: int

    @property
    def total(self) -> int:
        """Medals of all colours."""
        return self.gold + self.silver + self.bronze


@dataclass(frozen=True, slots=True)
class Competition:
    """A competition with the units that won in it and the medals of all of them."""

    name: str
    level: CompetitionLevel
    units: tuple[str, ...]
    medals: Medals


def year_figures(year: ClusterYear) -> list[IndicatorRow]:
    """Every indicator with each member's figure, the pledged one beside."""
    units = members(year)
    values = _values(handed_in_results(year, "figures"))
    agreed = agreed_figures(year)
    indicators = Indicator.objects.filter(cluster_year=year).select_related("target")
    return [_row(indicator, units, values, agreed) for indicator in indicators]


@dataclass(frozen=True, slots=True)
class Reported:
    """What units reported, by unit id: figures by target id and by indicator code, and medals."""

    targets: Mapping[int, Mapping[int, Decimal]]
    indicators: Mapping[int, Mapping[str, Decimal]]
    medals: Mapping[int, Medals]


def reported(year: ClusterYear) -> Reported:
    """The figures and medals that count, of every unit that reported any; a fixed number of queries."""
    reports = handed_in_results(year, "figures", "medals")
    values = _values(reports)
    targets: dict[int, dict[int, Decimal]] = {}
    indicators: dict[int, dict[str, Decimal]] = {}
    asked = {row.pk: row for row in Indicator.objects.filter(cluster_year=year)}
    # Of several indicators that answer one target the first of the list counts: it is written last.
    for row in sorted(asked.values(), key=lambda one: (one.position, one.code), reverse=True):
        for (unit_id, indicator_id), value in values.items():
            if indicator_id == row.pk:
                indicators.setdefault(unit_id, {})[row.code] = value
                if row.target_id is not None:
                    targets.setdefault(unit_id, {})[row.target_id] = value
    medals = {unit_id: _sum(rows) for unit_id, rows in _medal_rows(reports).items()}
    return Reported(targets, indicators, medals)


def medal_table(year: ClusterYear, order: Callable[[Medals], tuple[int, ...]] = by_total) -> list[MedalTotal]:
    """Every member's medals, best first (``core.reporting.by_total`` or ``by_gold``); those without last."""
    medals = {unit_id: _sum(rows) for unit_id, rows in _medal_rows(handed_in_results(year, "medals")).items()}
    ranked = sorted(
        ((unit, medals.get(unit.pk, Medals())) for unit in members(year)), key=lambda pair: order(pair[1])
    )
    return [MedalTotal(unit, won.gold, won.silver, won.bronze) for unit, won in ranked]


def medals_total(year: ClusterYear, table: list[MedalTotal] | None = None) -> MedalTotal:
    """The whole cluster's medals; from ``table`` when it has been read already."""
    table = medal_table(year) if table is None else table
    won = sum((Medals(row.gold, row.silver, row.bronze) for row in table), Medals())
    return MedalTotal(None, won.gold, won.silver, won.bronze)


def competitions(year: ClusterYear) -> list[Competition]:
    """The competitions medals were won in, in Vietnamese order; one entry for all units that name it."""
    names = {unit.pk: unit.short_name for unit in members(year)}
    by_key: dict[tuple[str, str], list[tuple[int, MedalCount]]] = {}
    for unit_id, rows in _medal_rows(handed_in_results(year, "medals")).items():
        for row in rows:
            by_key.setdefault((row.level, search_key(row.competition)), []).append((unit_id, row))
    found = [
        Competition(
            name=won[0][1].competition,
            level=CompetitionLevel(level),
            units=tuple(
                sorted((names[unit_id] for unit_id, _ in won if unit_id in names), key=collation_key)
            ),
            medals=_sum([row for _, row in won]),
        )
        for (level, _), won in by_key.items()
    ]
    return sorted(
        found, key=lambda one: (one.level != CompetitionLevel.INTERNATIONAL, collation_key(one.name))
    )


def _row(
    indicator: Indicator,
    units: list[Unit],
    values: dict[tuple[int, int], Decimal],
    agreed: dict[tuple[str, int], Decimal],
) -> IndicatorRow:
    cells = []
    for unit in units:
        value = values.get((unit.pk, indicator.pk))
        pledged = agreed.get((indicator.target.code, unit.pk)) if indicator.target else None
        cells.append(FigureCell(unit, value, pledged, share_reached(indicator, pledged, value)))
    sums = not is_percentage(indicator.measure)
    return IndicatorRow(
        indicator,
        tuple(cells),
        _total([cell.value for cell in cells]) if sums else None,
        _total([cell.agreed for cell in cells]) if sums else None,
    )


def share_reached(indicator: Indicator, agreed: Decimal | None, value: Decimal | None) -> Decimal | None:
    """Return the exact share of the indicator's pledged figure that ``value`` reaches; 1 is all of it."""
    if agreed is None or value is None or indicator.target is None:
        return None
    return reached(agreed, value, indicator.target.direction == Direction.LOWER)


def _total(values: list[Decimal | None]) -> Decimal | None:
    given = [value for value in values if value is not None]
    return sum(given, Decimal(0)) if given else None


def handed_in_results(year: ClusterYear, *carrying: str) -> list[Report]:
    """Handed-in reports that may carry results, those that count first at the front."""
    reports = (
        Report.objects.filter(
            duty__cluster_year=year,
            duty__kind__in=_PRECEDENCE,
            state__in=(ReportState.SUBMITTED, ReportState.ACCEPTED),
        )
        .select_related("duty")
        .prefetch_related(*carrying)
    )
    ordered = sorted(reports, key=lambda report: report.duty.due, reverse=True)
    return sorted(ordered, key=lambda report: _PRECEDENCE[DutyKind(report.duty.kind)])


def _values(reports: Iterable[Report]) -> dict[tuple[int, int], Decimal]:
    """The figure that counts, by ids of unit and indicator."""
    values: dict[tuple[int, int], Decimal] = {}
    for report in reports:
        for figure in report.figures.all():
            values.setdefault((report.unit_id, figure.indicator_id), figure.value)
    return values


def _medal_rows(reports: Iterable[Report]) -> dict[int, list[MedalCount]]:
    """The medals table that counts, by id of unit."""
    rows: dict[int, list[MedalCount]] = {}
    for report in reports:
        won = list(report.medals.all())
        if won:
            rows.setdefault(report.unit_id, won)
    return rows


def _sum(rows: list[MedalCount]) -> Medals:
    return sum((Medals(row.gold, row.silver, row.bronze) for row in rows), Medals())
