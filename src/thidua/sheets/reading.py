"""From the bytes of a file to rows of values, with every fault found on the way."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import python_calamine
from django.utils.translation import override

from thidua.core.faults import Refused, gettext_noop
from thidua.core.vietnamese import search_key

from .cells import as_text, cell_value
from .columns import Column, Kind, Sheet
from .container import SheetMap, open_container
from .form import ASIDE, FILES, Form
from .nearest import nearest
from .values import DAMAGED, Book, CellFault, Faults, Row, Value, unreadable

# Headings are looked for in the first rows only: a title line above the table is allowed.
_HEADING_ROWS = 10
# Looking for what was probably meant is slow: a file full of strange names gets so many suggestions.
MOST_SUGGESTIONS = 100
# What an empty cell means where it means something.
_EMPTY: dict[Kind, Value] = {Kind.BOOL: False, Kind.INT: 0, Kind.UNITS: ()}


# Cells of a sheet from A1, row by row, as the reader gives them.
Grid = Sequence[Sequence[object]]
Grids = dict[str, Grid]


@dataclass(slots=True)
class Reading:
    """A file read: its rows by sheet, the column each key was read from, and the faults.

    ``files`` counts those named on the sheet of attached files, which a workbook does not carry.
    ``headings`` is the number of each sheet's heading row: a fault there or above is of no single row.
    """

    form: Form
    book: Book = field(default_factory=dict)
    places: dict[str, dict[str, int]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    headings: dict[str, int] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    files: int = 0
    _suggested: dict[tuple[str, str], str] = field(default_factory=dict)

    def nearest(self, text: str, names: Iterable[str], among: str) -> str:
        """The one of ``names`` probably meant, or empty; looked for once a text, ``among`` says where.

        Empty also once there have been as many as anybody reads, or faults are no longer noted.
        """
        key = (among, text)
        if key not in self._suggested:
            if self.faults.is_full or len(self._suggested) >= MOST_SUGGESTIONS:
                return ""
            self._suggested[key] = nearest(text, names)
        return self._suggested[key]

    def note(self, sheet_key: str, row: int, key: str, cause: str, mend: str = "", **params: object) -> None:
        """Note a fault of a value, by the sheet and column it belongs to (no ``key``: of the whole row)."""
        name = self.names.get(sheet_key, self.form.by_key[sheet_key].name)
        column = self.places.get(sheet_key, {}).get(key, 0)
        self.faults.note(CellFault(cause, mend, name, row, column, params))


def read_form(content: bytes, form: Form) -> Reading:
    """Read a workbook. Raises :class:`Unreadable` when the file is none of ``form`` at all."""
    maps = open_container(content)
    grids = _cells(content, maps)
    reading = Reading(form)
    with override("vi"):
        for name, grid in grids.items():
            if search_key(name) == search_key(FILES):
                reading.files = max(sum(any(row) for row in grid) - 1, 0)
                continue
            sheet = _only_sheet(name, grids, reading) or _sheet_named(name, reading)
            if sheet is not None:
                _read_sheet(sheet, name, grid, maps.get(name, SheetMap()), reading)
    _refuse_foreign(reading)
    for sheet in form.sheets:
        if sheet.required and sheet.key not in reading.names:
            reading.faults.add(
                gettext_noop("Thiếu trang “%(title)s”."),
                gettext_noop("Hãy thêm trang này theo mẫu."),
                title=sheet.name,
            )
    return reading


def cells_of_file(content: bytes) -> Grids:
    """Return the cells of every sheet, to be given back with marks."""
    grids = _cells(content, open_container(content))
    return {name: grid for name, grid in grids.items() if search_key(name) != search_key(FILES)}


def _cells(content: bytes, maps: dict[str, SheetMap]) -> Grids:
    """Cells of every sheet that might be ours, from A1."""
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in workbook.sheet_names
            if name in maps and search_key(name) not in ASIDE
        }
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # A panic of the reader's native code is no Exception, yet only says that the file is broken.
        raise unreadable(*DAMAGED) from error


def _only_sheet(name: str, grids: Grids, reading: Reading) -> Sheet | None:
    """The one sheet of the form, when the file has one as well: whatever its name, that is what is meant."""
    if len(grids) != 1 or len(reading.form.sheets) != 1:
        return None
    [sheet] = reading.form.sheets
    reading.names[sheet.key] = name
    return sheet


def _sheet_named(name: str, reading: Reading) -> Sheet | None:
    key = search_key(name)
    sheet = reading.form.by_name.get(key)
    if sheet is not None and sheet.key in reading.names:
        reading.faults.add(
            gettext_noop("Có hai trang cùng tên này."),
            gettext_noop("Hãy gộp hai trang thành một."),
            sheet=name,
        )
        return None
    if sheet is not None:
        reading.names[sheet.key] = name
        return sheet
    near = reading.nearest(name, (known.name for known in reading.form.sheets), "sheets")
    reading.faults.add(
        gettext_noop("Trang này không có trong mẫu."),
        gettext_noop("Có phải là trang “%(near)s”? Hãy đổi tên trang.")
        if near
        else gettext_noop("Hãy xoá trang này, hoặc đặt tên “Ghi chú” nếu chỉ để tham khảo."),
        sheet=name,
        near=near,
    )
    return None


def _refuse_foreign(reading: Reading) -> None:
    if not reading.names:
        raise unreadable(reading.form.foreign, reading.form.foreign_mend)


def _read_sheet(sheet: Sheet, name: str, grid: Grid, found: SheetMap, reading: Reading) -> None:
    heading, columns = _columns(sheet, name, grid, reading)
    reading.places[sheet.key] = {column.key: place for place, column in columns.items()}
    reading.headings[sheet.key] = heading
    reading.book[sheet.key] = []
    if not columns:
        return
    spoilt = _spoilt(name, heading, columns, found, reading)
    for number, cells in enumerate(grid[heading:], start=heading + 1):
        if reading.faults.is_full:
            return
        if any(as_text(cell) for cell in cells) or any(row == number for row, _ in spoilt):
            row = _read_row(name, number, cells, columns, spoilt, reading)
            reading.book[sheet.key].append(row)


def _columns(sheet: Sheet, name: str, grid: Grid, reading: Reading) -> tuple[int, dict[int, Column]]:
    """The number of the heading row, and the columns by their place."""
    known = sheet.by_heading
    counted = [sum(search_key(as_text(cell)) in known for cell in cells) for cells in grid[:_HEADING_ROWS]]
    if not counted or not max(counted):
        if grid:
            reading.faults.add(
                gettext_noop("Không thấy dòng tiêu đề của trang."),
                gettext_noop("Hãy đặt tên các cột theo mẫu: %(columns)s."),
                sheet=name,
                columns=", ".join(column.name for column in sheet.columns),
            )
        return 0, {}
    heading = counted.index(max(counted)) + 1
    columns: dict[int, Column] = {}
    for place, cell in enumerate(grid[heading - 1], start=1):
        title = as_text(cell)
        column = known.get(search_key(title))
        if column is not None and column in columns.values():
            reading.faults.add(
                gettext_noop("Cột “%(title)s” có hai lần."),
                gettext_noop("Hãy bỏ bớt một cột."),
                sheet=name,
                row=heading,
                column=place,
                title=title,
            )
        elif column is not None:
            columns[place] = column
        elif title:
            near = reading.nearest(title, (known_column.name for known_column in sheet.columns), name)
            reading.faults.add(
                gettext_noop("Cột “%(title)s” không có trong mẫu."),
                gettext_noop("Có phải là cột “%(near)s”?") if near else gettext_noop("Hãy xoá cột này."),
                sheet=name,
                row=heading,
                column=place,
                title=title[:60],
                near=near,
            )
    for column in sheet.columns:
        if column.required and column not in columns.values():
            reading.faults.add(
                gettext_noop("Thiếu cột “%(title)s”."),
                gettext_noop("Hãy thêm cột này theo mẫu."),
                sheet=name,
                row=heading,
                title=column.name,
            )
    return heading, columns


def _spoilt(
    name: str, heading: int, columns: dict[int, Column], found: SheetMap, reading: Reading
) -> set[tuple[int, int]]:
    """Cells that the reader gives as empty though they are not: noted, so that they count as one fault."""
    spoilt = set()
    for row, place, shown in found.errors:
        if row > heading and place in columns:
            spoilt.add((row, place))
            reading.faults.add(
                gettext_noop("Ô báo lỗi công thức %(shown)s."),
                gettext_noop("Hãy sửa công thức, hoặc ghi thẳng giá trị vào ô."),
                sheet=name,
                row=row,
                column=place,
                shown=shown or "#…",
            )
    for row, place in found.unsaved_formulas:
        if row > heading and place in columns:
            spoilt.add((row, place))
            reading.faults.add(
                gettext_noop("Ô có công thức nhưng tệp không lưu kết quả."),
                gettext_noop("Hãy mở bằng Excel và lưu lại, hoặc dán thành giá trị."),
                sheet=name,
                row=row,
                column=place,
            )
    return spoilt


def _read_row(
    name: str,
    number: int,
    cells: Sequence[object],
    columns: dict[int, Column],
    spoilt: set[tuple[int, int]],
    reading: Reading,
) -> Row:
    values: dict[str, Value] = {}
    for place, column in columns.items():
        if (number, place) in spoilt:
            continue
        raw = cells[place - 1] if place <= len(cells) else None
        try:
            value = cell_value(raw, column)
        except Refused as refused:
            for fault in refused.faults:
                reading.faults.note(CellFault(fault.cause, fault.mend, name, number, place, fault.params))
            continue
        if value is None and column.required:
            reading.faults.add(
                gettext_noop("Chưa ghi “%(title)s”."),
                gettext_noop("Hãy ghi giá trị vào ô này."),
                sheet=name,
                row=number,
                column=place,
                title=column.name,
            )
        values[column.key] = _EMPTY.get(column.kind) if value is None else value
    return Row(number, values)
