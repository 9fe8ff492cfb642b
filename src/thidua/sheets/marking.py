"""A refused file given back with its bad cells marked: red, what is wrong and how to mend it as a comment."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime
from math import isfinite
from typing import Any

import xlsxwriter

from .reading import Grids
from .values import CellFault
from .writing import CELL_LIMIT, Pen

# Excel's calendar begins here.
_FIRST_YEAR = 1900


def mark(grids: Grids, faults: Iterable[CellFault]) -> bytes:
    """Return the cells of a refused file again, each bad cell in red with what is wrong as its comment."""
    buffer = io.BytesIO()
    notes: dict[tuple[str, int, int], list[str]] = {}
    for fault in faults:
        words = " ".join(part for part in (fault.cause_text, fault.mend_text) if part)
        notes.setdefault((fault.sheet, fault.row or 1, fault.column or 1), []).append(words)
    out = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False})
    pen = Pen(out)
    taken: set[str] = set()
    for name, grid in grids.items():
        page = out.add_worksheet(_safe_name(name, taken))
        page.set_column(0, 30, 22)
        page.freeze_panes(1, 0)
        bad = {(row, column): said for (sheet, row, column), said in notes.items() if sheet == name}
        if bad:
            page.set_tab_color("#A3161F")
        for row, cells in enumerate(grid, start=1):
            for column, value in enumerate(cells, start=1):
                _write_raw(page, row - 1, column - 1, value, pen, is_bad=(row, column) in bad)
        for (row, column), said in bad.items():
            if row > len(grid) or column > len(grid[row - 1]):
                page.write_blank(row - 1, column - 1, None, pen.bad)
            page.write_comment(row - 1, column - 1, "\n".join(said)[:30_000], {"x_scale": 2, "y_scale": 1.2})
    out.close()
    return buffer.getvalue()


def _safe_name(name: str, taken: set[str]) -> str:
    """A name the writer accepts: a damaged file may bear any."""
    plain = "".join(" " if char in "[]:*?/\\" or ord(char) < 32 else char for char in name).strip("' ")[:27]
    safe = plain or "Trang"
    number = 1
    while safe.casefold() in taken:
        number += 1
        safe = f"{plain} {number}"
    taken.add(safe.casefold())
    return safe


def _write_raw(page: Any, row: int, column: int, value: object, pen: Pen, *, is_bad: bool) -> None:
    if isinstance(value, bool):
        page.write_string(row, column, "có" if value else "không", pen.bad if is_bad else pen.cell)
    elif isinstance(value, float) and isfinite(value):
        page.write_number(row, column, value, pen.bad if is_bad else pen.cell)
    elif isinstance(value, datetime) and value.year >= _FIRST_YEAR:
        page.write_datetime(row, column, value, pen.bad_day if is_bad else pen.moment)
    elif isinstance(value, date) and value.year >= _FIRST_YEAR:
        page.write_datetime(row, column, value, pen.bad_day if is_bad else pen.day)
    elif value not in (None, "") or is_bad:
        page.write_string(row, column, str(value or "")[:CELL_LIMIT], pen.bad if is_bad else pen.cell)
