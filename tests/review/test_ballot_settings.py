"""A ballot is opened with all its settings, which must go together, and counted by them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.review.village import DAY, a_ballot, chair, counted, the_meeting, vote
from thidua.clusters import obligations
from thidua.core.ballot import Base, Choice, PaperForm, Question
from thidua.core.faults import Refused
from thidua.review import actions, queries
from thidua.review.models import Ballot

A, D, N = Choice.AGREE, Choice.DISAGREE, Choice.ABSTAIN
LATE = datetime(2017, 11, 20, 17, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def order(world, codes: str) -> tuple[int, ...]:
    return tuple(world.units[code].pk for code in codes)


def cast(world, ballot, code, paper, day=DAY):
    actions.cast(world.actor(f"head_{code}", day), ballot, world.units[code], paper)


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ({"may_vote_on_self": False, "is_secret": True}, "may_vote_on_self"),
        ({"may_vote_on_self": False, "is_on_paper": True}, "may_vote_on_self"),
        ({"may_vote_on_self": False, "form": PaperForm.PREFERENCE, "seats": 1}, "may_vote_on_self"),
        ({"form": PaperForm.PREFERENCE, "seats": 3}, "seats"),
        ({"seats": 4}, "seats"),
        ({"is_on_paper": True, "voting_until": LATE}, "voting_until"),
        ({"voting_until": LATE - timedelta(days=9)}, "voting_until"),
    ],
)
def test_settings_that_do_not_go_together_are_refused_at_their_field(world, settings, place):
    with pytest.raises(Refused) as refused:
        a_ballot(world, **settings)
    assert [fault.place for fault in refused.value.faults] == [place]
    assert not Ballot.objects.exists()


def test_leaving_members_out_of_the_vote_needs_a_reason_which_is_printed(world):
    meeting = the_meeting(world)
    two = [world.units["a"], world.units["b"]]
    with pytest.raises(Refused) as refused:
        a_ballot(world, meeting, electorate=two)
    assert refused.value.faults[0].place == "electorate_reason"
    ballot = a_ballot(world, meeting, electorate=two, electorate_reason="C vắng", base=Base.MEMBERS, seats=1)
    with pytest.raises(Refused, match="không có quyền"):
        vote(world, ballot, "c", "ADD")
    counted(world, ballot, "ADD", "ADD")
    outcome = queries.outcome(ballot)
    assert (outcome.electorate, outcome.of(world.units["a"].pk).base) == (2, 2)
    words = {rule.name: rule.words for rule in queries.rules_of(queries.ballots(world.year).get())}
    assert words["Được bỏ phiếu"] == "2 đơn vị: A, B; lý do: C vắng"
    assert words["Trúng khi"] == "trên 50% tổng số đơn vị được bỏ phiếu đồng ý"


def test_a_reason_is_not_kept_where_everybody_votes(world):
    ballot = a_ballot(world, electorate=list(world.units.values()), electorate_reason="thừa")
    assert (ballot.electorate_reason, ballot.electors.count()) == ("", 3)


def test_where_nobody_votes_on_itself_its_line_is_not_asked_and_in_no_base(world):
    ballot = a_ballot(world, may_vote_on_self=False, seats=1, base=Base.MEMBERS, threshold_percent=100)
    units = world.units
    with pytest.raises(Refused, match="đơn vị mình"):
        cast(world, ballot, "a", {units["a"].pk: A})
    cast(world, ballot, "a", {units["b"].pk: D, units["c"].pk: D})
    cast(world, ballot, "b", {units["a"].pk: A, units["c"].pk: D})
    cast(world, ballot, "c", {units["a"].pk: A, units["b"].pk: D})
    outcome = actions.close_ballot(chair(world), ballot)
    own = outcome.of(units["a"].pk)
    assert (own.agree, own.abstain, own.base) == (2, 0, 2)
    assert outcome.elected == (units["a"].pk,)
    ballot.refresh_from_db()
    rows = {unit.short_name: cells for unit, cells in queries.vote_rows(ballot)}
    assert rows["A"] == [None, D, D]


def test_a_unit_that_stands_alone_and_may_not_vote_on_itself_is_no_elector(world):
    ballot = a_ballot(world, candidates=[world.units["a"]], may_vote_on_self=False)
    assert {elector.unit.code for elector in ballot.electors.all()} == {"so-b", "so-c"}


def test_papers_that_choose_say_no_to_the_rest(world):
    ballot = a_ballot(world, form=PaperForm.CHOOSE, seats=2, limits_agreement=False)
    a, b, c = order(world, "abc")
    with pytest.raises(Refused, match="nhiều nhất 2 đơn vị"):
        cast(world, ballot, "a", {a: A, b: A, c: A})
    cast(world, ballot, "a", {a: A, b: A})
    cast(world, ballot, "b", {a: A})
    cast(world, ballot, "c", {a: D, b: D, c: D})
    outcome = actions.close_ballot(chair(world), ballot)
    assert [(t.agree, t.disagree) for t in (outcome.of(a), outcome.of(b), outcome.of(c))] == [
        (2, 1),
        (1, 2),
        (0, 3),
    ]
    assert outcome.elected == (a,)


def test_papers_that_order_are_kept_by_place_and_counted_by_their_sum(world):
    ballot = a_ballot(world, form=PaperForm.PREFERENCE, seats=1)
    with pytest.raises(Refused, match="xếp đủ"):
        cast(world, ballot, "a", order(world, "ab"))
    with pytest.raises(Refused, match="cách ghi"):
        cast(world, ballot, "a", {world.units["a"].pk: A})
    cast(world, ballot, "a", order(world, "bac"))
    units = world.units
    hands = {units["b"].pk: order(world, "bca"), units["c"].pk: order(world, "abc")}
    actions.show_of_hands(world.actor("secretary", DAY), ballot, hands)
    outcome = actions.close_ballot(chair(world), ballot)
    ballot.refresh_from_db()
    assert [(t.candidate, t.places, t.agree) for t in outcome.tallies] == [
        (units["b"].pk, 4, 2),
        (units["a"].pk, 6, 1),
        (units["c"].pk, 8, 0),
    ]
    assert outcome.elected == (units["b"].pk,)
    assert {u.short_name: cells for u, cells in queries.vote_rows(ballot)}["A"] == [2, 1, 3]


def test_a_paper_may_agree_to_more_than_the_seats_where_that_is_ruled(world):
    ballot = a_ballot(world, seats=1, limits_agreement=False)
    counted(world, ballot, "AAD", "AAD", "ADD")
    outcome = queries.outcome(ballot)
    assert (outcome.valid, outcome.elected) == (3, (world.units["a"].pk,))


def test_an_election_of_several_chooses_and_of_one_is_yes_or_no(world):
    meeting = the_meeting(world)
    several = a_ballot(world, meeting, question=Question.CHAIR, form=PaperForm.PREFERENCE)
    assert several.form == PaperForm.CHOOSE
    actions.cancel_ballot(chair(world), several, reason="Thử")
    alone = a_ballot(world, meeting, question=Question.CHAIR, candidates=[world.units["b"]])
    assert alone.form == PaperForm.PER_ITEM


def test_a_ballot_over_days_takes_votes_to_its_last_moment_and_is_owed_by_then(world):
    ballot = a_ballot(world, voting_until=LATE)
    owed = {o.unit_id: o for o in obligations.owed_in(world.year) if o.code == f"cast:{ballot.pk}"}
    assert owed[world.units["b"].pk].due == LATE.date()
    cast(world, ballot, "b", {}, "2017-11-20")
    with pytest.raises(Refused, match="hết hạn"):
        cast(world, ballot, "c", {}, "2017-11-21")
    hands = {world.units["c"].pk: {}}
    with pytest.raises(Refused, match="hết hạn"):
        actions.show_of_hands(world.actor("secretary", "2017-11-21"), ballot, hands)
    actions.close_ballot(world.actor("head_a", "2017-11-21"), ballot)
    ballot.refresh_from_db()
    assert len(ballot.sealed) == 64


def test_every_setting_is_on_the_ballots_page(world):
    ballot = a_ballot(
        world, form=PaperForm.CHOOSE, seats=2, base=Base.VALID, threshold_percent=67, tellers="Người head_b"
    )
    page = world.client("head_c").get(world.year.url("ballot", ballot.pk)).content.decode()
    for words in (
        "công khai, trên hệ thống hoặc giơ tay",
        "chọn nhiều nhất 2 trong 3 đơn vị",
        "từ 2/3 số phiếu hợp lệ trở lên đồng ý",
        "mọi đơn vị thành viên",
        "Người head_b",
    ):
        assert words in page
