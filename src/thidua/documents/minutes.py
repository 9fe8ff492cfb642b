"""Biên bản: the minutes of a cluster's meeting with the results of its ballots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.core.vietnamese import long_date
from thidua.core.yearend_words import counted, names

from .ballot_result import BallotResult, conclusion, result_table, rule_of, way_of
from .paper import Block, Head, Heading, Item, Paper, Paragraph, Signer, blank_number
from .written_text import blocks_of, lines_of, person, sentence


@dataclass(frozen=True, slots=True)
class MinutesValues:
    """What the minutes are made of; ``kind`` names the meeting, ``text`` is what the secretary wrote.

    ``presented`` are sentences on what lay before the meeting: sheets handed in and verified, appeals.
    """

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
    presented: tuple[str, ...] = ()


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
    gap = "\u00a0" * 6
    yield Paragraph(f"Bắt đầu vào hồi{gap}giờ{gap}{long_date(values.held_on)}.", lead="Thời gian:")
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
    yield from (Item(text) for text in values.presented)
    yield from written or (Paragraph("Hội nghị làm việc theo chương trình đã gửi các đơn vị."),)
    if values.ballots:
        yield Heading("III. Kết quả biểu quyết, bỏ phiếu")
        before = ""
        for index, ballot in enumerate(values.ballots, start=1):
            yield from _ballot(ballot, index, before)
            before = _rules(ballot)
        yield Heading("IV. Kết quả bình xét, suy tôn")
        yield from _awarded(values)
    yield Paragraph(
        f"Hội nghị kết thúc vào hồi{gap}giờ{gap}cùng ngày; biên bản đã được thông qua tại hội nghị./."
    )


def _ballot(ballot: BallotResult, index: int, before: str) -> Iterable[Block]:
    """The ballot's part; the rule of the ballot ``before`` is not told twice."""
    yield Heading(f"{index}. {ballot.question}", 2)
    rule = _rules(ballot)
    yield Paragraph(
        f"{way_of(ballot)}. Số đơn vị có quyền bỏ phiếu: {counted(ballot.electorate)}; số phiếu thu "
        f"về: {counted(ballot.collected)}; hợp lệ: {counted(ballot.valid)}; "
        f"không hợp lệ: {counted(ballot.invalid)}." + (" Cách tính như trên." if rule == before else "")
    )
    if rule != before:
        yield Paragraph(rule)
    yield result_table(ballot)
    yield Item(conclusion(ballot), lead="Kết luận:")
    for challenge in ballot.challenges:
        yield Item(sentence(challenge), lead="Yêu cầu kiểm lại:")


def _rules(ballot: BallotResult) -> str:
    return f"{rule_of(ballot)} {ballot.asked}".strip()


def _awarded(values: MinutesValues) -> Iterable[Block]:
    """Who was chosen for what, one line a thing voted on; the later rounds of a question add to the first."""
    chosen: dict[str, list[str]] = {}
    for ballot in values.ballots:
        question = ballot.question.split(" (lượt ")[0]
        chosen.setdefault(question, []).extend(row.unit for row in ballot.candidates if row.elected)
    for question, units in chosen.items():
        yield Item(f"{names(units) if units else 'không có đơn vị nào'}.", lead=f"{question}:")
