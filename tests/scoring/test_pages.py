"""The pages of scoring: who opens them, saving, handing in, verifying, evidence."""

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.scoring.conftest import ALL, GROUPS, sheet_of
from tests.scoring.test_queries import _six_more
from thidua.core.timetable import Stage
from thidua.pledges.models import Registration
from thidua.scoring import actions
from thidua.scoring.models import Criterion, CriterionGroup, Evidence, Rubric, SheetState
from thidua.scoring.queries import rubric_groups, rubric_of

D = Decimal
TYPED = {"entry:1.1": "35,5", "note:1.1": "Đạt khá", "entry:1.2": "4", "entry:2.1": "1"}


def sheet_url(world, code="b"):
    return world.year.url("score_sheet", world.units[code].code)


def send(world, who, code="b", **more):
    data = {"side": "score", "version": "0", **TYPED, **more}
    return world.client(who).post(sheet_url(world, code), data)


@pytest.mark.parametrize("page", ["scores", "ranking", "rubric"])
def test_pages_open_empty_and_full_for_everybody_in_the_year(world, page):
    for who in ("specialist_b", "secretary", "authority", "inspector"):
        assert world.client(who).get(world.year.url(page)).status_code == 200
    actions.save_rubric(world.actor("secretary"), world.year, name="Thang", places=2, groups=GROUPS)
    assert world.client("specialist_b").get(world.year.url(page)).status_code == 200
    assert world.client("stranger").get(world.year.url(page)).status_code == 403


def test_a_draft_is_hidden_from_other_units_until_handed_in(with_rubric, hand_in):
    world = with_rubric
    for who, status in (("head_b", 200), ("inspector", 200), ("specialist_c", 403), ("secretary", 403)):
        assert world.client(who).get(sheet_url(world)).status_code == status
    hand_in("b")
    for who in ("specialist_c", "secretary", "authority"):
        assert world.client(who).get(sheet_url(world)).status_code == 200


def test_the_list_hides_a_drafts_total_from_others(with_rubric):
    world = with_rubric
    actions.save_self_scores(
        world.actor("specialist_b"), world.year, world.units["b"], {"1.1": (D("17"), "")}
    )
    url = world.year.url("scores")
    assert "47,00" in world.client("head_b").get(url).content.decode()
    assert "47,00" not in world.client("head_c").get(url).content.decode()


def test_a_unit_types_and_saves_without_javascript(with_rubric):
    world = with_rubric
    assert send(world, "specialist_b").status_code == 302
    page = world.client("specialist_b").get(sheet_url(world)).content.decode()
    assert 'value="35,5"' in page
    assert "4 × 2,5 = 10 điểm" in page
    assert "85,5" in page


def test_the_specialist_asks_and_the_head_hands_in(with_rubric):
    world = with_rubric
    send(world, "specialist_b", then="ask")
    assert sheet_of(world.year, world.units["b"]).state == SheetState.AWAITING
    send(world, "head_b", version="1", then="submit")
    assert sheet_of(world.year, world.units["b"]).state == SheetState.SUBMITTED


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_is_kept(with_rubric):
    world = with_rubric
    answer = send(world, "head_b", **{"entry:2.1": "", "then": "submit"})
    page = answer.content.decode()
    assert "Chưa chấm tiêu chí 2.1." in page
    assert 'value="35,5"' in page
    assert sheet_of(world.year, world.units["b"]).state == SheetState.DRAFT
    again = re.search(r'name="version" value="(\d+)"', page)[1]
    assert send(world, "head_b", version=again, then="submit").status_code == 302


def test_a_wrong_number_clears_nothing(with_rubric):
    page = send(with_rubric, "specialist_b", **{"entry:1.1": "ba mươi"}).content.decode()
    assert "không phải là số" in page
    assert 'value="ba mươi"' in page
    assert "Đạt khá" in page


def test_two_people_on_one_sheet_notice_each_other(with_rubric):
    world = with_rubric
    send(world, "specialist_b")
    page = send(world, "head_b", **{"entry:1.1": "30"}).content.decode()
    assert "Người specialist_b đã lưu lúc" in page
    assert f'href="{sheet_url(world)}" target="_blank"' in page
    assert 'value="30"' in page
    assert sheet_of(world.year, world.units["b"]).lines.get(criterion__code="1.1").self_entry == D("35.5")


OVERWRITES = "Bấm Lưu lần nữa sẽ ghi đè"


def meanwhile(page):
    """What the page says others have saved, by field."""
    told = re.findall(r'id="id_([^"]+)_newer">Người khác vừa ghi: ([^<]*)<', page)
    return dict(told)


def test_saving_over_anothers_lines_is_a_choice_made_with_their_figures_in_sight(with_rubric):
    world = with_rubric
    send(world, "specialist_b", **{"entry:1.1": "32,50", "note:1.2": "Bốn việc"})
    mine = {"entry:1.1": "30", "entry:1.2": "4,0", "entry:2.1": "0", "note:1.1": "Đạt khá"}
    page = send(world, "head_b", **mine).content.decode()
    assert OVERWRITES in page
    assert meanwhile(page) == {"entry:1.1": "32,5", "note:1.2": "Bốn việc", "entry:2.1": "Có"}
    assert 'aria-describedby="id_entry:1.1_newer"' in page
    assert "hx-post" not in page  # saving in the background would write over them unasked
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert send(world, "head_b", version=version, **mine).status_code == 302
    assert sheet_of(world.year, world.units["b"]).lines.get(criterion__code="1.1").self_entry == D("30")


def test_a_cell_left_empty_by_another_is_told_as_empty(with_rubric):
    world = with_rubric
    send(world, "specialist_b", **{"entry:1.1": "", "note:1.1": "Dòng một\nDòng hai"})
    page = send(world, "head_b", **{"note:1.1": "Dòng một\r\nDòng hai"}).content.decode()
    assert meanwhile(page) == {"entry:1.1": "(để trống)"}


def test_nothing_is_said_beside_lines_when_what_was_refused_was_not_stale(with_rubric):
    page = send(with_rubric, "head_b", **{"entry:2.1": "", "then": "submit"}).content.decode()
    assert meanwhile(page) == {}
    assert OVERWRITES not in page


def test_two_verifiers_see_each_others_figures_too(all_handed_in):
    world = all_handed_in
    data = {"side": "verify", "version": "1", "entry:1.1": "30", "reason:1.1": "Thiếu minh chứng"}
    world.client("head_a").post(sheet_url(world), data)
    mine = {**data, "entry:1.1": "31", "reason:1.1": "Đếm lại"}
    page = world.client("secretary").post(sheet_url(world), mine).content.decode()
    assert meanwhile(page) == {"entry:1.1": "30", "reason:1.1": "Thiếu minh chứng"}
    assert OVERWRITES in page


def test_a_form_sent_again_after_handing_in_is_told_so(with_rubric, hand_in):
    hand_in("b")
    answer = send(with_rubric, "head_b")
    assert "Phiếu đã nộp lúc 09:00 20/10/2017" in answer.content.decode()


def test_nobody_else_may_send_a_sheet(with_rubric, hand_in):
    assert send(with_rubric, "specialist_c").status_code == 403
    hand_in("b")
    assert send(with_rubric, "specialist_c").status_code == 403


def test_evidence_is_attached_fetched_and_removed(with_rubric):
    world = with_rubric
    good = SimpleUploadedFile("biên bản.pdf", b"%PDF-1.7 that %%EOF")
    bad = SimpleUploadedFile("gia.pdf", b"khong phai")
    answer = send(world, "specialist_b", **{"file:1.1": good, "file:1.2": bad})
    assert "không đúng với đuôi tệp" in answer.content.decode()
    stored = Evidence.objects.get()
    url = world.year.url("score_evidence", stored.pk)
    assert stored.sha256 in answer.content.decode()
    assert b"".join(world.client("head_b").get(url).streaming_content) == b"%PDF-1.7 that %%EOF"
    assert world.client("specialist_c").get(url).status_code == 403
    sheet = sheet_of(world.year, world.units["b"])
    assert (sheet.version, f'name="version" value="{sheet.version}"' in answer.content.decode()) == (2, True)
    assert send(world, "specialist_b", version="2", then="remove:abc").status_code == 404
    send(world, "specialist_b", version="2", then=f"remove:{stored.pk}")
    assert not Evidence.objects.exists()


def test_evidence_of_another_year_is_not_found(with_rubric, hand_in):
    world = with_rubric
    stored = actions.add_evidence(
        world.actor("specialist_b"),
        world.year,
        world.units["b"],
        "1.1",
        SimpleUploadedFile("a.pdf", b"%PDF-%%EOF"),
    )
    other = type(world.year).objects.create(cluster=world.year.cluster, year=2018, chair=world.units["a"])
    assert world.client("inspector").get(other.url("score_evidence", stored.pk)).status_code == 404
    criterion = Criterion.objects.first()
    for page, key in (("criterion", criterion.pk), ("criterion_group", criterion.group_id)):
        assert world.client("operator").get(other.url(page, key)).status_code in (403, 404)


def test_the_verifier_differs_with_a_reason_and_finishes(all_handed_in):
    world = all_handed_in
    client = world.client("secretary")
    data = {"side": "verify", "version": "1", "entry:1.1": "30"}
    page = client.post(sheet_url(world), data).content.decode()
    assert "chưa ghi lý do" in page
    assert 'value="30"' in page
    data |= {"reason:1.1": "Thiếu minh chứng", "then": "finish"}
    assert client.post(sheet_url(world), data).status_code == 302
    page = world.client("specialist_c").get(sheet_url(world)).content.decode()
    assert "Thiếu minh chứng" in page
    assert "81" in page


def test_the_chairs_own_sheet_says_who_verifies_it(all_handed_in):
    words = "phiếu của chính đơn vị cụm trưởng"
    client = all_handed_in.client("specialist_c")
    assert words in client.get(sheet_url(all_handed_in, "a")).content.decode()
    assert words not in client.get(sheet_url(all_handed_in, "b")).content.decode()


def test_a_sheet_is_sent_back_with_a_reason_that_the_unit_sees(all_handed_in):
    world = all_handed_in
    url = world.year.url("return_sheet", world.units["b"].code)
    assert world.client("secretary").post(url, {"reason": ""}).status_code == 200
    assert world.client("head_c").post(url, {"reason": "Không"}).status_code == 403
    assert world.client("secretary").post(url, {"reason": "Bổ sung 1.1"}).status_code == 302
    assert "Bổ sung 1.1" in world.client("specialist_b").get(sheet_url(world)).content.decode()


def test_a_verified_sheet_is_opened_again_with_a_reason(all_handed_in):
    world = all_handed_in
    sheet = sheet_of(world.year, world.units["b"])
    actions.finish_verification(world.actor("secretary"), sheet)
    url = world.year.url("reopen_verification", world.units["b"].code)
    assert world.client("secretary").get(url).status_code == 200
    assert world.client("secretary").post(url, {"reason": "Kiến nghị"}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.state == SheetState.SUBMITTED


def test_the_ranking_says_when_it_is_provisional(all_handed_in):
    world = all_handed_in
    url = world.year.url("ranking")
    page = world.client("specialist_b").get(url).content.decode()
    assert "tạm tính" in page
    assert page.count("first-three") == 3
    for sheet in world.year.score_sheets.all():
        actions.finish_verification(world.actor("secretary"), sheet)
    assert "tạm tính" not in world.client("specialist_b").get(url).content.decode()


# --- the rubric's editor ---


def test_the_rubric_is_made_by_hand(world):
    client = world.client("secretary")
    named = {"name": "Thang 100", "places": "1", "rounding": "half_up", "version": "0"}
    client.post(world.year.url("rubric_name"), named)
    client.post(world.year.url("new_criterion_group"), {"code": "I", "name": "Chuyên môn", "version": "1"})
    group = CriterionGroup.objects.get()
    data = {
        "version": "2",
        "code": "1.1",
        "name": "Số di tích",
        "kind": "count",
        "max_points": "60",
        "points_each": "2,5",
        "floor": "70",
        "none_held": "full",
    }
    wrong = client.post(world.year.url("new_criterion", group.pk), data | {"points_each": ""})
    assert "Thiếu tham số" in wrong.content.decode()
    assert client.post(world.year.url("new_criterion", group.pk), data).status_code == 302
    ((rule,),) = (g.criteria for g in rubric_groups(rubric_of(world.year)))
    assert (rule.max_points, rule.parameters.points_each) == (60, D("2.5"))
    assert "Mỗi lần (việc) 2,5 điểm, tối đa 60 điểm" in client.get(world.year.url("rubric")).content.decode()


def test_the_editor_changes_and_removes(world):
    actions.save_rubric(world.actor("secretary"), world.year, name="Thang", places=2, groups=GROUPS)
    client = world.client("head_a")
    criterion = Criterion.objects.get(code="1.2")
    url = world.year.url("criterion", criterion.pk)
    page = client.get(url).content.decode()
    assert 'value="2,5"' in page
    stale = client.post(
        url, {"version": "0", "code": "1.2", "name": "Mới", "kind": "judged", "max_points": "20"}
    )
    assert "đã lưu lúc" in stale.content.decode()
    assert ">\nMới</textarea>" in stale.content.decode()
    remove = world.year.url("remove_criterion", criterion.pk)
    assert client.get(remove).status_code == 200
    assert client.post(remove, {"version": "1"}).status_code == 302
    group = CriterionGroup.objects.get(code="III")
    assert (
        client.post(world.year.url("remove_criterion_group", group.pk), {"version": "2"}).status_code == 302
    )
    assert Rubric.objects.get().version == 3
    assert not Criterion.objects.filter(code__in=["1.2", "3.1"]).exists()


def test_only_the_chairs_desk_opens_the_editor(world):
    for who in ("head_b", "authority", "inspector"):
        assert world.client(who).get(world.year.url("rubric_name")).status_code == 403


@pytest.mark.parametrize("page", ["scores", "ranking", "sheet"])
def test_queries_do_not_grow_with_units(all_handed_in, page):
    world = all_handed_in
    url = sheet_url(world) if page == "sheet" else world.year.url(page)
    client = world.client("specialist_c")
    client.get(url)

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    few = count()
    _six_more(world)
    assert count() == few
    assert few <= 30


def test_an_entry_kept_for_a_computed_criterion_is_not_touched(with_rubric):
    world = with_rubric
    sheet = actions.save_self_scores(world.actor("head_b"), world.year, world.units["b"], ALL)
    send(world, "head_b", version=str(sheet.version))
    assert sheet.lines.filter(criterion__code="2.2").exclude(self_entry=None).count() == 0
    world.at(Stage.REVIEW)
    assert world.client("head_b").get(sheet_url(world)).status_code == 200


def test_units_left_out_stand_below_the_ranked_with_their_reasons(all_handed_in):
    world = all_handed_in
    for code in "ab":
        Registration.objects.create(
            cluster_year=world.year,
            unit=world.units[code],
            award="giay_khen",
            registered_at=world.actor("head_b").at,
        )
    answer = world.client("head_b").get(world.year.url("ranking"))
    assert [row.unit.short_name for row in answer.context["ranked"]] == ["A", "B"]
    assert [row.unit.short_name for row in answer.context["excluded"]] == ["C"]
    assert "Không đăng ký danh hiệu, hình thức khen thưởng" in answer.content.decode()
