"""Ranking, exclusions, awards, decisions, proposals and the hand-over, as the pages show them."""

from __future__ import annotations

from typing import Any

from thidua.pledges.queries import registered_units, signed_units
from thidua.review.models import MeetingDecision
from thidua.review.queries import UnitResult, hand_over_of, votes_of
from thidua.scoring.models import Exclusion
from thidua.scoring.queries import Votes, placing, recorded_exclusions

from ..checking.standing import told_exclusion, told_votes
from .source import Source
from .values import figure, moment, named, person


def ranking_part(source: Source) -> dict[str, Any]:
    """Who is left out and why, and everybody's place with what decided it."""
    signed, registered = signed_units(source.year), registered_units(source.year)
    return {
        "parts": [
            {
                **named(row.unit),
                "has_signed": row.unit.pk in signed,
                "has_registered": row.unit.pk in registered,
                "has_sheet": row.is_handed_in,
                "unsent": list(row.facts.unsent),
            }
            for row in source.table.units
        ],
        "recorded": [_exclusion(source, row) for row in recorded_exclusions(source.year)],
        "rows": _rows(source),
    }


def _exclusion(source: Source, row: Exclusion) -> dict[str, Any]:
    return {
        **named(source.unit(row.unit_id)),
        "kind": row.kind,
        "document": row.document,
        "recorded_by": person(row.recorded_by),
        "recorded_at": moment(row.recorded_at),
        "lifted_at": moment(row.lifted_at),
        "lifting_reason": row.lifting_reason,
    }


def _rows(source: Source) -> list[dict[str, Any]]:
    quotas = source.table.rules.quotas_of(source.year.cluster.kind)
    votes: Votes = votes_of(source.ballots, quotas) if source.table.rules.asks_votes else {}
    above = {
        source.table.units[row.entrant.key].unit.pk: row.entrant.above_plan
        for row in placing(source.table, votes)
    }
    return [_row(source, row, above.get(row.unit.pk, 0), votes) for row in source.result.rows]


def _row(source: Source, row: UnitResult, above_plan: int, votes: Votes) -> dict[str, Any]:
    has_sheet = row.scores.is_handed_in
    groups = zip(source.table.groups, row.scores.by_group, strict=True)
    return {
        **named(row.unit),
        "short_name": row.unit.short_name,
        "rank": row.rank,
        "total": figure(row.total),
        "groups": {group.code: figure(points) for group, points in groups},
        "above_plan": above_plan,
        "votes": told_votes(votes.get(row.unit.pk, ())) if has_sheet else [],
        "why": [str(words) for words in row.why],
        "excluded": [told_exclusion(one) for one in row.excluded_for],
    }


def awards_part(source: Source) -> dict[str, Any]:
    """The quotas and how they were filled, what each unit gets, the decisions, the proposals."""
    result = source.result
    by_unit = {row.unit.pk: row for row in result.rows}
    places = source.members
    hand_over = hand_over_of(source.year)
    return {
        "quotas": [quota.as_mapping() for quota in source.table.rules.quotas_of(source.year.cluster.kind)],
        "seats": [
            {
                "award": seats.quota.award,
                "number": seats.number,
                "words": str(seats.words),
                "given": [places[key].code for key in seats.given],
                "tied": [places[key].code for key in seats.tied],
                "left": seats.left,
            }
            for seats in result.seats
        ],
        "units": [_unit(by_unit[unit.pk]) for unit in source.members],
        "proposals": _proposals(source),
        "hand_over": None
        if hand_over is None
        else {
            "from_unit": hand_over.from_unit.code,
            "to_unit": hand_over.to_unit.code,
            "handed_on": hand_over.handed_on.isoformat(),
            "note": hand_over.note,
        },
    }


def _unit(row: UnitResult) -> dict[str, Any]:
    return {
        **named(row.unit),
        "award": row.computed.award,
        "why": [str(words) for words in row.computed.why],
        "tied_for": row.computed.tied_for,
        "decision": _decision(row.decision),
        "final": row.award,
    }


def _decision(decision: MeetingDecision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {
        "award": decision.award,
        "reason": decision.reason,
        "by": person(decision.decided_by),
        "at": moment(decision.decided_at),
    }


def _proposals(source: Source) -> list[dict[str, Any]]:
    return [
        {
            **named(source.unit(row.unit_id)),
            "award": row.award,
            "ballot": source.ballot_numbers.get(row.ballot_id or 0),
            "reason": row.reason,
            "proposed_at": moment(row.proposed_at),
            "withdrawn_at": moment(row.withdrawn_at),
            "withdrawal_reason": row.withdrawal_reason,
        }
        for row in source.year.proposals.order_by("award", "unit__code")
    ]
