"""The year's result as papers print it."""

from __future__ import annotations

from thidua.core.allocation import Seats
from thidua.core.quota import QuotaKind
from thidua.core.ranking_words import order_words
from thidua.documents.review_result import ExclusionLine, ReviewResult, UnitLine
from thidua.review import queries as review
from thidua.scoring.queries import indicator_names

from .paper_frame import Frame


def review_result(frame: Frame, result: review.YearResult | None) -> ReviewResult | None:
    """Order, quotas, units, exclusions, decisions; None while nobody is ranked."""
    if result is None or not result.is_ranked:
        return None
    table = result.table
    return ReviewResult(
        str(order_words(table.rules, indicator_names(frame.year))),
        tuple(_quota(frame, seats) for seats in result.seats),
        tuple(
            UnitLine(
                frame.short(row.unit),
                row.rank,
                row.total,
                _award(frame, row.computed.award),
                None if row.decision is None else _award(frame, row.decision.award),
                row.decision.reason if row.decision else "",
            )
            for row in result.rows
        ),
        tuple(
            ExclusionLine(frame.short(row.unit), str(reason), reason.clause, reason.document)
            for row in result.rows
            for reason in row.excluded_for
        ),
        table.places,
    )


def _award(frame: Frame, code: str) -> str:
    return frame.award(code) if code else ""


def _quota(frame: Frame, seats: Seats) -> str:
    name = frame.award(seats.quota.award)
    if seats.quota.kind is QuotaKind.REST:
        return f"{name} dành cho các đơn vị còn lại"
    return f"{name} {seats.number} suất ({seats.words})"
