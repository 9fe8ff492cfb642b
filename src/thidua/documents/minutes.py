"""Biên bản: the minutes of a cluster's meeting with the results of its ballots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.core.vietnamese import long_date, number
from thidua.core.yearend_words import counted, names

from .paper import Block, Column, Head, Heading, Item, Paper, Paragraph, Row, Signer, Table, blank_number
from .written_text import blocks_of, lines_of, person, sentence


@dataclass(frozen=True, slots=True)
class CandidateResult:
    """What the papers say of one candidate."""

    unit: str
    agree: int
    disagree: int
    abstain: int
    percent: Decimal
    elected: bool
    tied: bool = False


@dataclass(frozen=True, slots=True)
class BallotResult:
    """A closed ballot: who could vote and did, papers valid and not, by which rules, each candidate.

    ``base`` is what the percentage is taken of, in words.
    """

    question: str
    is_secret: bool
    electorate: int
    present: int
    valid: int
    invalid: int
    quorum_percent: int
    threshold_percent: int
    base: str
    quorum_reached: bool
    candidates: tuple[CandidateResult, ...]


@dataclass(frozen=True, slots=True)
class MinutesValues:
    """What the minutes are made of; ``kind`` names the meeting, ``text`` is what the secretary wrote."""

    cluster: str
    is_bloc: bool
    year: int
    kind: str
    held_on: date
    place: str
    presided_by: str
    directed_by: str
    secretary: str
    attending: tuple[str, ...]
    absent: tuple[str, ...]
    text: str
    ballots: tuple[BallotResult, ...] = ()


def minutes(values: MinutesValues, *, head: Head, stamp: str = "") -> Paper:
    """Compose the minutes. By the decree they carry no line of place and day at the head."""
    word = "Khối" if values.is_bloc else "Cụm"
    return Paper(
        kind="Biên bản",
        abstract=f"{values.kind} năm {values.year} của {values.cluster}",
        head=head,
        number=blank_number("BB-KTĐ" if values.is_bloc else "BB-CTĐ"),
        body=tuple(_body(values, word)),
        signers=(
            Signer(("Thư ký",), person(values.secretary)),
            Signer(("Chủ tọa",), person(values.presided_by)),
        ),
        recipients=(f"Các đơn vị thành viên {word}", "Lưu: VT, hồ sơ hội nghị"),
        stamp=stamp,
    )


def _body(values: MinutesValues, word: str) -> Iterable[Block]:
    everyone = len(values.attending) + len(values.absent)
    day = long_date(values.held_on)
    yield Paragraph(f"{day[0].upper()}{day[1:]}.", lead="Thời gian:")
    yield Paragraph(sentence(values.place), lead="Địa điểm:")
    yield Heading("I. Thành phần tham dự")
    if values.directed_by:
        yield Paragraph(sentence(values.directed_by), lead="Dự và chỉ đạo:")
    yield Paragraph(sentence(values.presided_by), lead="Chủ trì:")
    if values.secretary:
        yield Paragraph(sentence(values.secretary), lead="Thư ký:")
    present = f"có mặt {counted(len(values.attending))}/{counted(everyone)} đơn vị"
    listed = f": {', '.join(values.attending)}" if values.attending else ""
    yield Paragraph(f"{present}{listed}.", lead=f"Đại diện các đơn vị thành viên {word}:")
    if values.absent:
        yield Paragraph(f"{', '.join(values.absent)}.", lead="Vắng mặt:")
    yield Heading("II. Nội dung")
    written = blocks_of(lines_of(values.text))
    yield from written or (Paragraph("Hội nghị làm việc theo chương trình đã gửi các đơn vị."),)
    if values.ballots:
        yield Heading("III. Kết quả biểu quyết, bỏ phiếu")
        before = ""
        for index, ballot in enumerate(values.ballots, start=1):
            yield from _ballot(ballot, index, before)
            before = _rule(ballot)
    yield Paragraph("Hội nghị kết thúc cùng ngày; biên bản đã được thông qua tại hội nghị./.")


def _ballot(ballot: BallotResult, index: int, before: str) -> Iterable[Block]:
    """The ballot's part; the rule of the ballot ``before`` is not told twice."""
    way = "Bỏ phiếu kín" if ballot.is_secret else "Biểu quyết công khai"
    yield Heading(f"{index}. {ballot.question}", 2)
    rule = _rule(ballot)
    yield Paragraph(
        f"{way}. Số đơn vị có quyền bỏ phiếu: {counted(ballot.electorate)}; số phiếu thu "
        f"về: {counted(ballot.present)}; hợp lệ: {counted(ballot.valid)}; "
        f"không hợp lệ: {counted(ballot.invalid)}." + (" Cách tính như trên." if rule == before else "")
    )
    if rule != before:
        yield Paragraph(rule)
    yield Table(
        (
            Column("TT", 7, "center"),
            Column("Đơn vị", 40),
            *(
                Column(title, 16, "right")
                for title in ("Đồng ý", "Không đồng ý", "Không có ý kiến", "Tỷ lệ (%)")
            ),
            Column("Kết quả", 22, "center"),
        ),
        tuple(_candidate(row, index) for index, row in enumerate(ballot.candidates, start=1)),
    )
    yield Item(_conclusion(ballot), lead="Kết luận:")


def _candidate(row: CandidateResult, index: int) -> Row:
    result = "Trúng" if row.elected else "Bằng phiếu" if row.tied else "Không trúng"
    votes = (number(row.agree), number(row.disagree), number(row.abstain), number(row.percent, 2))
    return Row((str(index), row.unit, *votes, result))


def _rule(ballot: BallotResult) -> str:
    needed = (
        "trên 50%" if ballot.threshold_percent == 50 else f"từ {_share(ballot.threshold_percent)} trở lên"
    )
    return (
        f"Cách tính: cuộc bỏ phiếu có giá trị khi ít nhất {_share(ballot.quorum_percent)} số đơn vị thành "
        f"viên có mặt; trúng khi đạt {needed}, tính trên {ballot.base.lower()}."
    )


def _share(percent: int) -> str:
    """A share as minutes tell it: 67 stands for two thirds."""
    return "hai phần ba" if percent == 67 else f"{percent}%"


def _conclusion(ballot: BallotResult) -> str:
    if not ballot.quorum_reached:
        return "không đủ số đơn vị có mặt, cuộc bỏ phiếu không có kết quả."
    elected = [f"{row.unit} ({number(row.percent)}%)" for row in ballot.candidates if row.elected]
    tied = [row.unit for row in ballot.candidates if row.tied]
    said = names(elected) if elected else "không đơn vị nào đạt"
    return f"{said}; bằng phiếu, phải bỏ phiếu lại: {names(tied)}." if tied else f"{said}."
