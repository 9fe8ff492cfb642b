"""Writing meetings, ballots, proposals, decisions and the hand-over, so that results are computed anew."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.utils import timezone

from thidua.awards import actions as awards
from thidua.clusters.models import Unit
from thidua.core.ballot import Base, Choice, PaperForm, Question
from thidua.core.faults import Refused, gettext_noop
from thidua.core.secret_paper import CastPaper, SecretVote, new_code
from thidua.review import actions
from thidua.review.actions.secret_casting import unsigned_paper
from thidua.review.ballot_rules import BallotRules
from thidua.review.models import Ballot, Meeting, MeetingKind, Proposal
from thidua.sheets.values import Row
from thidua.signing import blind

from .ballots import put_back_challenges, put_back_paper_counts
from .job import Job, there


def write_meetings(job: Job) -> None:
    """Sheet Hội nghị."""
    for row in job.to_write("meetings"):
        with job.writing("meetings", row):
            held_on = there(row.day("held_on"))
            actions.hold_meeting(
                job.at(held_on),
                job.year,
                kind=MeetingKind(row.text("kind")),
                held_on=held_on,
                place=row.text("place"),
                presided_by=row.text("presided_by"),
                directed_by=row.text("directed_by"),
                minutes=row.text("minutes"),
                attending=[job.units[code] for code in row.several("attending")],
            )


# The sheets of what was cast in ballots.
_CAST = ("votes", "secret_papers", "paper_counts", "challenges")


def write_ballots(job: Job) -> None:
    """Sheets Bình xét and Phiếu bầu: opened, voted and closed again; the outcome is counted, not read."""
    with_votes = {row.text("ballot") for sheet in _CAST for row in job.to_write(sheet)}
    meetings = {meeting.kind: meeting for meeting in Meeting.objects.filter(cluster_year=job.year)}
    changed = {row.text("number") for row in job.to_write("ballots")} | with_votes
    for row in job.rows("ballots"):
        if row.text("number") in changed:
            with job.writing("ballots", row):
                _write_ballot(job, row, there(meetings.get(row.text("meeting"))))


def _write_ballot(job: Job, row: Row, meeting: Meeting) -> None:
    opened_at = row.moment("opened_at")
    ballot = actions.open_ballot(
        job.at(opened_at),
        meeting,
        _ballot_rules(row),
        question=Question(row.text("question")),
        award=row.text("award"),
        candidates=[job.units[code] for code in row.several("candidates")],
        electorate=[job.units[code] for code in row.several("electorate")] or None,
        vote_round=row.whole("round") or 1,
    )
    votes = [vote for vote in job.rows("votes") if vote.text("ballot") == row.text("number")]
    if row.yes("is_on_paper"):
        put_back_paper_counts(job, row, ballot)
    elif row.yes("is_secret"):
        _put_back_papers(job, row, ballot, votes)
    else:
        _cast_openly(job, row, ballot, votes)
    if closed_at := row.moment("closed_at"):
        actions.close_ballot(job.at(closed_at), ballot)
    put_back_challenges(job, row, ballot)


def _ballot_rules(row: Row) -> BallotRules:
    return BallotRules(
        is_secret=row.yes("is_secret"),
        is_on_paper=row.yes("is_on_paper"),
        form=PaperForm(row.text("form") or PaperForm.PER_ITEM),
        limits_agreement=row.text("limits_agreement") != "free",
        may_vote_on_self=row.text("may_vote_on_self") != "no",
        seats=row.whole("seats"),
        threshold_percent=row.whole("threshold_percent"),
        quorum_percent=row.whole("quorum_percent"),
        base=Base(row.text("base")),
        voting_until=_aware(row.moment("voting_until")),
        tellers=row.text("tellers"),
        electorate_reason=row.text("electorate_reason"),
    )


def _put_back_papers(job: Job, row: Row, ballot: Ballot, votes: list[Row]) -> None:
    """Signed papers with the ballot's key, byte for byte; or those of before blind signatures, row by row."""
    signed = [one for one in job.rows("secret_papers") if one.text("ballot") == row.text("number")]
    papers = [_signed_paper(one) for one in signed] or _unsigned_papers(job, ballot, votes)
    if not papers:
        return
    actions.record_papers(
        job.at(row.moment("opened_at")),
        ballot,
        voted=[job.units[code] for code in row.several("voted")],
        papers=papers,
        public_key=_framed(row.text("public_key")) if signed else "",
    )


def _signed_paper(row: Row) -> CastPaper:
    try:
        prefix, signature = bytes.fromhex(row.text("prefix")), bytes.fromhex(row.text("signature"))
    except ValueError:
        prefix = signature = b""  # refused as a false signature, with the row's message beside it
    return CastPaper(row.text("message").encode(), prefix, signature)


def _framed(key: str) -> str:
    """The key as PEM; ``Refused`` when the cell holds none."""
    lines = [key[i : i + 64] for i in range(0, len(key), 64)]
    pem = "\n".join(("-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""))
    try:
        blind.fingerprint(pem)
    except ValueError as error:
        raise Refused.because(
            gettext_noop("Ô “Khóa công khai” không phải khóa RSA."),
            gettext_noop("Hãy chép nguyên ô này từ sổ đã xuất."),
            place="public_key",
        ) from error
    return pem


def _unsigned_papers(job: Job, ballot: Ballot, votes: list[Row]) -> list[CastPaper]:
    papers: dict[int, dict[str, Choice]] = defaultdict(dict)
    for vote in votes:
        if vote["voter"] is not None:
            job.reading.note(
                "votes",
                vote.number,
                "voter",
                gettext_noop("Phiếu kín không được ghi đơn vị bầu."),
                gettext_noop("Hãy để trống ô này."),
            )
        papers[vote.whole("paper")][job.unit(vote, "candidate").code] = Choice(vote.text("choice"))
    blank = {candidate.unit.code: Choice.ABSTAIN for candidate in ballot.candidates.select_related("unit")}
    return [
        unsigned_paper(SecretVote(new_code(), choices={**blank, **choices})) for choices in papers.values()
    ]


def _cast_openly(job: Job, row: Row, ballot: Ballot, votes: list[Row]) -> None:
    by_voter: dict[Unit, list[Row]] = defaultdict(list)
    for vote in votes:
        if vote["voter"] is None:
            job.reading.note(
                "votes",
                vote.number,
                "voter",
                gettext_noop("Phiếu công khai phải ghi đơn vị bầu."),
                gettext_noop("Hãy ghi mã đơn vị."),
            )
            continue
        by_voter[job.unit(vote, "voter")].append(vote)
    for voter, lines in by_voter.items():
        with job.writing("votes", lines[0]):
            paper = _order(job, lines) if ballot.form == PaperForm.PREFERENCE else _choices(job, lines)
            actions.cast(job.at(row.moment("opened_at")), ballot, voter, paper)


def _choices(job: Job, lines: list[Row]) -> dict[int, Choice]:
    return {job.unit(line, "candidate").pk: Choice(line.text("choice")) for line in lines}


def _order(job: Job, lines: list[Row]) -> tuple[int, ...]:
    """The candidates by their places, which are 1, 2, 3… each once."""
    if sorted(line.whole("place") for line in lines) != list(range(1, len(lines) + 1)):
        raise Refused.because(
            gettext_noop("Phiếu xếp thứ tự phải ghi đủ các thứ tự, mỗi thứ tự một lần."), place="place"
        )
    return tuple(
        job.unit(line, "candidate").pk for line in sorted(lines, key=lambda line: line.whole("place"))
    )


def _aware(moment: datetime | None) -> datetime | None:
    return timezone.make_aware(moment) if moment else None


def write_proposals(job: Job) -> None:
    """Sheet Đề nghị: what ballots elected is proposed by itself, and must be what the sheet says."""
    rows = job.to_write("proposals")
    if not rows:
        return
    by_ballot = [row for row in rows if row.yes("by_ballot") and row["reason"] is None]
    if by_ballot:
        with job.writing("proposals", by_ballot[0]):
            actions.propose(job.at(by_ballot[0].moment("proposed_at")), job.year)
    for row in by_ballot:
        if not _proposal(job, row):
            job.reading.note(
                "proposals",
                row.number,
                "unit",
                gettext_noop("Kết quả bầu không có đơn vị này."),
                gettext_noop("Ghi “không” ở cột “Theo kết quả bầu” và nêu lý do, nếu vẫn đề nghị."),
            )
    for row in rows:
        if row not in by_ballot:
            with job.writing("proposals", row):
                actions.propose_unit(
                    job.at(row.moment("proposed_at")),
                    job.year,
                    job.unit(row),
                    award=row.text("award"),
                    reason=row.text("reason"),
                )
    for row in rows:
        if withdrawn_at := row.moment("withdrawn_at"):
            with job.writing("proposals", row):
                actions.withdraw_proposal(
                    job.at(withdrawn_at), there(_proposal(job, row)), reason=row.text("withdrawal_reason")
                )


def _proposal(job: Job, row: Row) -> Proposal | None:
    return Proposal.objects.filter(cluster_year=job.year, unit=job.unit(row), award=row.text("award")).first()


def write_decisions(job: Job) -> None:
    """Sheet Quyết định."""
    by_number: dict[str, list[Row]] = defaultdict(list)
    for row in job.to_write("decisions"):
        by_number[row.text("number")].append(row)
    for number, rows in by_number.items():
        first = rows[0]
        with job.writing("decisions", first):
            signed_on = there(first.day("signed_on"))
            awards.decide(
                job.at(signed_on),
                job.year,
                number=number,
                signed_on=signed_on,
                signer_name=first.text("signer_name"),
                signer_position=first.text("signer_position"),
                abstract=first.text("abstract"),
                answers={
                    there(_proposal(job, row)).pk: (row.yes("is_granted"), row.text("reason")) for row in rows
                },
            )


def write_hand_over(job: Job) -> None:
    """Sheet Bàn giao: the elected chair receives the flag and next year opens."""
    for row in job.to_write("hand_over"):
        with job.writing("hand_over", row):
            handed_on = there(row.day("handed_on"))
            following = actions.hand_over(
                job.at(handed_on), job.year, handed_on=handed_on, note=row.text("note")
            )
            if following.chair != job.unit(row, "to_unit"):
                job.reading.note(
                    "hand_over",
                    row.number,
                    "to_unit",
                    gettext_noop("Theo kết quả bầu, đơn vị nhận là %(unit)s."),
                    gettext_noop("Hãy kiểm tra phiếu bầu cụm trưởng."),
                    unit=following.chair.short_name,
                )
