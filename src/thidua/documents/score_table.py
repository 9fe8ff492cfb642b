"""Bảng điểm: the cluster's score table, as a paper of its own and as an annex."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.core.vietnamese import shown_number
from thidua.core.yearend_words import counted

from .paper import (
    Annex,
    Block,
    Column,
    Head,
    Paper,
    Paragraph,
    Row,
    Signer,
    Table,
    blank_number,
    place_line,
)
from .review_result import ReviewResult, result_blocks
from .wide_table import UnitRow, unit_tables


@dataclass(frozen=True, slots=True)
class Points:
    """A unit's points: what it gave itself, what verification gave, and why they differ.

    ``agreed_points`` are what an appeal or the meeting settled on over the verified ones, and why.
    """

    self_points: Decimal | None = None
    verified_points: Decimal | None = None
    reason: str = ""
    agreed_points: Decimal | None = None
    agreed_reason: str = ""

    @property
    def differs(self) -> bool:
        """Whether verification changed the unit's own points."""
        return self.verified_points is not None and self.self_points != self.verified_points

    @property
    def was_settled(self) -> bool:
        """Whether something else was settled on than was verified."""
        return self.agreed_points is not None and self.agreed_points != self.verified_points

    @property
    def final(self) -> Decimal | None:
        """The points that count; None until they are verified."""
        return self.verified_points if self.agreed_points is None else self.agreed_points

    @property
    def why(self) -> str:
        """Why verification and what was settled on differ, one after the other."""
        reasons = (self.reason, f"Thống nhất: {self.agreed_reason}" if self.agreed_reason else "")
        return ". ".join(reason.rstrip(". ") for reason in reasons if reason)


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion and each unit's points, in the order of the table's units."""

    code: str
    name: str
    max_points: Decimal
    by_unit: tuple[Points, ...]


@dataclass(frozen=True, slots=True)
class GroupLines:
    """A group of criteria with each unit's subtotal; no ``max_points``: bonuses and penalties only."""

    code: str
    name: str
    max_points: Decimal | None
    by_unit: tuple[Points, ...]
    criteria: tuple[CriterionLine, ...]


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """The whole table. Totals and ranks are given, not summed here: the rubric's rules make them.

    ``gives_beyond`` says that points above a maximum were to be had by going beyond the pledge.
    """

    cluster: str
    year: int
    rubric: str
    units: tuple[str, ...]
    groups: tuple[GroupLines, ...]
    totals: tuple[Points, ...]
    ranks: tuple[int | None, ...]
    places: int = 2
    gives_beyond: bool = False
    result: ReviewResult | None = None

    @property
    def was_settled(self) -> bool:
        """Whether any points were settled on over the verified ones, so that they have their own place."""
        return any(
            points.was_settled for group in self.groups for line in group.criteria for points in line.by_unit
        )


# What stands for a maximum in a group of bonuses and penalties.
EXTRA = "thưởng, trừ"
SETTLED = "Điểm thống nhất sau kiến nghị hoặc tại hội nghị in dấu *."
BEYOND = "Điểm thưởng vượt chỉ tiêu được cộng thêm ngoài điểm tối đa."


def score_paper(
    scores: ScoreTable, *, head: Head, place: str, day: date | None, signer: Signer, stamp: str = ""
) -> Paper:
    """Compose the score table as a paper on its side."""
    return Paper(
        kind="Bảng điểm",
        abstract=f"Chấm điểm thi đua năm {scores.year} của {scores.cluster}",
        head=head,
        number=blank_number("BĐ-TĐ"),
        place_date=place_line(place, day, scores.year),
        body=(*score_blocks(scores), _closing(scores)),
        signers=(signer,),
        recipients=("Các đơn vị thành viên", "Lưu: VT, TĐKT"),
        landscape=True,
        stamp=stamp,
    )


def score_annex(scores: ScoreTable, source: str) -> Annex:
    """The score table as an annex of another paper."""
    return Annex(
        title=f"Bảng điểm thi đua năm {scores.year}",
        source=source,
        body=tuple(score_blocks(scores)),
        landscape=True,
    )


def score_blocks(scores: ScoreTable) -> Iterable[Block]:
    """The points by criterion and unit, then every difference between self-score and verification."""
    yield Paragraph(
        f"Thang điểm: {scores.rubric}. Trong bảng là điểm thẩm định; ô chưa thẩm định ghi điểm tự chấm trong "
        "ngoặc đơn."
        + (f" {SETTLED}" if scores.was_settled else "")
        + (f" {BEYOND}" if scores.gives_beyond else "")
    )
    yield from unit_tables(
        (Column("TT", 9, "center"), Column("Tiêu chí", 52), Column("Điểm tối đa", 14, "right")),
        scores.units,
        list(_rows(scores)),
        "",
    )
    differences = list(_differences(scores))
    if differences:
        yield Table(
            (
                Column("TT", 6, "center"),
                Column("Đơn vị", 26),
                Column("Tiêu chí", 70),
                Column("Tự chấm", 15, "right"),
                Column("Thẩm định", 15, "right"),
                *((Column("Thống nhất", 15, "right"),) if scores.was_settled else ()),
                Column("Lý do chênh lệch", 70),
            ),
            tuple(Row((str(index), *cells)) for index, cells in enumerate(differences, start=1)),
            caption="Chênh lệch giữa tự chấm, thẩm định và thống nhất"
            if scores.was_settled
            else "Chênh lệch giữa tự chấm và thẩm định",
            dense=True,
        )
    if scores.result is not None:
        yield from result_blocks(scores.result)


def _closing(scores: ScoreTable) -> Paragraph:
    criteria = sum(len(group.criteria) for group in scores.groups)
    return Paragraph(f"Bảng điểm gồm {counted(len(scores.units))} đơn vị, {counted(criteria)} tiêu chí./.")


def _rows(scores: ScoreTable) -> Iterable[UnitRow]:
    places = scores.places
    for group in scores.groups:
        yield UnitRow(
            (group.code, group.name, EXTRA if group.max_points is None else shown_number(group.max_points)),
            tuple(_shown(points, places) for points in group.by_unit),
            bold=True,
        )
        for line in group.criteria:
            yield UnitRow(
                (line.code, line.name, shown_number(line.max_points)),
                tuple(_shown(points, places) for points in line.by_unit),
            )
    yield UnitRow(
        ("", "Tổng điểm tự chấm", ""), tuple(_figure(p.self_points, places) for p in scores.totals), bold=True
    )
    yield UnitRow(
        ("", "Tổng điểm thẩm định", ""),
        tuple(_figure(p.verified_points, places) for p in scores.totals),
        bold=True,
    )
    if scores.was_settled:
        yield UnitRow(
            ("", "Tổng điểm thống nhất", ""),
            tuple(_figure(p.final, places) for p in scores.totals),
            bold=True,
        )
    yield UnitRow(("", "Xếp hạng", ""), tuple(str(rank) if rank else "–" for rank in scores.ranks), bold=True)


def _differences(scores: ScoreTable) -> Iterable[tuple[str, ...]]:
    for index, unit in enumerate(scores.units):
        for group in scores.groups:
            for line in group.criteria:
                points = line.by_unit[index]
                if points.differs or points.was_settled:
                    yield (
                        unit,
                        f"{line.code}. {line.name}",
                        _figure(points.self_points, scores.places),
                        _figure(points.verified_points, scores.places),
                        *((_figure(points.final, scores.places),) if scores.was_settled else ()),
                        points.why,
                    )


def _shown(points: Points, places: int) -> str:
    if points.verified_points is None and points.self_points is not None:
        return f"({shown_number(points.self_points, places)})"
    return _figure(points.final, places) + ("*" if points.was_settled else "")


def _figure(value: Decimal | None, places: int) -> str:
    return "–" if value is None else shown_number(value, places)
