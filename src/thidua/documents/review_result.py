"""Ranking, awards by quota and the meeting's decisions, as part of the score table and the submission."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.vietnamese import shown_number

from .paper import Block, Column, Paragraph, Row, Table
from .written_text import sentence


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit's result; ``decided`` is None where the meeting left what was computed, else an award."""

    unit: str
    rank: int | None
    total: Decimal | None
    computed: str
    decided: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ExclusionLine:
    """Why a unit is left out: the reason, the clause of the regulation, the document."""

    unit: str
    reason: str
    clause: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """The whole: how the units are ordered, what the quotas are, each unit's line, those left out."""

    order: str
    quotas: tuple[str, ...]
    units: tuple[UnitLine, ...]
    excluded: tuple[ExclusionLine, ...] = ()
    places: int = 2

    @property
    def overruled(self) -> tuple[UnitLine, ...]:
        """The units for which the meeting decided otherwise."""
        return tuple(line for line in self.units if line.decided is not None)


NOTHING = "không"


def result_blocks(result: ReviewResult) -> Iterable[Block]:
    """The order with the awards, then those left out of it, then what the meeting decided otherwise."""
    yield Paragraph(f"{sentence(result.order)}", lead="Xếp hạng:")
    if result.quotas:
        yield Paragraph(f"{'; '.join(result.quotas)}.", lead="Hạn mức:")
    yield Table(
        (
            Column("Hạng", 12, "center"),
            Column("Đơn vị", 44),
            Column("Điểm", 22, "right"),
            Column("Theo xếp hạng, hạn mức", 60),
            Column("Hội nghị quyết định", 60),
        ),
        tuple(
            Row(
                (
                    str(line.rank) if line.rank else "–",
                    line.unit,
                    "–" if line.total is None else shown_number(line.total, result.places),
                    line.computed or NOTHING,
                    "như bên" if line.decided is None else line.decided or NOTHING,
                )
            )
            for line in result.units
        ),
        caption="Xếp hạng và danh hiệu, hình thức khen thưởng",
    )
    yield from exclusion_blocks(result)
    yield from decision_blocks(result)


def exclusion_blocks(result: ReviewResult) -> Iterable[Block]:
    """Who is left out of the review, each reason with its clause and document."""
    for line in result.excluded:
        clause = f" ({line.clause})" if line.clause else ""
        ground = f" Căn cứ: {sentence(line.document)}" if line.document else ""
        yield Paragraph(f"{line.reason}{clause}.{ground}", lead=f"Không xét thi đua {line.unit}:")


def decision_blocks(result: ReviewResult) -> Iterable[Block]:
    """What the meeting decided otherwise than computed, and why."""
    for line in result.overruled:
        yield Paragraph(
            f"{line.decided or NOTHING}, theo xếp hạng và hạn mức là {line.computed or NOTHING}. "
            f"Lý do: {sentence(line.reason)}",
            lead=f"Hội nghị quyết định với {line.unit}:",
        )
