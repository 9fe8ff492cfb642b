"""One report read whole: its text, figures beside last year's and the pledged ones, medals, rounds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from thidua.clusters.models import ClusterYear, Unit
from thidua.core.pledge import percent
from thidua.core.reporting import Medals
from thidua.core.timetable import Field
from thidua.pledges.queries import agreed_figures

from ..models import Indicator, MedalCount, Report, ReportingDuty, SectionKind
from .results import share_reached, year_figures


@dataclass(frozen=True, slots=True)
class PledgedFigures:
    """What an indicator's figure is judged beside: the unit's pledge and its figure of the year before."""

    indicator: Indicator
    agreed: Decimal | None
    last_year: Decimal | None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """An indicator in a report: figure, pledge and exact share of it reached, last year's and the change."""

    indicator: Indicator
    value: Decimal | None
    agreed: Decimal | None
    share: Decimal | None
    last_year: Decimal | None
    change: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        """The share in percent, one decimal."""
        return None if self.share is None else percent(self.share)

    @property
    def is_short(self) -> bool:
        """Whether the figure falls short of the pledge."""
        return self.share is not None and self.share < 1


@dataclass(frozen=True, slots=True)
class ReportContents:
    """A report as it is read or checked; ``sections`` has every part, empty ones too."""

    sections: list[tuple[SectionKind, str]]
    figures: list[FigureLine]
    medals: list[MedalCount]
    medals_total: Medals

    @property
    def empty_sections(self) -> list[SectionKind]:
        """Parts without text."""
        return [kind for kind, text in self.sections if not text]

    @property
    def empty_figures(self) -> list[Indicator]:
        """Indicators without a figure."""
        return [line.indicator for line in self.figures if line.value is None]

    @property
    def is_complete(self) -> bool:
        """Whether no part and no figure is empty."""
        return not self.empty_sections and not self.empty_figures

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is written."""
        return not self.medals and not any(text for _, text in self.sections) and not self.given_figures

    @property
    def given_figures(self) -> list[FigureLine]:
        """Lines that have a figure."""
        return [line for line in self.figures if line.value is not None]


def pledged_and_last_year(year: ClusterYear, unit: Unit) -> list[PledgedFigures]:
    """Each indicator of the year with the unit's pledged figure and that of the year before, by field."""
    agreed = agreed_figures(year)
    before = _last_year(year, unit)
    indicators = sorted(
        Indicator.objects.filter(cluster_year=year).select_related("target"),
        key=lambda one: list(Field).index(Field(one.field)),
    )
    return [
        PledgedFigures(
            one,
            agreed.get((one.target.code, unit.pk)) if one.target else None,
            before.get((one.code, one.measure)),
        )
        for one in indicators
    ]


def contents(duty: ReportingDuty, unit: Unit, report: Report | None) -> ReportContents:
    """Read the report whole; an unbegun one is all empty."""
    texts = dict(report.sections.values_list("kind", "text")) if report else {}
    values = dict(report.figures.values_list("indicator_id", "value")) if report else {}
    medals = list(report.medals.order_by("pk")) if report else []
    return ReportContents(
        sections=[(kind, texts.get(kind.value, "")) for kind in SectionKind],
        figures=[
            _line(beside, values.get(beside.indicator.pk))
            for beside in pledged_and_last_year(duty.cluster_year, unit)
        ],
        medals=medals,
        medals_total=sum((Medals(m.gold, m.silver, m.bronze) for m in medals), Medals()),
    )


def _line(beside: PledgedFigures, value: Decimal | None) -> FigureLine:
    change = None if value is None or beside.last_year is None else value - beside.last_year
    return FigureLine(
        indicator=beside.indicator,
        value=value,
        agreed=beside.agreed,
        share=share_reached(beside.indicator, beside.agreed, value),
        last_year=beside.last_year,
        change=change,
    )


def _last_year(year: ClusterYear, unit: Unit) -> dict[tuple[str, str], Decimal]:
    """The unit's figures of the year before, by code and measure: another measure is not comparable."""
    before = ClusterYear.objects.filter(cluster_id=year.cluster_id, year=year.year - 1).first()
    if before is None:
        return {}
    return {
        (row.indicator.code, row.indicator.measure): cell.value
        for row in year_figures(before)
        for cell in row.cells
        if cell.unit.pk == unit.pk and cell.value is not None
    }
