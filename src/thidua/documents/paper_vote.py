"""What a vote on paper is held with: the ballot papers, the list to sign for them, the tally sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.core.ballot import PaperForm
from thidua.core.vietnamese import short_date

from .paper import (
    Block,
    Column,
    Head,
    Paper,
    Paragraph,
    Row,
    Signer,
    Slip,
    Table,
    place_line,
)

# An empty square: there is no letter of the paper's type for a box to tick.
_BOX = "□"
# So high is a row that somebody signs in, or makes strokes in, in millimetres.
_SIGNED_ROW, _STROKE_ROW = 11.0, 13.0
_TITLES = {
    "election": "Phiếu bầu",
    PaperForm.PER_ITEM: "Phiếu lấy ý kiến suy tôn",
    PaperForm.CHOOSE: "Phiếu suy tôn",
    PaperForm.PREFERENCE: "Phiếu suy tôn",
}


@dataclass(frozen=True, slots=True)
class PaperVoteValues:
    """A ballot on paper. ``candidates`` and ``electors`` are units' names; ``invalid`` says what makes a
    paper invalid, in words.
    """

    cluster: str
    is_bloc: bool
    year: int
    meeting: str
    held_on: date
    question: str
    is_election: bool
    form: PaperForm
    seats: int
    candidates: tuple[str, ...]
    electors: tuple[str, ...]
    invalid: str
    tellers: tuple[str, ...] = ()


def ballot_papers(values: PaperVoteValues, *, head: Head, stamp: str = "") -> Paper:
    """As many ballot papers as electors, several to a sheet where they fit; no name and no number on them."""
    slip = Slip(
        agency=values.cluster,
        seal="(đóng dấu treo)",
        occasion=f"{values.meeting}, ngày {short_date(values.held_on)}",
        title=_TITLES["election" if values.is_election else values.form],
        subject=values.question,
        table=_slip_table(values),
        notes=(f"Cách ghi: {_how_to(values)}.", f"Phiếu không hợp lệ: {values.invalid}."),
    )
    return Paper(
        kind=slip.title,
        abstract=values.question,
        head=head,
        body=(slip,) * len(values.electors),
        stamp=stamp,
        is_bare=True,
    )


def elector_list(values: PaperVoteValues, *, head: Head, place: str, stamp: str = "") -> Paper:
    """The units entitled to vote, with room to sign for the paper received."""
    return Paper(
        kind="Danh sách ký nhận phiếu",
        abstract=_about(values),
        head=head,
        place_date=place_line(place, values.held_on, values.year),
        body=(
            Paragraph(
                f"{len(values.electors):02d} đơn vị, mỗi đơn vị nhận một phiếu.", lead="Được bỏ phiếu:"
            ),
            Table(
                (
                    Column("TT", 7, "center"),
                    Column("Đơn vị", 60),
                    Column("Họ tên người bỏ phiếu", 45),
                    Column("Ký nhận phiếu", 32),
                ),
                tuple(Row((str(n), name, "", "")) for n, name in enumerate(values.electors, start=1)),
                row_height=_SIGNED_ROW,
            ),
            Paragraph("................ phiếu.", lead="Số phiếu đã phát:"),
        ),
        signers=(Signer(("Người phát phiếu",)),),
        stamp=stamp,
    )


def tally_sheet(values: PaperVoteValues, *, head: Head, place: str, stamp: str = "") -> Paper:
    """What one teller counts on: the totals, and for each candidate room for strokes and the sum."""
    gap = "............"
    totals = ("phát ra", "thu về", "hợp lệ", "không hợp lệ")
    blocks: tuple[Block, ...] = (
        Paragraph("; ".join(f"{name}: {gap}" for name in totals) + ".", lead="Số phiếu"),
        Paragraph(
            "Mỗi vạch là một phiếu, gạch năm vạch một nhóm. Hai người đếm và ghi riêng, rồi mỗi người tự "
            "nhập số của mình; hai bản khác nhau thì đếm lại."
        ),
        _tally_table(values),
        Paragraph(gap * 4, lead="Người kiểm phiếu (ký, ghi rõ họ tên):"),
    )
    return Paper(
        kind="Bảng kiểm đếm phiếu",
        abstract=_about(values),
        head=head,
        place_date=place_line(place, values.held_on, values.year),
        body=blocks,
        landscape=True,
        stamp=stamp,
    )


def _about(values: PaperVoteValues) -> str:
    return f"{values.question} tại {values.meeting.lower()} năm {values.year} của {values.cluster}"


def _slip_table(values: PaperVoteValues) -> Table:
    if values.form is PaperForm.PREFERENCE:
        answers: tuple[tuple[str, str], ...] = (("Thứ tự", ""),)
    elif values.form is PaperForm.CHOOSE:
        answers = (("Chọn", _BOX),)
    else:
        answers = (("Đồng ý", _BOX), ("Không đồng ý", _BOX), ("Không có ý kiến", _BOX))
    return Table(
        (
            Column("TT", 7, "center"),
            Column("Đơn vị", 58 if len(answers) > 1 else 90),
            *(Column(title, 22, "center") for title, _ in answers),
        ),
        tuple(
            Row((str(n), name, *(box for _, box in answers)))
            for n, name in enumerate(values.candidates, start=1)
        ),
    )


def _how_to(values: PaperVoteValues) -> str:
    count = len(values.candidates)
    if values.form is PaperForm.PREFERENCE:
        return f"ghi thứ tự từ 1 (cao nhất) đến {count} vào cột “Thứ tự”, mỗi thứ tự một lần"
    if values.form is PaperForm.CHOOSE:
        return (
            f"đánh dấu x vào ô của nhiều nhất {values.seats:02d} đơn vị; không chọn đơn vị nào là không "
            "đồng ý với tất cả"
        )
    return "mỗi đơn vị đánh dấu x vào một ô; để trống là không có ý kiến"


def _tally_table(values: PaperVoteValues) -> Table:
    if values.form is PaperForm.PREFERENCE:
        titles: tuple[str, ...] = ("Cộng các thứ tự trên phiếu", f"Số lần trong {values.seats} thứ tự đầu")
    elif values.form is PaperForm.CHOOSE:
        titles = ("Chọn", "Không chọn")
    else:
        titles = ("Đồng ý", "Không đồng ý", "Không có ý kiến")
    answers = tuple(column for title in titles for column in (Column(title, 52), Column("Cộng", 14)))
    return Table(
        (Column("TT", 8, "center"), Column("Đơn vị", 45), *answers),
        tuple(
            Row((str(n), name, *("",) * len(answers))) for n, name in enumerate(values.candidates, start=1)
        ),
        row_height=_STROKE_ROW,
    )
