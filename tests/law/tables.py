"""Small tables of facts written as real files of each format."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import xlsxwriter

COLUMNS = ("subject", "kind", "year", "fact", "value", "until", "ref")
FORMATS = ("csv", "xlsx", "parquet")
AWARDS = frozenset({"lao_dong_tien_tien", "chien_si_thi_dua_co_so", "bang_khen_bo_tinh", "giay_khen"})
ON = date(2025, 12, 31)

GOOD = (
    ("001", "person", "2023", "grade", "tot", "", "QĐ 1"),
    ("001", "person", "2024", "grade", "xuat_sac", "", "QĐ 2"),
    ("001", "person", "2025", "grade", "tot", "", "QĐ 3"),
    ("001", "person", "2024", "title", "lao_dong_tien_tien", "", "QĐ 4"),
    ("001", "person", "2025", "initiative", "co_so", "", "QĐ 5"),
    ("Nguyễn Văn B", "person", "2022", "discipline", "khien_trach", "2023-03-01", "QĐ 6"),
    ("Nguyễn Văn B", "person", "2024", "award", "bang_khen_bo_tinh:dot_xuat", "", "QĐ 7"),
    ("to-3", "collective", "2025", "share", "ldtt:0.72", "", ""),
    ("to-3", "collective", "2025", "cluster_rank", "1", "", "bo_tinh"),
    ("to-3", "collective", "2025", "cluster_rank", "4", "", "trung_uong"),
    ("to-3", "collective", "2025", "judged", "TTLDXS-02:true", "", "BB 1"),
    ("ho-9", "household", "2025", "under_review", "", "", "QĐ 8"),
)


def write(path: Path, rows, columns=COLUMNS) -> Path:
    """Write rows of text to ``path`` by its ending."""
    writer = {".csv": write_csv, ".xlsx": write_xlsx, ".parquet": write_parquet}[path.suffix]
    writer(path, rows, columns)
    return path


def write_csv(path: Path, rows, columns=COLUMNS, *, separator=",", encoding="utf-8", end="\n") -> Path:
    def cell(text):
        return (
            '"' + text.replace('"', '""') + '"'
            if any(sign in text for sign in (separator, '"', "\n"))
            else text
        )

    lines = [separator.join(map(cell, row)) for row in (columns, *rows)]
    path.write_bytes((end.join(lines) + end).encode(encoding))
    return path


def write_xlsx(path: Path, rows, columns=COLUMNS) -> Path:
    with xlsxwriter.Workbook(
        path, {"strings_to_numbers": False, "default_date_format": "dd/mm/yyyy"}
    ) as book:
        sheet = book.add_worksheet("Sự kiện")
        for line, row in enumerate((columns, *rows)):
            sheet.write_row(line, 0, row)
    return path


def write_parquet(path: Path, rows, columns=COLUMNS) -> Path:
    table = pl.DataFrame([list(row) for row in rows], schema=dict.fromkeys(columns, pl.String), orient="row")
    table.write_parquet(path)
    return path
