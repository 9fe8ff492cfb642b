"""The workbook's pages: export, hand in, preview, accept once; each user's own."""

import io
from hashlib import sha256

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.scoring.conftest import ALL, GROUPS
from thidua.accounts.models import User
from thidua.clusters.models import ClusterYear
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.movements.models import Directive
from thidua.newsroom import actions as newsroom
from thidua.reporting import actions as reporting
from thidua.reporting.models import DutyKind
from thidua.scoring import actions as scoring
from thidua.workbook.exporting import export_year
from thidua.workbook.models import Upload
from thidua.workbook.writing import write

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def edited(year: ClusterYear, edit) -> SimpleUploadedFile:
    """The year's workbook after ``edit``, as a browser hands it in."""
    workbook = openpyxl.load_workbook(io.BytesIO(write(export_year(year))))
    edit(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return SimpleUploadedFile("so.xlsx", out.getvalue(), XLSX)


def add_directive(workbook) -> None:
    workbook["Văn bản"].append(["12/KH", "05/03/2017", "Cụm trưởng", "Kế hoạch năm"])


def test_a_workbook_is_previewed_then_written_once(world):
    year = world.at(Stage.RUNNING)
    client = world.client("secretary")
    answer = client.post(year.url("workbook"), {"file": edited(year, add_directive)})
    preview = answer["Location"]
    page = client.get(preview)
    assert "Sổ không có lỗi" in page.text
    assert not Directive.objects.exists(), "nothing is written before it is accepted"
    assert client.post(preview).status_code == 302
    assert Directive.objects.get().number == "12/KH"
    assert Entry.objects.get(action="import_workbook").after["new"] == 1
    again = client.post(preview)
    assert again.status_code == 409
    assert "đã nhập lúc" in again.text
    assert Entry.objects.filter(action="save_directive").count() == 1


def test_the_preview_says_that_attached_files_stay_out(world):
    def with_files(workbook) -> None:
        add_directive(workbook)
        sheet = (
            workbook["Tệp kèm theo"] if "Tệp kèm theo" in workbook else workbook.create_sheet("Tệp kèm theo")
        )
        for row in (("Thuộc", "Tên tệp", "SHA-256"), ("B, 1.1", "a.pdf", "0"), ("B, 1.2", "b.pdf", "1")):
            sheet.append(row)

    year, client = world.at(Stage.RUNNING), world.client("secretary")
    preview = client.post(year.url("workbook"), {"file": edited(year, with_files)})["Location"]
    assert "Sổ nêu tên 2 tệp kèm theo" in client.get(preview).text


def test_a_faulty_workbook_names_its_cell_and_comes_back_marked(world):
    year = world.at(Stage.RUNNING)
    client = world.client("secretary")

    def spoil(workbook):
        add_directive(workbook)
        workbook["Văn bản"]["B2"] = "hôm qua"

    preview = client.post(year.url("workbook"), {"file": edited(year, spoil)})["Location"]
    page = client.get(preview)
    assert "Văn bản" in page.text
    assert "B2" in page.text
    assert "Nhập vào hệ thống" not in page.text
    assert client.post(preview).status_code == 409
    assert not Directive.objects.exists()
    upload = Upload.objects.get()
    marked = client.get(year.url("marked_import", upload.pk))
    cell = openpyxl.load_workbook(io.BytesIO(marked.content))["Văn bản"]["B2"]
    assert "không phải là ngày" in cell.comment.text


def test_a_refusal_of_the_rules_shows_in_the_preview_with_its_row(world):
    year = world.at(Stage.RUNNING)

    def sign_nothing(workbook):
        workbook["Chữ ký"].append(["so-b", "Người ký", "Giám đốc", "08:00 24/03/2017"])

    client = world.client("operator")
    preview = client.post(year.url("workbook"), {"file": edited(year, sign_nothing)})["Location"]
    page = client.get(preview).text
    assert "Giao ước chưa có nội dung" in page
    assert "dòng 2" in page


def test_a_file_that_is_no_workbook_is_refused_at_the_form(world):
    year = world.year
    client = world.client("secretary")
    for content, says in ((b"%PDF-1.4", "PDF"), (b"", "rỗng"), (b"abc", "hỏng")):
        page = client.post(year.url("workbook"), {"file": SimpleUploadedFile("so.xlsx", content, XLSX)})
        assert says in page.text
    assert not Upload.objects.exists()


def test_nobody_opens_anothers_upload(world):
    year = world.at(Stage.RUNNING)
    preview = world.client("secretary").post(year.url("workbook"), {"file": edited(year, add_directive)})
    assert world.client("head_a").get(preview["Location"]).status_code == 404
    assert world.client("head_a").post(preview["Location"]).status_code == 404
    assert world.client("specialist_b").get(preview["Location"]).status_code == 403
    assert not Directive.objects.exists()


def test_the_export_leaves_out_drafts_its_user_may_not_read(world):
    year = world.at(Stage.RUNNING)
    duty = reporting.save_duty(
        world.actor("secretary"),
        year,
        code="nam",
        kind=DutyKind.YEAREND,
        name="Báo cáo năm",
        due="2017-10-31",
    )
    reporting.save_draft(
        world.actor("specialist_b"),
        duty,
        world.units["b"],
        sections={"sports": "Bản nháp của B"},
        figures={},
        medals=[],
    )

    def texts(name: str) -> str:
        content = world.client(name).get(year.url("export_workbook")).content
        page = openpyxl.load_workbook(io.BytesIO(content))["Nội dung báo cáo"]
        return str([cell.value for row in page.iter_rows() for cell in row])

    assert "Bản nháp của B" not in texts("secretary")
    assert "Bản nháp của B" in texts("inspector")


def test_evidence_of_a_draft_is_not_named_to_who_may_not_read_it(world):
    year = world.at(Stage.PREPARATION)
    scoring.save_rubric(world.actor("secretary"), year, name="Thang điểm", places=2, groups=GROUPS)
    year = world.at(Stage.SELF_SCORING)
    sheet = scoring.save_self_scores(world.actor("specialist_b"), year, world.units["b"], ALL)
    file = ContentFile(b"%PDF-1.4 x %%EOF", "ban-nhap.pdf")
    scoring.add_evidence(world.actor("specialist_b"), year, world.units["b"], "1.1", file)

    def names_a_file(name: str) -> bool:
        content = world.client(name).get(year.url("export_workbook")).content
        return "Tệp kèm theo" in openpyxl.load_workbook(io.BytesIO(content)).sheetnames

    assert not names_a_file("head_a")
    assert names_a_file("inspector")
    scoring.submit_sheet(world.actor("head_b"), sheet)
    assert names_a_file("head_a")


def test_news_not_yet_public_is_left_out_for_the_cluster(world):
    year, editor = world.at(Stage.RUNNING), world.actor("editor")
    public, draft = (
        newsroom.save_article(editor, title=title, lead="Sa-pô", body=body, byline="Ai", cluster_year=year)
        for title, body in (("Tin đã đăng", "Nội dung"), ("Tin mật", "Bản thảo"))
    )
    newsroom.publish(editor, public)
    comments = [
        newsroom.send_comment(
            article=public, author_name="Bạn đọc", email="doc@example.vn", text=text, at=editor.at
        )
        for text in ("Ý kiến đã duyệt", "Ý kiến chờ duyệt", "Ý kiến không đăng")
    ]
    newsroom.approve(editor, comments[0])
    newsroom.refuse(editor, comments[2], reason="Quảng cáo")

    def texts(name: str) -> str:
        content = world.client(name).get(year.url("export_workbook")).content
        workbook = openpyxl.load_workbook(io.BytesIO(content))
        return str([list(workbook[sheet].values) for sheet in ("Tin bài", "Ý kiến")])

    hidden = (draft.title, "Ý kiến chờ duyệt", "Ý kiến không đăng")
    for name in ("secretary", "head_a"):
        assert public.title in texts(name)
        assert "Ý kiến đã duyệt" in texts(name)
        assert not [words for words in hidden if words in texts(name)]
    for name in ("authority", "operator", "inspector"):
        assert all(words in texts(name) for words in hidden)


def test_an_export_stands_in_the_journal(world):
    year = world.at(Stage.RUNNING)
    content = world.client("secretary").get(year.url("export_workbook")).content
    entry = Entry.objects.get(action="export_year")
    assert entry.actor == world.people["secretary"]
    assert entry.year_id == year.pk
    assert entry.after == {"sha256": sha256(content).hexdigest()}


def test_a_workbook_whose_frame_is_empty_is_a_fault_not_a_forbidden_page(world):
    year = world.at(Stage.RUNNING)
    client = world.client("secretary")
    for spoil in (
        lambda workbook: workbook["Năm"].delete_rows(2),
        lambda workbook: workbook.remove(workbook["Năm"]),
    ):
        preview = client.post(year.url("workbook"), {"file": edited(year, spoil)})["Location"]
        page = client.get(preview)
        assert page.status_code == 200
        assert "Năm” chưa có dòng nào" in page.text or "Thiếu trang “Năm”" in page.text
        assert client.post(preview).status_code == 409


def test_a_new_year_refused_by_its_rules_is_shown_and_comes_back_marked(world):
    def spoil(workbook):
        workbook["Năm"]["A2"], workbook["Năm"]["D2"] = "Cụm mới có dấu", 2018

    client = world.client("operator")
    content = edited(world.at(Stage.RUNNING), spoil)
    preview = client.post(reverse("import_year"), {"file": content})["Location"]
    page = client.get(preview)
    assert page.status_code == 200
    assert "Tải sổ đã đánh dấu" in page.text
    marked = client.get(reverse("marked_new_year", args=[Upload.objects.get().pk]))
    assert marked.status_code == 200
    assert client.post(preview).status_code == 409
    assert not ClusterYear.objects.filter(year=2018).exists()


def test_the_chair_may_not_bring_in_votes_decisions_or_news(world):
    year = world.at(Stage.RUNNING)

    def news(workbook):
        workbook["Tin bài"].append(["Tin", "Tóm tắt", "Nội dung", "Ai", None, "Bản thảo"])

    client = world.client("head_a")
    preview = client.post(year.url("workbook"), {"file": edited(year, news)})["Location"]
    assert "chỉ cơ quan quản lý hoặc quản trị" in client.get(preview).text


def test_a_workbook_of_another_year_is_refused_there(world):
    year = world.at(Stage.RUNNING)
    client = world.client("secretary")
    other = edited(year, lambda workbook: workbook["Năm"].__setitem__("D2", 2019))
    preview = client.post(year.url("workbook"), {"file": other})["Location"]
    assert "Sổ này không phải của" in client.get(preview).text


def test_a_closed_year_takes_nothing_more(world):
    year = world.at(Stage.HAND_OVER)
    content = edited(year, add_directive)
    ClusterYear.objects.filter(pk=year.pk).update(closed_on="2017-11-17")
    client = world.client("operator")
    page = client.get(year.url("workbook"))
    assert "Năm đã bàn giao" in page.text
    preview = client.post(reverse("import_year"), {"file": content})["Location"]
    page = client.get(preview)
    assert "chỉ còn để tra cứu" in page.text


def test_only_the_operator_and_the_own_authority_open_a_year_from_a_workbook(world):
    year = world.at(Stage.RUNNING)
    new = edited(year, lambda workbook: workbook["Năm"].__setitem__("D2", 2019)).read()
    for name, status in (("secretary", 403), ("editor", 403)):
        assert world.client(name).get(reverse("import_year")).status_code == status
    client = world.client("authority")
    preview = client.post(reverse("import_year"), {"file": SimpleUploadedFile("so.xlsx", new, XLSX)})
    assert client.post(preview["Location"]).status_code == 302
    opened = ClusterYear.objects.get(year=2019)
    assert opened.chair == world.units["a"]
    assert opened.current_stage is Stage.RUNNING


def test_an_authority_does_not_open_years_under_another(world):
    year = world.at(Stage.RUNNING)

    def elsewhere(workbook):
        workbook["Năm"]["A2"], workbook["Năm"]["E2"], workbook["Năm"]["F2"] = "cum-khac", "bo-khac", "Bộ khác"

    content = edited(year, elsewhere).read()
    client = world.client("authority")
    preview = client.post(reverse("import_year"), {"file": SimpleUploadedFile("so.xlsx", content, XLSX)})
    assert client.get(preview["Location"]).status_code == 403


def test_a_code_that_is_another_units_is_refused(world):
    year = world.at(Stage.RUNNING)

    def clash(workbook):
        workbook["Năm"]["D2"] = 2019
        workbook["Đơn vị"]["B2"] = "Sở hoàn toàn khác"

    client = world.client("operator")
    preview = client.post(reverse("import_year"), {"file": edited(year, clash)})["Location"]
    assert "trong hệ thống là của" in client.get(preview).text


def test_the_template_is_for_everybody_signed_in(world, client):
    assert world.client("specialist_b").get(reverse("workbook_template")).status_code == 200
    assert client.get(reverse("workbook_template")).status_code == 302


@pytest.mark.parametrize("name", ["specialist_b", "head_b", "editor"])
def test_members_and_editors_do_not_take_the_whole_year_out(world, name):
    assert world.client(name).get(world.year.url("export_workbook")).status_code == 403


def test_a_members_people_are_not_in_the_workbook(world):
    """Accounts, passwords and readers' addresses stay in the system."""
    content = write(export_year(world.at(Stage.RUNNING)))
    cells = str(openpyxl.load_workbook(io.BytesIO(content))["Đơn vị"].values)
    assert not any(user.username in cells for user in User.objects.all())
