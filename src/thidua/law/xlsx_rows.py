"""Rows of the first sheet of an Excel workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import polars as pl
import python_calamine

from thidua.core.faults import gettext_noop

from .file_faults import DAMAGED, BadFile
from .rows import Rows, read_heading, take_columns

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_xlsx(path: Path) -> Rows:
    """Read ``path``. Raises :class:`BadFile` when it is no table of ours."""
    grid = _cells(path)
    line, names = next(
        ((number, cells) for number, cells in enumerate(grid, 1) if any(cell != "" for cell in cells)),
        (1, ()),
    )
    heading = read_heading([str(name) for name in names], path.name, line)
    body = grid[line:]
    schema = pl.Schema({str(place): pl.String for place in range(len(names))})
    columns = {
        str(place): [_as_text(cells[place]) for cells in body] if place in heading.places.values() else None
        for place in range(len(names))
    }
    table = pl.LazyFrame(columns, schema=schema)
    frame = take_columns(table, heading, schema)
    return Rows(path.name, frame, range(line + 1, len(grid) + 1), notices=heading.notices)


def _cells(path: Path) -> Sequence[Sequence[object]]:
    """The cells of the first sheet from A1 on."""
    _refuse_old_or_locked(path)
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as workbook:
            return workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit, OSError):
        raise
    except BaseException as error:
        # A panic of the reader's native code is no Exception, yet only says that the file is broken.
        raise BadFile.whole(path.name, *DAMAGED) from error


def _refuse_old_or_locked(path: Path) -> None:
    content = path.read_bytes()
    if not content.startswith(_OLD_OR_LOCKED):
        return
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise BadFile.whole(
            path.name,
            gettext_noop("Tệp Excel có đặt mật khẩu nên không đọc được."),
            gettext_noop("Mở tệp trong Excel, bỏ mật khẩu rồi lưu lại."),
        )
    raise BadFile.whole(
        path.name,
        gettext_noop("Tệp là sổ Excel kiểu cũ (.xls)."),
        gettext_noop("Mở tệp trong Excel rồi lưu thành .xlsx."),
    )


def _as_text(cell: object) -> str | None:
    """A cell as the same row would be written in CSV: whole numbers without a point, days as 2025-12-31."""
    match cell:
        case "":
            return None
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime() | date():
            return cell.isoformat()
    return str(cell)
