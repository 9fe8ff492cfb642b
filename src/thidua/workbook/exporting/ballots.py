"""Counts on paper and challenges of closed ballots as rows."""

from __future__ import annotations

import json

from thidua.core.paper_count import Figures
from thidua.review.models import Ballot
from thidua.sheets.values import Row

from .tables import plain


def paper_counts(number: int, ballot: Ballot) -> list[Row]:
    """What each teller counted, a row a candidate; while the ballot runs nobody sees another's count."""
    if ballot.is_open:
        return []
    rows = []
    for count in ballot.paper_counts.all():
        figures = Figures.read(count.figures)
        for code, cells in figures.votes.items():
            rows.append(
                Row(
                    0,
                    {
                        "ballot": str(number),
                        "teller": count.teller.username,
                        "entered_at": plain(count.entered_at),
                        "issued": figures.issued,
                        "collected": figures.collected,
                        "invalid": figures.invalid,
                        "candidate": code,
                        "agree": cells[0],
                        "disagree": cells[1],
                        "abstain": cells[2] if len(cells) > 2 else None,
                    },
                )
            )
    return rows


def challenges(number: int, ballot: Ballot) -> list[Row]:
    """The recounts asked for, with what was found, as it was found."""
    return [
        Row(
            0,
            {
                "ballot": str(number),
                "raised_by": made.raised_by.username,
                "unit": made.unit.code if made.unit else None,
                "raised_at": plain(made.raised_at),
                "reason": plain(made.reason),
                "agrees": made.agrees,
                "found": json.dumps(made.found, ensure_ascii=False) if made.found else None,
            },
        )
        for made in ballot.challenges.all()
    ]
