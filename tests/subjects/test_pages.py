"""The pages of subjects as people use them, and how many queries they take."""

import io

import openpyxl
import pytest
from django.urls import reverse

from tests.subjects.lists import listed, person, upload
from thidua.core.law.facts import FactKind, SubjectKind
from thidua.journal.models import Entry
from thidua.subjects import actions
from thidua.subjects.forms.facts import OFFERED
from thidua.subjects.models import ImportFile, MergeRequest, Subject, YearFact


def page_of(subject, page="subject", **query) -> str:
    return reverse(page, args=[subject.pk]) + (
        "?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else ""
    )


def test_an_empty_list_says_what_to_do(world):
    assert "Chưa có đối tượng nào" in world.client("specialist_b").get(reverse("subjects")).text
    told = world.client("inspector").get(reverse("subjects")).text
    assert "Chưa có đối tượng nào" in told
    assert reverse("import_subjects") not in told


def test_a_subject_is_added_found_and_opened(world):
    client = world.client("specialist_b")
    answer = client.post(
        reverse("add_subject"),
        {"name": "Đặng Thị Ánh", "kind": "person", "unit": world.units["b"].pk, "born": "1980"},
    )
    subject = Subject.objects.get()
    assert answer["Location"] == subject.get_absolute_url()
    found = client.get(reverse("subjects"), {"q": "dang thi anh"}).text
    assert "Đặng Thị Ánh" in found
    assert "Không có đối tượng nào khớp" in client.get(reverse("subjects"), {"q": "khong co ai"}).text
    assert "Chưa ghi kết quả năm nào" in client.get(subject.get_absolute_url()).text


def test_a_unit_out_of_reach_is_no_choice_and_no_filter(world, make):
    make("Người của a", unit="a")
    client = world.client("specialist_b")
    told = client.get(reverse("subjects"), {"unit": world.units["a"].pk}).text
    assert "Người của a" not in told
    answer = client.post(
        reverse("add_subject"), {"name": "Chen vào", "kind": "person", "unit": world.units["a"].pk}
    )
    assert answer.status_code == 200
    assert not Subject.objects.filter(name="Chen vào").exists()


@pytest.mark.parametrize(
    "page", ["subject", "edit_subject", "record_facts", "request_merge"],
)  # fmt: skip
def test_subjects_of_other_units_are_not_there(world, make, page):
    theirs = make(unit="a")
    for who in ("specialist_b", "head_c", "stranger"):
        client = world.client(who)
        assert client.get(page_of(theirs, page)).status_code == 404
        assert client.post(page_of(theirs, page), {}).status_code in (404, 405)


def test_a_fact_of_another_subject_is_not_struck_under_ones_own_address(world, make, tell):
    ours, theirs = make(), make(unit="a")
    [row] = tell(theirs, (2016, "grade", "tot"))
    client = world.client("specialist_b")
    answer = client.post(reverse("strike_fact", args=[ours.pk, row.pk]), {"reason": "Phá"})
    assert answer.status_code == 404
    row.refresh_from_db()
    assert not row.is_struck


def test_the_usual_results_of_a_year_are_written_in_one_go(world, make):
    subject = make()
    client = world.client("specialist_b")
    answer = client.post(
        page_of(subject, "record_facts"),
        {
            "year": "2016",
            "grade": "xuat_sac",
            "grade_ref": "QĐ 1",
            "titles": ["lao_dong_tien_tien", "chien_si_thi_dua_co_so"],
            "titles_ref": "QĐ 2",
            "initiative": "co_so",
            "initiative_ref": "QĐ 3",
        },
    )
    assert answer.status_code == 302
    assert set(YearFact.objects.values_list("kind", "value", "ref")) == {
        ("grade", "xuat_sac", "QĐ 1"),
        ("title", "lao_dong_tien_tien", "QĐ 2"),
        ("title", "chien_si_thi_dua_co_so", "QĐ 2"),
        ("initiative", "co_so", "QĐ 3"),
    }
    assert "Chưa ghi gì cho năm này" in client.post(page_of(subject, "record_facts"), {"year": "2015"}).text


ONE_OF_EACH = {
    FactKind.GRADE: ({"value": "tot"}, "hoàn thành tốt nhiệm vụ"),
    FactKind.TITLE: ({"value": {"person": "chien_si_thi_dua_co_so", "collective": "tap_the_lao_dong_xuat_sac", "household": "gia_dinh_van_hoa"}}, ""),
    FactKind.AWARD: ({"value": "giay_khen", "way": "dot_xuat"}, "Giấy khen (đột xuất)"),
    FactKind.INITIATIVE: ({"value": "bo_tinh"}, "Sáng kiến: Bộ, ban, ngành, tỉnh"),
    FactKind.SCIENCE: ({"value": "co_so"}, "cơ sở"),
    FactKind.DISCIPLINE: ({"value": "canh_cao", "until": "01/02/2017"}, "Cảnh cáo"),
    FactKind.UNDER_REVIEW: ({"value": "thanh tra"}, "thanh tra"),
    FactKind.CLUSTER_RANK: ({"value": "2", "level": "bo_tinh"}, "hạng 2"),
    FactKind.SHARE: ({"value": "ldtt", "figure": "72,5"}, "72,5%"),
    FactKind.EXCEEDS_TARGETS: ({"value": "true"}, "Hoàn thành vượt mức chỉ tiêu: có"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "fact"), [(kind, fact) for kind in SubjectKind for fact in OFFERED[kind]])
def test_every_kind_of_fact_offered_has_a_form_that_writes_it(world, make, kind, fact):
    subject = make("Ai đó", kind=kind.value)
    sent, shown = ONE_OF_EACH[fact]
    if isinstance(sent["value"], dict):
        sent = {"value": sent["value"][kind.value]}
    client = world.client("specialist_b")
    address = page_of(subject, "record_facts", loai=fact.value)
    assert client.get(address).status_code == 200
    answer = client.post(address, {"year": "2016", "ref": "QĐ 1", **sent})
    assert answer.status_code == 302, answer.text
    assert YearFact.objects.get().kind == fact.value
    told = client.get(subject.get_absolute_url()).text
    assert shown in told
    main = told.partition("<main")[2].partition("Ai đã ghi gì")[0]
    value = YearFact.objects.get().value
    assert "_" not in value or value not in main, "a code is not for the screen"


def test_a_wrong_figure_is_told_at_its_field(world, make):
    subject = make("Phòng Một", kind="collective")
    client = world.client("specialist_b")
    address = page_of(subject, "record_facts", loai="share")
    for value, figure in (("ldtt", "172"), ("count:cstd_co_so", "1,5")):
        told = client.post(address, {"year": "2016", "value": value, "figure": figure}).text
        assert "Tỷ lệ từ 0 đến 100" in told
    assert not YearFact.objects.exists()


def test_a_contradiction_is_told_on_the_form_in_words(world, make, tell):
    subject = make()
    tell(subject, (2016, "grade", "tot"))
    told = (
        world.client("specialist_b")
        .post(page_of(subject, "record_facts", loai="grade"), {"year": "2016", "value": "xuat_sac"})
        .text
    )
    assert "hoàn thành tốt nhiệm vụ và hoàn thành xuất sắc nhiệm vụ" in told


def test_striking_asks_why_and_the_page_keeps_it(world, make, tell):
    subject = make()
    [row] = tell(subject, (2016, "grade", "tot", "QĐ 1"))
    client = world.client("head_b")
    address = reverse("strike_fact", args=[subject.pk, row.pk])
    assert address not in client.get(page_of(subject)).text, "out of the way until it is asked for"
    assert address in client.get(page_of(subject, gach=1)).text
    assert client.post(address, {"reason": ""}).status_code == 200
    assert client.post(address, {"reason": "Ghi nhầm <b>người</b>"}).status_code == 302
    told = client.get(page_of(subject)).text
    assert "Ghi nhầm &lt;b&gt;người&lt;/b&gt;" in told
    assert "Đã gạch bỏ" in told


def test_an_inspection_is_ended_on_its_page_and_a_grade_has_no_such_page(world, make, tell):
    subject = make()
    inspection, grade = tell(subject, (2016, "under_review", "thanh tra"), (2016, "grade", "tot"))
    client = world.client("specialist_b")
    assert "chưa kết thúc" in client.get(page_of(subject)).text
    assert client.get(reverse("end_fact", args=[subject.pk, grade.pk])).status_code == 404
    client.post(reverse("end_fact", args=[subject.pk, inspection.pk]), {"until": "15/02/2017"})
    assert "đến 15/02/2017" in client.get(page_of(subject)).text


def test_what_contradicts_is_shown_on_the_page(world, make, tell):
    subject = make()
    tell(subject, (2016, "grade", "tot"))
    YearFact.objects.create(
        subject=subject,
        year=2016,
        kind="grade",
        value="hoan_thanh",
        entered_by=world.people["head_b"],
        entered_at=world.actor("head_b").at,
    )
    told = world.client("inspector").get(page_of(subject)).text
    assert "Có chỗ trái nhau" in told
    assert "hoan_thanh" not in told


def test_a_merge_goes_from_the_list_to_consent_and_back(world, make, tell):
    here, before = make(born=1980), make(unit="a", born=1980)
    tell(before, (2013, "grade", "xuat_sac"))
    asker, holder = world.client("specialist_b"), world.client("head_a")
    told = asker.get(reverse("merges")).text
    assert f"{reverse('request_merge', args=[here.pk])}?voi={before.code}" in told
    answer = asker.post(
        reverse("request_merge", args=[here.pk]),
        {"code": before.code, "keep": "this", "reason": "Chuyển công tác"},
    )
    request = MergeRequest.objects.get()
    assert answer["Location"] == request.get_absolute_url()
    assert "hoàn thành xuất sắc" not in asker.get(request.get_absolute_url()).text
    assert "1 chờ trả lời" in holder.get(reverse("subjects")).text
    assert "hoàn thành xuất sắc" in holder.get(request.get_absolute_url()).text
    assert "hiện ra khi đơn vị giữ nó đồng ý" in asker.get(request.get_absolute_url()).text
    assert asker.post(reverse("consent_merge", args=[request.pk])).status_code == 403
    holder.post(reverse("consent_merge", args=[request.pk]))
    again = holder.post(reverse("consent_merge", args=[request.pk]))
    assert again.status_code == 409
    assert "Đề nghị này đã được trả lời" in again.text
    assert "hiện ra khi đơn vị giữ nó đồng ý" not in asker.get(request.get_absolute_url()).text
    told = asker.get(page_of(here)).text
    assert "hoàn thành xuất sắc" in told
    assert "Đã gộp vào đây" in told
    assert "Đối tượng này đã gộp vào" in holder.get(page_of(before)).text
    assert before.name not in holder.get(reverse("subjects")).text
    asker.post(reverse("undo_merge", args=[request.pk]), {"reason": "Hai người khác nhau"})
    assert "hoàn thành xuất sắc" not in asker.get(page_of(here)).text
    assert "Hai người khác nhau" in holder.get(request.get_absolute_url()).text


def test_a_refusal_without_a_reason_stays_on_the_page(world, make):
    here, before = make(born=1980), make(unit="a", born=1980)
    request = actions.request_merge(world.actor("specialist_b"), here, before, reason="Chuyển công tác")
    holder = world.client("head_a")
    assert holder.post(reverse("refuse_merge", args=[request.pk]), {"reason": ""}).status_code == 422
    assert (
        holder.post(reverse("refuse_merge", args=[request.pk]), {"reason": "Khác ngày sinh"}).status_code
        == 302
    )
    assert "Khác ngày sinh" in world.client("specialist_b").get(request.get_absolute_url()).text


def test_merges_of_others_are_not_there(world, make):
    here, before = make(born=1980), make(unit="a", born=1980)
    request = actions.request_merge(world.actor("specialist_b"), here, before, reason="Chuyển công tác")
    for who in ("head_c", "stranger"):
        client = world.client(who)
        assert client.get(request.get_absolute_url()).status_code == 404
        assert client.post(reverse("consent_merge", args=[request.pk])).status_code == 404
        assert before.name not in client.get(reverse("merges")).text


def test_a_good_list_is_previewed_then_written_once(world):
    client = world.client("specialist_b")
    content = listed(person("CB-1", 2016, "Xếp loại", "hoàn thành tốt nhiệm vụ", born=1980))
    preview = client.post(reverse("import_subjects"), {"file": upload(content)})["Location"]
    told = client.get(preview).text
    assert "Nhập vào hệ thống" in told
    assert not Subject.objects.exists()
    assert client.post(preview).status_code == 302
    assert YearFact.objects.get().subject.code == "CB-1"
    assert client.post(preview).status_code == 409
    assert Entry.objects.filter(action="import_subjects", subject_type="accounts.User").count() == 1


def test_a_faulty_list_names_its_cells_comes_back_marked_and_gives_its_good_rows_on_purpose(world):
    client = world.client("specialist_b")
    content = listed(
        person("CB-1", 2016, "Xếp loại", "hoàn thành tốt nhiệm vụ"),
        person("CB-1", 2015, "Xếp loại", "giỏi"),
    )
    preview = client.post(reverse("import_subjects"), {"file": upload(content)})["Location"]
    told = client.get(preview).text
    assert "H3" in told
    assert "Nhập các dòng đúng" in told
    assert client.post(preview).status_code == 409
    assert not Subject.objects.exists()
    kept = ImportFile.objects.get()
    marked = client.get(reverse("marked_subjects", args=[kept.pk]))
    cell = openpyxl.load_workbook(io.BytesIO(marked.content))["Dữ liệu"]["H3"]
    assert "giỏi" in cell.comment.text
    assert client.post(preview, {"only_good": "1"}).status_code == 302
    assert YearFact.objects.get().year == 2016


def test_a_double_ticked_in_the_preview_is_proposed(world, make):
    make(unit="a", code="A-1", born=1980)
    client = world.client("specialist_b")
    preview = client.post(
        reverse("import_subjects"),
        {"file": upload(listed(person("B-1", born=1980), person("B-2", name="Lê Hai")))},
    )["Location"]
    told = client.get(preview).text
    assert "có thể là A-1 của A" in told
    key = told.partition('name="double" value="')[2].partition('"')[0]
    client.post(preview, {"double": key})
    assert MergeRequest.objects.get().merged.code == "A-1"


def test_nobody_opens_anothers_list(world):
    preview = world.client("specialist_b").post(
        reverse("import_subjects"), {"file": upload(listed(person("1")))}
    )["Location"]
    for who in ("head_b", "authority"):
        assert world.client(who).get(preview).status_code == 404
        assert world.client(who).post(preview).status_code == 404
    assert not Subject.objects.exists()


@pytest.mark.parametrize(("content", "says"), [(b"%PDF-1.4", "PDF"), (b"", "rỗng"), (b"abc", "hỏng")])
def test_a_file_that_is_no_list_is_refused_at_the_form(world, content, says):
    answer = world.client("specialist_b").post(reverse("import_subjects"), {"file": upload(content)})
    assert says in answer.text
    assert not ImportFile.objects.exists()


def test_what_is_taken_out_is_what_the_list_shows(world, make):
    make("Người của a", unit="a")
    make("Người của b")
    answer = world.client("specialist_b").get(reverse("export_subjects"))
    told = str(
        [
            [cell.value for cell in row]
            for row in openpyxl.load_workbook(io.BytesIO(answer.content))["Dữ liệu"]
        ]
    )
    assert "Người của b" in told
    assert "Người của a" not in told
    both = world.client("authority").get(reverse("export_subjects"), {"unit": world.units["a"].pk})
    assert both["Content-Disposition"].endswith('doi-tuong-so-a.xlsx"')


@pytest.mark.parametrize("number", [2, 40])
def test_the_list_takes_as_many_queries_for_many_as_for_few(world, number, django_assert_max_num_queries):
    people = [
        Subject(code=f"P-{place}", kind="person", name=f"Người {place}", unit=world.units["b"])
        for place in range(number)
    ]
    for one in people:
        one.derive_keys()
    Subject.objects.bulk_create(people)
    client = world.client("authority")
    with django_assert_max_num_queries(24):
        assert client.get(reverse("subjects")).status_code == 200


@pytest.mark.parametrize("years", [2, 40])
def test_a_subjects_page_takes_as_many_queries_for_many_years_as_for_few(
    world, make, tell, years, django_assert_max_num_queries
):
    subject = make()
    tell(subject, *((2016 - year, "grade", "tot") for year in range(years)))
    client = world.client("specialist_b")
    with django_assert_max_num_queries(28):
        assert client.get(subject.get_absolute_url()).status_code == 200


def test_the_menu_leads_to_subjects_for_those_who_may_read_them(world):
    for who, sees in (("specialist_b", True), ("inspector", True), ("authority", True), ("editor", False)):
        assert ('href="/doi-tuong/"' in world.client(who).get(reverse("my_work")).text) is sees


def test_a_list_without_rows_is_told_so(world):
    client = world.client("specialist_b")
    preview = client.post(reverse("import_subjects"), {"file": upload(listed())})["Location"]
    told = client.get(preview).text
    assert "Danh sách chưa có dòng nào." in told
    assert "giống hệt dữ liệu đang có" not in told
