"""The score table in Excel, opened again."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import openpyxl

from tests.documents import sample
from thidua.documents import score_excel, score_table


def opened(scores=None):
    return openpyxl.load_workbook(BytesIO(score_excel.render(scores or sample.scores())))


def test_points_are_numbers_with_the_rubrics_decimals_and_the_head_stays():
    sheet = opened()["Bảng điểm"]
    assert sheet.freeze_panes == "D6"
    assert sheet["D4"].value == "Vĩnh Phúc"
    assert (sheet["D5"].value, sheet["E5"].value) == ("Tự chấm", "Thẩm định")
    assert sheet["D7"].value == 7.5
    assert sheet["E7"].value == 7.25
    assert sheet["D7"].number_format == "#,##0.00"
    assert sheet.column_dimensions["B"].width > 40


def test_it_prints_lying_a4_one_page_wide_with_the_head_on_each_page():
    sheet = opened()["Bảng điểm"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$4:$5"
    assert sheet.print_title_cols == "$A:$C"


def test_totals_and_ranks_close_the_table():
    rows = list(opened()["Bảng điểm"].iter_rows(values_only=True))
    assert rows[-1][1] == "Xếp hạng"
    assert rows[-1][3:7:2] == (1, 2)
    assert rows[-2][1:5] == ("Tổng điểm", None, 90, 89.75)


def test_differences_have_their_reasons_on_the_second_sheet():
    rows = list(opened()["Chênh lệch"].iter_rows(values_only=True))
    assert rows[1] == (
        "Vĩnh Phúc",
        "1.1. Hoàn thành chỉ tiêu chuyên môn thứ 1 theo giao ước đã ký",
        7.5,
        7.25,
        "Thiếu minh chứng",
    )
    assert len(rows) == 10


def test_what_looks_like_a_formula_stays_text():
    sheet = opened(sample.scores(("=1+1", "@SUM(A1)", "+2")))["Bảng điểm"]
    assert sheet["D4"].value == "=1+1"
    assert sheet["D4"].data_type == "s"


def settled():
    """The table after an appeal about the first unit's first line."""
    scores = sample.scores()
    (group,) = scores.groups
    first, *others = group.criteria
    points = replace(first.by_unit[0], agreed_points=Decimal("7.4"), agreed_reason="Đã bổ sung hồ sơ")
    line = replace(first, by_unit=(points, *first.by_unit[1:]))
    total = replace(scores.totals[0], agreed_points=Decimal("89.9"))
    return replace(
        scores,
        groups=(replace(group, criteria=(line, *others)),),
        totals=(total, *scores.totals[1:]),
    )


def test_what_was_settled_on_has_a_column_of_its_own():
    sheet = opened(settled())["Bảng điểm"]
    assert [sheet.cell(5, column).value for column in (4, 5, 6)] == ["Tự chấm", "Thẩm định", "Thống nhất"]
    assert [sheet.cell(7, column).value for column in (4, 5, 6, 7, 8, 9)] == [7.5, 7.25, 7.4, 7.5, 7.5, 7.5]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[-2][3:6] == (90, 89.75, 89.9)
    differences = list(opened(settled())["Chênh lệch"].iter_rows(values_only=True))
    assert differences[1][2:] == (7.5, 7.25, 7.4, "Thiếu minh chứng. Thống nhất: Đã bổ sung hồ sơ")


def test_the_paper_marks_what_was_settled_on_and_totals_it():
    text = str(list(score_table.score_blocks(settled())))
    assert "7,40*" in text
    assert "in dấu *" in text
    assert "Tổng điểm thống nhất" in text
    assert "89,90" in text
    assert "thống nhất" not in str(list(score_table.score_blocks(sample.scores()))).lower()
