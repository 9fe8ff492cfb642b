"""A ballot is opened, voted on once by each unit, closed for good and counted."""

from dataclasses import replace

import pytest

from tests.review.village import DAY, FLAG, a_ballot, an_elected_chair, chair, counted, the_meeting, vote
from thidua.clusters import obligations
from thidua.core.ballot import Choice, Question
from thidua.core.faults import NotPermitted, Refused
from thidua.core.timetable import Progress, Stage
from thidua.journal.models import Entry
from thidua.review import actions, queries
from thidua.review.models import Ballot, Elector, Paper

A, D = Choice.AGREE, Choice.DISAGREE


def test_every_member_may_vote_and_turnout_is_known_while_open(world):
    ballot = a_ballot(world)
    vote(world, ballot, "b", "AAD")
    assert Elector.objects.filter(ballot=ballot).count() == 3
    (row,) = queries.open_ballots(world.year, world.units["c"])
    assert (row.turnout, row.electorate, row.owes_vote) == (1, 3, True)
    with pytest.raises(Refused):
        queries.outcome(ballot)
    assert queries.outcomes(world.year) == []
    assert queries.vote_rows(ballot) == []


def test_a_ballot_is_opened_at_the_review_by_the_chair_or_secretary(world):
    meeting = the_meeting(world)
    with pytest.raises(NotPermitted):
        actions.open_ballot(
            world.actor("head_b", DAY),
            meeting,
            question=Question.AWARD,
            award=FLAG,
            candidates=[world.units["a"]],
        )
    world.at(Stage.PROPOSAL)
    meeting.refresh_from_db()
    with pytest.raises(Refused):
        a_ballot(world, meeting)


def test_nonsense_settings_are_all_told(world):
    with pytest.raises(Refused) as refused:
        a_ballot(world, award="khong_co", candidates=[], seats=0, threshold_percent=20, quorum_percent=120)
    assert {fault.place for fault in refused.value.faults} == {
        "award",
        "candidates",
        "seats",
        "threshold_percent",
        "quorum_percent",
    }


def test_a_second_vote_is_refused(world):
    ballot = a_ballot(world)
    vote(world, ballot, "b", "AAD")
    with pytest.raises(Refused, match="chỉ bỏ một lần"):
        vote(world, ballot, "b", "DDD")
    assert Paper.objects.count() == 1


def test_nobody_votes_for_another_unit_or_on_another_list(world):
    ballot = a_ballot(world, candidates=[world.units["a"], world.units["b"]])
    with pytest.raises(NotPermitted):
        actions.cast(world.actor("head_b", DAY), ballot, world.units["c"], {})
    with pytest.raises(Refused):
        actions.cast(world.actor("head_b", DAY), ballot, world.units["b"], {world.units["c"].pk: A})


def test_the_count_elects_and_is_final(world):
    ballot = counted(world, a_ballot(world, seats=2), "AAD", "AAD", "ADA")
    (result,) = queries.outcomes(world.year)
    assert [unit.short_name for unit in result.elected] == ["A", "B"]
    with pytest.raises(Refused, match="cuối cùng"):
        vote(world, ballot, "a", "ADD")
    with pytest.raises(Refused, match="cuối cùng"):
        actions.close_ballot(chair(world), ballot)
    entry = Entry.objects.get(action="close_ballot")
    assert entry.after["agree"] == {"A": 3, "B": 2, "C": 1}


def test_an_empty_box_is_not_counted_but_may_be_taken_back(world):
    ballot = a_ballot(world)
    with pytest.raises(Refused):
        actions.close_ballot(chair(world), ballot)
    with pytest.raises(Refused):
        actions.cancel_ballot(chair(world), ballot, reason=" ")
    actions.cancel_ballot(chair(world), ballot, reason="Mở nhầm")
    assert not Ballot.objects.exists()
    assert Entry.objects.get(action="cancel_ballot").reason == "Mở nhầm"


def test_a_ballot_with_votes_is_not_taken_back(world):
    ballot = a_ballot(world)
    vote(world, ballot, "b", "AAD")
    with pytest.raises(Refused):
        actions.cancel_ballot(chair(world), ballot, reason="Đổi ý")


def test_units_level_for_the_last_seats_are_told(world):
    counted(world, a_ballot(world, seats=2), "AAD", "ADA", "DAA")
    (first,) = queries.outcomes(world.year)
    assert [unit.short_name for unit in first.tied] == ["A", "B", "C"]
    assert first.elected == []


def test_a_seat_left_empty_is_voted_on_again_among_the_rest(world):
    meeting = the_meeting(world)
    counted(world, a_ballot(world, meeting, seats=2), "AAD", "ADD", "ADA")
    (first,) = queries.outcomes(world.year)
    assert [unit.short_name for unit in first.elected] == ["A"]
    with pytest.raises(Refused, match="lượt trước"):
        a_ballot(world, meeting, seats=1)
    with pytest.raises(Refused):
        a_ballot(world, meeting, seats=2, candidates=[world.units["b"], world.units["c"]])
    again = a_ballot(world, meeting, candidates=[world.units["b"], world.units["c"]], seats=1)
    assert again.round == 2
    with pytest.raises(Refused, match="đang mở"):
        a_ballot(world, meeting, candidates=[world.units["c"]], seats=1)
    for code in "abc":
        actions.cast(
            world.actor(f"head_{code}", DAY),
            again,
            world.units[code],
            {world.units["b"].pk: D, world.units["c"].pk: A},
        )
    actions.close_ballot(chair(world), again)
    elected = [unit.short_name for result in queries.outcomes(world.year) for unit in result.elected]
    assert elected == ["A", "C"]
    with pytest.raises(Refused, match="đủ số được chọn"):
        a_ballot(world, meeting, candidates=[world.units["b"]])


def test_one_unit_does_not_hold_both_offices(world):
    meeting = the_meeting(world)
    an_elected_chair(world, meeting, "b")
    assert queries.elected(world.year, Question.CHAIR) == world.units["b"]
    with pytest.raises(Refused, match="cả hai chức"):
        a_ballot(world, meeting, question=Question.DEPUTY)
    a_ballot(world, meeting, question=Question.DEPUTY, candidates=[world.units["a"], world.units["c"]])


def test_an_election_paper_names_one_unit_only(world):
    ballot = a_ballot(world, question=Question.CHAIR)
    with pytest.raises(Refused, match="một đơn vị"):
        vote(world, ballot, "b", "AAD")
    vote(world, ballot, "b", "ADD")


def test_a_paper_agrees_to_no_more_units_than_may_be_chosen(world):
    ballot = a_ballot(world, seats=1)
    with pytest.raises(Refused, match="nhiều nhất 1 đơn vị"):
        vote(world, ballot, "b", "AAD")
    address = world.year.url("ballot_paper", ballot.pk)
    marks = {f"unit_{unit.pk}": "agree" for unit in world.units.values()}
    page = world.client("head_b").post(address, {**marks, "step": "look_over"}).content.decode()
    assert "Chỉ được đồng ý với nhiều nhất 1 đơn vị" in page
    assert page.count("checked") == 3
    vote(world, ballot, "b", "ADD")


def test_an_imported_paper_agreeing_to_too_many_is_kept_and_counts_as_invalid(world):
    ballot = a_ballot(world, seats=1)
    importer = replace(world.actor("head_a", DAY), for_all_units=True)
    for code, marks in (("a", "AAD"), ("b", "ADD"), ("c", "ADD")):
        choices = {u.pk: A if m == "A" else D for u, m in zip(world.units.values(), marks, strict=True)}
        actions.cast(importer, ballot, world.units[code], choices)
    outcome = actions.close_ballot(chair(world), ballot)
    assert (outcome.valid, outcome.invalid) == (2, 1)
    assert outcome.elected == (world.units["a"].pk,)


def owed_ballots(world) -> dict:
    return {owed.code: owed for owed in obligations.owed_in(world.year) if owed.code.startswith("ballot:")}


def test_a_ballot_closed_without_quorum_or_without_anybody_elected_is_still_owed(world):
    meeting = the_meeting(world)
    counted(world, a_ballot(world, meeting), "ADD")
    owed = owed_ballots(world)["ballot:award"]
    assert (owed.progress, owed.blocks) == (Progress.IN_PROGRESS, True)
    assert owed.what.startswith("Bỏ phiếu lại")
    counted(world, a_ballot(world, meeting), "DDD", "DDD", "DDD")
    owed = owed_ballots(world)["ballot:award"]
    assert (owed.progress, owed.blocks) == (Progress.IN_PROGRESS, False)  # twice by a quorum: nobody it is
    counted(world, a_ballot(world, meeting), "ADD", "ADD", "ADD")
    assert owed_ballots(world)["ballot:award"].is_done

    counted(world, a_ballot(world, meeting, question=Question.CHAIR), "DDD", "DDD", "DDD")
    owed = owed_ballots(world)["ballot:chair"]
    assert (owed.progress, owed.blocks) == (Progress.IN_PROGRESS, True)
    assert owed.what.startswith("Bỏ phiếu lại")


def test_a_show_of_hands_is_recorded_by_the_secretary(world):
    ballot = a_ballot(world)
    vote(world, ballot, "c", "DDA")
    units = world.units
    votes = {units[code].pk: {unit.pk: A for unit in units.values()} for code in "ab"}
    actions.show_of_hands(world.actor("secretary", DAY), ballot, votes)
    with pytest.raises(Refused, match="chỉ bỏ một lần"):
        actions.show_of_hands(world.actor("secretary", DAY), ballot, votes)
    actions.close_ballot(chair(world), ballot)
    ballot.refresh_from_db()
    rows = {unit.short_name: choices for unit, choices in queries.vote_rows(ballot)}
    assert rows["A"] == [A, A, A]
    assert rows["C"] == [D, D, A]


def test_what_is_owed_follows_the_ballots(world):
    meeting = the_meeting(world)
    ballot = a_ballot(world, meeting)
    vote(world, ballot, "b", "ADD")
    owed = obligations.owed_in(world.year)
    votes = {o.unit_id: o.is_done for o in owed if o.code == f"cast:{ballot.pk}"}
    assert votes == {
        world.units["a"].pk: False,
        world.units["b"].pk: True,
        world.units["c"].pk: False,
    }
    by_code = {o.code: o for o in owed}
    assert not by_code["ballot:award"].is_done
    assert not by_code["ballot:chair"].is_done
    vote(world, ballot, "a", "ADD")
    actions.close_ballot(chair(world), ballot)
    an_elected_chair(world, meeting)
    by_code = {o.code: o for o in obligations.owed_in(world.year)}
    assert by_code["ballot:award"].is_done
    assert by_code["ballot:chair"].is_done
    assert not by_code["hand_over"].is_done
