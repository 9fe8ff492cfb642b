"""Biên bản kiểm phiếu: who counted, papers issued and collected, each candidate's votes, recounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.core.vietnamese import long_date
from thidua.core.yearend_words import counted

from .ballot_result import BallotResult, conclusion, result_table, rule_of, share_of, way_of
from .paper import Block, Head, Heading, Item, Paper, Paragraph, Signatures, Signer, blank_number
from .written_text import person, sentence


@dataclass(frozen=True, slots=True)
class CountValues:
    """What the minutes of a count are made of; ``meeting`` names the meeting it was held at."""

    cluster: str
    is_bloc: bool
    year: int
    meeting: str
    held_on: date
    place: str
    presided_by: str
    ballot: BallotResult


def count_minutes(values: CountValues, *, head: Head, stamp: str = "") -> Paper:
    """Compose the minutes of a count. By the decree they carry no line of place and day at the head."""
    word = "Khối" if values.is_bloc else "Cụm"
    chair = Signer(("Chủ tọa",), person(values.presided_by))
    # Without named tellers whoever counted signs beside the chair.
    alone = () if values.ballot.tellers else (Signer(("Người kiểm phiếu",)),)
    return Paper(
        kind="Biên bản kiểm phiếu",
        abstract=values.ballot.question,
        head=head,
        number=blank_number("BB-KTĐ" if values.is_bloc else "BB-CTĐ"),
        body=tuple(_body(values, word)),
        signers=(*alone, chair),
        recipients=(f"Các đơn vị thành viên {word}", "Lưu: VT, hồ sơ hội nghị"),
        stamp=stamp,
    )


def _body(values: CountValues, word: str) -> Iterable[Block]:
    ballot = values.ballot
    day = long_date(values.held_on)
    yield Paragraph(
        f"{values.meeting} năm {values.year} của {values.cluster}, {day}, tại {sentence(values.place)}",
        lead="Hội nghị:",
    )
    if ballot.closed:
        yield Paragraph(f"Khép lại, kiểm phiếu lúc {ballot.closed}.", lead="Thời gian:")
    yield Heading("I. Ban kiểm phiếu")
    yield from _tellers(ballot)
    yield Heading("II. Hình thức, cách tính")
    yield Paragraph(f"{way_of(ballot)}.", lead="Hình thức:")
    if ballot.asked:
        yield Paragraph(ballot.asked)
    yield Paragraph(rule_of(ballot))
    yield Heading("III. Kết quả kiểm phiếu")
    yield from _totals(ballot)
    yield result_table(ballot)
    yield Heading("IV. Kết luận")
    text = conclusion(ballot)
    yield Paragraph(f"{text[0].upper()}{text[1:]}")
    if ballot.challenges:
        yield Heading("V. Yêu cầu kiểm lại")
        for challenge in ballot.challenges:
            yield Item(sentence(challenge))
    if ballot.sealed:
        groups = " ".join(ballot.sealed[start : start + 16] for start in range(0, len(ballot.sealed), 16))
        yield Paragraph(f"{groups}.", lead="Dấu niêm phong (SHA-256) của những gì đã bỏ:")
    yield Paragraph("Biên bản được lập thành hai bản, đã đọc cho hội nghị nghe và nhất trí./.")
    if ballot.tellers:
        offices = ("Trưởng ban kiểm phiếu", *("Ủy viên",) * (len(ballot.tellers) - 1))
        signers = tuple(
            Signer((office,), person(name)) for office, name in zip(offices, ballot.tellers, strict=True)
        )
        yield Signatures(signers, min(3, len(signers)))


def _tellers(ballot: BallotResult) -> Iterable[Block]:
    if not ballot.tellers:
        yield Paragraph(
            "Hội nghị không cử ban kiểm phiếu; phiếu bỏ trên hệ thống được đếm khi khép lại, ai được bỏ "
            "phiếu cũng yêu cầu kiểm lại được."
            if not ballot.is_on_paper
            else "Hai người được giao kiểm phiếu đếm và ghi riêng, hai bản khớp nhau."
        )
        return
    for index, name in enumerate(ballot.tellers):
        yield Item(sentence(name), lead="Trưởng ban:" if index == 0 else "Ủy viên:")


def _totals(ballot: BallotResult) -> Iterable[Block]:
    yield Item(f"{counted(ballot.electorate)}.", lead="Số đơn vị được bỏ phiếu:")
    issued = "Số phiếu phát ra:" if ballot.is_on_paper else "Số đơn vị bỏ phiếu:"
    yield Item(f"{share_of(ballot.present, ballot.electorate)}.", lead=issued)
    yield Item(f"{counted(ballot.collected)}.", lead="Số phiếu thu về:")
    yield Item(f"{share_of(ballot.valid, ballot.collected)}.", lead="Số phiếu hợp lệ:")
    yield Item(f"{share_of(ballot.invalid, ballot.collected)}.", lead="Số phiếu không hợp lệ:")
