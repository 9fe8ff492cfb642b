"""What each page shows, to whom, and what becomes of what is typed."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.reporting.conftest import day
from thidua.clusters.models import ClusterYear, Membership, Unit
from thidua.core.faults import Refused
from thidua.core.reporting import MedalRow
from thidua.reporting import actions
from thidua.reporting.models import Report, ReportingDuty, ReportState

SILAT = MedalRow("Giải vô địch Pencak Silat", "quoc_gia", 3, 2, 1)


def typed(version=0, **changes):
    """A whole report form as a browser posts it."""
    data = {"version": version, "medal_rows": 3, "section_tourism": "Đón khách", "figure_khach": "1.440"}
    for row in range(3):
        data |= {f"medal_{row}_{name}": "" for name in ("competition", "gold", "silver", "bronze")}
        data[f"medal_{row}_level"] = "quoc_gia"
    return data | {name.replace("gia_dinh", "gia-dinh"): value for name, value in changes.items()}


def page(reporting, who, name, *args, data=None, **headers):
    client = reporting.world.client(who)
    address = reporting.address(name, *args)
    response = client.get(address) if data is None else client.post(address, data, **headers)
    response.text_ = response.content.decode()
    return response


REPORT = ("sau-thang", "so-b")


@pytest.mark.parametrize("who", ["specialist_b", "head_c", "secretary", "authority", "inspector", "editor"])
def test_the_matrix_opens_for_all_who_read_the_year(reporting, who):
    reporting.submitted("b", on="2017-06-18")
    response = page(reporting, who, "reports")
    assert response.status_code == 200
    assert "nộp trễ 3 ngày" in response.text_


def test_the_matrix_offers_reminders_to_the_chair_only(reporting):
    assert "Đôn đốc 3 đơn vị" in page(reporting, "secretary", "reports").text_
    assert "Đôn đốc" not in page(reporting, "head_b", "reports").text_


def test_a_year_without_duties_says_what_to_do(world):
    client = world.client("secretary")
    assert "Thêm báo cáo phải nộp" in client.get(world.year.url("reports")).content.decode()
    assert "Chưa có báo cáo nào" in client.get(world.year.url("duties")).content.decode()
    assert "Chưa có huy chương" in client.get(world.year.url("results")).content.decode()


@pytest.mark.parametrize("state", ["draft", "awaiting", "returned"])
def test_a_text_being_written_is_read_by_its_unit_and_the_inspector_only(reporting, state):
    if state == "returned":
        reporting.returned("b")
    else:
        report = reporting.draft("b")
        if state == "awaiting":
            actions.ask_approval(reporting.world.actor("specialist_b"), report)
    asked = [
        "specialist_b",
        "head_b",
        "inspector",
        "specialist_c",
        "head_c",
        "secretary",
        "head_a",
        "authority",
    ]
    readers = {
        who: "Đón khách vượt kế hoạch" in page(reporting, who, "report", *REPORT).text_ for who in asked
    }
    assert [who for who, reads in readers.items() if reads] == ["specialist_b", "head_b", "inspector"]


@pytest.mark.parametrize("who", ["specialist_c", "secretary", "authority", "inspector", "editor"])
def test_a_report_handed_in_is_read_by_all_who_read_the_year(reporting, who):
    reporting.submitted("b")
    assert "Đón khách vượt kế hoạch" in page(reporting, who, "report", *REPORT).text_


@pytest.mark.parametrize("who", ["specialist_c", "head_a", "secretary", "authority", "inspector", "editor"])
def test_nobody_opens_another_units_form(reporting, who):
    reporting.draft("b")
    for name in ("edit_report", "check_report"):
        assert page(reporting, who, name, *REPORT).status_code == 403
    for name in ("edit_report", "autosave_report", "ask_approval", "submit_report"):
        assert page(reporting, who, name, *REPORT, data=typed()).status_code == 403
    assert Report.objects.get().version == 1


def test_writing_without_javascript(reporting):
    typed_in = typed(
        figure_gia_dinh="95,5",
        medal_0_competition="Giải Silat",
        medal_0_gold="3",
        medal_2_competition="Giải Vật",
    )
    response = page(reporting, "specialist_b", "edit_report", *REPORT, data=typed_in)
    assert response.status_code == 302
    report = Report.objects.get()
    assert sorted(str(value) for value in report.figures.values_list("value", flat=True)) == [
        "1440.000",
        "95.500",
    ]
    assert list(report.medals.values_list("competition", "gold")) == [("Giải Silat", 3), ("Giải Vật", 0)]
    again = page(reporting, "specialist_b", "edit_report", *REPORT).text_
    assert 'value="1.440"' in again
    assert "Giải Vật" in again
    assert "medal_4_gold" in again


def test_what_is_typed_wrong_is_told_at_its_place_and_nothing_is_lost(reporting):
    response = page(
        reporting,
        "specialist_b",
        "edit_report",
        *REPORT,
        data=typed(
            section_sports="Nguyên văn đã gõ",
            figure_khach="một nghìn",
            figure_gia_dinh="120",
            medal_1_gold="1,5",
            medal_2_competition="Giải Vật",
        ),
    )
    assert response.status_code == 200
    assert not Report.objects.exists()
    errors = response.context["form"].errors
    assert set(errors) == {"figure_khach", "medal_1_gold"}
    for kept in ("Nguyên văn đã gõ", "một nghìn", 'value="120"', 'value="1,5"', "Giải Vật"):
        assert kept in response.text_


def test_rules_refuse_at_the_row_that_was_typed(reporting):
    response = page(
        reporting,
        "specialist_b",
        "edit_report",
        *REPORT,
        data=typed(
            figure_gia_dinh="120",
            medal_0_competition="Giải Vật",
            medal_2_competition="giải vật",
            medal_2_silver="10000",
        ),
    )
    assert set(response.context["form"].errors) == {
        "figure_gia-dinh",
        "medal_2_competition",
        "medal_2_silver",
    }
    assert "đã ghi ở dòng 1" in response.text_


def test_more_rows_keep_what_is_typed_and_save_nothing(reporting):
    response = page(
        reporting,
        "specialist_b",
        "edit_report",
        *REPORT,
        data=typed(more="1", figure_khach="chưa rõ", medal_2_competition="Giải Vật"),
    )
    assert "medal_5_bronze" in response.text_
    assert "chưa rõ" in response.text_
    assert "Giải Vật" in response.text_
    assert not Report.objects.exists()


def test_two_people_editing_one_report(reporting):
    reporting.draft("b")
    reporting.draft("b", visitors="200", by="head_b")
    response = page(
        reporting, "specialist_b", "edit_report", *REPORT, data=typed(1, section_sports="Của tôi")
    )
    assert "Người head_b đã lưu lúc 09:00 10/06/2017" in response.text_
    assert "Bấm Lưu lần nữa sẽ ghi đè" in response.text_
    assert "Của tôi" in response.text_
    # What is stored is opened beside.
    assert f'href="{response.request["PATH_INFO"]}" target="_blank"' in response.text_
    assert 'name="version" value="2"' in response.text_
    assert 'id="autosave"' not in response.text_  # saving in the background would write over it unasked
    assert Report.objects.get().version == 2
    page(reporting, "specialist_b", "edit_report", *REPORT, data=typed(2, section_sports="Của tôi"))
    assert Report.objects.get().version == 3


def test_saving_by_itself_answers_with_the_time_and_the_next_version(reporting):
    response = page(reporting, "specialist_b", "autosave_report", *REPORT, data=typed())
    assert "Đã lưu lúc" in response.text_
    assert 'value="1"' in response.text_
    refused = page(reporting, "specialist_b", "autosave_report", *REPORT, data=typed(1, figure_khach="x"))
    assert "không phải là số" in refused.text_
    assert Report.objects.get().version == 1


def test_saving_by_itself_never_takes_a_report_off_the_heads_desk(reporting):
    actions.ask_approval(reporting.world.actor("specialist_b"), reporting.draft("b"))
    page(reporting, "specialist_b", "autosave_report", *REPORT, data=typed(1))
    assert Report.objects.get().state == ReportState.AWAITING


def test_from_draft_to_acceptance_through_the_pages(reporting):
    page(reporting, "specialist_b", "edit_report", *REPORT, data=typed(check="1"))
    check = page(reporting, "specialist_b", "check_report", *REPORT)
    assert "Gia đình văn hóa" in check.text_
    assert "Trình lãnh đạo" in check.text_
    page(reporting, "specialist_b", "ask_approval", *REPORT, data={"version": 1})
    assert "Duyệt và nộp" in page(reporting, "head_b", "check_report", *REPORT).text_
    page(reporting, "head_b", "submit_report", *REPORT, data={"version": 1})
    assert "Chờ cụm trưởng tiếp nhận" in page(reporting, "secretary", "reports").text_
    wrong = page(reporting, "secretary", "return_report", *REPORT, data={"reason": "", "redo_due": "5/5"})
    assert set(wrong.context["form"].errors) == {"reason", "redo_due"}
    page(
        reporting,
        "secretary",
        "return_report",
        *REPORT,
        data={"reason": "Thiếu gia đình", "redo_due": "31/12/2099"},
    )
    assert "Thiếu gia đình" in page(reporting, "specialist_b", "report", *REPORT).text_
    page(reporting, "head_b", "submit_report", *REPORT, data={"version": 1})
    page(reporting, "head_a", "accept_report", *REPORT, data={})
    assert Report.objects.get().state == ReportState.ACCEPTED
    assert "Lần 2" in page(reporting, "specialist_b", "report", *REPORT).text_


def test_approving_what_has_changed_since_is_refused(reporting):
    reporting.draft("b")
    reporting.draft("b", visitors="160")
    response = page(reporting, "head_b", "submit_report", *REPORT, data={"version": 1})
    assert response.status_code == 409
    assert Report.objects.get().state == ReportState.DRAFT


def test_handing_in_twice_is_refused_politely(reporting):
    reporting.submitted("b")
    response = page(reporting, "head_b", "submit_report", *REPORT, data={"version": 1})
    assert response.status_code == 409
    assert "Báo cáo đã nộp lúc 10:00 14/06/2017" in response.text_


@pytest.mark.parametrize("who", ["head_b", "specialist_a", "authority", "inspector"])
def test_judging_is_the_chairs(reporting, who):
    reporting.submitted("b")
    for name in ("accept_report", "return_report"):
        assert page(reporting, who, name, *REPORT, data={}).status_code == 403


def test_the_chair_calls_the_chosen_units(reporting):
    form = page(reporting, "secretary", "remind", "sau-thang")
    assert form.status_code == 200
    response = page(
        reporting,
        "secretary",
        "remind",
        "sau-thang",
        data={"units": ["so-b", "so-c"], "message": "Mong gửi sớm"},
    )
    assert response.status_code == 302
    assert len(mail.outbox) == 2
    assert "http://testserver/cum/cum-thu/2017/bao-cao/sau-thang/so-b/" in mail.outbox[0].body
    assert "Mong gửi sớm" in page(reporting, "specialist_b", "report", *REPORT).text_
    assert "Mong gửi sớm" not in page(reporting, "specialist_c", "report", *REPORT).text_


@pytest.mark.parametrize("who", ["head_b", "specialist_a", "authority", "inspector"])
def test_chasing_and_setting_duties_are_the_chairs(reporting, who):
    for name, args in (
        ("remind", ["sau-thang"]),
        ("add_duty", []),
        ("edit_duty", ["nam"]),
        ("add_indicator", []),
        ("edit_indicator", ["khach"]),
    ):
        assert page(reporting, who, name, *args).status_code == 403
    for name, args in (("remove_duty", ["nam"]), ("remove_indicator", ["khach"])):
        assert page(reporting, who, name, *args, data={}).status_code == 403


def test_the_chair_sets_duties_and_indicators(reporting):
    duty = {"kind": "chuyen_de", "name": "Báo cáo gia đình", "due": "30/09/2017"}
    assert page(reporting, "secretary", "add_duty", data=duty).status_code == 302
    twice = page(reporting, "secretary", "add_duty", data=duty)
    assert "đã có" in twice.text_.lower()
    page(
        reporting,
        "secretary",
        "edit_duty",
        "bao-cao-gia-dinh",
        data=duty | {"due": "01/10/2017", "version": 1},
    )
    assert str(ReportingDuty.objects.get(code="bao-cao-gia-dinh").due) == "2017-10-01"
    stale = page(
        reporting,
        "secretary",
        "edit_duty",
        "bao-cao-gia-dinh",
        data=duty | {"due": "02/10/2017", "version": 1},
    )
    assert "đã lưu lúc" in stale.text_
    indicator = {"name": "Di tích", "field": "heritage", "measure": "di tích", "target": "", "position": "3"}
    assert page(reporting, "secretary", "add_indicator", data=indicator).status_code == 302
    assert page(reporting, "secretary", "remove_indicator", "di-tich", data={}).status_code == 302
    assert page(reporting, "secretary", "edit_indicator", "khach").status_code == 200


def test_results_are_read_by_all_and_lead_with_the_best(reporting):
    reporting.submitted("c", medals=(MedalRow("Giải Silat", "quoc_te", 70, 68, 103),))
    reporting.submitted("b", on="2017-06-18", medals=(SILAT,))
    response = page(reporting, "authority", "results")
    assert "Sở Minh họa C với 241 huy chương (70 vàng, 68 bạc, 103 đồng)" in response.text_
    assert '<rect class="gold"' in response.text_
    assert "Báo cáo nộp muộn" in response.text_
    assert page(reporting, "editor", "results").status_code == 200


def test_things_of_another_year_are_not_found(reporting):
    assert page(reporting, "specialist_b", "report", "khong-co", "so-b").status_code == 404
    assert page(reporting, "specialist_b", "report", "sau-thang", "so-ngoai").status_code == 404
    assert page(reporting, "secretary", "edit_indicator", "khong-co").status_code == 404
    assert page(reporting, "specialist_b", "check_report", "nam", "so-b").status_code == 404


@pytest.mark.parametrize("name", ["reports", "results", "duties"])
def test_pages_ask_no_more_of_nine_units_than_of_three(reporting, name):
    for unit in "abc":
        reporting.submitted(unit, medals=(SILAT,))

    def count():
        client = reporting.world.client("secretary")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reporting.address(name)).status_code == 200
        return len(queries)

    three = count()
    for number in range(6):
        unit = Unit.objects.create(
            code=f"so-{number}", kind="so", name=f"Sở {number}", short_name=f"S{number}"
        )
        Membership.objects.create(cluster_year=reporting.year, unit=unit, position=10 + number)
        report = Report.objects.create(
            duty=reporting.yearend, unit=unit, state="submitted", edited_at="2017-06-01T00:00Z"
        )
        report.medals.create(competition="Giải", level="quoc_gia", gold=1)
        report.submissions.create(submitted_at="2017-11-30T00:00Z")
    assert count() == three
    assert three <= 20


def test_numbers_no_page_ever_sent_do_no_harm(reporting):
    response = page(reporting, "specialist_b", "edit_report", *REPORT, data=typed(medal_rows="9" * 5000))
    assert response.status_code == 200
    reporting.draft("b")
    response = page(reporting, "specialist_b", "ask_approval", *REPORT, data={"version": "9" * 5000})
    assert response.status_code == 409
    assert Report.objects.get().state == ReportState.DRAFT


def test_more_medals_than_a_page_shows_are_refused_not_dropped(reporting):
    rows = tuple(MedalRow(f"Giải {number}", "quoc_gia", 1) for number in range(201))
    with pytest.raises(Refused, match="nhiều nhất là 200"):
        reporting.draft("b", medals=rows)
    report = reporting.draft("b", medals=rows[:200])
    shown = page(reporting, "specialist_b", "edit_report", *REPORT).context["form"]
    sent = {name: "" if shown[name].value() is None else shown[name].value() for name in shown.fields}
    assert page(reporting, "specialist_b", "edit_report", *REPORT, data=sent).status_code == 302
    assert report.medals.count() == 200


def test_a_closed_year_is_late_no_more_on_its_pages(reporting):
    ClusterYear.objects.filter(pk=reporting.year.pk).update(closed_on=day(6, 20), stage="hand_over")
    assert {one.days for one in page(reporting, "head_a", "results").context["late"]} == {5}
    # Counted from the pledges of March to the day of closing, not to the years since.
    assert all(row.late < 100 for row in page(reporting, "head_a", "year").context["progress"])
