"""Open appeals lie on the verifier's desk, late ones as late, and hold up no stage."""

from datetime import date

import pytest

from tests.scoring.conftest import sheet_of
from tests.scoring.disputes import answer, appeal_of
from thidua.clusters import obligations
from thidua.clusters.ties import ties_in
from thidua.core.timetable import Stage, missing
from thidua.review.actions import hold_meeting
from thidua.review.models import MeetingKind
from thidua.scoring import actions
from thidua.scoring.models import InspectionGroup, ScoringRules
from thidua.scoring.queries import score_table
from thidua.site.meeting_values import presented
from thidua.site.paper_frame import frame_of


def owed(world):
    return [each for each in obligations.owed_in(world.year) if each.code == "appeal"]


def test_an_open_appeal_is_owed_to_its_day_and_an_answered_one_is_not(verified):
    appeal = appeal_of(verified)
    (due,) = owed(verified)
    assert (due.due, due.role, due.is_done) == (date(2017, 11, 14), "secretary", False)
    assert due.what % dict(due.params) == "Trả lời kiến nghị của B về điểm của B, tiêu chí 1.1"
    assert due.lateness(date(2017, 11, 14)) == 0
    assert due.lateness(date(2017, 11, 16)) == 2
    answer(verified, appeal)
    assert owed(verified) == []


def test_it_is_told_at_the_stage_but_blocks_none(verified):
    appeal_of(verified)
    for stage in (Stage.VERIFICATION, Stage.REVIEW):
        verified.at(stage)
        assert owed(verified)[0].stage is stage
        assert "appeal" not in {each.code for each in missing(obligations.owed_in(verified.year), stage)}


@pytest.mark.parametrize(("who", "sees"), [("secretary", True), ("head_b", False)])
def test_it_stands_in_the_work_of_who_answers(verified, settings, who, sees):
    settings.TODAY = date(2017, 11, 16)
    appeal = appeal_of(verified)
    page = verified.client(who).get("/viec-cua-toi/", follow=True).content.decode()
    assert (verified.year.url("answer_appeal", appeal.pk) in page) is sees


def test_where_a_group_verifies_its_people_answer(verified):
    appeal = appeal_of(verified)
    ScoringRules.objects.create(cluster_year=verified.year, verified_by="inspection")
    group = InspectionGroup.objects.create(cluster_year=verified.year, name="Tổ 1")
    group.inspectors.add(verified.people["specialist_c"])
    group.units.add(verified.units["b"])
    (due,) = owed(verified)
    assert due.people == {verified.people["specialist_c"].pk}
    assert answer(verified, appeal, who="specialist_c").answered_by.username == "specialist_c"


def test_a_unit_that_appealed_is_tied_to_the_year(verified):
    appeal_of(verified, who="head_c", unit="c")
    sheet = sheet_of(verified.year, verified.units["b"])
    actions.add_comment(verified.actor("head_a"), sheet, "1.1", "Ý kiến")
    tied = ties_in(verified.year)
    assert "đã gửi kiến nghị về điểm" in tied[verified.units["c"].pk]
    assert "đã góp ý về điểm" in tied[verified.units["a"].pk]
    assert "đã gửi kiến nghị về điểm" not in tied[verified.units["a"].pk]


def test_the_overview_warns_before_the_stage_is_left(verified):
    appeal_of(verified)
    page = verified.client("head_a").get(verified.year.get_absolute_url()).content.decode()
    assert "sang giai đoạn sau không làm được nữa" not in page  # answered in the review as well
    verified.at(Stage.REVIEW)
    page = verified.client("head_a").get(verified.year.get_absolute_url()).content.decode()
    assert "nên xong trước khi chuyển giai đoạn" in page
    assert "sang giai đoạn sau không làm được nữa" in page
    assert "Trả lời kiến nghị của B về điểm của B, tiêu chí 1.1" in page
    verified.at(Stage.PROPOSAL)
    page = verified.client("head_a").get(verified.year.get_absolute_url()).content.decode()
    assert "nên xong trước khi chuyển giai đoạn" not in page


def test_opening_a_ballot_warns_of_appeals_without_answer(verified):
    appeal = appeal_of(verified)
    verified.at(Stage.REVIEW)
    hold_meeting(
        verified.actor("secretary", "2017-11-17"),
        verified.year,
        kind=MeetingKind.YEAREND,
        held_on=date(2017, 11, 17),
        place="Hội trường",
        presided_by="Người chủ trì",
        attending=list(verified.units.values()),
    )
    url = verified.year.url("ballot_open", "chair")
    assert "Còn 1 kiến nghị về điểm chưa trả lời" in verified.client("secretary").get(url).content.decode()
    answer(verified, appeal)
    assert "kiến nghị về điểm" not in verified.client("secretary").get(url).content.decode()


def test_the_minutes_tell_how_many_appeals_there_were_and_how_they_ended(verified):
    table = score_table(verified.year, date(2017, 11, 17))
    frame = frame_of(verified.year, date(2017, 11, 17))
    assert "Không có kiến nghị nào về điểm." in presented(frame, table)
    answer(verified, appeal_of(verified))
    appeal_of(verified, who="head_c", unit="c")
    assert presented(frame, table)[-1] == (
        "Kiến nghị về điểm: 02, trong đó chấp nhận 01, chấp nhận một phần 00, không chấp nhận 00, đơn vị "
        "rút 00, chưa trả lời 01."
    )
