"""Lists of subjects as people type them in Excel."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.subjects.models import Subject, YearFact

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = ("Mã", "Loại đối tượng", "Họ tên, tên gọi", "Đơn vị", "Năm sinh, thành lập")
FACT = ("Năm", "Nội dung", "Giá trị", "Đến ngày", "Căn cứ")
FACTS = ("subject", "kind", "name", "unit", "born", "year", "fact", "value", "until", "ref")


def listed(
    *rows: Sequence[object], heads: Sequence[str] = (*HEAD, *FACT), sheet: str = "Dữ liệu", above: int = 0
) -> bytes:
    """A file with these rows under ``heads``; ``above`` empty rows stand over them."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for place, line in enumerate([heads, *rows], start=1 + above):
        for column, value in enumerate(line, start=1):
            page.cell(place, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def person(
    code: str, *fact: object, name: str = "Trần Thị Mẫu", unit: str = "", born: object = None
) -> tuple:
    """A row of a person with a fact: year, content, value, until, paper."""
    return (code, "Cá nhân", name, unit, born, *fact)


def upload(content: bytes, name: str = "danh-sach.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, XLSX)


def kept() -> list[tuple[object, ...]]:
    """Everything that is stored of subjects and facts, to compare before and after."""
    subjects: Iterable[tuple[object, ...]] = Subject.objects.order_by("code").values_list(
        "code",
        "kind",
        "name",
        "unit__code",
        "is_unit__code",
        "born",
        "gender",
        "position",
        "merged_into__code",
    )
    facts: Iterable[tuple[object, ...]] = YearFact.objects.order_by(
        "subject__code", "year", "kind", "value", "ref"
    ).values_list("subject__code", "year", "kind", "value", "until", "ref", "struck_at")
    return [*subjects, *facts]


def cells(content: bytes) -> list[tuple[object, ...]]:
    """The cells of the data sheet, row by row."""
    page = openpyxl.load_workbook(io.BytesIO(content))["Dữ liệu"]
    return [tuple(cell.value for cell in row) for row in page.iter_rows()]
