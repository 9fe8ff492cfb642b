"""A line of a score sheet as its page shows it: each side's figure and points, on what, by whom, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.permissions import Permission
from thidua.clusters.access import Access
from thidua.clusters.models import ClusterYear
from thidua.clusters.queries import as_of, call_by_names_of
from thidua.core.points import Entries, Points, self_points, verified_points
from thidua.core.rubric import CriterionKind
from thidua.core.timetable import Stage
from thidua.core.vietnamese import number

from ..actions.appeals import APPEAL_STAGES
from ..facts import facts_by_unit
from ..models import Appeal, CrossScore, CrossSheet, Evidence, LineComment, ScoreLine, ScoreSheet
from ..verifiers import may_verify, verifying_in
from . import rubric_of
from .appeals import AppealRow, rows_of, terms_of
from .line_facts import FactTable, facts_of
from .line_history import LineHistory, Stamp, line_history
from .sheet_page import SheetGroup, SheetPage, SheetRow

# A unit's scoring of the sheet, and what it put on the line where that is not the unit's own figure.
_Cross = tuple[CrossSheet, CrossScore | None]


@dataclass(frozen=True, slots=True)
class Side:
    """One side's word on a line: its figure, the points that gives (None: not told), who and why."""

    name: str
    figure: str
    points: Points | None
    by: str = ""
    at: datetime | None = None
    reason: str = ""
    counts: bool = False


@dataclass(frozen=True, slots=True)
class LineRights:
    """What the reader may do with the line now."""

    may_comment: bool
    may_appeal: bool
    may_answer: bool
    may_settle: bool


@dataclass(frozen=True, slots=True)
class LinePage:
    """All there is to know of a line; ``before`` and ``after`` are its neighbours on the sheet.

    ``facts_settled_at``: since when the points rest on the facts stored with the verified sheet;
    ``points_now``: what the records would give today, where that is no longer the same.
    """

    sheet: ScoreSheet | None
    group: SheetGroup
    row: SheetRow
    standing: Points
    sides: tuple[Side, ...]
    facts: FactTable | None
    facts_settled_at: datetime | None
    points_now: Points | None
    evidence: tuple[Evidence, ...]
    comments: tuple[LineComment, ...]
    appeals: tuple[AppealRow, ...]
    history: LineHistory
    appeal_until: date | None
    before: SheetRow | None
    after: SheetRow | None

    @property
    def has_open_appeal(self) -> bool:
        """Whether an appeal about the line waits for its answer."""
        return any(appeal.is_open for appeal in self.appeals)


def line_page(year: ClusterYear, page: SheetPage, code: str, access: Access, today: date) -> LinePage | None:
    """Return the line ``code`` of a sheet already read, or None; a fixed number of queries."""
    found = [(group, row) for group in page.groups for row in group.rows if row.criterion.code == code]
    if not found:
        return None
    group, row = found[0]
    sheet, rows = page.sheet, page.rows
    crosses = _finished_crosses(year, sheet, code, access)
    history = line_history(
        year,
        page.unit,
        code,
        cross_ids=[cross.pk for cross, _score in crosses],
        may_read_drafts=access.may(Permission.READ_DRAFTS, page.unit),
    )
    is_fixed = sheet is not None and sheet.is_verified
    return LinePage(
        sheet=sheet,
        group=group,
        row=row,
        standing=standing_points(page, code),
        sides=tuple(_sides(page, row, history, _crossed(year, page, row, history, crosses))),
        facts=facts_of(year, page.unit, row.criterion, today),
        facts_settled_at=sheet.verified_at if sheet and is_fixed else None,
        points_now=_points_now(year, page, row, today) if is_fixed and not row.takes_entry else None,
        evidence=_evidence(row.line),
        comments=_comments(year, sheet, code),
        appeals=_appeals(year, sheet, code, today),
        history=history,
        appeal_until=_appeal_until(year, sheet),
        before=rows[row.index - 1] if row.index else None,
        after=rows[row.index + 1] if row.index + 1 < len(rows) else None,
    )


def rights_on_line(access: Access, year: ClusterYear, shown: LinePage, today: date) -> LineRights:
    """Return what somebody with ``access`` who may read the sheet may do with its line."""
    sheet = shown.sheet
    if sheet is None or year.is_closed:
        return LineRights(False, False, False, False)
    stage = year.current_stage
    is_verified, in_time = sheet.is_verified, stage in APPEAL_STAGES
    own = access.unit.pk if access.unit else None
    has_own = any(each.is_open and each.appeal.unit_id == own for each in shown.appeals)
    return LineRights(
        may_comment=access.may(Permission.COMMENT_SCORES, None if sheet.is_handed_in else sheet.unit_id)
        or (sheet.is_handed_in and may_verify(access, year, sheet.unit_id)),
        may_appeal=is_verified
        and in_time
        and not has_own
        and access.may(Permission.RAISE_APPEAL)
        and (shown.appeal_until is None or today <= shown.appeal_until),
        may_answer=in_time and may_verify(access, year, sheet.unit_id),
        may_settle=is_verified
        and stage is Stage.REVIEW
        and access.may(Permission.RUN_BALLOT)
        and not shown.has_open_appeal,
    )


def standing_points(page: SheetPage, code: str) -> Points:
    """The points that count now: agreed once the sheet is verified, until then the unit's own."""
    scores = page.scores
    return (scores.agreed_points if scores.is_verified else scores.self_points)[code]


def _sides(page: SheetPage, row: SheetRow, history: LineHistory, crosses: tuple[Side, ...]) -> list[Side]:
    """The unit's own, each scorer's, the verifier's and the agreed figure; the one that counts is marked."""
    sheet, line, is_final = page.sheet, row.line, page.scores.is_verified
    name = _("Đơn vị tự chấm") if row.takes_entry else _("Tính từ số liệu đã ghi")
    stamp, note = (history.own if row.takes_entry else None), line.self_note if line else ""
    sides = [_side(name, row.own_figure, row.own, stamp, note, counts=not is_final)]
    if sheet is None or not sheet.is_handed_in:
        return sides
    is_agreed = line is not None and line.agreed_entry is not None
    counts, is_crossed = is_final and not is_agreed, page.scores.is_crossed
    sides += [*crosses, _verified(row, history, is_final=is_final, counts=counts, is_crossed=is_crossed)]
    if line is not None and line.agreed_entry is not None:
        points = page.scores.agreed_points[row.criterion.code]
        figure = figure_words(row, line.agreed_entry)
        sides.append(
            _side(_("Thống nhất"), figure, points, history.agreed, line.agreed_reason, counts=is_final)
        )
    return sides


def _verified(row: SheetRow, history: LineHistory, *, is_final: bool, counts: bool, is_crossed: bool) -> Side:
    """The verifier's word: another figure, or none and so what stands, combined where units cross-scored."""
    if row.differs:
        reason = row.line.difference_reason if row.line else ""
        return _side(
            _("Thẩm định"), row.verified_figure, row.verified, history.verified, reason, counts=counts
        )
    if is_crossed:
        return _side(_("Gộp điểm chấm chéo"), "", row.verified, history.finished, "", counts=counts)
    if not is_final:
        return _side(_("Thẩm định"), _("chưa thẩm định xong"), None, None, "", counts=False)
    kept = _("giữ số của đơn vị") if row.takes_entry else _("giữ nguyên")
    return _side(_("Thẩm định"), kept, row.verified, history.finished, "", counts=counts)


def _side(
    name: str, figure: str, points: Points | None, stamp: Stamp | None, reason: str, *, counts: bool
) -> Side:
    by, at = (stamp.by, stamp.at) if stamp else ("", None)
    return Side(name, figure, points, by, at, reason, counts)


def _crossed(
    year: ClusterYear, page: SheetPage, row: SheetRow, history: LineHistory, crosses: list[_Cross]
) -> tuple[Side, ...]:
    """What each unit put that has finished cross-scoring the sheet."""
    rubric = rubric_of(year) if crosses else None
    if rubric is None:
        return ()
    own = row.line.self_entry if row.line else None
    sides = []
    for cross, score in crosses:
        stamp = (history.crossed or {}).get(str(cross.pk)) if score else None
        by = stamp.by if stamp else cross.edited_by.full_name if cross.edited_by else ""
        put = Entries(own=own, verified=score.entry if score else None)
        sides.append(
            Side(
                name=_("%(unit)s chấm chéo") % {"unit": cross.scorer.short_name},
                figure=figure_words(row, score.entry) if score else _("giữ số của đơn vị"),
                points=verified_points(row.criterion, rubric.precision, put, page.scores.facts),
                by=by,
                at=stamp.at if stamp else cross.finished_at,
                reason=score.reason if score else "",
            )
        )
    return tuple(sides)


def _points_now(year: ClusterYear, page: SheetPage, row: SheetRow, today: date) -> Points | None:
    """What the records give on ``today``, where that differs from what was settled."""
    rubric = rubric_of(year)
    if rubric is None:
        return None
    facts = facts_by_unit(year, [page.unit], as_of(year, today))[page.unit.pk]
    own = row.line.self_entry if row.line else None
    now = self_points(row.criterion, rubric.precision, own, facts)
    return now if now.value != row.own.value else None


def figure_words(row: SheetRow, figure: Decimal | None) -> str:
    """A figure of the line as it is read: yes or no where that is what it means."""
    if figure is None:
        return "–"
    if row.criterion.kind is CriterionKind.YES_NO:
        return _("Có") if figure else _("Không")
    return number(figure)


def _finished_crosses(year: ClusterYear, sheet: ScoreSheet | None, code: str, access: Access) -> list[_Cross]:
    """The units that have finished cross-scoring the sheet, each with what it put on the line.

    A unit that still has to score the same sheet sees none, so that nobody scores by another's figures.
    """
    if sheet is None or (not sheet.is_verified and _still_scores(year, sheet, access)):
        return []
    finished = CrossSheet.objects.filter(sheet=sheet).exclude(finished_at=None)
    crosses = list(finished.select_related("scorer", "edited_by"))
    call_by_names_of(year, [cross.scorer for cross in crosses])
    scores = CrossScore.objects.filter(cross_sheet__in=crosses, criterion__code=code)
    by_cross = {score.cross_sheet_id: score for score in scores}
    return [(cross, by_cross.get(cross.pk)) for cross in crosses]


def _still_scores(year: ClusterYear, sheet: ScoreSheet, access: Access) -> bool:
    """Whether the reader's unit is to cross-score the sheet and has not finished."""
    own = access.unit.pk if access.unit else None
    if own not in verifying_in(year).scored_by.get(sheet.unit_id, ()):
        return False
    return not CrossSheet.objects.filter(sheet=sheet, scorer=own, finished_at__isnull=False).exists()


def _evidence(line: ScoreLine | None) -> tuple[Evidence, ...]:
    if line is None:
        return ()
    return tuple(Evidence.objects.filter(line=line).select_related("added_by"))


def _comments(year: ClusterYear, sheet: ScoreSheet | None, code: str) -> tuple[LineComment, ...]:
    if sheet is None:
        return ()
    found = LineComment.objects.filter(sheet=sheet, criterion__code=code).select_related("author", "unit")
    comments = tuple(found)
    call_by_names_of(year, [comment.unit for comment in comments if comment.unit])
    return comments


def _appeals(year: ClusterYear, sheet: ScoreSheet | None, code: str, today: date) -> tuple[AppealRow, ...]:
    if sheet is None:
        return ()
    found = Appeal.objects.filter(sheet=sheet, criterion__code=code)
    appeals = list(found.select_related("unit", "raised_by", "answered_by"))
    call_by_names_of(year, [appeal.unit for appeal in appeals])
    return tuple(rows_of(appeals, today))


def _appeal_until(year: ClusterYear, sheet: ScoreSheet | None) -> date | None:
    if sheet is None or sheet.verified_at is None or not sheet.is_verified:
        return None
    return terms_of(year).appeal_until(timezone.localdate(sheet.verified_at))
