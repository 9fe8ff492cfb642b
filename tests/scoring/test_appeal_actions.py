"""Appeals: who may raise and answer them, until when, what an answer writes; and what the meeting settles."""

from datetime import date
from decimal import Decimal

import pytest

from tests.scoring.conftest import sheet_of
from tests.scoring.disputes import answer, appeal_of
from thidua.core.faults import NotPermitted, Refused
from thidua.core.timetable import Stage
from thidua.core.verification import AppealState
from thidua.journal.models import Entry
from thidua.scoring import actions
from thidua.scoring.models import Appeal, ScoreLine, ScoringRules
from thidua.scoring.queries import score_table
from thidua.scoring.queries.appeals import appeals_of, count_appeals

D = Decimal
S = AppealState
SETTLED = D(33)


def agreed(world, code="1.1"):
    line = ScoreLine.objects.get(sheet=sheet_of(world.year, world.units["b"]), criterion__code=code)
    return line.agreed_entry, line.agreed_reason


def places(refused):
    return [fault.place for fault in refused.value.faults]


def test_an_appeal_has_its_grounds_and_the_day_its_answer_is_due(verified):
    appeal = appeal_of(verified)
    assert (appeal.wanted_entry, appeal.grounds) == (D(35), "Đã gửi bổ sung minh chứng")
    assert appeal.answer_by == date(2017, 11, 14)
    entry = Entry.objects.first()
    assert (entry.action, entry.unit_id) == ("raise_appeal", verified.units["b"].pk)
    assert entry.after["appellant"] == "B"


def test_another_unit_may_appeal_against_the_line_but_only_in_its_own_name(verified):
    assert appeal_of(verified, who="head_c", unit="c", wanted=D(20)).unit == verified.units["c"]
    for who in ("specialist_c", "secretary", "authority", "inspector", "stranger"):
        with pytest.raises(NotPermitted):
            appeal_of(verified, who=who)


@pytest.mark.parametrize(("day", "is_in_time"), [("2017-11-13", True), ("2017-11-14", False)])
def test_the_term_is_counted_from_the_day_of_verification(verified, day, is_in_time):
    if is_in_time:
        appeal_of(verified, day=day)
        return
    with pytest.raises(Refused, match="13/11/2017"):
        appeal_of(verified, day=day)


def test_the_terms_are_the_clusters_own(verified):
    ScoringRules.objects.create(cluster_year=verified.year, appeal_days=10, answer_days=2)
    assert appeal_of(verified, day="2017-11-18").answer_by == date(2017, 11, 20)


def test_only_a_verified_sheet_at_its_stages(verified):
    with pytest.raises(Refused, match="đã thẩm định xong"):
        sheet = sheet_of(verified.year, verified.units["c"])
        actions.raise_appeal(
            verified.actor("head_c", "2017-11-09"), sheet, verified.units["c"], "1.1", grounds="Vì"
        )
    verified.at(Stage.REVIEW)
    appeal_of(verified)
    verified.at(Stage.PROPOSAL)
    with pytest.raises(Refused, match="giai đoạn hiện tại"):
        appeal_of(verified, code="1.2", wanted=None)


def test_every_fault_is_told_at_its_field(verified):
    with pytest.raises(Refused) as refused:
        appeal_of(verified, grounds="  ", wanted=D(41))
    assert places(refused) == ["wanted", "grounds"]
    with pytest.raises(Refused, match="không có tiêu chí"):
        appeal_of(verified, code="9.9")


def test_one_open_appeal_a_unit_and_line(verified):
    first = appeal_of(verified)
    with pytest.raises(Refused, match="đang chờ trả lời"):
        appeal_of(verified)
    appeal_of(verified, who="head_c", unit="c")
    appeal_of(verified, code="2.2", wanted=None)
    actions.withdraw_appeal(verified.actor("head_b", "2017-11-09"), first)
    assert appeal_of(verified).state == S.OPEN


def test_accepting_writes_the_agreed_figure_with_its_reason_in_one_go(verified):
    before = sheet_of(verified.year, verified.units["b"]).version
    appeal = answer(verified, appeal_of(verified))
    assert (appeal.state, appeal.answered_by.username) == (S.ACCEPTED, "secretary")
    assert agreed(verified) == (D(34), "Hồ sơ bổ sung hợp lệ")
    assert sheet_of(verified.year, verified.units["b"]).version == before + 1
    entry = Entry.objects.first()
    assert (entry.action, entry.after["agreed_entry"]) == ("answer_appeal", "34")


def test_rejecting_leaves_the_line_alone_and_partly_does_not(verified):
    answer(verified, appeal_of(verified), S.REJECTED, agreed=None)
    assert agreed(verified) == (None, "")
    answer(verified, appeal_of(verified, day="2017-11-11"), S.PARTLY, agreed=D("32.5"))
    assert agreed(verified)[0] == D("32.5")


@pytest.mark.parametrize(
    ("outcome", "given", "wrong"),
    [
        (S.ACCEPTED, {"agreed": None}, ["agreed"]),
        (S.PARTLY, {"agreed": D(99), "answer": ""}, ["agreed", "answer"]),
        (S.REJECTED, {}, ["agreed"]),
        (S.OPEN, {"agreed": None}, ["outcome"]),
        (S.WITHDRAWN, {"agreed": None}, ["outcome"]),
    ],
)
def test_an_answer_is_whole_or_not_written(verified, outcome, given, wrong):
    appeal = appeal_of(verified)
    with pytest.raises(Refused) as refused:
        answer(verified, appeal, outcome, **given)
    assert places(refused) == wrong
    assert Appeal.objects.get().state == S.OPEN
    assert agreed(verified) == (None, "")


def test_only_who_verifies_answers_and_only_once(verified):
    appeal = appeal_of(verified)
    for who in ("specialist_b", "head_b", "head_c", "authority", "inspector"):
        with pytest.raises(NotPermitted):
            answer(verified, appeal, who=who)
    answer(verified, appeal, who="head_a")
    with pytest.raises(Refused, match="không còn chờ trả lời"):
        answer(verified, appeal)
    with pytest.raises(Refused, match="không còn chờ trả lời"):
        actions.withdraw_appeal(verified.actor("head_b", "2017-11-11"), appeal)


def test_the_unit_that_raised_it_takes_it_back(verified):
    appeal = appeal_of(verified, who="head_c", unit="c")
    with pytest.raises(NotPermitted):
        actions.withdraw_appeal(verified.actor("head_b", "2017-11-09"), appeal)
    assert actions.withdraw_appeal(verified.actor("specialist_c", "2017-11-09"), appeal).state == S.WITHDRAWN


def test_a_computed_line_is_agreed_in_points(verified):
    answer(verified, appeal_of(verified, code="2.2", wanted=D(8)), agreed=D(8))
    assert agreed(verified, "2.2")[0] == D(8)


def settle(world, figure=SETTLED, who="secretary", code="1.1", reason="Hội nghị thống nhất", unit="b"):
    sheet = sheet_of(world.year, world.units[unit])
    actions.settle_line(world.actor(who, "2017-11-17"), sheet, code, figure, reason=reason)


def test_the_meeting_settles_a_figure_with_its_reason_and_may_take_it_off(verified):
    verified.at(Stage.REVIEW)
    settle(verified)
    assert agreed(verified) == (D(33), "Hội nghị thống nhất")
    assert Entry.objects.first().reason == "Hội nghị thống nhất"
    settle(verified, None, reason="Giữ điểm thẩm định")
    assert agreed(verified) == (None, "")


def test_the_meeting_settles_at_its_stage_with_a_reason_by_who_runs_it(verified):
    with pytest.raises(Refused, match="giai đoạn hiện tại"):
        settle(verified)
    verified.at(Stage.REVIEW)
    with pytest.raises(Refused) as refused:
        settle(verified, D(41), reason="")
    assert places(refused) == ["figure", "reason"]
    for who in ("head_b", "specialist_c", "authority"):
        with pytest.raises(NotPermitted):
            settle(verified, who=who)
    with pytest.raises(Refused, match="đã thẩm định xong"):
        settle(verified, unit="c")


def test_a_line_under_appeal_is_settled_by_the_answer(verified):
    appeal_of(verified, day="2017-11-12")
    verified.at(Stage.REVIEW)
    with pytest.raises(Refused, match="còn kiến nghị chưa trả lời"):
        settle(verified)
    settle(verified, D(3), code="1.2")
    assert agreed(verified, "1.2")[0] == D(3)


def test_the_years_appeals_are_counted_by_outcome_and_term(verified):
    answer(verified, appeal_of(verified))
    appeal_of(verified, code="1.2", wanted=None)
    appeal_of(verified, who="head_c", unit="c", code="2.1", day="2017-11-13", wanted=None)
    rows = appeals_of(verified.year, date(2017, 11, 15))
    assert [(row.left, row.is_overdue) for row in rows] == [(None, False), (-1, True), (3, False)]
    counts = count_appeals(rows)
    assert (counts.total, counts.open, counts.overdue, counts.accepted, counts.answered) == (3, 2, 1, 1, 1)


def test_what_was_agreed_stands_when_the_sheet_is_verified_again_and_the_verifier_is_told(verified):
    answer(verified, appeal_of(verified))
    sheet = sheet_of(verified.year, verified.units["b"])
    secretary = verified.actor("secretary", "2017-11-11")
    actions.reopen_verification(secretary, sheet, reason="Xem lại tiêu chí 1.2")
    asked = verified.year.url("score_sheet", "so-b")
    page = verified.client("secretary").get(asked).content.decode()
    assert "Đã có số thống nhất (theo kiến nghị hoặc tại hội nghị) ở tiêu chí 1.1" in page
    assert "Thống nhất (tạm tính):" in page
    assert 'id="total-agreed-head">85<' in page
    assert "Hồ sơ bổ sung hợp lệ" in page
    # The figures that follow what is typed: 1.2 of 3 instead of 4 counts for 2,5 less.
    typed = {"side": "verify", "entry:1.1": "30", "entry:1.2": "3"}
    answered = verified.client("secretary").post(verified.year.url("sheet_points", "so-b"), typed)
    assert answered.json()["points"]["total-agreed"][0] == "82,5"
    sheet = sheet_of(verified.year, verified.units["b"])
    actions.save_verification(secretary, sheet, {"1.1": (D(20), "Thiếu"), "1.2": (D(3), "Thiếu")})
    actions.finish_verification(secretary, sheet)
    scores = next(row for row in score_table(verified.year).units if row.unit.code == "so-b")
    assert (scores.verified_total, scores.agreed_total) == (D("68.5"), D("82.5"))
