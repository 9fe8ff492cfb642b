"""A first draft of the year-end news, from what the cluster's year knows.

The words are content, not interface: they stay Vietnamese whatever language the editor's screen speaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members
from thidua.core.award import AWARDS
from thidua.core.vietnamese import number, short_date
from thidua.reporting import queries as reporting
from thidua.review import queries as review
from thidua.review.models import Meeting, MeetingKind


@dataclass(frozen=True, slots=True)
class Draft:
    """Title, lead and body to start writing from."""

    title: str
    lead: str
    body: str


def draft_from(year: ClusterYear, today: date) -> Draft:
    """Compose a draft; what the year does not know yet is left out, never made up."""
    meeting = next((m for m in review.meetings(year) if m.kind == MeetingKind.YEAREND), None)
    paragraphs = [
        _people(meeting),
        _leadership(year),
        _medals(year),
        _limits(year, today),
        _proposals(year),
        _hand_over(year),
    ]
    return Draft(
        title=f"{year.cluster.name} tổng kết công tác năm {year.year}",
        lead=_lead(year, meeting),
        body="\n\n".join(paragraph for paragraph in paragraphs if paragraph),
    )


def _lead(year: ClusterYear, meeting: Meeting | None) -> str:
    name, count = year.cluster.name, len(members(year))
    if meeting is None:
        return f"{name}, gồm {count} đơn vị, khép lại năm thi đua {year.year}."
    where = f", tại {meeting.place}" if meeting.place else ""
    return (
        f"Ngày {short_date(meeting.held_on)}{where}, {name} tổ chức hội nghị tổng kết công tác thi đua, "
        f"khen thưởng năm {year.year} và bàn phương hướng năm {year.year + 1}."
    )


def _people(meeting: Meeting | None) -> str:
    if meeting is None:
        return ""
    sentences = []
    if meeting.directed_by:
        sentences.append(f"Dự và chỉ đạo hội nghị: {meeting.directed_by}.")
    if meeting.presided_by:
        sentences.append(f"Chủ trì: {meeting.presided_by}.")
    return " ".join(sentences)


def _leadership(year: ClusterYear) -> str:
    names = _listed(unit.short_name for unit in members(year))
    return f"Năm {year.year}, cụm do {year.chair.name} làm cụm trưởng. Các đơn vị thành viên: {names}."


def _medals(year: ClusterYear) -> str:
    table = reporting.medal_table(year)
    total = sum(row.total for row in table)
    best = table[0] if table else None
    if not total or best is None or best.unit is None:
        return ""
    return (
        f"Cả cụm giành {number(total)} huy chương tại các giải quốc gia, quốc tế. Dẫn đầu là "
        f"{best.unit.short_name} với {number(best.total)} huy chương: {number(best.gold)} vàng, "
        f"{number(best.silver)} bạc, {number(best.bronze)} đồng."
    )


def _limits(year: ClusterYear, today: date) -> str:
    late = {row.unit.pk for row in reporting.late_reports(year, today)}
    if not late:
        return ""
    return f"Hạn chế được nêu: {len(late)} đơn vị còn gửi báo cáo muộn so với quy chế hoạt động của cụm."


def _proposals(year: ClusterYear) -> str:
    by_award: dict[str, list[Unit]] = {}
    for proposal in review.proposals(year):
        by_award.setdefault(AWARDS[proposal.award].name, []).append(proposal.unit)
    sentences = [
        f"Các đơn vị thống nhất đề nghị tặng “{award}” cho {_listed(unit.short_name for unit in units)}."
        for award, units in by_award.items()
    ]
    return " ".join(sentences)


def _hand_over(year: ClusterYear) -> str:
    handed = review.hand_over_of(year)
    if handed is None:
        return ""
    return (
        f"{handed.from_unit.name} bàn giao cờ luân lưu cho {handed.to_unit.name}, "
        f"cụm trưởng năm {year.year + 1}."
    )


def _listed(names: Iterable[str]) -> str:
    """``A``, ``A và B``, ``A, B và C``."""
    *first, last = names
    return f"{', '.join(first)} và {last}" if first else last
