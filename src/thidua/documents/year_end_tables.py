"""The tables of the year-end report."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.core.timetable import Field
from thidua.core.vietnamese import number
from thidua.core.yearend import IndicatorFact, RankFact, UnitFigure, YearEnd
from thidua.core.yearend_words import counted, names

from .paper import Annex, Column, Paragraph, Row, Table
from .wide_table import UnitRow, unit_tables


def registrations(values: YearEnd) -> Table:
    """What titles and forms the units strive for."""
    return Table(
        (
            Column("TT", 6, "center"),
            Column("Danh hiệu, hình thức", 50),
            Column("Số đơn vị đăng ký", 20, "right"),
            Column("Số lượng", 18, "right"),
        ),
        tuple(
            Row((str(index), row.award, number(row.units), number(row.quantity)))
            for index, row in enumerate(values.registrations, start=1)
        ),
        caption=f"Đăng ký thi đua năm {values.year}",
    )


def pledges(values: YearEnd) -> Table:
    """For each pledged target, how many units came up to what they pledged."""
    pledged = [indicator for indicator in values.indicators if indicator.pledged]
    return Table(
        (
            Column("TT", 6, "center"),
            Column("Chỉ tiêu", 52),
            Column("Đơn vị tính", 16, "center"),
            Column("Số đơn vị đạt mức giao ước", 22, "center"),
        ),
        tuple(
            Row((str(index), one.name, one.measure, _reached(one)))
            for index, one in enumerate(pledged, start=1)
        ),
        caption="Kết quả thực hiện chỉ tiêu giao ước",
    )


def ranking(values: YearEnd) -> Table:
    """The units in their order, with what was settled on over the verified points where anything was."""
    was_settled = any(row.was_settled for row in values.ranking)
    return Table(
        (
            Column("Hạng", 9, "center"),
            Column("Đơn vị", 46),
            Column("Điểm tự chấm", 20, "right"),
            Column("Điểm thẩm định", 20, "right"),
            *((Column("Điểm thống nhất", 20, "right"),) if was_settled else ()),
        ),
        tuple(_rank_row(row, values.places, was_settled) for row in values.ranking),
        caption=f"Xếp hạng thi đua năm {values.year}",
    )


def indicators(values: YearEnd, rows: Sequence[IndicatorFact], field: Field) -> Table:
    """A field's indicators: the cluster's figure and the unit that leads."""
    return Table(
        (
            Column("TT", 6, "center"),
            Column("Chỉ số", 44),
            Column("Đơn vị tính", 15, "center"),
            Column(f"Toàn {values.group_word}", 15, "right"),
            Column("Đơn vị dẫn đầu", 28),
        ),
        tuple(
            Row((str(index), row.name, _measure(row), _cluster_figure(row), _best(row)))
            for index, row in enumerate(rows, start=1)
        ),
        caption=f"Kết quả lĩnh vực {field.label.lower()}",
    )


def medals(values: YearEnd) -> Table:
    """Each unit's medals by colour, best first, and their sum."""
    total = values.medals_total
    rows = [
        Row(
            (
                str(index),
                row.unit,
                number(row.medals.gold),
                number(row.medals.silver),
                number(row.medals.bronze),
                number(row.medals.total),
            )
        )
        for index, row in enumerate(values.medals_ordered, start=1)
    ]
    sums = tuple(number(count) for count in (total.gold, total.silver, total.bronze, total.total))
    rows.append(Row(("", "Cộng", *sums), bold=True))
    return Table(
        (
            Column("TT", 6, "center"),
            Column("Đơn vị", 40),
            *(Column(colour, 14, "right") for colour in ("Vàng", "Bạc", "Đồng", "Cộng")),
        ),
        tuple(rows),
        caption="Huy chương tại các giải quốc gia và quốc tế",
        note="Đơn vị tính: huy chương",
    )


def figures_annex(values: YearEnd, source: str) -> Annex | None:
    """Every unit's figure for every indicator, the pledged one in brackets."""
    rows = [indicator for indicator in values.indicators if indicator.figures]
    if not rows:
        return None
    units = tuple(member.short_name for member in values.members)
    by_unit = [{figure.unit: figure for figure in row.figures} for row in rows]
    lines = [
        UnitRow(
            (str(index), row.name, _measure(row), _cluster_figure(row)),
            tuple(_unit_figure(figures.get(unit)) for unit in units),
        )
        for index, (row, figures) in enumerate(zip(rows, by_unit, strict=True), start=1)
    ]
    leading = (
        Column("TT", 8, "center"),
        Column("Chỉ số", 42),
        Column("Đơn vị tính", 14, "center"),
        Column(f"Toàn {values.group_word}", 15, "right"),
    )
    return Annex(
        title=f"Số liệu thống kê năm {values.year} theo đơn vị",
        source=source,
        body=(
            Paragraph("Trong ngoặc đơn là số đã giao ước; “–” là chưa có số liệu trong báo cáo đã nộp."),
            *unit_tables(leading, units, lines, ""),
        ),
        landscape=True,
    )


def _unit_figure(figure: UnitFigure | None) -> str:
    if figure is None:
        return "–"
    pledged = f" ({number(figure.pledged)})" if figure.pledged is not None else ""
    return number(figure.value) + pledged


def _cluster_figure(indicator: IndicatorFact) -> str:
    if indicator.total is None:
        return "–"
    return number(indicator.total)


def _measure(indicator: IndicatorFact) -> str:
    """The measure; of shares the cluster's figure is the mean, and says so."""
    return f"{indicator.measure} (bình quân)" if indicator.is_mean else indicator.measure


def _best(indicator: IndicatorFact) -> str:
    best = indicator.best
    if not best or len(best) == len(indicator.figures) > 1:
        return "–"
    return f"{names([figure.unit for figure in best])} ({number(best[0].value)})"


def _reached(indicator: IndicatorFact) -> str:
    pledged, short = len(indicator.pledged), len(indicator.short_of_pledge)
    return f"{counted(pledged - short)}/{counted(pledged)}"


def _rank_row(row: RankFact, places: int, was_settled: bool) -> Row:
    return Row(
        (
            str(row.rank) if row.rank else "–",
            row.unit,
            "–" if row.self_total is None else number(row.self_total, places),
            "–" if row.verified_total is None else number(row.verified_total, places),
            *(("–" if row.final_total is None else number(row.final_total, places),) if was_settled else ()),
        )
    )
