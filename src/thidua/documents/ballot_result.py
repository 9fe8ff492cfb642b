"""The result of a ballot as minutes print it: who voted, by which rules, what it came to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from thidua.core.vietnamese import number
from thidua.core.yearend_words import counted, names

from .paper import Column, Row, Table


@dataclass(frozen=True, slots=True)
class CandidateResult:
    """What the papers say of one candidate; ``places`` is the sum of its places where papers order."""

    unit: str
    agree: int
    disagree: int
    abstain: int
    percent: Decimal
    elected: bool
    tied: bool = False
    places: int = 0


@dataclass(frozen=True, slots=True)
class BallotResult:
    """A closed ballot: who could vote and did, papers valid and not, by which rules, each candidate.

    ``base`` is what the percentage is taken of, in words; ``way`` how it was voted (else by ``is_secret``);
    ``asked`` the other settings in a sentence; ``closed`` when, in words; ``sealed`` the digest of what was
    cast; ``challenges`` recounts asked for, each with its finding.
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
    way: str = ""
    asked: str = ""
    is_ordered: bool = False
    is_on_paper: bool = False
    tellers: tuple[str, ...] = ()
    closed: str = ""
    sealed: str = ""
    challenges: tuple[str, ...] = ()

    @property
    def collected(self) -> int:
        """Papers that came back."""
        return self.valid + self.invalid


def way_of(ballot: BallotResult) -> str:
    """How it was voted, to open a sentence."""
    return ballot.way or ("Bỏ phiếu kín" if ballot.is_secret else "Biểu quyết công khai")


def rule_of(ballot: BallotResult) -> str:
    """By which rules it was decided."""
    needed = (
        "trên 50%" if ballot.threshold_percent == 50 else f"từ {_share(ballot.threshold_percent)} trở lên"
    )
    return (
        f"Cách tính: cuộc bỏ phiếu có giá trị khi ít nhất {_share(ballot.quorum_percent)} số đơn vị thành "
        f"viên có mặt; trúng khi đạt {needed}, tính trên {ballot.base.lower()}."
    )


def result_table(ballot: BallotResult) -> Table:
    """Each candidate's votes, percentage and result."""
    titles = (
        ("Tổng thứ tự", "Trong số được chọn")
        if ballot.is_ordered
        else ("Đồng ý", "Không đồng ý", "Không có ý kiến")
    )
    return Table(
        (
            Column("TT", 7, "center"),
            Column("Đơn vị", 40),
            *(Column(title, 16, "right") for title in (*titles, "Tỷ lệ (%)")),
            Column("Kết quả", 22, "center"),
        ),
        tuple(_candidate(row, index, ballot) for index, row in enumerate(ballot.candidates, start=1)),
    )


def conclusion(ballot: BallotResult) -> str:
    """Who is elected, who must be voted on again."""
    if not ballot.quorum_reached:
        return "không đủ số đơn vị có mặt, cuộc bỏ phiếu không có kết quả."
    elected = [f"{row.unit} ({number(row.percent)}%)" for row in ballot.candidates if row.elected]
    tied = [row.unit for row in ballot.candidates if row.tied]
    said = names(elected) if elected else "không đơn vị nào đạt"
    return f"{said}; bằng phiếu, phải bỏ phiếu lại: {names(tied)}." if tied else f"{said}."


def share_of(part: int, whole: int) -> str:
    """``07 (87,5%)``: a count and its percentage; the count alone where there is nothing to share."""
    if not whole:
        return counted(part)
    percent = (Decimal(part * 100) / Decimal(whole)).quantize(Decimal("0.01"))
    return f"{counted(part)} ({number(percent)}%)"


def _candidate(row: CandidateResult, index: int, ballot: BallotResult) -> Row:
    result = "Trúng" if row.elected else "Bằng phiếu" if row.tied else "Không trúng"
    votes = (row.places, row.agree) if ballot.is_ordered else (row.agree, row.disagree, row.abstain)
    cells = (*(number(figure) for figure in votes), number(row.percent, 2))
    return Row((str(index), row.unit, *cells, result))


def _share(percent: int) -> str:
    """A share as minutes tell it: 67 stands for two thirds."""
    return "hai phần ba" if percent == 67 else f"{percent}%"
