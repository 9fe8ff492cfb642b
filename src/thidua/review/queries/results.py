"""The counts of closed ballots, computed from their papers each time, and who they elect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from thidua.clusters.models import ClusterYear, Unit
from thidua.core.ballot import Base, Choice, Outcome, Question, Settings, Tally, count
from thidua.core.faults import Refused, gettext_noop

from .. import urn
from ..models import Ballot, Paper
from .ballots import OpenBallot, ballots


@dataclass(frozen=True, slots=True)
class CandidateResult:
    """A candidate's line in the result of a ballot."""

    unit: Unit
    tally: Tally
    is_tied: bool


@dataclass(frozen=True, slots=True)
class BallotResult:
    """A closed ballot and its count, best candidate first."""

    ballot: Ballot
    outcome: Outcome
    rows: tuple[CandidateResult, ...]

    @property
    def elected(self) -> list[Unit]:
        """The units elected, best first."""
        return [row.unit for row in self.rows if row.tally.elected]

    @property
    def tied(self) -> list[Unit]:
        """The units level for the last seats, to be voted on again."""
        return [row.unit for row in self.rows if row.is_tied]


def outcomes(year: ClusterYear) -> list[BallotResult]:
    """Return the count of every closed ballot of the year; open ones are not countable."""
    return [result(ballot) for ballot in _closed(year)]


def outcome(ballot: Ballot) -> Outcome:
    """Count a closed ballot; refuse while it is open."""
    if ballot.is_open:
        raise Refused.because(gettext_noop("Cuộc bỏ phiếu đang mở; chỉ kiểm phiếu sau khi khép lại."))
    electors = ballot.electors.all()
    papers = papers_of(ballot)
    # A secret paper may have been signed and never put into the urn: who voted is what the urn holds.
    has_urn = urn.has_urn(ballot)
    settings = Settings(
        electorate=len(electors),
        present=len(papers) if has_urn else sum(elector.has_voted for elector in electors),
        quorum_percent=ballot.quorum_percent,
        threshold_percent=ballot.threshold_percent,
        base=Base(ballot.base),
        seats=ballot.seats,
    )
    candidates = [candidate.unit_id for candidate in ballot.candidates.all()]
    return count(papers, settings, candidates)


def result(ballot: Ballot) -> BallotResult:
    """Return a closed ballot with its count."""
    counted = outcome(ballot)
    units = {candidate.unit_id: candidate.unit for candidate in ballot.candidates.all()}
    rows = (
        CandidateResult(units[tally.candidate], tally, tally.candidate in counted.tied)
        for tally in counted.tallies
    )
    return BallotResult(ballot, counted, tuple(rows))


def papers_of(ballot: Ballot) -> list[dict[int, Choice]]:
    """Return the ballot's papers by candidate's unit id, in no order that means anything."""
    if urn.has_urn(ballot):
        return urn.votes_of(ballot)
    units = {candidate.pk: candidate.unit_id for candidate in ballot.candidates.all()}
    return [
        {units[mark.candidate_id]: Choice(mark.choice) for mark in paper.marks.all()}
        for paper in _papers(ballot)
    ]


def open_votes(ballot: Ballot) -> dict[int, dict[int, Choice]]:
    """Return who voted how in an open ballot, by voter's and candidate's unit id; nothing of a secret one."""
    if ballot.is_secret:
        return {}
    units = {candidate.pk: candidate.unit_id for candidate in ballot.candidates.all()}
    return {
        paper.voter_id: {units[mark.candidate_id]: Choice(mark.choice) for mark in paper.marks.all()}
        for paper in _papers(ballot)
        if paper.voter_id is not None
    }


def vote_rows(ballot: Ballot) -> list[tuple[Unit, list[Choice]]]:
    """Return who voted how in a closed open ballot, candidates in listed order; never of a secret one."""
    if ballot.is_open:
        return []
    votes = open_votes(ballot)
    candidates = [candidate.unit_id for candidate in ballot.candidates.all()]
    return [
        (elector.unit, [votes[elector.unit_id][candidate] for candidate in candidates])
        for elector in ballot.electors.all()
        if elector.unit_id in votes
    ]


def elected(
    year: ClusterYear, question: Question, results: Sequence[BallotResult] | None = None
) -> Unit | None:
    """Return the unit elected chair or deputy for next year, or None; ``results`` saves counting again."""
    if results is None:
        results = [result(ballot) for ballot in _closed(year).filter(question=question)]
    for found in reversed(results):
        if found.ballot.question == question and found.elected:
            return found.elected[0]
    return None


def elected_in(rounds: Iterable[Ballot]) -> set[int]:
    """Return the ids of the units elected in closed rounds of one question."""
    return {unit_id for ballot in rounds if not ballot.is_open for unit_id in outcome(ballot).elected}


def seats_left(rounds: list[Ballot]) -> int:
    """Return how many of the first round's seats the closed rounds of a question have not filled."""
    return rounds[0].seats - len(elected_in(rounds)) if rounds else 0


def may_vote_again(year: ClusterYear, ballot: Ballot) -> bool:
    """Whether a closed ballot left seats to vote on again and no later round has been opened."""
    if ballot.is_open:
        return False
    rounds = list(ballots(year).filter(question=ballot.question, award=ballot.award))
    return rounds[-1].pk == ballot.pk and seats_left(rounds) > 0


def _closed(year: ClusterYear) -> QuerySet[Ballot]:
    return (
        ballots(year)
        .filter(closed_at__isnull=False)
        .select_related("meeting", "urn")
        .prefetch_related(Prefetch("papers", Paper.objects.prefetch_related("marks")))
    )


def _papers(ballot: Ballot) -> Iterable[Paper]:
    """The ballot's papers, from what was fetched before when it was."""
    if "papers" in getattr(ballot, "_prefetched_objects_cache", {}):
        return ballot.papers.all()
    return ballot.papers.prefetch_related("marks")


def questions_to_open(open_now: Sequence[OpenBallot], results: Sequence[BallotResult]) -> list[Question]:
    """Return what may be voted on next: awards always, an office until it is being or has been filled."""
    offices = (Question.CHAIR, Question.DEPUTY)
    if any(row.ballot.question in offices for row in open_now):
        return [Question.AWARD]
    filled = {found.ballot.question for found in results if found.elected}
    return [Question.AWARD, *(office for office in offices if office not in filled)]
