"""What one request prints papers from, and how each paper is composed of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from thidua.core.yearend import YearEnd
from thidua.documents import paper_vote
from thidua.documents.count_minutes import count_minutes
from thidua.documents.minutes import minutes
from thidua.documents.pact import pact_paper
from thidua.documents.paper import Paper
from thidua.documents.review_result import ReviewResult
from thidua.documents.score_table import ScoreTable, score_paper
from thidua.documents.submission import submission
from thidua.documents.year_end_report import year_end_report
from thidua.pledges.queries import PactTable, pact_table
from thidua.review import queries as review
from thidua.review.models import Meeting, MeetingKind
from thidua.scoring import queries as scoring

from . import ballot_values, paper_values
from .meeting_values import presented
from .paper_frame import Frame
from .result_values import review_result
from .year_end_values import year_end

MINUTES = {
    "bien-ban-ky-giao-uoc": MeetingKind.PACT_SIGNING,
    "bien-ban-so-ket": MeetingKind.MIDYEAR,
    "bien-ban-tong-ket": MeetingKind.YEAREND,
}


class Desk:
    """The year's values, each read when a paper first asks for it, and once."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame

    @cached_property
    def table(self) -> scoring.ScoreTable | None:
        """The year's scores with the final ranks; sheets not handed in are left out."""
        return self.year_result.table if self.year_result else None

    @cached_property
    def year_result(self) -> review.YearResult | None:
        """The order, the awards by quota, the meeting's decisions."""
        return review.year_result(self.frame.year, self.frame.as_of, results=self.counts)

    @cached_property
    def result(self) -> ReviewResult | None:
        """The year's result as papers print it."""
        return review_result(self.frame, self.year_result)

    @cached_property
    def scores(self) -> ScoreTable | None:
        """The score table as papers print it."""
        return paper_values.scores(self.frame, self.table, self.result)

    @cached_property
    def counts(self) -> list[review.BallotResult]:
        """The counts of the closed ballots."""
        return review.outcomes(self.frame.year)

    @cached_property
    def meetings(self) -> dict[str, Meeting]:
        """Meetings held, by kind."""
        return {meeting.kind: meeting for meeting in review.meetings(self.frame.year)}

    @cached_property
    def pact(self) -> PactTable:
        """The pact."""
        return pact_table(self.frame.year)

    @cached_property
    def year_end(self) -> YearEnd:
        """The year-end report's values."""
        return year_end(self.frame, self.table, self.counts, self.pact)


def compose(desk: Desk, code: str) -> Paper | None:
    """Compose the paper of that code; None when there is no such paper or nothing to print."""
    if code in MINUTES:
        return _minutes(desk, MINUTES[code])
    if maker := _MAKERS.get(code):
        return maker(desk)
    name, _, number = code.rpartition("-")
    of_ballot = _OF_BALLOTS.get(name)
    return of_ballot(desk, int(number)) if of_ballot and number.isdecimal() else None


def _report(desk: Desk) -> Paper:
    frame, review_meeting = desk.frame, desk.meetings.get(MeetingKind.YEAREND)
    return year_end_report(
        desk.year_end,
        head=frame.head,
        place=frame.place,
        day=review_meeting.held_on if review_meeting else None,
        signer=frame.signer(),
        scores=desk.scores,
        stamp=frame.stamp,
    )


def _pact(desk: Desk) -> Paper | None:
    if desk.pact.pact is None:
        return None
    frame, signing = desk.frame, desk.meetings.get(MeetingKind.PACT_SIGNING)
    return pact_paper(
        paper_values.pact(frame, desk.pact),
        place=frame.place,
        day=signing.held_on if signing else None,
        stamp=frame.stamp,
    )


def _score_table(desk: Desk) -> Paper | None:
    if desk.scores is None:
        return None
    frame, review_meeting = desk.frame, desk.meetings.get(MeetingKind.YEAREND)
    return score_paper(
        desk.scores,
        head=frame.head,
        place=frame.place,
        day=review_meeting.held_on if review_meeting else None,
        signer=frame.signer(),
        stamp=frame.stamp,
    )


def _submission(desk: Desk) -> Paper | None:
    frame = desk.frame
    meeting = desk.meetings.get(MeetingKind.YEAREND)
    values = paper_values.submission(frame, desk.table, desk.counts, meeting, desk.result)
    if not values.proposals:
        return None
    # Its day is that of signing, which the clerk writes in.
    return submission(
        values, head=frame.head, place=frame.place, day=None, signer=frame.signer(), stamp=frame.stamp
    )


def _minutes(desk: Desk, kind: MeetingKind) -> Paper | None:
    meeting = desk.meetings.get(kind)
    if meeting is None:
        return None
    before = presented(desk.frame, desk.table) if kind == MeetingKind.YEAREND else ()
    values = paper_values.minutes(desk.frame, meeting, desk.counts, before)
    return minutes(values, head=desk.frame.head, stamp=desk.frame.stamp)


def _count_minutes(desk: Desk, ballot_id: int) -> Paper | None:
    """Of a closed ballot; while it is open nothing is countable."""
    count = next((count for count in desk.counts if count.ballot.pk == ballot_id), None)
    if count is None:
        return None
    values = ballot_values.count_values(desk.frame, count)
    return count_minutes(values, head=desk.frame.head, stamp=desk.frame.stamp)


def _ballot_on_paper(desk: Desk, ballot_id: int) -> paper_vote.PaperVoteValues | None:
    ballot = review.ballots(desk.frame.year).filter(pk=ballot_id, is_on_paper=True).first()
    return ballot_values.paper_vote(desk.frame, ballot) if ballot else None


def _ballot_papers(desk: Desk, ballot_id: int) -> Paper | None:
    values, frame = _ballot_on_paper(desk, ballot_id), desk.frame
    return paper_vote.ballot_papers(values, head=frame.head, stamp=frame.stamp) if values else None


def _elector_list(desk: Desk, ballot_id: int) -> Paper | None:
    values, frame = _ballot_on_paper(desk, ballot_id), desk.frame
    if values is None:
        return None
    return paper_vote.elector_list(values, head=frame.head, place=frame.place, stamp=frame.stamp)


def _tally_sheet(desk: Desk, ballot_id: int) -> Paper | None:
    values, frame = _ballot_on_paper(desk, ballot_id), desk.frame
    if values is None:
        return None
    return paper_vote.tally_sheet(values, head=frame.head, place=frame.place, stamp=frame.stamp)


_MAKERS: dict[str, Callable[[Desk], Paper | None]] = {
    "bao-cao-tong-ket": _report,
    "giao-uoc": _pact,
    "bang-diem": _score_table,
    "to-trinh": _submission,
}
# The papers of one ballot: their code ends with its number.
_OF_BALLOTS: dict[str, Callable[[Desk, int], Paper | None]] = {
    "bien-ban-kiem-phieu": _count_minutes,
    "phieu-bau": _ballot_papers,
    "danh-sach-nhan-phieu": _elector_list,
    "bang-kiem-phieu": _tally_sheet,
}
