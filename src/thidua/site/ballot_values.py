"""The values of the papers about one ballot: its result in minutes, and what a vote on paper is held with."""

from __future__ import annotations

from thidua.accounts.moments import moment_words
from thidua.clusters.models import Unit
from thidua.core.award import AWARDS
from thidua.core.ballot import Base, PaperForm, Question
from thidua.core.kind_words import words_in
from thidua.documents.ballot_result import BallotResult, CandidateResult
from thidua.documents.count_minutes import CountValues
from thidua.documents.paper_vote import PaperVoteValues
from thidua.review import queries as review
from thidua.review.models import Ballot, Meeting, MeetingKind

from .paper_frame import Frame


def ballot_result(frame: Frame, count: review.BallotResult) -> BallotResult:
    """A closed ballot as minutes print it."""
    ballot, outcome = count.ballot, count.outcome
    return BallotResult(
        question_words(frame, ballot),
        ballot.is_secret,
        outcome.electorate,
        outcome.present,
        outcome.valid,
        outcome.invalid,
        ballot.quorum_percent,
        ballot.threshold_percent,
        Base(ballot.base).label,
        outcome.quorum_reached,
        tuple(
            CandidateResult(
                frame.short(row.unit),
                row.tally.agree,
                row.tally.disagree,
                row.tally.abstain,
                row.tally.percent,
                row.tally.elected,
                row.is_tied,
                row.tally.places,
            )
            for row in count.rows
        ),
        way=_way(ballot),
        asked=review.paper_sentence(ballot),
        is_ordered=count.is_ordered,
        is_on_paper=ballot.is_on_paper,
        tellers=tuple(review.teller_names(ballot)),
        closed=moment_words(ballot.closed_at),
        sealed=ballot.sealed,
        challenges=tuple(_challenge(view) for view in review.challenges(ballot)),
    )


def count_values(frame: Frame, count: review.BallotResult) -> CountValues:
    """What the minutes of a ballot's count are made of."""
    meeting = count.ballot.meeting
    return CountValues(
        frame.year.cluster.name,
        frame.is_bloc,
        frame.year.year,
        _meeting_words(meeting),
        meeting.held_on,
        meeting.place,
        meeting.presided_by,
        ballot_result(frame, count),
    )


def paper_vote(frame: Frame, ballot: Ballot) -> PaperVoteValues:
    """What the papers of a vote on paper are made of."""
    candidates = [candidate.unit for candidate in ballot.candidates.all()]
    is_election = ballot.question != Question.AWARD
    form = PaperForm.CHOOSE if is_election and len(candidates) > 1 else PaperForm(ballot.form)
    return PaperVoteValues(
        cluster=frame.year.cluster.name,
        is_bloc=frame.is_bloc,
        year=frame.year.year,
        meeting=_meeting_words(ballot.meeting),
        held_on=ballot.meeting.held_on,
        question=question_words(frame, ballot),
        is_election=is_election,
        form=form,
        seats=ballot.seats,
        candidates=_names(frame, candidates),
        electors=_names(frame, [elector.unit for elector in ballot.electors.all()]),
        invalid=review.invalid_words(ballot),
        tellers=tuple(review.teller_names(ballot)),
    )


def question_words(frame: Frame, ballot: Ballot) -> str:
    """What a ballot decided, an award by the authority's own name."""
    question = words_in(frame.year.cluster.kind, Question(ballot.question).label)
    if ballot.award in AWARDS:
        question = f"{question}: {frame.award(ballot.award)}"
    return f"{question} (lượt {ballot.round})" if ballot.round > 1 else question


def _names(frame: Frame, units: list[Unit]) -> tuple[str, ...]:
    return tuple(frame.member(unit).name for unit in units)


def _meeting_words(meeting: Meeting) -> str:
    return str(MeetingKind(meeting.kind).label)


def _way(ballot: Ballot) -> str:
    if ballot.is_on_paper:
        return "Bỏ phiếu kín, bằng phiếu giấy" if ballot.is_secret else "Bỏ phiếu công khai, bằng phiếu giấy"
    return "Bỏ phiếu kín, trên hệ thống" if ballot.is_secret else "Biểu quyết công khai"


def _challenge(view: review.ChallengeView) -> str:
    made = view.challenge
    found = "khớp với số ghi lúc khép lại" if made.agrees else "; ".join(view.found)
    return f"{view.by}, lúc {moment_words(made.raised_at)}: {made.reason.rstrip(' .;')}. Kết quả: {found}"
