"""The counts of closed ballots, computed from their papers each time, and who they elect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from thidua.clusters.models import ClusterYear, Unit
from thidua.core.ballot import Choice, Outcome, Paper, PaperForm, Question, Tally, decide
from thidua.core.faults import Refused, gettext_noop

from ..models import Ballot, Challenge
from ..models import Paper as StoredPaper
from .ballots import OpenBallot, ballots
from .cast import counted, open_votes
from .rules import Rule, rules_of


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
    def rules(self) -> list[Rule]:
        """The settings it was counted by."""
        return rules_of(self.ballot)

    @property
    def is_ordered(self) -> bool:
        """Whether papers put the candidates in order, so that the sum of places counts."""
        return self.ballot.form == PaperForm.PREFERENCE

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
    found, settings = counted(ballot)
    return decide(found, settings, [candidate.unit_id for candidate in ballot.candidates.all()])


def result(ballot: Ballot) -> BallotResult:
    """Return a closed ballot with its count."""
    counted = outcome(ballot)
    units = {candidate.unit_id: candidate.unit for candidate in ballot.candidates.all()}
    rows = (
        CandidateResult(units[tally.candidate], tally, tally.candidate in counted.tied)
        for tally in counted.tallies
    )
    return BallotResult(ballot, counted, tuple(rows))


def vote_rows(ballot: Ballot) -> list[tuple[Unit, list[Choice | int | None]]]:
    """Return who voted how in a closed open ballot, candidates in listed order; never of a secret one.

    A cell is a choice, a place where papers order the candidates, or None for a unit not asked about itself.
    """
    if ballot.is_open or ballot.is_on_paper:
        return []
    votes = open_votes(ballot)
    candidates = [candidate.unit_id for candidate in ballot.candidates.all()]
    return [
        (elector.unit, [_cell(votes[elector.unit_id], candidate) for candidate in candidates])
        for elector in ballot.electors.all()
        if elector.unit_id in votes
    ]


def _cell(paper: Paper, candidate: int) -> Choice | int | None:
    if isinstance(paper, tuple):
        return paper.index(candidate) + 1 if candidate in paper else None
    return paper.get(candidate)


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
        .prefetch_related(
            Prefetch("papers", StoredPaper.objects.prefetch_related("marks")),
            Prefetch("challenges", Challenge.objects.select_related("raised_by", "unit")),
            "paper_counts",
        )
    )


def questions_to_open(open_now: Sequence[OpenBallot], results: Sequence[BallotResult]) -> list[Question]:
    """Return what may be voted on next: awards always, an office until it is being or has been filled."""
    offices = (Question.CHAIR, Question.DEPUTY)
    if any(row.ballot.question in offices for row in open_now):
        return [Question.AWARD]
    filled = {found.ballot.question for found in results if found.elected}
    return [Question.AWARD, *(office for office in offices if office not in filled)]
