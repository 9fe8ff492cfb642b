"""Báo cáo tổng kết năm và phương hướng năm sau: the cluster's year-end report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.core.citation import citation
from thidua.core.timetable import Field
from thidua.core.vietnamese import long_date, number
from thidua.core.yearend import ProposalFact, Said, YearEnd
from thidua.core.yearend_words import counted, excerpt, limits, medals_sentence, names

from . import year_end_tables as tables
from .paper import Block, Head, Heading, Item, Paper, Paragraph, Signer, blank_number, listed, place_line
from .score_table import ScoreTable, score_annex
from .written_text import lines_of, sentence, without_dash

# What the sector's fields are called in section IV, in the order the report takes them.
_FIELDS = (Field.HERITAGE, Field.CULTURE, Field.SPORTS, Field.TOURISM, Field.FAMILY)


def year_end_report(
    values: YearEnd,
    *,
    head: Head,
    place: str,
    day: date | None,
    signer: Signer,
    scores: ScoreTable | None = None,
    stamp: str = "",
) -> Paper:
    """Compose the report. ``day`` is the paper's own day; unknown, it is left open for the pen."""
    symbol = "BC-KTĐ" if values.is_bloc else "BC-CTĐ"
    source = f"Kèm theo Báo cáo số …/{symbol} ngày … tháng … năm … của {head.agency}"
    annexes = []
    if figures := tables.figures_annex(values, source):
        annexes.append(figures)
    if scores:
        annexes.append(score_annex(scores, source))
    return Paper(
        kind="Báo cáo",
        abstract=(
            f"Tổng kết công tác thi đua, khen thưởng năm {values.year} và phương hướng, nhiệm vụ "
            f"năm {values.year + 1} của {values.cluster}"
        ),
        head=head,
        number=blank_number(symbol),
        place_date=place_line(place, day, values.year),
        addressees=(values.authority,),
        body=tuple(_body(values)),
        signers=(signer,),
        recipients=(
            "Như kính gửi",
            f"Các đơn vị thành viên {values.group_word} (để thực hiện)",
            "Lưu: VT, TĐKT",
        ),
        annexes=tuple(annexes),
        stamp=stamp,
    )


def _body(values: YearEnd) -> Iterable[Block]:
    yield Paragraph(
        f"Thực hiện Quy chế hoạt động, {values.group_word} trưởng báo cáo kết quả công tác thi đua, "
        f"khen thưởng năm {values.year} và phương hướng, nhiệm vụ năm {values.year + 1} của "
        f"{values.cluster} như sau:"
    )
    yield from _situation(values)
    yield from _leadership(values)
    yield from _pledges(values)
    yield from _results(values)
    yield from _commendation(values)
    yield from _limits(values)
    yield from _ranking(values)
    yield from _directions(values)


def _situation(values: YearEnd) -> Iterable[Block]:
    word = values.group_word
    yield Heading("I. Đặc điểm tình hình")
    yield Paragraph(
        f"{values.cluster} năm {values.year} gồm {counted(len(values.members))} đơn vị thành viên:"
    )
    yield from (Item(name) for name in listed(tuple(member.name for member in values.members)))
    lead = f"{word} trưởng: {values.chair.name}"
    yield Paragraph(f"{lead}; {word} phó: {values.deputy.name}." if values.deputy else f"{lead}.")


def _leadership(values: YearEnd) -> Iterable[Block]:
    yield Heading("II. Công tác chỉ đạo và các phong trào thi đua")
    yield Heading("1. Văn bản chỉ đạo", 2)
    if values.directives:
        yield Paragraph("Các đơn vị đã quán triệt và tổ chức thực hiện:")
    else:
        yield Paragraph("Chưa ghi nhận văn bản chỉ đạo.")
    for cited in values.directives:
        yield Item(sentence(citation(cited.number, cited.issued_on, cited.issuer, cited.abstract)))
    yield Heading("2. Phong trào thi đua", 2)
    if not values.movements:
        yield Paragraph("Chưa ghi nhận phong trào thi đua.")
    for movement in values.movements:
        taking = counted(len(movement.taking_part))
        yield Item(
            f"{movement.launched_by} phát động ({movement.kind.lower()}); "
            f"{taking}/{counted(len(values.members))} đơn vị tham gia.",
            lead=f"Phong trào “{movement.name}”:",
        )
    yield Heading("3. Hoạt động chung, giao lưu", 2)
    yield Paragraph(_activities_sentence(values))
    for activity in values.activities:
        place = f", tại {activity.place}" if activity.place else ""
        yield Item(
            f"{activity.name} ({long_date(activity.held_on)}{place}; {activity.host} chủ trì, "
            f"{counted(activity.units)} đơn vị tham gia)."
        )


def _activities_sentence(values: YearEnd) -> str:
    exchanges = sum(activity.is_exchange for activity in values.activities)
    joint = len(values.activities) - exchanges
    held = [
        f"{counted(count)} {what}"
        for count, what in ((joint, "chương trình chung"), (exchanges, "hoạt động giao lưu"))
        if count
    ]
    if not held:
        return f"Trong năm, {values.group_word} chưa tổ chức chương trình chung, hoạt động giao lưu nào."
    return f"Trong năm, {values.group_word} tổ chức {names(held)} giữa các đơn vị."


def _pledges(values: YearEnd) -> Iterable[Block]:
    yield Heading("III. Giao ước và chỉ tiêu thi đua")
    signed = f"{counted(len(values.signed))}/{counted(len(values.members))} đơn vị đã ký giao ước thi đua"
    yield Paragraph(
        f"{signed}, hoàn thành {long_date(values.signed_on)}." if values.signed_on else f"{signed}."
    )
    if values.registrations:
        yield Paragraph(
            f"Các đơn vị trong {values.group_word} đăng ký danh hiệu thi đua, hình thức khen thưởng:"
        )
        yield tables.registrations(values)
    if any(indicator.pledged for indicator in values.indicators):
        yield tables.pledges(values)


def _results(values: YearEnd) -> Iterable[Block]:
    yield Heading("IV. Kết quả trên các lĩnh vực")
    yield Paragraph(
        f"Số liệu lấy từ báo cáo đã nộp của {counted(len(values.reported))}/"
        f"{counted(len(values.members))} đơn vị."
    )
    texts = dict(values.field_texts)
    place = 0
    for field in _FIELDS:
        rows = [
            indicator for indicator in values.indicators if indicator.field is field and indicator.figures
        ]
        said = texts.get(field, ())
        has_medals = field is Field.SPORTS and values.medals_ordered
        if not (rows or said or has_medals):
            continue
        place += 1
        yield Heading(f"{place}. {field.label}", 2)
        if rows:
            yield tables.indicators(values, rows, field)
        if has_medals:
            yield Paragraph(medals_sentence(values))
            yield tables.medals(values)
        yield from _sayings(said)


def _commendation(values: YearEnd) -> Iterable[Block]:
    yield Heading("V. Công tác khen thưởng")
    rows = [one for one in values.indicators if one.field is Field.EMULATION and one.figures]
    said = dict(values.field_texts).get(Field.EMULATION, ())
    if rows:
        yield tables.indicators(values, rows, Field.EMULATION)
    yield from _sayings(said)
    if not rows and not said:
        yield Paragraph("Báo cáo đã nộp của các đơn vị chưa có nội dung về công tác khen thưởng.")


def _limits(values: YearEnd) -> Iterable[Block]:
    yield Heading("VI. Hạn chế, tồn tại")
    computed = limits(values)
    yield from (Item(sentence) for sentence in computed)
    if values.limits_said:
        yield Paragraph("Khó khăn, hạn chế các đơn vị nêu:")
        yield from _sayings(values.limits_said)
    if not computed and not values.limits_said:
        yield Paragraph("Số liệu trong năm không cho thấy hạn chế nào.")


def _ranking(values: YearEnd) -> Iterable[Block]:
    yield Heading("VII. Xếp hạng và đề nghị khen thưởng")
    if values.ranking:
        yield tables.ranking(values)
    else:
        yield Paragraph("Chưa có kết quả chấm điểm.")
    if values.proposals:
        yield Paragraph(f"Căn cứ kết quả bình xét, {values.group_word} đề nghị {values.authority} xét, tặng:")
        yield from (Item(_proposal(proposal)) for proposal in values.proposals)
    else:
        yield Paragraph("Chưa có đề nghị khen thưởng.")
    if values.next_chair:
        word = values.group_word
        deputy = f"; {word} phó: {values.next_deputy}" if values.next_deputy else ""
        yield Paragraph(f"{word} trưởng năm {values.year + 1}: {values.next_chair}{deputy}.")


def _directions(values: YearEnd) -> Iterable[Block]:
    yield Heading(f"VIII. Phương hướng, nhiệm vụ năm {values.year + 1}")
    own = [said for said in values.directions_said if said.unit == values.chair.short_name]
    others = [said for said in values.directions_said if said.unit != values.chair.short_name]
    for said in own:
        yield from (Item(without_dash(line)) for line in lines_of(said.text))
    if others:
        yield Paragraph("Nhiệm vụ trọng tâm các đơn vị đề ra:")
        yield from _sayings(others)
    if values.suggestions_said:
        yield Paragraph("Kiến nghị, đề xuất của các đơn vị:")
        yield from _sayings(values.suggestions_said)
    yield Paragraph(
        f"Trên đây là báo cáo tổng kết công tác thi đua, khen thưởng năm {values.year} và phương hướng, "
        f"nhiệm vụ năm {values.year + 1} của {values.cluster}./."
    )


def _proposal(proposal: ProposalFact) -> str:
    words = f"{proposal.award}: {proposal.unit}"
    if proposal.agree is not None and proposal.base:
        share = f", đạt {number(proposal.percent)}%" if proposal.percent is not None else ""
        words += f" ({counted(proposal.agree)}/{counted(proposal.base)} phiếu đồng ý{share})"
    if proposal.reason:
        words += f"; lý do: {proposal.reason.rstrip('.')}"
    return words + "."


def _sayings(said: Iterable[Said]) -> Iterable[Block]:
    return (Item(excerpt(one.text), lead=f"{one.unit}:") for one in said if one.text.strip())
