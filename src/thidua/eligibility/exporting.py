"""The rows of a screening as a file: Excel, or CSV that Excel opens in Vietnamese."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import xlsxwriter
from django.utils.translation import gettext

from thidua.accounts.moments import moment_words
from thidua.core.law.facts import SubjectKind

from .queries.screenings import RowView, RunView

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_WIDTHS = (16, 28, 14, 24, 34, 22, 70, 16)
# What a spreadsheet would take for a formula goes behind an apostrophe in CSV, where a cell has no type.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def content(form: str, view: RunView, rows: Iterable[RowView]) -> bytes:
    """The file in ``form`` (``xlsx`` or ``csv``): what was asked, then a row a verdict."""
    return _csv(view, rows) if form == "csv" else _xlsx(view, rows)


def _headings() -> tuple[str, ...]:
    return (
        gettext("Mã"),
        gettext("Họ tên, tên gọi"),
        gettext("Đối tượng"),
        gettext("Đơn vị"),
        gettext("Danh hiệu, hình thức"),
        gettext("Kết quả"),
        gettext("Vì sao"),
        gettext("Mã điều kiện"),
    )


def _cells(view: RowView) -> tuple[str, ...]:
    row = view.row
    verdict = gettext(row.verdict_found.label)
    if view.is_near:
        verdict = gettext("%(verdict)s, chỉ thiếu một điều kiện") % {"verdict": verdict}
    return (
        row.code,
        row.name,
        gettext(SubjectKind(row.kind).label),
        row.unit_name,
        view.award,
        verdict,
        view.why,
        row.missing or row.failed,
    )


def _asked(view: RunView) -> Iterator[tuple[str, str]]:
    run = view.run
    yield gettext("Đơn vị"), run.unit.name
    yield gettext("Ngày nhận hồ sơ"), f"{run.on:%d/%m/%Y}"
    yield gettext("Quy định"), view.pack.name.vi if view.pack else run.pack
    yield gettext("Rà soát lúc"), moment_words(run.asked_at)
    yield (
        gettext("Đã rà soát"),
        gettext("%(done)s/%(total)s đối tượng") % {"done": run.done, "total": run.total},
    )


def _csv(view: RunView, rows: Iterable[RowView]) -> bytes:
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(_headings())
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in _cells(row)])
    return text.getvalue().encode("utf-8")


def _xlsx(view: RunView, rows: Iterable[RowView]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": gettext("Kết quả rà soát điều kiện khen thưởng")})
    plain = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
    cell = book.add_format({**plain, "border": 1, "border_color": "#DCD6CB"})
    head = book.add_format(
        {**plain, "border": 1, "border_color": "#DCD6CB", "bold": True, "bg_color": "#FBF3DD"}
    )
    _write_rows(book.add_worksheet(gettext("Kết quả")), rows, head, cell)
    about = book.add_worksheet(gettext("Nội dung rà soát"))
    about.set_column(0, 0, 24)
    about.set_column(1, 1, 70)
    for number, (name, told) in enumerate(_asked(view)):
        about.write_string(number, 0, name, head)
        about.write_string(number, 1, told, cell)
    book.close()
    return file.getvalue()


def _write_rows(sheet: Any, rows: Iterable[RowView], head: Any, cell: Any) -> None:
    for place, (heading, width) in enumerate(zip(_headings(), _WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, head)
    number = 0
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(_cells(row)):
            sheet.write_string(number, place, text, cell)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, number, len(_WIDTHS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
