"""An import records what was voted on paper, again and again with the same end."""

from dataclasses import replace

import pytest

from tests.review.village import FLAG, a_ballot, chair, counted, the_meeting
from thidua.core.ballot import Choice, Question
from thidua.core.faults import Refused
from thidua.core.timetable import Stage
from thidua.review import actions, queries
from thidua.review.ballot_rules import BallotRules
from thidua.review.models import Ballot, Paper, Proposal


def test_the_same_votes_again_change_nothing_and_others_are_refused(world):
    meeting = the_meeting(world)
    importer = replace(chair(world), for_all_units=True)
    units = list(world.units.values())
    agreeing = {unit.pk: Choice.AGREE for unit in units}
    world.at(Stage.HAND_OVER)

    def run(choices):
        ballot = actions.open_ballot(
            importer,
            meeting,
            BallotRules(seats=3),
            question=Question.AWARD,
            award=FLAG,
            candidates=units,
        )
        for unit in units:
            actions.cast(importer, ballot, unit, choices)
        actions.close_ballot(importer, ballot)

    run(agreeing)
    run(agreeing)
    assert Ballot.objects.count() == 1
    assert Paper.objects.count() == 3
    with pytest.raises(Refused):
        run({unit.pk: Choice.DISAGREE for unit in units})


def test_a_closed_ballot_is_not_set_anew_by_an_import(world):
    meeting = the_meeting(world)
    counted(world, a_ballot(world, meeting), "ADD", "ADD", "ADD")
    importer = replace(chair(world), for_all_units=True)
    with pytest.raises(Refused, match="cuối cùng"):
        actions.open_ballot(
            importer,
            meeting,
            BallotRules(seats=2),
            question=Question.AWARD,
            award=FLAG,
            candidates=list(world.units.values()),
        )


def test_proposals_are_put_back(world):
    importer = replace(chair(world), for_all_units=True)
    for _ in range(2):
        proposal = actions.propose_unit(
            importer, world.year, world.units["c"], award=FLAG, reason="Ý kiến của Bộ"
        )
        actions.withdraw_proposal(importer, proposal, reason="Đơn vị xin rút")
    assert Proposal.objects.count() == 1
    assert queries.proposals(world.year) == []
