"""What a line's points rest on where they follow from records: the records themselves, with links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.accounts.moments import moment_words
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.rubric import CriterionKind, RubricCriterion
from thidua.core.vietnamese import number, short_date
from thidua.movements.models import ActivityKind
from thidua.movements.queries import activities
from thidua.pledges.models import AgreedFigure, Target
from thidua.reporting.models import Indicator, Report
from thidua.reporting.queries import matrix
from thidua.reporting.queries.results import handed_in_results


@dataclass(frozen=True, slots=True)
class FactCell:
    """A cell of a table of facts; ``link`` leads to the record, ``tone`` makes it a chip."""

    text: str
    link: str = ""
    tone: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class FactTable:
    """Records that carry a line's points; ``empty`` is said when there are none."""

    heads: tuple[str, ...]
    rows: tuple[tuple[FactCell, ...], ...]
    empty: str

    @property
    def labelled(self) -> list[list[tuple[str, FactCell]]]:
        """Each row's cells with their heads, for narrow screens."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]


def facts_of(year: ClusterYear, unit: Unit, criterion: RubricCriterion, today: date) -> FactTable | None:
    """Return the records behind ``criterion`` for ``unit``; None for a kind whose figure is entered.

    A fixed number of queries.
    """
    found = _TABLES.get(criterion.kind)
    return found(year, unit, criterion, today) if found else None


def _lateness(year: ClusterYear, unit: Unit, _criterion: RubricCriterion, today: date) -> FactTable:
    cells = next((cells for member, cells in matrix(year, today).rows if member.pk == unit.pk), [])
    rows = []
    for cell in cells:
        late = _("muộn %(days)s ngày") % {"days": number(cell.late)} if cell.late else ""
        if cell.is_handed_in:
            standing = FactCell(late or _("đúng hạn"), tone="bad" if cell.late else "good")
        elif cell.late:
            standing = FactCell(_("chưa nộp, %(late)s") % {"late": late}, tone="bad")
        else:
            standing = FactCell(_("chưa đến hạn"))
        rows.append(
            (
                FactCell(cell.duty.name, cell.link),
                FactCell(short_date(cell.duty.due)),
                FactCell(moment_words(cell.submitted_at)),
                standing,
            )
        )
    heads = (_("Báo cáo"), _("Hạn nộp"), _("Nộp lúc"), _("Đúng hạn hay muộn"))
    return FactTable(heads, tuple(rows), _("Năm này chưa đặt chế độ báo cáo nào."))


def _participation(year: ClusterYear, unit: Unit, criterion: RubricCriterion, _today: date) -> FactTable:
    """Without points for each activity only the joint programmes count, as ``core.points`` has it."""
    counts_all = criterion.parameters.points_each is not None
    rows = []
    for activity in activities(year):
        if not counts_all and activity.kind != ActivityKind.JOINT:
            continue
        if activity.host_id == unit.pk:
            part = FactCell(_("chủ trì"), tone="good")
        elif any(joined.pk == unit.pk for joined in activity.participants.all()):
            part = FactCell(_("tham gia"), tone="good")
        else:
            part = FactCell(_("không tham gia"), tone="bad")
        rows.append(
            (
                FactCell(activity.name, year.url("activities")),
                FactCell(str(ActivityKind(activity.kind).label)),
                FactCell(short_date(activity.held_on)),
                part,
            )
        )
    heads = (_("Hoạt động"), _("Loại"), _("Ngày"), _("Tham gia"))
    return FactTable(heads, tuple(rows), _("Chưa ghi hoạt động chung nào trong năm."))


def _target(year: ClusterYear, unit: Unit, criterion: RubricCriterion, _today: date) -> FactTable:
    target = Target.objects.filter(cluster_year=year, code=criterion.target_code).first()
    rows: list[tuple[FactCell, ...]] = []
    if target:
        agreed = AgreedFigure.objects.filter(target=target, unit=unit).first()
        given = _with_measure(number(agreed.value), target.measure) if agreed else _("chưa thống nhất mức")
        rows.append((FactCell(_("Giao ước")), FactCell(target.name, year.url("pact")), FactCell(given)))
        indicator = Indicator.objects.filter(cluster_year=year, target=target).order_by("position", "code")
        rows.append(_reported_row(year, unit, indicator.first()))
    heads = (_("Nguồn"), _("Chỉ tiêu"), _("Số liệu"))
    return FactTable(heads, tuple(rows), _("Tiêu chí chưa gắn với chỉ tiêu nào của giao ước."))


def _indicator(year: ClusterYear, unit: Unit, criterion: RubricCriterion, _today: date) -> FactTable:
    code = criterion.parameters.indicator_code
    indicator = Indicator.objects.filter(cluster_year=year, code=code).first() if code else None
    rows = (_reported_row(year, unit, indicator),) if indicator else ()
    heads = (_("Nguồn"), _("Chỉ số"), _("Số liệu"))
    return FactTable(heads, rows, _("Tiêu chí chưa gắn với chỉ số báo cáo nào."))


def _medals(year: ClusterYear, unit: Unit, _criterion: RubricCriterion, _today: date) -> FactTable:
    rows = []
    carrying = (r for r in handed_in_results(year, "medals") if r.unit_id == unit.pk and r.medals.all())
    report = next(carrying, None)
    if report:
        for won in report.medals.all():
            rows.append(
                (
                    FactCell(won.competition, _link(year, unit, report)),
                    FactCell(won.get_level_display()),
                    *(
                        FactCell(number(count), is_number=True)
                        for count in (won.gold, won.silver, won.bronze)
                    ),
                    FactCell(report.duty.name, _link(year, unit, report)),
                )
            )
    heads = (_("Giải đấu"), _("Cấp"), _("Vàng"), _("Bạc"), _("Đồng"), _("Báo cáo"))
    return FactTable(heads, tuple(rows), _("Chưa có báo cáo đã nộp nào ghi huy chương."))


def _reported_row(year: ClusterYear, unit: Unit, indicator: Indicator | None) -> tuple[FactCell, ...]:
    """The figure that counts for the indicator, and the report that carries it."""
    if indicator is None:
        return FactCell(_("Báo cáo")), FactCell("–"), FactCell(_("chưa có chỉ số nào trả lời chỉ tiêu này"))
    for report in handed_in_results(year, "figures"):
        if report.unit_id != unit.pk:
            continue
        for figure in report.figures.all():
            if figure.indicator_id == indicator.pk:
                return (
                    FactCell(report.duty.name, _link(year, unit, report)),
                    FactCell(indicator.name),
                    FactCell(_with_measure(number(figure.value), indicator.measure)),
                )
    return FactCell(_("Báo cáo")), FactCell(indicator.name), FactCell(_("chưa có trong báo cáo đã nộp"))


def _with_measure(figure: str, measure: str) -> str:
    return f"{figure} {measure}".strip()


def _link(year: ClusterYear, unit: Unit, report: Report) -> str:
    return year.url("report", report.duty.code, unit.code)


_Table = Callable[[ClusterYear, Unit, RubricCriterion, date], FactTable]
_TABLES: dict[CriterionKind, _Table] = {
    CriterionKind.LATENESS: _lateness,
    CriterionKind.PARTICIPATION: _participation,
    CriterionKind.TARGET: _target,
    CriterionKind.INDICATOR: _indicator,
    CriterionKind.MEDALS: _medals,
}
