"""The ballots: settings, electorate, what was cast, the count; and the receipts of secret ones."""

from __future__ import annotations

import json
from typing import Any

from thidua.core import secret_paper
from thidua.core.ballot import Question
from thidua.core.secret_paper import CastPaper, Unreadable
from thidua.review import urn
from thidua.review.models import Ballot, Challenge, PaperCount
from thidua.review.queries import BallotResult

from ..checking.ballots import question_words
from ..checking.counting import written_key
from ..checking.journal import CLOSING
from .journal import about, entry_row
from .source import Source
from .values import moment, named, person


def ballots_part(source: Source) -> list[dict[str, Any]]:
    """Every closed ballot, in the order in which they were opened."""
    return [_ballot(source, number, result) for number, result in enumerate(source.ballots, start=1)]


def receipts_part(source: Source) -> list[dict[str, Any]]:
    """What the paper with each receipt code says, by secret ballot."""
    return [
        {
            "ballot": source.ballot_numbers[result.ballot.pk],
            "receipts": [
                _receipt(paper, urn.ballot_id(result.ballot)) for paper in urn.secret_papers(result.ballot)
            ],
        }
        for result in source.ballots
        if urn.has_urn(result.ballot)
    ]


def _receipt(paper: CastPaper, ballot: str) -> dict[str, Any]:
    try:
        vote = secret_paper.decode(paper.message, ballot)
    except Unreadable:
        return {"code": secret_paper.code_of(paper), "says": None}
    if vote.order is not None:
        return {"code": vote.code, "says": list(vote.order)}
    return {"code": vote.code, "says": {code: choice.value for code, choice in (vote.choices or {}).items()}}


def _ballot(source: Source, number: int, result: BallotResult) -> dict[str, Any]:
    ballot = result.ballot
    places = {unit.pk: place for place, unit in enumerate(source.members)}
    return {
        "number": number,
        "question": ballot.question,
        "award": ballot.award,
        "round": ballot.round,
        "words": question_words(
            source.year.cluster.kind, Question(ballot.question), ballot.award, ballot.round
        ),
        "meeting": ballot.meeting.kind,
        "is_secret": ballot.is_secret,
        "is_on_paper": ballot.is_on_paper,
        "opened_at": moment(ballot.opened_at),
        "voting_until": moment(ballot.voting_until),
        "closed_at": moment(ballot.closed_at),
        "tellers": ballot.tellers,
        "electorate_reason": ballot.electorate_reason,
        "settings": {
            "form": ballot.form,
            "seats": ballot.seats,
            "threshold_percent": ballot.threshold_percent,
            "quorum_percent": ballot.quorum_percent,
            "base": ballot.base,
            "limits_agreement": ballot.limits_agreement,
            "may_vote_on_self": ballot.may_vote_on_self,
        },
        "candidates": [named(source.unit(row.unit_id)) for row in ballot.candidates.all()],
        "electors": [
            {**named(source.unit(row.unit_id)), "has_voted": row.has_voted}
            for row in sorted(ballot.electors.all(), key=lambda row: places[row.unit_id])
        ],
        "public_key": written_key(ballot.public_key) if ballot.public_key else "",
        "fingerprint": urn.ballot_id(ballot),
        "cast": json.loads(urn.cast_text(ballot)),
        "sealed": ballot.sealed or None,
        "counts": [_teller(count) for count in ballot.paper_counts.select_related("teller")],
        "challenges": [_challenge(source, row) for row in _challenges(ballot)],
        "count": _count(source, result),
        "closing": _closing(source, ballot),
    }


def _teller(count: PaperCount) -> dict[str, Any]:
    return {
        "teller": person(count.teller),
        "entered_at": moment(count.entered_at),
        "figures": count.figures,
    }


def _challenges(ballot: Ballot) -> list[Challenge]:
    return list(ballot.challenges.select_related("raised_by"))


def _challenge(source: Source, row: Challenge) -> dict[str, Any]:
    return {
        "by": person(row.raised_by),
        "unit": source.codes.get(row.unit_id or 0),
        "at": moment(row.raised_at),
        "reason": row.reason,
        "agrees": row.agrees,
        "found": row.found,
    }


def _count(source: Source, result: BallotResult) -> dict[str, Any]:
    outcome = result.outcome
    return {
        "electorate": outcome.electorate,
        "present": outcome.present,
        "valid": outcome.valid,
        "invalid": outcome.invalid,
        "quorum_reached": outcome.quorum_reached,
        "seats": outcome.seats,
        "rows": [
            {
                **named(source.unit(row.unit)),
                "agree": row.tally.agree,
                "disagree": row.tally.disagree,
                "abstain": row.tally.abstain,
                "places": row.tally.places,
                "base": row.tally.base,
                "percent": f"{row.tally.percent:f}",
                "passed": row.tally.passed,
                "elected": row.tally.elected,
                "tied": row.is_tied,
            }
            for row in result.rows
        ],
        "elected": [source.codes[unit_id] for unit_id in outcome.elected],
        "tied": [source.codes[unit_id] for unit_id in outcome.tied],
    }


def _closing(source: Source, ballot: Ballot) -> dict[str, Any] | None:
    """What the journal wrote down when it was closed; an imported ballot may have no such entry."""
    closings = [
        entry
        for entry in about(source.entries, ballot._meta.label, ballot.pk)
        if entry.action == CLOSING and entry.after
    ]
    return entry_row(source, closings[-1]) if closings else None
