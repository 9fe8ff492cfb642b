"""By a workbook nobody does more than on the pages; the authority and the operator record what was on paper."""

from datetime import date
from decimal import Decimal

import pytest

from tests.review.village import a_ballot, chair, vote
from tests.scoring.conftest import ALL, GROUPS
from thidua.core.timetable import Stage
from thidua.movements.models import JointActivity
from thidua.pledges import actions as pledges
from thidua.pledges.models import Registration, Signature
from thidua.reporting import actions as reporting
from thidua.reporting.models import DutyKind, Report, ReportSection
from thidua.review.models import Ballot
from thidua.scoring import actions as scoring
from thidua.scoring.models import ScoreLine
from thidua.workbook import importing

from .editing import drop, edited, put, row_of


def told(world, name, year, edit, day="2017-05-10") -> list[tuple[str, str, str]]:
    """Sheet, cell and words of what the preview refuses."""
    prepared = importing.prepare(world.actor(name, day), edited(year, edit), year)
    return [(f.sheet, f.cell or str(f.row), f.cause_text) for f in prepared.faults]


def to_verification(workbook) -> None:
    put(workbook["Năm"], 2, "Giai đoạn", "Thẩm định")


@pytest.mark.parametrize("name", ["secretary", "head_a"])
def test_the_year_is_not_moved_on_by_a_cell(world, name):
    year = world.at(Stage.PREPARATION)
    [(sheet, cell, words)] = told(world, name, year, to_verification)
    assert (sheet, cell) == ("Năm", "I2")
    assert "Chuyển giai đoạn" in words
    importing.accept(world.actor("operator"), edited(year, to_verification), year)
    year.refresh_from_db()
    assert year.current_stage is Stage.VERIFICATION


@pytest.mark.parametrize(
    ("title", "row"),
    [
        ("Chữ ký", ["so-b", "Bịa", "Giám đốc", "08:00 24/03/2017"]),
        ("Phiếu chấm", ["so-b", "Đã nộp, chờ thẩm định", "08:00 24/03/2017"]),
        ("Đề nghị", ["so-b", "Cờ thi đua của Bộ, tỉnh", "không", "Lý do"]),
        ("Bàn giao", ["20/11/2017", "so-a", "so-b"]),
    ],
)
@pytest.mark.parametrize("name", ["secretary", "head_a"])
def test_what_others_sign_and_decide_is_for_the_authority_and_the_operator(world, name, title, row):
    year = world.at(Stage.PLEDGING)
    pledges.save_pact(world.actor("secretary"), year, text="Giao ước")
    found = told(world, name, year, lambda workbook: workbook[title].append(row))
    assert [(sheet, cell) for sheet, cell, _ in found if sheet == title] == [(title, "A2")]
    assert any("chỉ cơ quan quản lý" in words for _, _, words in found)
    assert not Signature.objects.exists()


def test_a_running_ballot_is_not_set_anew(world):
    ballot = a_ballot(world)
    vote(world, ballot, "a", "ADD")
    vote(world, ballot, "b", "DAD")

    def edit(workbook):
        put(workbook["Bình xét"], 2, "Tỷ lệ tối thiểu (%)", 90)

    for name, says in (("head_a", "chỉ cơ quan quản lý"), ("operator", "Đã có đơn vị bỏ phiếu")):
        content = edited(world.year, edit)
        with pytest.raises(importing.Rejected, match=says):
            importing.accept(world.actor(name, "2017-11-17"), content, world.year)
    ballot.refresh_from_db()
    assert ballot.threshold_percent == 50
    assert ballot.papers.count() == 2
    assert ballot.electors.filter(has_voted=True).count() == 2


def test_a_ballot_nobody_has_voted_in_may_still_be_set_anew(world):
    a_ballot(world)
    content = edited(world.year, lambda workbook: put(workbook["Bình xét"], 2, "Tỷ lệ tối thiểu (%)", 90))
    importing.accept(world.actor("operator", "2017-11-17"), content, world.year)
    assert Ballot.objects.get().threshold_percent == 90
    assert chair(world)


def test_a_units_own_scores_are_not_changed_for_it(world):
    year = world.at(Stage.PREPARATION)
    scoring.save_rubric(world.actor("secretary"), year, name="Thang điểm", places=2, groups=GROUPS)
    year = world.at(Stage.SELF_SCORING)
    sheet = scoring.save_self_scores(world.actor("specialist_b", "2017-10-20"), year, world.units["b"], ALL)

    def self_score(workbook):
        page = workbook["Chấm điểm"]
        put(page, row_of(page, "Mã tiêu chí", "1.1"), "Tự chấm", 5)

    def verify(workbook):
        page = workbook["Chấm điểm"]
        drop(page, "Tự chấm", "Thuyết minh")
        row = row_of(page, "Mã tiêu chí", "1.1")
        put(page, row, "Thẩm định", 5)
        put(page, row, "Lý do chênh lệch", "Thiếu")

    [(_, _, words)] = told(world, "secretary", year, verify, "2017-10-21")
    assert "không làm được ở giai đoạn hiện tại" in words
    year = world.at(Stage.VERIFICATION)
    [(_, _, words)] = told(world, "secretary", year, verify, "2017-11-05")
    assert "chưa nộp" in words
    year = world.at(Stage.SELF_SCORING)
    scoring.submit_sheet(world.actor("head_b", "2017-10-25"), sheet)
    year = world.at(Stage.VERIFICATION)
    before = ScoreLine.objects.get(criterion__code="1.1").self_entry
    [(sheet_name, cell, words)] = told(world, "secretary", year, self_score, "2017-11-05")
    assert (sheet_name, cell[0]) == ("Chấm điểm", "C")
    assert "do đơn vị ghi" in words
    assert ScoreLine.objects.get(criterion__code="1.1").self_entry == before
    assert told(world, "secretary", year, verify, "2017-11-05") == []


def test_of_reports_only_the_own_draft(world):
    year = world.at(Stage.RUNNING)
    duty = reporting.save_duty(
        world.actor("secretary"),
        year,
        code="nam",
        kind=DutyKind.YEAREND,
        name="Báo cáo năm",
        due=date(2017, 10, 31),
    )
    for code in "ab":
        reporting.save_draft(
            world.actor(f"specialist_{code}"),
            duty,
            world.units[code],
            sections={"sports": f"Thể thao {code}"},
            figures={},
            medals=[],
        )

    def write_into(code):
        def edit(workbook):
            page = workbook["Nội dung báo cáo"]
            put(page, row_of(page, "Đơn vị", code), "Nội dung", "Viết lại")

        return edit

    def hand_in(workbook):
        page = workbook["Báo cáo"]
        row = row_of(page, "Đơn vị", "so-a")
        put(page, row, "Lần", 1)
        put(page, row, "Tình trạng", "Đã nộp")
        put(page, row, "Nộp lúc", "08:00 20/10/2017")

    [(sheet, cell, words)] = told(world, "secretary", year, write_into("so-b"))
    assert (sheet, cell[0]) == ("Nội dung báo cáo", "B")
    assert "B tự làm" in words
    assert any("không nhập bằng sổ" in words for _, _, words in told(world, "secretary", year, hand_in))
    importing.accept(world.actor("secretary"), edited(year, write_into("so-a")), year)
    assert ReportSection.objects.get(report__unit__code="so-a").text == "Viết lại"
    reporting.submit_report(world.actor("head_a"), Report.objects.get(unit__code="so-a"))

    def again(workbook):
        page = workbook["Nội dung báo cáo"]
        put(page, row_of(page, "Đơn vị", "so-a"), "Nội dung", "Sửa sau khi nộp")

    assert any("đã nộp" in words for _, _, words in told(world, "secretary", year, again))


def test_registrations_of_other_units_and_acts_out_of_their_stage_are_refused(world):
    year = world.at(Stage.PREPARATION)
    target = pledges.save_target(
        world.actor("secretary"), year, name="Chỉ tiêu", field="culture", measure="việc", direction="tang"
    )
    pledges.agree_figures(world.actor("specialist_b"), year, world.units["b"], {target.code: Decimal(5)})

    def registered(code):
        return lambda workbook: workbook["Đăng ký"].append([code, "Giấy khen", 1])

    def agreed(workbook):
        put(workbook["Số giao ước"], 2, "Số giao ước", 6)

    def activity(workbook):
        row = ["Giao lưu", "Đá bóng", "Thể dục thể thao", "16/11/2017", None, "so-b", "so-b; so-c"]
        workbook["Hoạt động chung"].append(row)

    [(_, cell, _)] = told(world, "secretary", year, registered("so-b"))
    assert cell == "A2"
    importing.accept(world.actor("secretary"), edited(year, registered("so-a")), year)
    assert Registration.objects.get().unit == world.units["a"]
    # The chair takes down what units agree to, as on the page; but not after the pact's time.
    assert told(world, "secretary", year, agreed) == []
    year = world.at(Stage.REVIEW)
    [(_, _, words)] = told(world, "secretary", year, agreed)
    assert "không làm được ở giai đoạn hiện tại" in words
    [(_, _, words)] = told(world, "head_a", year, activity, "2017-11-17")
    assert "không làm được ở giai đoạn hiện tại" in words
    assert not JointActivity.objects.exists()
