"""Tờ trình: the cluster submits what it proposes to the awarding authority."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from thidua.core.vietnamese import long_date, number
from thidua.core.yearend import ProposalFact, RankFact
from thidua.core.yearend_words import counted

from .paper import (
    Block,
    Column,
    Head,
    Item,
    Paper,
    Paragraph,
    Row,
    Signer,
    Table,
    blank_number,
    place_line,
)
from .review_result import ReviewResult, decision_blocks, exclusion_blocks
from .written_text import sentence

# Shares of votes stand in a column with these decimals.
_PERCENT_PLACES = 2


@dataclass(frozen=True, slots=True)
class SubmissionValues:
    """What the submission is made of; ``reviewed_on`` is the day of the review meeting, if one was held.

    ``places`` are the decimals with which the rubric writes points.
    """

    cluster: str
    is_bloc: bool
    year: int
    authority: str
    proposals: tuple[ProposalFact, ...]
    ranking: tuple[RankFact, ...] = ()
    reviewed_on: date | None = None
    review_place: str = ""
    places: int = 2
    result: ReviewResult | None = None


def submission(
    values: SubmissionValues, *, head: Head, place: str, day: date | None, signer: Signer, stamp: str = ""
) -> Paper:
    """Compose the submission."""
    word = "Khối" if values.is_bloc else "Cụm"
    return Paper(
        kind="Tờ trình",
        abstract=f"Về việc đề nghị khen thưởng năm {values.year} của {values.cluster}",
        head=head,
        number=blank_number("TTr-KTĐ" if values.is_bloc else "TTr-CTĐ"),
        place_date=place_line(place, day, values.year),
        addressees=(values.authority,),
        grounds=tuple(_grounds(values)),
        body=tuple(_body(values, word)),
        signers=(signer,),
        recipients=("Như kính gửi", f"Các đơn vị thành viên {word}", "Lưu: VT, TĐKT"),
        stamp=stamp,
    )


def _grounds(values: SubmissionValues) -> Iterable[str]:
    yield f"Căn cứ Quy chế hoạt động của {values.cluster}"
    if values.reviewed_on:
        place = f" tại {values.review_place}" if values.review_place else ""
        yield f"Căn cứ kết quả bình xét tại hội nghị {long_date(values.reviewed_on)}{place}"


def _body(values: SubmissionValues, word: str) -> Iterable[Block]:
    yield Paragraph(
        f"Sau khi tổng kết năm {values.year}, thẩm định điểm thi đua và bình xét giữa các đơn vị thành viên, "
        f"{values.cluster} đề nghị {values.authority} xét, tặng:"
    )
    for award, group in groupby(values.proposals, key=lambda proposal: proposal.award):
        listed = list(group)
        units = ", ".join(proposal.unit for proposal in listed)
        yield Item(f"{counted(len(listed))} tập thể: {units}.", lead=f"{award}:")
    yield _table(values)
    for proposal in values.proposals:
        if proposal.reason:
            yield Paragraph(f"{proposal.unit} được đề nghị vì: {sentence(proposal.reason)}")
    if values.result is not None:
        yield from decision_blocks(values.result)
        yield from exclusion_blocks(values.result)
    yield Paragraph(
        f"Hồ sơ gửi kèm: báo cáo tổng kết năm {values.year}; biên bản hội nghị bình xét và kết quả kiểm "
        "phiếu; bảng điểm thi đua của các đơn vị."
    )
    yield Paragraph(f"{values.cluster} kính trình {values.authority} xem xét, quyết định./.")


def _table(values: SubmissionValues) -> Table:
    ranks = {row.unit: row for row in values.ranking}
    rows = []
    for index, proposal in enumerate(values.proposals, start=1):
        ranked = ranks.get(proposal.unit)
        rows.append(
            Row(
                (
                    str(index),
                    proposal.unit,
                    proposal.award,
                    str(ranked.rank) if ranked and ranked.rank else "–",
                    _figure(ranked.final_total if ranked else None, values.places),
                    f"{proposal.agree}/{proposal.base}" if proposal.base else "–",
                    _figure(proposal.percent, _PERCENT_PLACES),
                )
            )
        )
    return Table(
        (
            Column("TT", 7, "center"),
            Column("Đơn vị", 34),
            Column("Hình thức đề nghị", 40),
            Column("Hạng", 11, "center"),
            Column("Điểm", 16, "right"),
            Column("Số phiếu", 16, "center"),
            Column("Tỷ lệ (%)", 15, "right"),
        ),
        tuple(rows),
        caption="Danh sách đề nghị",
    )


def _figure(value: Decimal | None, places: int) -> str:
    return "–" if value is None else number(value, places)
