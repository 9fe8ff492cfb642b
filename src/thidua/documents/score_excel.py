"""The score table as an Excel workbook: frozen head, numbers as numbers, ready to print."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from .decree30 import rules
from .paper import clean
from .score_table import BEYOND, EXTRA, GroupLines, Points, ScoreTable

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_HEAD_ROW = 3  # the head's two rows stand below the title, counted from 0
_LEADING = 3  # TT, criterion, greatest points


def render(scores: ScoreTable) -> bytes:
    """Return the workbook: sheet "Bảng điểm", and "Chênh lệch" with every difference and its reason."""
    file = BytesIO()
    # Nothing typed by a user becomes a formula or a link.
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": f"Bảng điểm thi đua năm {scores.year}", "subject": clean(scores.cluster)})
    _Writer(book, scores).write()
    book.close()
    return file.getvalue()


class _Writer:
    """Writes the two sheets with one set of formats."""

    def __init__(self, book: xlsxwriter.Workbook, scores: ScoreTable) -> None:
        self.book, self.scores = book, scores
        # Each unit's columns; what was settled on has one only where anything was.
        self.sides = ("Tự chấm", "Thẩm định", *(("Thống nhất",) if scores.was_settled else ()))
        self.formats: dict[tuple[Any, ...], Any] = {}

    def format(self, **look: Any) -> Any:
        """A format of the workbook, made once for each look."""
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            base = {"font_name": rules().font, "font_size": 11, "valign": "vcenter", "text_wrap": True}
            self.formats[key] = self.book.add_format(base | look)
        return self.formats[key]

    def figure(self, **look: Any) -> Any:
        """A format for points, with the rubric's decimals."""
        places = self.scores.places
        return self.format(border=1, num_format="#,##0" + ("." + "0" * places if places else ""), **look)

    def write(self) -> None:
        """Write both sheets."""
        self.points()
        self.differences()

    def points(self) -> None:
        """Criteria down, units across, each with its own, the verified and the agreed points."""
        scores, sheet = self.scores, self.book.add_worksheet("Bảng điểm")
        last = _LEADING + len(self.sides) * len(scores.units) - 1
        title = self.format(bold=True, font_size=14, text_wrap=False)
        sheet.write_string(0, 0, clean(f"BẢNG ĐIỂM THI ĐUA NĂM {scores.year}"), title)
        note = f"{scores.cluster}. Thang điểm: {scores.rubric}"
        if scores.gives_beyond:
            note += f". {BEYOND}"
        sheet.write_string(1, 0, clean(note), self.format(text_wrap=False))
        self._head(sheet)
        row = _HEAD_ROW + 2
        for group in scores.groups:
            row = self._group(sheet, row, group)
        row = self._points_row(sheet, row, ("", "Tổng điểm", None), scores.totals, bold=True)
        sheet.write_string(row, 0, "", self.format(border=1))
        sheet.write_string(row, 1, "Xếp hạng", self.format(border=1, bold=True))
        sheet.write_string(row, 2, "", self.format(border=1))
        place = self.format(border=1, bold=True, align="center")
        for index, rank in enumerate(scores.ranks):
            column = _LEADING + len(self.sides) * index
            end = column + len(self.sides) - 1
            sheet.merge_range(row, column, row, end, rank if rank else "–", place)
        sheet.set_column(0, 0, 7)
        sheet.set_column(1, 1, 48)
        sheet.set_column(2, 2, 9)
        sheet.set_column(_LEADING, last, 10)
        sheet.freeze_panes(_HEAD_ROW + 2, _LEADING)
        self._print_setup(sheet, _HEAD_ROW, _HEAD_ROW + 1)
        sheet.repeat_columns(0, _LEADING - 1)
        sheet.print_area(0, 0, row, last)

    def differences(self) -> None:
        """Every line where verification differs from the unit's own points, with the reason."""
        scores, sheet = self.scores, self.book.add_worksheet("Chênh lệch")
        sides = [(side, 11) for side in self.sides]
        for column, (title, width) in enumerate(
            [("Đơn vị", 26), ("Tiêu chí", 52), *sides, ("Lý do chênh lệch", 60)]
        ):
            sheet.write_string(
                0, column, title, self.format(border=1, bold=True, align="center", bg_color="#F1EEE8")
            )
            sheet.set_column(column, column, width)
        row = 1
        for index, unit in enumerate(scores.units):
            for line in (line for group in scores.groups for line in group.criteria):
                points = line.by_unit[index]
                if points.differs or points.was_settled:
                    words = self.format(border=1)
                    sheet.write_string(row, 0, clean(unit), words)
                    sheet.write_string(row, 1, clean(f"{line.code}. {line.name}"), words)
                    for side, figure in enumerate(self._figures(points)):
                        self._number(sheet, row, 2 + side, figure, self.figure())
                    sheet.write_string(row, 2 + len(self.sides), clean(points.why), words)
                    row += 1
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(row - 1, 0), 2 + len(self.sides))
        self._print_setup(sheet, 0, 0)

    def _head(self, sheet: Any) -> None:
        head = self.format(border=1, bold=True, align="center", bg_color="#F1EEE8")
        for column, title in enumerate(("TT", "Tiêu chí", "Điểm tối đa")):
            sheet.merge_range(_HEAD_ROW, column, _HEAD_ROW + 1, column, title, head)
        for index, unit in enumerate(self.scores.units):
            column = _LEADING + len(self.sides) * index
            sheet.merge_range(_HEAD_ROW, column, _HEAD_ROW, column + len(self.sides) - 1, clean(unit), head)
            for offset, side in enumerate(self.sides):
                sheet.write_string(_HEAD_ROW + 1, column + offset, side, head)
        sheet.set_row(_HEAD_ROW, 32)

    def _group(self, sheet: Any, row: int, group: GroupLines) -> int:
        row = self._points_row(
            sheet,
            row,
            (group.code, group.name, EXTRA if group.max_points is None else group.max_points),
            group.by_unit,
            bold=True,
        )
        for line in group.criteria:
            row = self._points_row(sheet, row, (line.code, line.name, line.max_points), line.by_unit)
        return row

    def _points_row(
        self,
        sheet: Any,
        row: int,
        leading: tuple[str, str, Decimal | str | None],
        by_unit: tuple[Points, ...],
        *,
        bold: bool = False,
    ) -> int:
        code, name, most = leading
        sheet.write_string(row, 0, clean(code), self.format(border=1, bold=bold, align="center"))
        sheet.write_string(row, 1, clean(name), self.format(border=1, bold=bold))
        figure = self.figure(bold=bold)
        if isinstance(most, str):
            sheet.write_string(row, 2, most, self.format(border=1, bold=bold, align="right"))
        else:
            self._number(sheet, row, 2, most, figure)
        for index, points in enumerate(by_unit):
            for side, value in enumerate(self._figures(points)):
                self._number(sheet, row, _LEADING + len(self.sides) * index + side, value, figure)
        return row + 1

    def _figures(self, points: Points) -> tuple[Decimal | None, ...]:
        """A unit's points side by side, as many as it has columns."""
        return (points.self_points, points.verified_points, points.final)[: len(self.sides)]

    def _number(self, sheet: Any, row: int, column: int, value: Decimal | None, look: Any) -> None:
        if value is None:
            sheet.write_blank(row, column, None, look)
        else:
            sheet.write_number(row, column, float(value), look)

    def _print_setup(self, sheet: Any, first: int, last: int) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(first, last)
        sheet.set_header("&C&P/&N")
