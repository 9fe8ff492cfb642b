"""What several tests of the review start from: the meeting held, ballots opened and counted."""

from __future__ import annotations

from datetime import date

from tools import blind_voter

from tests.world import World
from thidua.core import secret_paper
from thidua.core.ballot import Choice, Question
from thidua.core.secret_paper import CastPaper, SecretVote
from thidua.core.timetable import Stage
from thidua.review import actions, urn
from thidua.review.ballot_rules import BallotRules
from thidua.review.models import Ballot, Meeting, MeetingKind

DAY = "2017-11-17"
FLAG = "co_thi_dua_bo_tinh"
LETTERS = {"A": Choice.AGREE, "D": Choice.DISAGREE, "N": Choice.ABSTAIN}


def chair(world: World):
    """The cụm trưởng on the day of the meeting."""
    return world.actor("head_a", DAY)


def the_meeting(world: World) -> Meeting:
    """The year stands at the review and its year-end meeting has been held."""
    year = world.at(Stage.REVIEW)
    return actions.hold_meeting(
        world.actor("secretary", DAY),
        year,
        kind=MeetingKind.YEAREND,
        held_on=date(2017, 11, 17),
        place="Sở Minh họa A",
        presided_by="Người head_a, Giám đốc Sở",
        attending=list(world.units.values()),
    )


def a_ballot(world: World, meeting: Meeting | None = None, **settings) -> Ballot:
    """An open ballot, on the flag and on every unit unless told otherwise; all may be chosen for an award."""
    question = settings.pop("question", Question.AWARD)
    award = settings.pop("award", FLAG if question is Question.AWARD else "")
    candidates = settings.pop("candidates", list(world.units.values()))
    electorate = settings.pop("electorate", None)
    settings.setdefault("seats", len(candidates) or 1 if question is Question.AWARD else 1)
    return actions.open_ballot(
        chair(world),
        meeting or the_meeting(world),
        BallotRules(**settings),
        question=question,
        award=award,
        candidates=candidates,
        electorate=electorate,
    )


def vote(world: World, ballot: Ballot, code: str, marks: str) -> None:
    """The head of ``code`` votes: ``marks`` is a letter for each of a, b, c."""
    choices = {unit.pk: LETTERS[letter] for unit, letter in zip(world.units.values(), marks, strict=False)}
    if ballot.is_secret:
        actions.put_in_urn(ballot, a_paper(world, ballot, code, choices))
        return
    actions.cast(world.actor(f"head_{code}", DAY), ballot, world.units[code], choices)


def a_paper(world: World, ballot: Ballot, code: str, choices: dict[int, Choice]) -> CastPaper:
    """The paper the head of ``code`` filled in and had signed unseen; it is not in the urn yet."""
    by_code = {unit.code: choices[unit.pk] for unit in world.units.values() if unit.pk in choices}
    message = secret_paper.encode(urn.ballot_id(ballot), SecretVote(secret_paper.new_code(), choices=by_code))
    blinded = blind_voter.prepare_and_blind(ballot.public_key, message)
    head = world.actor(f"head_{code}", DAY)
    answer = actions.sign_paper(head, ballot, world.units[code], blinded.blinded)
    return CastPaper(message, blinded.prefix, blind_voter.finalize(ballot.public_key, blinded, answer))


def counted(world: World, ballot: Ballot, *marks: str) -> Ballot:
    """The ballot voted on by a, b, c in turn and closed."""
    for code, letters in zip("abc", marks, strict=False):
        vote(world, ballot, code, letters)
    actions.close_ballot(chair(world), ballot)
    ballot.refresh_from_db()
    return ballot


def an_elected_chair(world: World, meeting: Meeting, code: str = "b") -> Ballot:
    """``code`` elected chair of next year by all."""
    ballot = a_ballot(world, meeting, question=Question.CHAIR, candidates=[world.units[code]])
    for voter in "abc":
        actions.cast(
            world.actor(f"head_{voter}", DAY),
            ballot,
            world.units[voter],
            {world.units[code].pk: Choice.AGREE},
        )
    actions.close_ballot(chair(world), ballot)
    return ballot
