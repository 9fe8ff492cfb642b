"""From rows of values to a workbook's bytes: exports and empty templates.

Every text is written as a string cell, never as a formula, so a name that begins with ``=`` stays text.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext, override

from thidua.core.faults import Refused, gettext_noop

from .columns import Column, Kind, Sheet
from .form import FILES, GUIDE, LISTS, Form
from .values import Book, CellFault, Value, column_letters

# The most a cell of Excel holds.
CELL_LIMIT = 32_767
_LIST_ROWS = 1000


class Pen:
    """The formats of one workbook under the pen."""

    def __init__(self, book: Any) -> None:
        plain = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
        edge = {"border": 1, "border_color": "#DCD6CB"}
        self.heading = book.add_format(
            {**plain, **edge, "bold": True, "bg_color": "#FBF3DD", "valign": "vcenter"}
        )
        self.needed = book.add_format(
            {**plain, **edge, "bold": True, "bg_color": "#F5E2AE", "valign": "vcenter"}
        )
        self.cell = book.add_format({**plain, **edge})
        self.day = book.add_format({**plain, **edge, "num_format": "dd/mm/yyyy"})
        self.moment = book.add_format({**plain, **edge, "num_format": "hh:mm dd/mm/yyyy"})
        self.figure = book.add_format({**plain, **edge, "num_format": "#,##0.###"})
        self.whole = book.add_format({**plain, **edge, "num_format": "0"})
        self.bad = book.add_format({**plain, "border": 2, "border_color": "#A3161F", "bg_color": "#FBEAEA"})
        self.bad_day = book.add_format(
            {
                **plain,
                "border": 2,
                "border_color": "#A3161F",
                "bg_color": "#FBEAEA",
                "num_format": "dd/mm/yyyy",
            }
        )
        self.title = book.add_format({"font_name": "Calibri", "font_size": 16, "bold": True})
        self.bold = book.add_format({**plain, "bold": True})
        self.plain = book.add_format(plain)


def write_form(form: Form, book: Book, files: Iterable[Sequence[str]] = ()) -> bytes:
    """Return a workbook with every sheet of ``form`` and the rows of ``book``.

    ``files`` lists what stays outside the workbook: what it belongs to, name, SHA-256.
    """
    _refuse_long(form, book)
    return _written(form, book, list(files), is_template=False)


def write_template(form: Form) -> bytes:
    """Return the empty workbook: guide, headings, help, lists to choose from."""
    return _written(form, {}, [], is_template=True)


def _written(form: Form, book: Book, files: list[Sequence[str]], *, is_template: bool) -> bytes:
    buffer = io.BytesIO()
    with override("vi"):
        out = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False})
        # Fixed, so that the same year always gives the same bytes.
        out.set_properties({"title": form.title, "created": datetime(2017, 1, 1)})
        pen = Pen(out)
        if is_template:
            _write_guide(out, form, pen)
        lists = _ListPlaces(out)
        for sheet in form.sheets:
            page = out.add_worksheet(sheet.name)
            _write_headings(page, form, sheet, pen)
            _write_lists(page, form, sheet, lists)
            for number, row in enumerate(book.get(sheet.key, []), start=1):
                for place, column in enumerate(sheet.columns):
                    _write_value(page, number, place, column, row[column.key], pen)
        _write_choices(out, lists)
        if files:
            _write_files(out, pen, files)
        out.close()
    return buffer.getvalue()


def _write_headings(page: Any, form: Form, sheet: Sheet, pen: Pen) -> None:
    page.freeze_panes(1, 0)
    page.set_row(0, 32)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.name, pen.needed if column.required else pen.heading)
        if note := _note(form, sheet, column, place):
            page.write_comment(0, place, note, {"x_scale": 1.6, "author": "Thi Đua"})


def _note(form: Form, sheet: Sheet, column: Column, place: int) -> str:
    notes = [gettext(sheet.help)] if sheet.help and place == 0 else []
    if column.required:
        notes.append(gettext("Bắt buộc."))
    if column.help:
        notes.append(gettext(column.help))
    if column.refers:
        other = form.by_key[column.refers[0]]
        notes.append(
            gettext("Lấy từ cột “%(column)s” của trang “%(sheet)s”.")
            % {"column": other.by_key[column.refers[1]].name, "sheet": other.name}
        )
    return "\n".join(notes)


class _ListPlaces:
    """Lists to choose from too long for a cell's own rule: each a column of the hidden sheet."""

    def __init__(self, out: Any) -> None:
        self.out = out
        self.columns: dict[tuple[str, ...], int] = {}

    def source(self, words: tuple[str, ...]) -> str | list[str]:
        """Where a validation finds ``words``."""
        if len(",".join(words)) <= 200 and not any("," in word for word in words):
            return list(words)
        return self._place(words)

    def named(self, name: str, by: Mapping[str, tuple[str, ...]], cell: str) -> str:
        """Where a validation finds the words that belong to what stands in ``cell``.

        The lists bear names numbered in the order of ``by``, whose own words are number 0.
        """
        for number, words in enumerate((tuple(by), *(words or ("",) for words in by.values()))):
            self.out.define_name(f"{name}_{number}", self._place(words))
        return f'=INDIRECT("{name}_"&MATCH({cell},{name}_0,0))'

    def _place(self, words: tuple[str, ...]) -> str:
        place = self.columns.setdefault(words, len(self.columns))
        letter = column_letters(place + 1)
        return f"='{LISTS}'!${letter}$1:${letter}${len(words)}"


def _write_lists(page: Any, form: Form, sheet: Sheet, lists: _ListPlaces) -> None:
    for place, column in enumerate(sheet.columns):
        if column.lists_by:
            other_key, by = column.lists_by
            cell = f"${column_letters(sheet.position(other_key))}2"
            source: str | list[str] = lists.named(f"{sheet.key}_{column.key}", by, cell)
        elif column.choices:
            source = lists.source(tuple(column.choices.values()))
        elif column.kind is Kind.UNIT and "units" in form.by_key:
            source = f"='{form.by_key['units'].name}'!$A$2:$A${_LIST_ROWS}"
        elif column.refers:
            other = form.by_key[column.refers[0]]
            letter = column_letters(other.position(column.refers[1]))
            source = f"='{other.name}'!${letter}$2:${letter}${_LIST_ROWS}"
        else:
            continue
        # A name not on the list may still be right (a unit's name for its code): warn, do not forbid.
        page.data_validation(
            1,
            place,
            _LIST_ROWS,
            place,
            {
                "validate": "list",
                "source": source,
                "error_type": "warning",
                "ignore_blank": True,
                # Where the list only suggests, another value is as good.
                "show_error": column.lists_by is None,
            },
        )


def _write_choices(out: Any, lists: _ListPlaces) -> None:
    if not lists.columns:
        return
    page = out.add_worksheet(LISTS)
    for words, place in lists.columns.items():
        for row, word in enumerate(words):
            page.write_string(row, place, word)
    page.hide()


def _write_files(out: Any, pen: Pen, files: list[Sequence[str]]) -> None:
    page = out.add_worksheet(FILES)
    for place, title in enumerate(("Thuộc", "Tên tệp", "SHA-256")):
        page.set_column(place, place, (44, 36, 68)[place])
        page.write_string(0, place, title, pen.heading)
    for number, entry in enumerate(files, start=1):
        for place, value in enumerate(entry):
            page.write_string(number, place, value, pen.cell)


def _write_guide(out: Any, form: Form, pen: Pen) -> None:
    page = out.add_worksheet(GUIDE)
    page.hide_gridlines(2)
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 90)
    page.write_string(0, 0, gettext(form.guide), pen.title)
    for number, step in enumerate(form.steps, start=2):
        page.write_string(number, 0, str(number - 1), pen.plain)
        page.write_string(number, 1, gettext(step), pen.plain)
    for number, sheet in enumerate(form.sheets, start=len(form.steps) + 4):
        page.write_url(number, 0, f"internal:'{sheet.name}'!A1", string=sheet.name)
        page.write_string(number, 1, gettext(sheet.help) if sheet.help else _columns_of(sheet), pen.plain)


def _columns_of(sheet: Sheet) -> str:
    return ", ".join(column.name for column in sheet.columns)


def _write_value(page: Any, row: int, place: int, column: Column, value: Value, pen: Pen) -> None:
    if value is None or value == "" or value == ():
        page.write_blank(row, place, None, pen.cell)
    elif column.kind is Kind.BOOL:
        page.write_string(row, place, column.choices["1" if value else "0"], pen.cell)
    elif column.kind is Kind.CHOICE:
        page.write_string(row, place, column.choices.get(str(value), str(value)), pen.cell)
    elif isinstance(value, datetime):
        page.write_datetime(row, place, value, pen.moment)
    elif isinstance(value, date):
        page.write_datetime(row, place, datetime.combine(value, time()), pen.day)
    elif isinstance(value, Decimal) and len(value.as_tuple().digits) > 15:
        # Excel keeps fifteen digits of a number; a longer one is kept as text and read back exactly.
        page.write_string(row, place, f"{value:f}".replace(".", ","), pen.cell)
    elif isinstance(value, int | Decimal):
        page.write_number(row, place, value, pen.whole if column.kind is Kind.INT else pen.figure)
    elif isinstance(value, tuple):
        page.write_string(row, place, "; ".join(value), pen.cell)
    else:
        page.write_string(row, place, value, pen.cell)


def _refuse_long(form: Form, book: Book) -> None:
    for sheet in form.sheets:
        for number, row in enumerate(book.get(sheet.key, []), start=2):
            for key, value in row.values.items():
                if isinstance(value, str) and len(value) > CELL_LIMIT:
                    raise Refused(
                        CellFault(
                            gettext_noop("Dài hơn %(limit)s ký tự, một ô Excel không chứa được."),
                            gettext_noop("Hãy rút gọn nội dung này trong hệ thống rồi xuất lại."),
                            sheet.name,
                            number,
                            sheet.position(key),
                            {"limit": CELL_LIMIT},
                        ).as_fault()
                    )
