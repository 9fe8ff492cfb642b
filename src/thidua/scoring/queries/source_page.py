"""Where a unit's total comes from: its groups and lines, with what each rests on and a way further down."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.clusters.models import ClusterYear
from thidua.core.points import Points
from thidua.core.rubric import CriterionKind
from thidua.core.verification import AppealState
from thidua.core.vietnamese import number

from ..models import Appeal, LineComment, ScoreSheet
from .line_page import standing_points
from .sheet_page import SheetGroup, SheetPage, SheetRow


@dataclass(frozen=True, slots=True)
class Talk:
    """How much is said about a line: remarks, and appeals still open of all that were raised."""

    comments: int = 0
    appeals: int = 0
    open_appeals: int = 0


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line with the points that count, what they rest on, and who changed them on the way."""

    row: SheetRow
    standing: Points
    source: str
    changed_by: str
    talk: Talk
    address: str


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """A group with its sum and its lines."""

    group: SheetGroup
    standing: Decimal
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A unit's total, as the sum of its groups."""

    total: Decimal | None
    is_final: bool
    groups: tuple[SourceGroup, ...]

    @property
    def has_talk(self) -> bool:
        """Whether anything was said about any line."""
        return any(line.talk != Talk() for group in self.groups for line in group.lines)


def source_page(year: ClusterYear, page: SheetPage) -> SourcePage:
    """Return what the total of a sheet already read is made of; two queries."""
    talk = talk_by_code(page.sheet)
    return SourcePage(
        page.scores.total,
        page.scores.is_verified,
        tuple(
            SourceGroup(
                group,
                page.scores.by_group[place],
                tuple(_line(year, page, row, talk.get(row.criterion.code, Talk())) for row in group.rows),
            )
            for place, group in enumerate(page.groups)
        ),
    )


def talk_by_code(sheet: ScoreSheet | None) -> dict[str, Talk]:
    """Return how much is said about each line of the sheet, by criterion code; two queries."""
    if sheet is None or not sheet.pk:
        return {}
    said = LineComment.objects.filter(sheet=sheet).values_list("criterion__code", flat=True)
    comments = Counter(said.order_by())
    found = Appeal.objects.filter(sheet=sheet).order_by().values_list("criterion__code", "state")
    appeals = Counter(code for code, _state in found)
    unanswered = Counter(code for code, state in found if state == AppealState.OPEN)
    return {code: Talk(comments[code], appeals[code], unanswered[code]) for code in {*comments, *appeals}}


def _line(year: ClusterYear, page: SheetPage, row: SheetRow, talk: Talk) -> SourceLine:
    code = row.criterion.code
    return SourceLine(
        row=row,
        standing=standing_points(page, code),
        source=_source(row),
        changed_by=_changed_by(page, row),
        talk=talk,
        address=year.url("score_line", page.unit.code, code),
    )


def _source(row: SheetRow) -> str:
    """What the unit's own side of a line rests on."""
    if not row.takes_entry:
        return str(_OF_RECORDS[row.criterion.kind]())
    if row.line is None or row.line.self_entry is None:
        return _("đơn vị chưa chấm")
    files = len(row.evidence)
    proof = (
        ngettext("%(files)s minh chứng", "%(files)s minh chứng", files) % {"files": number(files)}
        if files
        else _("không có minh chứng")
    )
    return _("đơn vị nhập, %(proof)s") % {"proof": proof}


def _changed_by(page: SheetPage, row: SheetRow) -> str:
    """Whose figure stands in the place of the unit's own; nothing while that one stands."""
    if not page.scores.is_verified:
        return ""
    if row.line is not None and row.line.agreed_entry is not None:
        return _("số thống nhất")
    if row.differs:
        return _("số thẩm định")
    if row.verified.value != row.own.value:
        return _("điểm chấm chéo")
    return ""


_OF_RECORDS = {
    CriterionKind.LATENESS: lambda: _("ngày nộp các báo cáo"),
    CriterionKind.PARTICIPATION: lambda: _("hoạt động chung đã ghi"),
    CriterionKind.TARGET: lambda: _("giao ước và báo cáo đã nộp"),
    CriterionKind.MEDALS: lambda: _("huy chương đã báo cáo"),
    CriterionKind.INDICATOR: lambda: _("chỉ số đã báo cáo"),
}
