"""The year's result: order, awards by quota and why, the meeting's decisions, and what is only tried."""

from decimal import Decimal

import pytest
from django.apps import apps
from django.utils import timezone

from tests.review.village import DAY, FLAG, a_ballot, chair, counted, the_meeting
from tests.scoring.conftest import GROUPS, K, criterion
from thidua.core.ballot import PaperForm, Question
from thidua.core.exclusion import ExclusionKind
from thidua.core.faults import NotPermitted, Refused
from thidua.core.paper_count import Figures
from thidua.core.quota import DIPLOMA, Quota, QuotaKind
from thidua.core.ranking_rules import RankingRules, TieBreak, TieBreakKind
from thidua.core.rubric import RubricGroup
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.pledges.models import Registration
from thidua.review import actions, queries
from thidua.review.ballot_forms import OpenBallotForm
from thidua.review.models import MeetingDecision
from thidua.scoring import actions as scoring
from thidua.scoring.models import Appeal, Criterion, ScoreLine

D = Decimal
POINTS = {"a": 30, "b": 38, "c": 30}


@pytest.fixture
def reviewed(world):
    """B leads with 38 points, A and C have 30 each, all by group I; the year stands at the review."""
    groups = (
        RubricGroup("I", "Chuyên môn", (criterion("1.1", K.JUDGED, 40), criterion("1.2", K.COUNT, 20, points_each=D(5)))),
        *GROUPS[2:],
    )  # fmt: skip
    scoring.save_rubric(world.actor("secretary"), world.year, name="Thang điểm", places=1, groups=groups)
    the_meeting(world)
    line = Criterion.objects.get(code="1.1")
    at = world.actor("secretary", "2017-11-01").at
    for code, points in POINTS.items():
        sheet = world.year.score_sheets.create(
            unit=world.units[code], state="verified", edited_at=at, submitted_at=at, verified_at=at
        )
        ScoreLine.objects.create(sheet=sheet, criterion=line, self_entry=points)
        Registration.objects.create(
            cluster_year=world.year, unit=world.units[code], award="giay_khen", registered_at=at
        )
    return world


def set_rules(world, **rules):
    given = RankingRules(**rules)
    scoring.save_scoring_rules(
        world.actor("secretary", DAY), world.year, ranking=given, reason="Theo quy chế"
    )


def told(world):
    """Rank and award of each unit, in the order of the result."""
    rows = queries.year_result(world.year).rows
    return [(row.unit.short_name, row.rank, row.award) for row in rows]


def test_the_usual_quota_gives_a_flag_to_a_third_and_the_diploma_to_the_rest(reviewed):
    assert told(reviewed) == [("B", 1, FLAG), ("A", 2, DIPLOMA), ("C", 2, DIPLOMA)]
    result = queries.year_result(reviewed.year)
    assert [str(words) for words in result.rows[1].why] == [
        "Hạng 2 với 30,0 điểm",
        "đồng hạng với C vì bằng nhau ở mọi tiêu chí xếp hạng",
    ]
    assert not result.rows[0].more_why
    assert result.rows[1].more_why == result.rows[1].why[1:]
    assert str(result.rows[0].computed.why[0]) == (
        "Cờ thi đua của Bộ, tỉnh: hạng 1, trong 1 suất (1/3 của 3 đơn vị, làm tròn lên)"
    )


def test_those_level_for_the_last_flag_are_parted_by_the_votes_where_the_rules_say_so(reviewed):
    quotas = (Quota(FLAG, QuotaKind.FIXED, number=2), Quota(DIPLOMA))
    set_rules(reviewed, quotas=quotas)
    assert queries.year_result(reviewed.year).seats[0].left == 1
    meeting = reviewed.year.meetings.get()
    counted(reviewed, a_ballot(reviewed, meeting), "AAD", "AAA", "DAA")
    assert told(reviewed)[1:] == [("A", 2, DIPLOMA), ("C", 2, DIPLOMA)]
    set_rules(reviewed, quotas=quotas, tie_breaks=(TieBreak(TieBreakKind.VOTES),))
    assert told(reviewed)[1:] == [("A", 2, DIPLOMA), ("C", 2, DIPLOMA)]  # two votes each


def test_votes_rank_and_show_in_the_papers_order(reviewed):
    set_rules(reviewed, tie_breaks=(TieBreak(TieBreakKind.VOTES),))
    meeting = reviewed.year.meetings.get()
    counted(reviewed, a_ballot(reviewed, meeting), "AAD", "AAA", "DDA")
    counted_rows = {row.unit.short_name: row for row in queries.year_result(reviewed.year).rows}
    assert queries.members_by_rank(reviewed.year)[0][0].short_name == "B"
    assert counted_rows["A"].rank == counted_rows["C"].rank == 2
    assert "trúng" in reviewed.client("head_c").get(reviewed.year.url("year_result")).content.decode()


def test_where_papers_order_the_candidates_the_sum_of_places_ranks(reviewed):
    """C was put first less often than A and stands before it by the sum of places."""
    set_rules(reviewed, tie_breaks=(TieBreak(TieBreakKind.VOTES),))
    meeting = reviewed.year.meetings.get()
    ballot = a_ballot(reviewed, meeting, is_on_paper=True, form=PaperForm.PREFERENCE, seats=1)
    figures = Figures(3, 3, 0, {"so-a": (7, 1), "so-b": (5, 2), "so-c": (6, 0)})
    for name in ("secretary", "head_a"):
        actions.enter_paper_count(reviewed.actor(name, DAY), ballot, figures)
    actions.close_ballot(chair(reviewed), ballot)
    assert [(name, rank) for name, rank, _award in told(reviewed)] == [("B", 1), ("C", 2), ("A", 3)]


def test_the_result_tells_of_appeals_that_may_still_move_it(reviewed):
    def page() -> str:
        return reviewed.client("head_b").get(reviewed.year.url("year_result")).content.decode()

    assert "kiến nghị" not in page()
    sheet = reviewed.year.score_sheets.get(unit=reviewed.units["b"])
    at = reviewed.actor("head_a", DAY).at
    Appeal.objects.create(
        sheet=sheet,
        criterion=Criterion.objects.get(code="1.1"),
        unit=reviewed.units["b"],
        raised_by=reviewed.actor("head_b").user,
        raised_at=at,
        answer_by=at.date(),
        grounds="Chưa tính",
    )
    assert "Còn 1 kiến nghị chưa trả lời." in page()
    assert reviewed.year.url("appeals") in page()
    Appeal.objects.all().delete()
    sheet.verified_at = timezone.now()
    sheet.save()
    assert "Còn hạn kiến nghị đến" in page()


def test_more_votes_part_two_with_the_same_points(reviewed):
    set_rules(reviewed, tie_breaks=(TieBreak(TieBreakKind.VOTES),))
    meeting = reviewed.year.meetings.get()
    counted(reviewed, a_ballot(reviewed, meeting), "DAA", "AAA", "DAA")
    assert [(name, rank) for name, rank, _award in told(reviewed)] == [("B", 1), ("C", 2), ("A", 3)]
    assert str(queries.year_result(reviewed.year).rows[1].why[-1]) == (
        "xếp trên A nhờ số phiếu đồng ý của hội nghị: 3 so với 1"
    )
    assert [unit.short_name for unit, _ in queries.members_by_rank(reviewed.year)] == ["B", "C", "A"]


def test_the_excluded_get_nothing_and_are_told_why(reviewed):
    scoring.record_exclusion(
        reviewed.actor("secretary", DAY),
        reviewed.year,
        reviewed.units["b"],
        kind=ExclusionKind.FALSE_REPORT,
        document="Kết luận thanh tra số 5/KL-TTr",
    )
    assert told(reviewed)[-1] == ("B", None, "")
    page = reviewed.client("head_b").get(reviewed.year.url("year_result")).content.decode()
    assert "Kết luận thanh tra số 5/KL-TTr" in page


def test_the_meeting_decides_otherwise_with_a_reason_and_may_undo_it(reviewed):
    world, unit = reviewed, reviewed.units["a"]
    with pytest.raises(Refused) as refused:
        actions.decide_award(chair(world), world.year, unit, award="lao_dong_tien_tien", reason=" ")
    assert [fault.place for fault in refused.value.faults] == ["award", "reason"]
    actions.decide_award(chair(world), world.year, unit, award=FLAG, reason="Đăng cai hội diễn toàn quốc")
    row = queries.year_result(world.year).of(unit)
    assert (row.computed.award, row.award) == (DIPLOMA, FLAG)
    page = world.client("head_c").get(world.year.url("year_result")).content.decode()
    assert "Đăng cai hội diễn toàn quốc" in page
    assert world.year.url("decide_award", unit.code) not in page
    actions.decide_award(world.actor("secretary", DAY), world.year, unit, award="", reason="Đơn vị xin thôi")
    assert queries.year_result(world.year).of(unit).award == ""
    assert Entry.objects.filter(action="decide_award").first().before["award"] == FLAG
    with pytest.raises(Refused, match="lý do bỏ"):
        actions.undo_decision(chair(world), world.year, unit, reason="")
    actions.undo_decision(chair(world), world.year, unit, reason="Ghi nhầm")
    assert queries.year_result(world.year).of(unit).award == DIPLOMA
    with pytest.raises(Refused):
        actions.undo_decision(chair(world), world.year, unit, reason="Lần nữa")


def test_only_chair_and_secretary_decide_and_only_at_the_review_and_the_proposals(reviewed):
    unit = reviewed.units["a"]
    for who in ("head_b", "specialist_a", "authority"):
        with pytest.raises(NotPermitted):
            actions.decide_award(reviewed.actor(who, DAY), reviewed.year, unit, award=FLAG, reason="Thử")
    with pytest.raises(Refused):
        actions.decide_award(chair(reviewed), reviewed.at(Stage.VERIFICATION), unit, award=FLAG, reason="Sớm")


def test_the_decision_page_keeps_what_was_typed_and_writes_it(reviewed):
    client, unit = reviewed.client("secretary"), reviewed.units["c"]
    address = reviewed.year.url("decide_award", unit.code)
    assert "Bằng khen" in client.get(address).content.decode()
    assert client.post(address, {"award": FLAG, "reason": ""}).status_code == 200
    assert client.post(address, {"award": FLAG, "reason": "Mô hình mới"}).status_code == 302
    assert "Mô hình mới" in client.get(address).content.decode()
    undo = reviewed.year.url("undo_decision", unit.code)
    assert client.post(undo, {"reason": "Hội nghị bàn lại"}).status_code == 302
    assert not MeetingDecision.objects.exists()


def stored() -> dict[str, int]:
    """How many rows every table of the system has."""
    models = [model for model in apps.get_models() if model.__module__.startswith("thidua.")]
    return {model._meta.label: model.objects.count() for model in models}


def test_trying_changes_moves_ranks_and_awards_and_writes_nothing(reviewed):
    world = reviewed
    before = stored()
    client = world.client("head_b")
    asked = {
        "unit_1": world.units["c"].pk,
        "criterion_1": "1.1",
        "figure_1": "40",
        "out": [world.units["a"].pk],
        "tie_1": "votes",
        "seats_co_thi_dua_bo_tinh": "2",
    }
    answer = client.get(world.year.url("what_if"), asked)
    rows = {row.after.unit.short_name: row for row in answer.context["moved"]}
    assert [(rows[n].before.rank, rows[n].after.rank) for n in "ABC"] == [(2, None), (1, 2), (2, 1)]
    assert (rows["C"].rises, rows["B"].falls, rows["C"].after.total) == (1, 1, D(40))
    assert {n: rows[n].after.award for n in "ABC"} == {"A": "", "B": FLAG, "C": FLAG}
    assert "Khi thử: 3 đơn vị thay đổi" in answer.content.decode()
    client.post(world.year.url("what_if"), asked)
    assert stored() == before
    assert told(world) == [("B", 1, FLAG), ("A", 2, DIPLOMA), ("C", 2, DIPLOMA)]


def test_a_figure_no_verifier_could_put_is_told_and_nothing_is_tried(reviewed):
    asked = {"unit_1": reviewed.units["c"].pk, "criterion_1": "1.1", "figure_1": "41", "figure_2": "5"}
    answer = reviewed.client("head_b").get(reviewed.year.url("what_if"), asked)
    page = answer.content.decode()
    assert "Điểm phải từ 0 đến 40" in page
    assert "Hãy chọn đơn vị và tiêu chí cho số này" in page
    assert 'value="41"' in page
    assert not any(row.is_changed for row in answer.context["moved"])


def test_a_proposal_that_departs_from_the_result_or_the_quota_shows_it_and_is_not_stopped(reviewed):
    meeting = reviewed.year.meetings.get()
    counted(reviewed, a_ballot(reviewed, meeting, seats=2), "AAD", "AAD", "ADA")
    reviewed.at(Stage.PROPOSAL)
    actions.propose(chair(reviewed), reviewed.year)
    rows = {row.proposal.unit.short_name: row for row in queries.proposal_rows(reviewed.year)}
    assert (rows["A"].departs, rows["B"].departs) == (True, False)
    assert rows["A"].is_over_quota
    assert rows["A"].seats == 1
    page = reviewed.client("head_c").get(reviewed.year.url("proposals")).content.decode()
    assert "khác kết quả xếp hạng, hạn mức" in page
    assert "vượt hạn mức" in page
    actions.decide_award(chair(reviewed), reviewed.year, reviewed.units["a"], award=FLAG, reason="Hội nghị")
    rows = {row.proposal.unit.short_name: row for row in queries.proposal_rows(reviewed.year)}
    assert not rows["A"].departs


def test_a_ballot_on_the_first_award_is_offered_with_its_quota(reviewed):
    form = OpenBallotForm(reviewed.year, Question.AWARD)
    assert form.fields["award"].initial == FLAG
    assert form.fields["seats"].initial == 1
    assert "1/3 của 3 đơn vị" in str(form.fields["seats"].help_text)


@pytest.mark.parametrize("page", ["year_result", "what_if", "ranking"])
def test_pages_ask_the_database_as_often_for_many_units_as_for_few(
    reviewed, page, django_assert_max_num_queries
):
    from tests.world import _unit
    from thidua.clusters.models import Membership, UnitKind

    client = reviewed.client("secretary")
    address = reviewed.year.url(page)
    client.get(address)
    with django_assert_max_num_queries(45) as few:
        client.get(address)
    at = reviewed.actor("secretary").at
    for number in range(5):
        unit = _unit(f"so-{number}", UnitKind.DEPARTMENT, f"Sở {number}", f"Đơn vị {number}")
        Membership.objects.create(cluster_year=reviewed.year, unit=unit, position=10 + number)
        reviewed.year.score_sheets.create(unit=unit, state="verified", edited_at=at, submitted_at=at)
        actions.decide_award(chair(reviewed), reviewed.at(Stage.REVIEW), unit, award="", reason="Mới vào")
    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_papers_print_the_final_ranks_the_clause_and_the_decision(reviewed):
    from thidua.site.paper_desk import Desk
    from thidua.site.paper_frame import frame_of

    world = reviewed
    set_rules(
        world,
        tie_breaks=(TieBreak(TieBreakKind.VOTES),),
        clauses={ExclusionKind.FALSE_REPORT: "khoản 6 Điều 8 Quy chế"},
    )
    counted(world, a_ballot(world, world.year.meetings.get()), "DAA", "AAA", "DAA")
    scoring.record_exclusion(
        world.actor("secretary", DAY),
        world.year,
        world.units["b"],
        kind=ExclusionKind.FALSE_REPORT,
        document="Kết luận số 5",
    )
    actions.decide_award(chair(world), world.year, world.units["a"], award=FLAG, reason="Đăng cai")
    desk = Desk(frame_of(world.year, world.actor("secretary", DAY).today))
    result = desk.scores.result
    assert desk.scores.ranks == (2, None, 1)
    assert [(line.unit, line.rank, line.decided) for line in result.units] == [
        ("C", 1, None),
        ("A", 2, "Cờ thi đua của Bộ Minh họa"),
        ("B", None, None),
    ]
    (left_out,) = result.excluded
    assert (left_out.clause, left_out.document) == ("khoản 6 Điều 8 Quy chế", "Kết luận số 5")
    assert result.quotas[0] == "Cờ thi đua của Bộ Minh họa 1 suất (1/3 của 3 đơn vị, làm tròn lên)"


def test_proposing_tells_at_once_what_departs_from_the_result(reviewed):
    meeting = reviewed.year.meetings.get()
    counted(reviewed, a_ballot(reviewed, meeting, seats=2), "AAD", "AAD", "ADA")
    year = reviewed.at(Stage.PROPOSAL)
    answer = reviewed.client("head_a").post(year.url("propose"), follow=True)
    told_of = [
        str(message) for message in answer.context["messages"] if "khác kết quả xếp hạng" in str(message)
    ]
    assert len(told_of) == 1
    assert told_of[0].startswith("A:")


def test_ranks_across_years_are_drawn_with_their_table_beside(reviewed):
    from thidua.clusters.models import ClusterYear, Membership

    world = reviewed
    page = world.client("head_b").get(world.year.url("year_result")).content.decode()
    assert "Hạng qua các năm" not in page
    before = ClusterYear.objects.create(
        cluster=world.year.cluster, year=2016, chair=world.units["a"], stage=Stage.HAND_OVER
    )
    for position, unit in enumerate(world.units.values()):
        Membership.objects.create(cluster_year=before, unit=unit, position=position)
    at = world.actor("secretary", "2016-11-01").at
    scoring_groups = (RubricGroup("I", "Chuyên môn", (criterion("1.1", K.JUDGED, 40),)),)
    ClusterYear.objects.filter(pk=before.pk).update(
        stage=Stage.PREPARATION, secretary=world.people["secretary"]
    )
    before.refresh_from_db()
    scoring.save_rubric(
        world.actor("secretary", "2016-02-01"), before, name="Thang điểm", places=1, groups=scoring_groups
    )
    line = Criterion.objects.get(group__rubric__cluster_year=before)
    for code, points in {"a": 40, "b": 10, "c": 20}.items():
        sheet = before.score_sheets.create(
            unit=world.units[code], state="verified", edited_at=at, submitted_at=at, verified_at=at
        )
        ScoreLine.objects.create(sheet=sheet, criterion=line, self_entry=points)
    history = queries.rank_history(world.year, queries.year_result(world.year))
    assert history.years == (2016, 2017)
    assert {unit.short_name: ranks for unit, ranks in history.rows} == {"A": (1, 2), "B": (3, 1), "C": (2, 2)}
    page = world.client("head_b").get(world.year.url("year_result")).content.decode()
    assert "Hạng qua các năm" in page
    assert 'aria-labelledby="ranks-title ranks-desc"' in page
