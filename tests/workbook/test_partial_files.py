"""What a workbook does not hold, it does not touch: columns left out, rows left out."""

from datetime import date
from decimal import Decimal

import pytest

from tests.scoring.conftest import ALL, GROUPS
from thidua.core.reporting import MedalRow
from thidua.core.rubric import criteria_of
from thidua.core.timetable import Stage
from thidua.movements import actions as movements
from thidua.movements.models import Directive
from thidua.pledges import actions as pledges
from thidua.reporting import actions as reporting
from thidua.reporting.models import DutyKind, MedalCount, Submission
from thidua.scoring import actions as scoring
from thidua.scoring.models import Criterion, Rubric, ScoreLine, ScoreSheet, SheetState
from thidua.workbook import importing

from .editing import drop, edited, keep_only, put, row_of


@pytest.fixture
def submitted(world):
    """Unit b's score sheet handed in, the year at its verification."""
    year = world.at(Stage.PREPARATION)
    scoring.save_rubric(world.actor("secretary"), year, name="Thang điểm", places=2, groups=GROUPS)
    year = world.at(Stage.SELF_SCORING)
    sheet = scoring.save_self_scores(world.actor("specialist_b", "2017-10-20"), year, world.units["b"], ALL)
    scoring.submit_sheet(world.actor("head_b", "2017-10-25"), sheet)
    return world.at(Stage.VERIFICATION)


def own_side() -> dict:
    return {
        line.criterion.code: (line.self_entry, line.self_note)
        for line in ScoreLine.objects.select_related("criterion")
    }


def test_a_verifiers_workbook_without_the_units_columns_leaves_them_alone(world, submitted):
    def edit(workbook):
        keep_only(workbook, "Chấm điểm")
        page = workbook["Chấm điểm"]
        drop(page, "Tự chấm", "Thuyết minh")
        row = row_of(page, "Mã tiêu chí", "1.1")
        put(page, row, "Thẩm định", 30)
        put(page, row, "Lý do chênh lệch", "Thiếu minh chứng")

    before, handed_in_at = own_side(), ScoreSheet.objects.get().submitted_at
    importing.accept(world.actor("secretary", "2017-11-05"), edited(submitted, edit), submitted)
    assert own_side() == before
    line = ScoreLine.objects.get(criterion__code="1.1")
    assert (line.verified_entry, line.difference_reason) == (30, "Thiếu minh chứng")
    sheet = ScoreSheet.objects.get()
    assert (sheet.state, sheet.submitted_at) == (SheetState.SUBMITTED, handed_in_at)


def test_a_verified_figure_emptied_in_the_workbook_is_taken_back(world, submitted):
    sheet = ScoreSheet.objects.get()
    scoring.save_verification(
        world.actor("secretary", "2017-11-05"), sheet, {"1.1": (Decimal(30), "Thiếu minh chứng")}
    )

    def edit(workbook):
        page = workbook["Chấm điểm"]
        row = row_of(page, "Mã tiêu chí", "1.1")
        put(page, row, "Thẩm định", None)
        put(page, row, "Lý do chênh lệch", None)

    importing.accept(world.actor("secretary", "2017-11-06"), edited(submitted, edit), submitted)
    assert ScoreLine.objects.get(criterion__code="1.1").verified_entry is None


def test_optional_columns_left_out_stay_and_empty_cells_empty(world):
    year = world.at(Stage.PREPARATION)
    movements.save_directive(
        world.actor("secretary"),
        year,
        number="01/CT",
        issued_on=date(2017, 1, 5),
        issuer="Bộ",
        abstract="Phát động",
    )

    def without_day(workbook):
        drop(workbook["Văn bản"], "Ngày ban hành")
        put(workbook["Văn bản"], 2, "Trích yếu", "Phát động thi đua")

    importing.accept(world.actor("secretary"), edited(year, without_day), year)
    kept = Directive.objects.get()
    assert (kept.issued_on, kept.abstract) == (date(2017, 1, 5), "Phát động thi đua")

    importing.accept(
        world.actor("secretary"),
        edited(year, lambda workbook: put(workbook["Văn bản"], 2, "Ngày ban hành", None)),
        year,
    )
    assert Directive.objects.get().issued_on is None


def test_rows_left_out_of_a_table_that_is_written_whole_stay(world):
    year = world.at(Stage.RUNNING)
    duty = reporting.save_duty(
        world.actor("secretary"),
        year,
        code="nam",
        kind=DutyKind.YEAREND,
        name="Báo cáo năm",
        due=date(2017, 10, 31),
    )
    report = reporting.save_draft(
        world.actor("specialist_b"),
        duty,
        world.units["b"],
        sections={},
        figures={},
        medals=[MedalRow("Giải vật", "quoc_gia", 1), MedalRow("Giải cờ", "quoc_gia", 2)],
    )
    reporting.submit_report(world.actor("head_b"), report)

    def edit(workbook):
        keep_only(workbook, "Huy chương")
        workbook["Huy chương"].delete_rows(2)
        put(workbook["Huy chương"], 2, "Vàng", 9)

    importing.accept(world.actor("operator"), edited(year, edit), year)
    assert dict(MedalCount.objects.values_list("competition", "gold")) == {"Giải cờ": 2, "Giải vật": 9}
    assert Submission.objects.count() == 1


def test_criteria_and_lines_left_out_stay(world):
    year = world.at(Stage.PREPARATION)
    scoring.save_rubric(world.actor("secretary"), year, name="Thang điểm", places=2, groups=GROUPS)
    pledges.save_pact(world.actor("secretary"), year, text="Điều 1\nĐiều 2\nĐiều 3")
    codes = [criterion.code for criterion in criteria_of(GROUPS)]

    def edit(workbook):
        keep_only(workbook, "Thang điểm", "Giao ước")
        page = workbook["Thang điểm"]
        page.delete_rows(3, page.max_row)
        put(page, 2, "Tiêu chí", "Tên mới")
        workbook["Giao ước"].delete_rows(4)
        put(workbook["Giao ước"], 2, "Nội dung", "Điều một")

    importing.accept(world.actor("secretary"), edited(year, edit), year)
    stored = Criterion.objects.filter(group__rubric=Rubric.objects.get())
    assert list(stored.order_by("group__position", "position").values_list("code", flat=True)) == codes
    assert stored.get(code=codes[0]).name == "Tên mới"
    year.refresh_from_db()
    assert year.pact.text == "Điều một\nĐiều 2\nĐiều 3"
