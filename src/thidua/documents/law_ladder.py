"""A law pack on paper: the ladder, then every award with who confers it, its conditions and their citations.

A reference, not an issued paper: it says how well each line is known and marks plainly what is not confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator

from thidua.core.law.book_words import LEVEL_NAMES, ROUNDING, TRANSITION, bar_words, period_words
from thidua.core.law.facts import SubjectKind
from thidua.core.law.ladder import Edge, Ladder, ladder
from thidua.core.law.pack import BaseWage, Basis, Coefficient, LawPack, Level
from thidua.core.law.words import put
from thidua.core.vietnamese import number, short_date

from .law_award import UNCONFIRMED, AwardWriter, Citing, capital
from .paper import Block, Column, Head, Heading, Item, Paper, Paragraph, Row, Table, roman
from .written_text import sentence


def law_page(pack: LawPack, *, head: Head, stamp: str = "") -> Paper:
    """Compose the page of ``pack``; ``head`` says whose copy it is."""
    return Paper(
        kind="Bậc thang khen thưởng",
        abstract=f"Danh hiệu, hình thức khen thưởng, điều kiện và căn cứ {_period(pack)}",
        head=head,
        body=tuple(_Book(pack).body()),
        stamp=stamp,
    )


def _period(pack: LawPack) -> str:
    since = f"áp dụng cho hồ sơ nhận từ {short_date(pack.since)}"
    return f"{since} đến {short_date(pack.until)}" if pack.until else since


class _Book:
    """Writes one pack."""

    def __init__(self, pack: LawPack) -> None:
        self.pack = pack
        self.citing = Citing.of(pack)
        self.awards = AwardWriter(pack, self.citing)

    def body(self) -> Iterator[Block]:
        """The whole paper."""
        yield from self._opening()
        parts = [
            ("Văn bản", self._instruments()),
            ("Quy định chung", self._general()),
            ("Bậc thang", self._ladders()),
            *((LEVEL_NAMES[level], self._level(level)) for level in Level),
            ("Ghi chú", self._notes()),
        ]
        written = [(title, blocks) for title, part in parts if (blocks := tuple(part))]
        for index, (title, blocks) in enumerate(written, start=1):
            yield Heading(f"{roman(index)}. {title}")
            yield from blocks

    def _opening(self) -> Iterator[Block]:
        yield Paragraph(
            f"Bản tra cứu này in từ gói quy định {self.pack.id} của phần mềm, không thay văn bản quy phạm "
            f"pháp luật. Căn cứ không ghi thêm gì là “{self.citing.usual.label}”; mức khác ghi ngay "
            "sau căn cứ."
        )
        if self.citing.unconfirmed:
            share = f"{number(self.citing.unconfirmed)} trong {number(self.citing.conditions)} điều kiện"
            yield Paragraph(
                f"{share} mang dấu [{UNCONFIRMED}]: chưa thấy văn bản, hoặc văn bản hiểu được nhiều cách. "
                "Kết luận phụ thuộc vào các điều kiện đó phải do người có thẩm quyền quyết định.",
                lead="Lưu ý:",
            )
        if self.pack.overlays:
            yield Paragraph(f"{', '.join(self.pack.overlays)}.", lead="Đã gộp quy định riêng của cơ quan:")

    # --- the pack as a whole -------------------------------------------------------------------------

    def _instruments(self) -> Iterator[Block]:
        rows = tuple(
            Row(
                (
                    one.code,
                    f"{one.title}, số {one.number}",
                    short_date(one.signed) or "–",
                    capital(put(period_words(one.since, one.until))),
                    capital(one.confirmation.label)
                    if one.confirmation.is_confirmed
                    else f"[{UNCONFIRMED}] {one.confirmation.label}",
                )
            )
            for one in self.pack.instruments.values()
        )
        columns = (
            Column("Ký hiệu", 18),
            Column("Văn bản", 64),
            Column("Ngày ký", 21, "center"),
            Column("Hiệu lực", 34),
            Column("Xác nhận", 28),
        )
        yield Table(columns, rows, dense=True)

    def _general(self) -> Iterator[Block]:
        for bar in self.pack.bars:
            yield Item(f"{put(bar_words(bar))} {self.citing.cite(bar.basis)}.", lead=f"{bar.id}.")
        if self.pack.transition:
            yield Item(f"{TRANSITION} {self.citing.cite(self.pack.transition)}.", lead="Chuyển tiếp.")
        if self.pack.rounding:
            yield Item(f"{ROUNDING} {self.citing.cite(self.pack.rounding)}.", lead="Làm tròn.")
        if self.pack.base_wages:
            yield Table(
                (
                    Column("Từ ngày", 28, "center"),
                    Column("Đồng/tháng", 32, "right"),
                    Column("Căn cứ", 105),
                ),
                tuple(
                    Row(
                        (
                            short_date(wage.since),
                            number(wage.dong),
                            self.citing.source(wage.basis),
                        )
                    )
                    for wage in self.pack.base_wages
                ),
                caption="Mức lương cơ sở để tính tiền thưởng",
            )

    def _notes(self) -> Iterator[Block]:
        return (Item(sentence(note)) for note in self.pack.notes)

    # --- the ladder ----------------------------------------------------------------------------------

    def _ladders(self) -> Iterator[Block]:
        drawn = [ladder(self.pack, kind) for kind in SubjectKind]
        drawn = [one for one in drawn if one.awards]
        if not drawn:
            return
        yield Paragraph(
            "Bảng xếp từ thấp lên cao. Cột “Xét từ” nêu danh hiệu, hình thức mà tiêu chuẩn nhắc đến; dấu (?) "
            f"là chưa xác nhận. {self._wage_told()}"
        )
        for one in drawn:
            yield self._ladder(one)

    def _wage_told(self) -> str:
        wage = self._wage()
        if wage is None:
            return "Gói chưa có mức lương cơ sở nên không tính tiền thưởng."
        since = short_date(wage.since)
        return f"Tiền thưởng tính theo mức lương cơ sở từ {since} là {number(wage.dong)} đồng."

    def _wage(self) -> BaseWage | None:
        return max(self.pack.base_wages, key=lambda wage: wage.since, default=None)

    def _ladder(self, drawn: Ladder) -> Block:
        rows = []
        for level in Level:
            awards = [award for award in drawn.awards if award.level is level]
            if awards:
                rows.append(Row((LEVEL_NAMES[level], "", "", ""), bold=True))
            for award in sorted(awards, key=lambda award: award.order):
                below = [edge for edge in drawn.edges if edge.target == award.code]
                rows.append(
                    Row(
                        (
                            award.name.vi,
                            "; ".join(self._edge(edge) for edge in below) or "–",
                            award.confers.who + _doubt(award.confers.basis),
                            self._money(award.bonus.get(drawn.kind)),
                        )
                    )
                )
        return Table(
            (
                Column("Danh hiệu, hình thức", 40),
                Column("Xét từ", 47),
                Column("Người quyết định", 53),
                Column("Tiền thưởng (đồng)", 25, "right"),
            ),
            tuple(rows),
            caption=f"Bậc thang đối với {drawn.kind.label.lower()}",
            dense=True,
        )

    def _edge(self, edge: Edge) -> str:
        asked = ", ".join(put(label.words) + ("" if label.is_confirmed else " (?)") for label in edge.labels)
        return f"{self.pack.award(edge.source).short}: {asked}"

    def _money(self, coefficient: Coefficient | None) -> str:
        wage = self._wage()
        if coefficient is None or wage is None:
            return "–"
        dong = number(coefficient.figure * wage.dong, 0)
        most = "đến " if coefficient.is_ceiling else ""
        return f"{most}{dong}{_doubt(coefficient.basis)}"

    # --- the awards ----------------------------------------------------------------------------------

    def _level(self, level: Level) -> Iterator[Block]:
        awards = [award for award in self.pack.awards.values() if award.level is level]
        awards.sort(key=lambda award: award.order)
        for index, award in enumerate(awards, start=1):
            yield Heading(f"{index}. {award.name.vi} ({award.short})", 2)
            yield from self.awards.blocks(award)


def _doubt(basis: Basis) -> str:
    return "" if basis.confirmation.is_confirmed else " (?)"
