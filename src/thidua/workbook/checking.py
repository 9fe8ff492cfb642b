"""What can be said of a workbook's rows by themselves: codes that exist, rows told twice, a sound frame.

``existing`` is the year's own workbook when the year is there already: a file may hold only some sheets
and refer to what the year has.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.core.faults import gettext_noop
from thidua.core.timetable import Stage
from thidua.core.vietnamese import search_key
from thidua.sheets.columns import Column, Kind, Sheet
from thidua.sheets.reading import Reading
from thidua.sheets.values import Book, Row, Value

from . import schema


def check(reading: Reading, existing: Book | None = None) -> None:
    """Note every fault in ``reading``.

    On the way units' names become their codes, and a row that is there already is made whole: a column
    that the file does not have says nothing, so what stands in it stays.
    """
    units = _units(reading.book, existing or {})
    for sheet in schema.SHEETS:
        rows = [_with_codes(sheet, row, units, reading) for row in reading.book.get(sheet.key, [])]
        there = {row_key(sheet, row): row for row in (existing or {}).get(sheet.key, [])}
        reading.book[sheet.key] = [_made_whole(row, there.get(row_key(sheet, row))) for row in rows]
    for sheet in schema.SHEETS:
        _check_references(sheet, reading, existing or {})
        _check_twice(sheet, reading)
    _check_frame(reading, existing)
    _check_reports(reading, existing or {})
    _check_hand_over(reading)


def _units(book: Book, existing: Book) -> dict[str, str]:
    """Codes by everything a unit may be called."""
    called: dict[str, str] = {}
    for row in [*existing.get("units", []), *book.get("units", [])]:
        code = row.text("code")
        for name in (row.text("short_name"), row.text("name"), code):
            called[search_key(name)] = code
    return called


def _with_codes(sheet: Sheet, row: Row, units: dict[str, str], reading: Reading) -> Row:
    values = dict(row.values)
    for column in sheet.columns:
        value = values.get(column.key)
        if column.kind is Kind.UNIT and value is not None:
            values[column.key] = _code(str(value), sheet, row, column, units, reading)
        elif column.kind is Kind.UNITS and isinstance(value, tuple):
            found = (_code(name, sheet, row, column, units, reading) for name in value)
            values[column.key] = tuple(dict.fromkeys(code for code in found if code))
    return Row(row.number, values)


def _made_whole(row: Row, was: Row | None) -> Row:
    return row if was is None else Row(row.number, {**was.values, **row.values})


def _code(
    name: str, sheet: Sheet, row: Row, column: Column, units: dict[str, str], reading: Reading
) -> str | None:
    code = units.get(search_key(name))
    if code is None:
        near = reading.nearest(name, units, "units")
        reading.note(
            sheet.key,
            row.number,
            column.key,
            gettext_noop("Không có đơn vị “%(name)s”."),
            gettext_noop("Có phải là “%(near)s”?")
            if near
            else gettext_noop("Hãy ghi mã đơn vị có ở trang “Đơn vị”."),
            name=name[:60],
            near=units.get(near, near),
        )
    return code


def _check_references(sheet: Sheet, reading: Reading, existing: Book) -> None:
    for column in sheet.columns:
        if column.refers is None:
            continue
        other, key = column.refers
        known = {str(row[key]) for row in [*reading.book.get(other, []), *existing.get(other, [])]}
        for row in reading.book.get(sheet.key, []):
            value = row[column.key]
            if value is None or str(value) in known:
                continue
            near = reading.nearest(str(value), known, other)
            reading.note(
                sheet.key,
                row.number,
                column.key,
                gettext_noop("“%(value)s” không có ở trang “%(other)s”."),
                gettext_noop("Có phải là “%(near)s”?")
                if near
                else gettext_noop("Hãy ghi đúng như cột “%(title)s” của trang đó."),
                value=str(value)[:80],
                near=near,
                other=schema.BY_KEY[other].name,
                title=schema.BY_KEY[other].by_key[key].name,
            )


def row_key(sheet: Sheet, row: Row) -> tuple[Value, ...]:
    """What tells a row from another; names are compared without accents and case."""
    return tuple(
        search_key(value) if isinstance(value := row[key], str) else value for key in sheet.natural_key
    )


def _check_twice(sheet: Sheet, reading: Reading) -> None:
    seen: dict[tuple[Value, ...], int] = {}
    for row in reading.book.get(sheet.key, []):
        key = row_key(sheet, row)
        if sheet.natural_key and any(row[name] is None for name in sheet.natural_key):
            continue
        if key not in seen:
            seen[key] = row.number
            continue
        reading.note(
            sheet.key,
            row.number,
            sheet.natural_key[-1] if sheet.natural_key else "",
            gettext_noop("Dòng này trùng với dòng %(first)s.")
            if sheet.natural_key
            else gettext_noop("Trang này chỉ có một dòng."),
            gettext_noop("Hãy gộp hai dòng hoặc bỏ bớt một dòng."),
            first=seen[key],
        )


def _check_frame(reading: Reading, existing: Book | None) -> None:
    rows = reading.book.get("year", [])
    if not rows:
        if "year" in reading.names:
            reading.note(
                "year",
                2,
                "",
                gettext_noop("Trang “Năm” chưa có dòng nào."),
                gettext_noop("Hãy điền mã cụm, năm và cụm trưởng."),
            )
        return
    row = rows[0]
    if row.whole("form") > schema.FORM:
        reading.note(
            "year",
            row.number,
            "form",
            gettext_noop("Sổ làm theo mẫu mới hơn phần mềm này."),
            gettext_noop("Hãy nâng cấp phần mềm, hoặc tải mẫu ở đây và chép số liệu sang."),
        )
    if row["deputy"] is not None and row["deputy"] == row["chair"]:
        reading.note("year", row.number, "deputy", gettext_noop("Cụm phó phải khác cụm trưởng."))
    if existing is not None:
        _check_same_frame(reading, row, existing)
    _check_dues(reading)


def _check_same_frame(reading: Reading, row: Row, existing: Book) -> None:
    """The frame of a year that is there already does not change by import."""
    was = existing["year"][0]
    fixed = ("cluster_kind", "authority_code", "chair", "deputy")
    for key in fixed:
        if row[key] != was[key]:
            reading.note(
                "year",
                row.number,
                key,
                gettext_noop("Khác với năm đã có trong hệ thống (%(was)s)."),
                gettext_noop("Sổ không đổi được khung của năm; hãy sửa ô này cho khớp."),
                was=was.text(key) or "–",
            )
    if search_key(row.text("cluster_name")) != search_key(was.text("cluster_name")):
        reading.note(
            "year",
            row.number,
            "cluster_name",
            gettext_noop("Mã cụm này trong hệ thống là “%(was)s”."),
            gettext_noop("Hãy kiểm tra lại mã cụm."),
            was=was.text("cluster_name"),
        )
    stage, past = row.text("stage"), was.text("stage")
    if stage and Stage(stage).order < Stage(past).order:
        reading.note(
            "year",
            row.number,
            "stage",
            gettext_noop("Cụm đã qua giai đoạn này."),
            gettext_noop("Quay lại giai đoạn trước làm ở trang toàn cảnh năm, kèm lý do."),
        )
    known = {unit.text("code") for unit in existing["units"]}
    for unit in reading.book.get("units", []):
        if unit.text("code") not in known:
            reading.note(
                "units",
                unit.number,
                "code",
                gettext_noop("Đơn vị này không phải thành viên của năm đã có."),
                gettext_noop("Hãy kiểm tra mã; thành viên của một năm đã mở không đổi bằng sổ."),
            )


def _check_dues(reading: Reading) -> None:
    previous: date | None = None
    by_stage = {row.text("stage"): row for row in reading.book.get("stages", [])}
    for stage in Stage:
        row = by_stage.get(stage.value)
        due = row.day("due") if row else None
        if row and due and previous and due < previous:
            reading.note("stages", row.number, "due", gettext_noop("Hạn sớm hơn hạn của giai đoạn trước."))
        previous = due or previous


def _check_reports(reading: Reading, existing: Book) -> None:
    known = _pairs([*reading.book.get("reports", []), *existing.get("reports", [])])
    for key in ("sections", "figures", "medals"):
        for row in reading.book.get(key, []):
            if row["duty"] and row["unit"] and (row["duty"], row["unit"]) not in known:
                reading.note(
                    key,
                    row.number,
                    "unit",
                    gettext_noop("Báo cáo này chưa có dòng nào ở trang “Báo cáo”."),
                    gettext_noop("Hãy thêm một dòng (chưa nộp thì ghi lần 0)."),
                )
    for row in reading.book.get("reports", []):
        if row.whole("round") and row["submitted_at"] is None:
            reading.note(
                "reports",
                row.number,
                "submitted_at",
                gettext_noop("Lần nộp từ 1 trở đi phải có thời điểm nộp."),
                gettext_noop("Hãy ghi giờ, ngày nộp; báo cáo chưa nộp thì ghi lần 0."),
            )
        if row["returned_at"] is not None and (row["redo_due"] is None or row["return_reason"] is None):
            reading.note(
                "reports",
                row.number,
                "redo_due" if row["redo_due"] is None else "return_reason",
                gettext_noop("Báo cáo bị trả lại phải có lý do và hạn nộp lại."),
            )


def _pairs(rows: Iterable[Row]) -> set[tuple[Value, Value]]:
    return {(row["duty"], row["unit"]) for row in rows}


def _check_hand_over(reading: Reading) -> None:
    frame, handed = reading.book.get("year", []), reading.book.get("hand_over", [])
    if not frame:
        return
    closed, done = frame[0].day("closed_on"), handed[0].day("handed_on") if handed else None
    if closed and closed != done:
        reading.note(
            "year",
            frame[0].number,
            "closed_on",
            gettext_noop("Năm khép lại bằng việc bàn giao, nhưng trang “Bàn giao” không có ngày này."),
            gettext_noop("Hãy ghi ngày bàn giao, hoặc để trống ô này."),
        )
    for row in handed:
        if row["from_unit"] and row["from_unit"] != frame[0]["chair"]:
            reading.note(
                "hand_over", row.number, "from_unit", gettext_noop("Đơn vị giao phải là cụm trưởng của năm.")
            )
