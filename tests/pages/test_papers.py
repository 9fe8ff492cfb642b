"""The papers page and its files: what a year's data makes of them, who may take them, at what cost."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.documents.test_layout import texts
from tests.review.village import DAY, a_ballot, an_elected_chair, counted, the_meeting
from tests.scoring.conftest import ALL, GROUPS
from thidua.clusters.models import Membership, Unit, UnitKind, UnitName
from thidua.core.reporting import MedalRow
from thidua.core.timetable import Field, Stage
from thidua.movements import actions as movements
from thidua.pledges import actions as pledges
from thidua.reporting import actions as reporting
from thidua.reporting.models import DutyKind
from thidua.review import actions as review
from thidua.scoring import actions as scoring

SECTIONS = {
    "heritage": "Tu bổ 12 di tích.",
    "limits": "Thiếu biên chế & kinh phí.",
    "directions": "- Thi đua theo Nghị quyết Đại hội XII.\n- Liên kết các tỉnh.",
}
COLOURS = {"a": (70, 68, 103), "b": (600, 300, 200), "c": (50, 40, 30)}


@pytest.fixture
def reported(world):
    """Units a and b have handed in the year-end report, b a fortnight late; c has a draft only."""
    chair = world.actor("secretary")
    duty = reporting.save_duty(
        chair, world.year, code="nam", kind=DutyKind.YEAREND, name="Báo cáo năm", due=date(2017, 10, 31)
    )
    reporting.save_indicator(
        chair, world.year, code="di-tich", name="Di tích tu bổ", field=Field.HERITAGE, measure="di tích"
    )
    movements.launch_movement(
        chair,
        world.year,
        name="Cả nước chung sức",
        launched_by="Trung ương",
        level="trung_uong",
        kind="thuong_xuyen",
        starts_on=date(2017, 1, 1),
    )
    world.at(Stage.SELF_SCORING)
    for code, day in (("a", "2017-10-20"), ("b", "2017-11-14"), ("c", "2017-10-20")):
        gold, silver, bronze = COLOURS[code]
        report = reporting.save_draft(
            world.actor(f"specialist_{code}", day),
            duty,
            world.units[code],
            sections=SECTIONS | {"tourism": f"Du lịch của {code.upper()}."},
            figures={"di-tich": Decimal(12)},
            medals=[MedalRow("Giải vô địch", "quoc_gia", gold, silver, bronze)],
        )
        if code != "c":
            reporting.submit_report(world.actor(f"head_{code}", day), report)
    return world


def get(world, name, *args):
    return world.client(name).get(world.year.url(*args))


def words(answer):
    return "\n".join(texts(docx.Document(BytesIO(answer.content))))


def report_words(world, name="specialist_c"):
    return words(get(world, name, "paper_file", "bao-cao-tong-ket", "word"))


def test_the_report_is_made_of_reports_handed_in_and_of_no_draft(reported):
    found = report_words(reported)
    assert "1.341 huy chương" in found  # 241 of a, 1.100 of b; nothing of c's draft
    assert "dẫn đầu là B với 1.100 huy chương" in found
    assert "Du lịch của A." in found
    assert "Du lịch của C." not in found
    assert "Thiếu biên chế & kinh phí." in found
    assert "Thi đua theo Nghị quyết Đại hội XII." in found


def test_the_late_the_missing_and_what_was_not_held_are_computed(reported):
    found = report_words(reported)
    assert "B (muộn 14 ngày)" in found
    assert "Chưa tổ chức được chương trình chung về văn hóa, thể dục thể thao và du lịch" in found
    assert "Phong trào “Cả nước chung sức” chưa ghi nhận phần tham gia của đơn vị nào." in found
    assert "Còn 03 đơn vị chưa ký giao ước thi đua: A, B, C." in found


def test_the_page_shows_the_facts_and_what_is_wanting(reported):
    page = get(reported, "specialist_b", "papers").content.decode()
    assert "1.341" in page
    assert "mới có báo cáo của 2/3 đơn vị" in page
    assert "B (muộn 14 ngày)" in page


def test_a_paper_without_anything_to_print_is_not_there(world):
    for code in ("giao-uoc", "bang-diem", "to-trinh", "bien-ban-tong-ket", "khong-co"):
        assert get(world, "head_a", "paper_file", code, "pdf").status_code == 404
    assert get(world, "head_a", "paper_file", "bao-cao-tong-ket", "excel").status_code == 404
    assert get(world, "head_a", "paper_file", "bao-cao-tong-ket", "khac").status_code == 404
    assert "chưa có dữ liệu" in get(world, "head_a", "papers").content.decode()


def test_an_empty_year_prints_too(world):
    assert "Số liệu lấy từ báo cáo đã nộp của 00/03 đơn vị." in report_words(world)
    assert get(world, "head_a", "paper_file", "bao-cao-tong-ket", "pdf").content.startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["specialist_c", "head_b", "secretary", "authority", "inspector", "editor"])
def test_whoever_reads_the_year_takes_its_papers(world, name):
    answer = get(world, name, "paper_file", "bao-cao-tong-ket", "pdf")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == (
        'attachment; filename="bao-cao-tong-ket-cum-thi-dua-thu-2017.pdf"'
    )


def test_a_stranger_takes_none(world):
    assert get(world, "stranger", "papers").status_code == 403
    assert get(world, "stranger", "paper_file", "bao-cao-tong-ket", "word").status_code == 403


def test_papers_are_vietnamese_on_an_english_page_too(reported):
    client = reported.client("head_a")
    client.cookies["django_language"] = "en"
    found = words(client.get(reported.year.url("paper_file", "bao-cao-tong-ket", "word")))
    assert "I. ĐẶC ĐIỂM TÌNH HÌNH" in found
    assert "(thường xuyên)" in found


def test_the_chair_signs_and_a_demonstration_says_so(world):
    found = report_words(world)
    assert "DỮ LIỆU MINH HOẠ" in found
    assert found.index("CỤM TRƯỞNG") < found.index("Người head_a")


def test_a_renamed_unit_keeps_its_name_in_the_papers_of_the_year(world):
    unit = world.units["b"]
    UnitName.objects.create(unit=unit, name="Sở Tên Mới", short_name="Mới", since=date(2025, 7, 1))
    Unit.objects.filter(pk=unit.pk).update(name="Sở Tên Mới", short_name="Mới")
    found = report_words(world)
    assert "Sở Minh họa B" in found
    assert "Sở Tên Mới" not in found


def test_two_units_with_one_short_name_are_called_in_full(world):
    UnitName.objects.update(short_name="Sở")
    Unit.objects.update(short_name="Sở")
    assert "chưa ký giao ước thi đua: Sở Minh họa A, Sở Minh họa B, Sở Minh họa C." in report_words(world)


def test_the_pact_prints_figures_and_signatures(world):
    actor = world.actor("secretary", "2017-03-01")
    pledges.save_pact(actor, world.year, text="Căn cứ Quy chế của Cụm\nChúng tôi giao ước:\n- Hoàn thành.")
    pledges.save_target(
        actor, world.year, code="hc", name="Huy chương", field=Field.SPORTS, measure="chiếc", direction="tang"
    )
    world.at(Stage.PLEDGING)
    pledges.agree_figures(
        world.actor("specialist_b", "2017-03-16"), world.year, world.units["b"], {"hc": Decimal(1440)}
    )
    pledges.sign_pact(world.actor("head_b", "2017-03-20"), world.year, world.units["b"])
    found = words(get(world, "head_c", "paper_file", "giao-uoc", "word"))
    assert "GIAO ƯỚC THI ĐUA" in found
    assert "1.440" in found
    assert "Đã ký ngày 20/03/2017" in found
    assert "CỤM PHÓ" in found
    assert get(world, "head_c", "paper_file", "giao-uoc", "pdf").content.startswith(b"%PDF-")


@pytest.fixture
def scored(world):
    """Units a and b have handed in their sheets, a's is verified with a difference; c drafts."""
    scoring.save_rubric(world.actor("secretary"), world.year, name="Thang điểm 100", places=2, groups=GROUPS)
    world.at(Stage.SELF_SCORING)
    for code in "abc":
        sheet = scoring.save_self_scores(
            world.actor(f"specialist_{code}", "2017-10-20"), world.year, world.units[code], ALL
        )
        if code != "c":
            scoring.submit_sheet(world.actor(f"head_{code}", "2017-10-20"), sheet)
    world.at(Stage.VERIFICATION)
    sheet = world.units["a"].score_sheets.get()
    verifier = world.actor("secretary", "2017-11-05")
    scoring.save_verification(verifier, sheet, {"1.1": (Decimal(30), "Thiếu minh chứng")})
    sheet.refresh_from_db()
    scoring.finish_verification(verifier, sheet)
    return world


def test_the_score_table_prints_differences_and_leaves_drafts_out(scored):
    found = words(get(scored, "head_b", "paper_file", "bang-diem", "word"))
    assert "Thiếu minh chứng" in found
    assert "(35,00)" in found  # b's own points, not verified yet
    sheet = openpyxl.load_workbook(BytesIO(get(scored, "head_b", "paper_file", "bang-diem", "excel").content))
    rows = list(sheet["Bảng điểm"].iter_rows(min_row=6, values_only=True))
    line = next(row for row in rows if row[0] == "1.1")
    assert line[3:] == (35, 30, 35, None, None, None)


def test_minutes_and_submission_carry_the_count_of_the_ballot(world):
    meeting = the_meeting(world)
    counted(world, a_ballot(world, meeting, seats=2, is_secret=True), "AAD", "AAD", "ADD")
    an_elected_chair(world, meeting)
    world.at(Stage.PROPOSAL)
    review.propose(world.actor("head_a", DAY), world.year)
    minutes = words(get(world, "head_c", "paper_file", "bien-ban-tong-ket", "word"))
    assert "Bỏ phiếu kín" in minutes
    assert "A (100%) và B (66,67%)" in minutes
    submitted = words(get(world, "head_c", "paper_file", "to-trinh", "word"))
    assert "Cờ thi đua của Bộ Minh họa: 02 tập thể: A, B." in submitted
    assert "Căn cứ kết quả bình xét tại hội nghị ngày 17 tháng 11 năm 2017 tại Sở Minh họa A." in submitted
    report = report_words(world)
    assert "Cờ thi đua của Bộ Minh họa: A (03/03 phiếu đồng ý, đạt 100%)." in report
    assert "Cụm trưởng năm 2018: B" in report
    assert "Minh họa, ngày 17 tháng 11 năm 2017" in report


def test_queries_do_not_grow_with_the_units(reported):
    client = reported.client("inspector")

    def cost(*args):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(reported.year.url(*args)).status_code == 200
        return len(captured)

    pages = (("papers",), ("paper_file", "bao-cao-tong-ket", "word"))
    before = [cost(*page) for page in pages]
    for number in range(6):
        unit = Unit.objects.create(
            code=f"so-{number}", kind=UnitKind.DEPARTMENT, name=f"Sở {number}", short_name=f"S{number}"
        )
        Membership.objects.create(cluster_year=reported.year, unit=unit, position=10 + number)
    assert [cost(*page) for page in pages] == before
    assert max(before) <= 60
