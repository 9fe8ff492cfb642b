"""A year's workbook edited as a person does in Excel, and the places in it."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from thidua.clusters.models import ClusterYear
from thidua.workbook.exporting import export_year
from thidua.workbook.writing import write


def edited(year: ClusterYear, edit: Callable[[Workbook], object]) -> bytes:
    """The year's workbook after ``edit``."""
    workbook = openpyxl.load_workbook(io.BytesIO(write(export_year(year))))
    edit(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def keep_only(workbook: Workbook, *names: str) -> None:
    """Take out every sheet but these and the two that each workbook has."""
    for name in set(workbook.sheetnames) - {"Năm", "Đơn vị", *names}:
        del workbook[name]


def column(page: Worksheet, title: str) -> int:
    """Where the column so headed stands, from 1."""
    return [cell.value for cell in page[1]].index(title) + 1


def put(page: Worksheet, row: int, title: str, value: object) -> None:
    """Write into the column so headed."""
    page.cell(row, column(page, title)).value = value


def drop(page: Worksheet, *titles: str) -> None:
    """Take columns out."""
    for title in titles:
        page.delete_cols(column(page, title))


def row_of(page: Worksheet, title: str, value: object) -> int:
    """The first row that says ``value`` in the column so headed."""
    place = column(page, title)
    return next(row for row in range(2, page.max_row + 1) if page.cell(row, place).value == value)
