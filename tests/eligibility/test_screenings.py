"""A unit's screening: asked for, made by the worker, watched, stopped, read, narrowed and taken out."""

import csv
import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.eligibility.people import DAY, LDTT, a_subject, a_well_known_person, graded, titled
from thidua.core.faults import NotPermitted, Refused
from thidua.core.law.facts import FactKind, SubjectKind
from thidua.eligibility import actions, tasks
from thidua.eligibility.law_in_force import law_on
from thidua.eligibility.models import SILENCE, RunState, ScreeningRow, ScreeningRun
from thidua.journal.models import Entry

ON = date(2025, 12, 31)
BKB, BKTT = "bang_khen_bo_tinh", "bang_khen_thu_tuong"


@pytest.fixture
def unit(world):
    """Unit b: a well-known person, one graded well once, one without facts; and one person of unit a."""
    a_well_known_person(world, "b-1", name="Nguyễn Văn Ánh")
    a_subject(world, "b-2", graded([2025]), name="Trần Thị Bích")
    a_subject(world, "b-3", name="Lê Văn Cường")
    a_subject(world, "a-1", graded([2025]), unit="a", name="Phạm Thị Dung")
    return world


def ask(world, who="head_b", unit="b", awards=(), kinds=tuple(SubjectKind), overlay="", day="2025-12-31"):
    law = law_on(ON, overlay)
    return actions.ask_screening(
        world.actor(who, day), world.units[unit], law, awards=awards or list(law.pack.awards), kinds=kinds
    )


def found(run, code, award):
    return run.rows.get(code=code, award=award)


@pytest.fixture
def waiting(monkeypatch):
    """A worker that is not there: what is asked for waits."""
    monkeypatch.setattr(type(tasks.run_screening), "enqueue", lambda *_, **__: None)


# --- what is made ------------------------------------------------------------------------------------


def test_a_run_is_made_with_verdicts_on_every_subject_of_the_unit_and_nobody_else(unit):
    run = ask(unit)
    run.refresh_from_db()
    assert (run.state, run.done, run.total) == (RunState.DONE, 3, 3)
    assert set(run.rows.values_list("code", flat=True)) == {"b-1", "b-2", "b-3"}
    assert found(run, "b-1", BKB).verdict == "eligible"
    assert found(run, "b-3", BKB).verdict == "not_eligible"
    assert Entry.objects.get(action="ask_screening").unit_id == unit.units["b"].pk


def test_subjects_of_the_units_below_are_screened_too(unit):
    unit.units["c"].parent = unit.units["b"]
    unit.units["c"].save()
    a_subject(unit, "c-1", unit="c")
    run = ask(unit)
    assert set(run.rows.values_list("code", flat=True)) == {"b-1", "b-2", "b-3", "c-1"}


def test_only_the_kinds_and_awards_asked_for_are_screened(unit):
    a_subject(unit, "b-tt", kind=SubjectKind.COLLECTIVE)
    run = ask(unit, awards=[LDTT, "tap_the_lao_dong_tien_tien"], kinds=[SubjectKind.COLLECTIVE])
    assert list(run.rows.values_list("code", "award")) == [("b-tt", "tap_the_lao_dong_tien_tien")]


def test_those_who_need_a_person_and_near_misses_are_explained_and_others_are_not(unit):
    run = ask(unit)
    near = found(run, "b-1", BKTT)
    assert (near.verdict, near.missing, near.failed) == ("not_eligible", "BKTT-02a", "BKTT-02a")
    assert near.why.startswith("Chưa đạt: Đã được tặng “Bằng khen của Bộ, ban, ngành, tỉnh”")
    person_needed = found(run, "b-2", "giay_khen")
    assert (person_needed.verdict, person_needed.failed) == ("undetermined", "GK-01")
    assert person_needed.why.startswith("Cần người có thẩm quyền kết luận: ")
    far = found(run, "b-3", BKTT)
    assert (far.verdict, far.missing, far.why) == ("not_eligible", "", "")


def test_what_was_found_does_not_change_when_facts_do(unit):
    run = ask(unit)
    subject = found(run, "b-1", BKB).subject
    subject.facts.all().delete()
    subject.name = "Tên khác"
    subject.save()
    kept = found(run, "b-1", BKB)
    assert (kept.verdict, kept.name) == ("eligible", "Nguyễn Văn Ánh")


def test_it_is_made_in_portions_with_the_same_verdicts(unit, monkeypatch):
    whole = list(ask(unit).rows.values_list("code", "award", "verdict", "failed", "missing"))
    monkeypatch.setattr(tasks, "PORTION", 1)
    parts = list(ask(unit).rows.values_list("code", "award", "verdict", "failed", "missing"))
    assert sorted(whole) == sorted(parts)


def test_a_known_quota_tells_how_many_of_the_pool_and_an_unknown_one_says_so(unit):
    for number in range(11):
        subject = a_subject(
            unit, f"b-tt{number}", titled([2025], "tap_the_lao_dong_tien_tien"), kind=SubjectKind.COLLECTIVE
        )
        assert subject
    run = ask(unit, overlay="vien_kiem_sat")
    run.refresh_from_db()
    quotas = {told["award"]: told for told in run.summary["quotas"]}
    assert quotas["tap_the_lao_dong_xuat_sac"] | {"eligible": 0} == {
        "award": "tap_the_lao_dong_xuat_sac",
        "id": "TTLDXS-08",
        "pool": "tap_the_lao_dong_tien_tien",
        "percent": "20",
        "year": 2025,
        "size": 11,
        "limit": 2,
        "eligible": 0,
    }
    assert quotas["chien_si_thi_dua_co_so"]["limit"] is None
    text = page(unit, run)
    assert "tối đa 2 (20%)" in text
    assert "tỷ lệ 15% chưa được xác nhận nên chưa tính số tối đa" in text


# --- watched, stopped, failed ------------------------------------------------------------------------


def page(world, run, more="", who="head_b", **asked):
    response = world.client(who).get(f"/ra-soat/{run.pk}/{more}", asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_page_watches_while_it_goes_on_and_reads_itself_anew_at_the_end(unit, waiting):
    run = ask(unit)
    text = page(unit, run)
    assert "chờ chạy" in text
    assert 'hx-trigger="every 2s"' in text
    assert "Tải lại" in text
    progress = unit.client("head_b").get(f"/ra-soat/{run.pk}/tien-do/", headers={"HX-Request": "true"})
    assert "HX-Refresh" not in progress
    tasks.run_screening.call(run.pk)
    led = unit.client("head_b").get(f"/ra-soat/{run.pk}/tien-do/")
    assert (led.status_code, led["Location"]) == (302, f"/ra-soat/{run.pk}/")
    ended = unit.client("head_b").get(f"/ra-soat/{run.pk}/tien-do/", headers={"HX-Request": "true"})
    assert ended["HX-Refresh"] == "true"
    text = page(unit, run)
    assert "Đã rà soát 3/3 đối tượng (100%)" in text
    assert "hx-trigger" not in text.split("<main", 1)[1]


def test_a_waiting_run_is_stopped_and_the_worker_leaves_it(unit, waiting):
    run = ask(unit)
    actions.cancel_screening(unit.actor("head_b", "2025-12-31"), run)
    assert tasks.run_screening.call(run.pk) == 0
    run.refresh_from_db()
    assert (run.state, run.rows.count()) == (RunState.CANCELLED, 0)
    assert "đã dừng theo yêu cầu" in page(unit, run)


def test_a_run_stopped_in_between_keeps_what_it_found_and_no_more(unit, waiting, monkeypatch):
    run = ask(unit)
    monkeypatch.setattr(tasks, "PORTION", 1)
    portions = []

    def histories(portion, on):
        portions.append(portion)
        if len(portions) == 2:
            actions.cancel_screening(unit.actor("head_b", "2025-12-31"), run)
        return real(portion, on)

    real = tasks.histories
    monkeypatch.setattr(tasks, "histories", histories)
    tasks.run_screening.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.done, len(portions)) == (RunState.CANCELLED, 1, 2)
    assert set(run.rows.values_list("code", flat=True)) == {portions[0][0].code}


def test_only_who_asked_stops_it_and_only_while_it_goes_on(unit, waiting):
    run = ask(unit)
    with pytest.raises(Refused, match="Chỉ người yêu cầu"):
        actions.cancel_screening(unit.actor("specialist_b", "2025-12-31"), run)
    with pytest.raises(NotPermitted):
        actions.cancel_screening(unit.actor("head_a", "2025-12-31"), run)
    assert unit.client("head_b").post(f"/ra-soat/{run.pk}/dung/").status_code == 302
    with pytest.raises(Refused, match="không còn chạy"):
        actions.cancel_screening(unit.actor("head_b", "2025-12-31"), run)


def test_a_run_that_fails_says_so_and_keeps_what_it_found(unit, waiting, monkeypatch):
    run = ask(unit)
    monkeypatch.setattr(tasks, "PORTION", 1)
    real, portions = tasks.screened, []

    def screened(*asked):
        portions.append(asked)
        if len(portions) == 2:
            raise ZeroDivisionError
        return real(*asked)

    monkeypatch.setattr(tasks, "screened", screened)
    with pytest.raises(ZeroDivisionError):
        tasks.run_screening.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.done, run.fault) == (RunState.FAILED, 1, "ZeroDivisionError")
    text = page(unit, run)
    assert "gặp lỗi giữa chừng; kết quả dưới đây chưa đủ" in text
    assert "hx-trigger" not in text.split("<main", 1)[1]


def test_a_run_whose_worker_was_killed_says_so_and_stands_in_nobodys_way(unit, waiting):
    run = ask(unit)
    silent_since = timezone.now() - SILENCE - timedelta(seconds=1)
    ScreeningRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING, heard_at=silent_since)
    text = page(unit, run)
    assert "bị ngắt quãng" in text
    assert "đã dừng giữa chừng nên lượt này không chạy tiếp" in text
    ScreeningRun.objects.filter(pk=run.pk).update(state=RunState.WAITING)
    assert "Chưa có tiến trình việc nền nào nhận lượt này" in page(unit, run)
    assert ask(unit).pk != run.pk


def test_one_at_a_time_for_each_user(unit, waiting):
    ask(unit)
    with pytest.raises(Refused, match="chưa xong"):
        ask(unit)
    ask(unit, who="specialist_b")


# --- asking ------------------------------------------------------------------------------------------


def test_it_is_asked_for_on_the_page_and_leads_to_the_run(unit, settings):
    settings.TODAY = ON
    client = unit.client("head_b")
    text = client.get("/ra-soat/").content.decode()
    assert "Chưa có lượt rà soát nào." in text
    response = client.post(
        "/ra-soat/",
        {"unit": unit.units["b"].pk, "ngay": DAY, "to_chuc": "", "kinds": ["person"], "awards": [LDTT]},
    )
    run = ScreeningRun.objects.get()
    assert response["Location"] == f"/ra-soat/{run.pk}/"
    assert (run.on, run.pack, run.awards, run.kinds) == (ON, "V2025", [LDTT], ["person"])
    assert "Sở Minh họa B" in client.get("/ra-soat/").content.decode() or run.unit.short_name


def test_choosing_no_award_screens_all_that_are_for_the_kinds_chosen(unit, settings):
    settings.TODAY = ON
    unit.client("head_b").post(
        "/ra-soat/", {"unit": unit.units["b"].pk, "ngay": DAY, "to_chuc": "", "kinds": ["person"]}
    )
    run = ScreeningRun.objects.get()
    pack = law_on(ON).pack
    assert set(run.awards) == {c for c, award in pack.awards.items() if SubjectKind.PERSON in award.standards}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"ngay": "31/12/2001"}, "Không có gói quy định nào cho ngày"),
        ({"kinds": ["household"]}, "chưa có đối tượng nào thuộc loại đã chọn"),
        ({"kinds": []}, "Cần sửa trước khi lưu"),
        ({"ngay": ""}, "Cần sửa trước khi lưu"),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_field(unit, settings, given, told):
    settings.TODAY = ON
    asked = {"unit": unit.units["b"].pk, "ngay": DAY, "to_chuc": "", "kinds": ["person"]} | given
    text = unit.client("head_b").post("/ra-soat/", asked).content.decode()
    assert told in text
    assert not ScreeningRun.objects.exists()


def test_a_unit_out_of_reach_cannot_be_asked_about(unit, settings):
    settings.TODAY = ON
    asked = {"unit": unit.units["a"].pk, "ngay": DAY, "to_chuc": "", "kinds": ["person"]}
    assert unit.client("head_b").post("/ra-soat/", asked).status_code == 200
    with pytest.raises(NotPermitted):
        ask(unit, unit="a")
    assert not ScreeningRun.objects.exists()
    assert ask(unit, who="authority", unit="a").total == 1


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("specialist_b", 200),
        ("authority", 200),
        ("inspector", 200),
        ("head_a", 404),
        ("stranger", 404),
        ("editor", 403),
    ],
)
def test_who_reads_the_subjects_of_the_unit_reads_its_screenings(unit, who, code):
    run = ask(unit)
    client = unit.client(who)
    for more in ("", "tien-do/", "tep/xlsx/", "tep/csv/"):
        asked = client.get(f"/ra-soat/{run.pk}/{more}", headers={"HX-Request": "true"})
        assert asked.status_code == code
    listed = client.get("/ra-soat/")
    if code == 404:
        assert f"/ra-soat/{run.pk}/" not in listed.content.decode()


# --- reading, narrowing, taking out ------------------------------------------------------------------


def test_rows_are_narrowed_by_verdict_award_and_words_without_accents(unit):
    run = ask(unit)
    assert "Nguyễn Văn Ánh" in page(unit, run, verdict="eligible", award=BKB)
    assert "Trần Thị Bích" not in page(unit, run, verdict="eligible", award=BKB)
    near = page(unit, run, verdict="near", award=BKTT)
    assert "chỉ thiếu một điều kiện" in near
    assert "Lê Văn Cường" not in near
    assert "Trần Thị Bích" in page(unit, run, q="tran thi bich")
    assert "Nguyễn Văn Ánh" not in page(unit, run, q="tran thi bich")
    assert "Không có kết quả nào như vậy." in page(unit, run, q="khong ai")


def test_each_row_leads_to_the_tree_under_the_same_law(unit):
    run = ask(unit, overlay="bo_vhttdl")
    subject = found(run, "b-1", BKB).subject
    assert (
        f'href="/doi-tuong/{subject.pk}/du-dieu-kien/{BKB}/?ngay=31/12/2025&amp;to_chuc=bo_vhttdl"'
        in page(unit, run, award=BKB)
    )


def test_an_excel_file_of_what_is_narrowed_reads_back(unit):
    run = ask(unit)
    response = unit.client("head_b").get(
        f"/ra-soat/{run.pk}/tep/xlsx/", {"award": BKB, "verdict": "eligible"}
    )
    assert "ra-soat-b-20251231.xlsx" in response["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    rows = list(book.worksheets[0].values)
    assert rows[0][:3] == ("Mã", "Họ tên, tên gọi", "Đối tượng")
    assert [row[:6] for row in rows[1:]] == [
        ("b-1", "Nguyễn Văn Ánh", "Cá nhân", "B", "Bằng khen của Bộ, ban, ngành, tỉnh", "Đủ điều kiện")
    ]
    about = dict(row[:2] for row in book.worksheets[1].values)
    assert about["Ngày nhận hồ sơ"] == DAY
    assert about["Đã rà soát"] == "3/3 đối tượng"


def test_a_csv_file_opens_in_vietnamese_and_holds_no_formula(unit):
    a_subject(unit, "b-9", name="=HYPERLINK(1)")
    run = ask(unit)
    response = unit.client("head_b").get(f"/ra-soat/{run.pk}/tep/csv/", {"award": BKB})
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert {row[1] for row in rows[1:]} == {
        "Nguyễn Văn Ánh", "Trần Thị Bích", "Lê Văn Cường", "'=HYPERLINK(1)",
    }  # fmt: skip
    assert unit.client("head_b").get(f"/ra-soat/{run.pk}/tep/pdf/").status_code == 404


def queries_of(client, place):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(place).status_code == 200
    return len(captured)


def test_queries_do_not_grow_with_rows_or_runs(unit, settings):
    settings.TODAY = ON
    client = unit.client("head_b")
    few = ask(unit)
    counted = queries_of(client, f"/ra-soat/{few.pk}/"), queries_of(client, "/ra-soat/")
    for number in range(30):
        a_subject(unit, f"b-x{number}", [(2025, FactKind.GRADE, "tot")])
    many = ask(unit)
    for _ in range(5):
        ask(unit)
    assert (queries_of(client, f"/ra-soat/{many.pk}/"), queries_of(client, "/ra-soat/")) == counted
    assert max(counted) <= 14


def test_making_a_run_reads_the_same_for_more_subjects_of_a_portion(unit):
    def reads(captured):
        return sum(query["sql"].startswith("SELECT") for query in captured)

    with CaptureQueriesContext(connection) as few:
        ask(unit)
    for number in range(30):
        a_subject(unit, f"b-x{number}", graded([2025]))
    with CaptureQueriesContext(connection) as many:
        ask(unit)
    assert reads(many) <= reads(few)
    assert ScreeningRow.objects.count() > 1000
