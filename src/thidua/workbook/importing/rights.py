"""Who may bring in what: by a workbook nobody does more than on the pages.

An import writes in every unit's name and at past moments, which the actions allow it without asking.
The awarding authority and the operator, who take paper records into the system, may hand in all of it.
The cluster's chair and secretary may hand in what they might write themselves, in this stage of the year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.roles import Role
from thidua.clusters.access import Access, access_to, require_stage
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import Refused, gettext_noop
from thidua.core.timetable import Stage
from thidua.movements.actions import PART_STAGES
from thidua.pledges.actions import DRAFTING
from thidua.pledges.registration_actions import REGISTERING
from thidua.reporting.models import ReportState
from thidua.review.actions.decisions import DECIDING
from thidua.scoring.actions.exclusions import EXCLUSION_STAGES
from thidua.scoring.actions.inspections import GROUPING_STAGES
from thidua.scoring.actions.rubric import OPEN_STAGES
from thidua.scoring.actions.rules import LOCKED_STAGES, RULES_STAGES
from thidua.scoring.models import SheetState
from thidua.scoring.verifiers import may_verify
from thidua.sheets.reading import Reading
from thidua.sheets.values import Book, Row

from .. import schema
from ..checking import row_key
from ..planning import SheetPlan
from .scoring import RUBRIC_HEAD


@dataclass(frozen=True, slots=True)
class _Asked:
    """What writing a row of a sheet asks of its sender: a permission, on the unit in column ``unit``."""

    permission: Permission
    unit: str = ""
    stages: tuple[Stage, ...] = ()


# What is recorded after this would move points that are final.
_BEFORE_VERIFICATION = tuple(stage for stage in Stage if stage.order < Stage.VERIFICATION.order)

_P = Permission
_DRAFT = _Asked(_P.DRAFT_REPORT, "unit")
_RUBRIC = _Asked(_P.EDIT_RUBRIC, stages=OPEN_STAGES)
# From the review on, a change gives its reason on the page.
_RULES = _Asked(
    _P.SET_SCORING_RULES, stages=tuple(stage for stage in RULES_STAGES if stage not in LOCKED_STAGES)
)
# A sheet not named here is for the authority and the operator alone: signatures, votes, decisions, news.
_OPEN: Mapping[str, _Asked] = {
    "stages": _Asked(_P.EDIT_YEAR),
    "regulation": _Asked(_P.EDIT_YEAR),
    "directives": _Asked(_P.EDIT_DIRECTIVES),
    "movements": _Asked(_P.LAUNCH_MOVEMENTS),
    "parts": _Asked(_P.TAKE_PART, "unit", PART_STAGES),
    "activities": _Asked(_P.RECORD_ACTIVITIES, "host", _BEFORE_VERIFICATION),
    "pact": _Asked(_P.EDIT_PACT, stages=DRAFTING),
    "targets": _Asked(_P.EDIT_PACT, stages=DRAFTING),
    "agreed": _Asked(_P.AGREE_FIGURES, "unit", DRAFTING),
    "registrations": _Asked(_P.REGISTER, "unit", REGISTERING),
    "duties": _Asked(_P.SET_DUTIES, stages=_BEFORE_VERIFICATION),
    "indicators": _Asked(_P.SET_DUTIES, stages=_BEFORE_VERIFICATION),
    "reports": _DRAFT,
    "sections": _DRAFT,
    "figures": _DRAFT,
    "medals": _DRAFT,
    "rubric": _RUBRIC,
    "scores": _Asked(_P.VERIFY_SCORES, "unit", (Stage.VERIFICATION,)),
    "inspection_groups": _Asked(_P.SET_SCORING_RULES, stages=GROUPING_STAGES),
    "scoring_rules": _RULES,
    "exclusion_kinds": _RULES,
    "quotas": _RULES,
    "exclusions": _Asked(_P.RECORD_EXCLUSION, stages=EXCLUSION_STAGES),
    "meeting_decisions": _Asked(_P.RUN_BALLOT, stages=DECIDING),
    "meetings": _Asked(_P.CONVENE),
}
# The frame of a year that is there is compared by ``checking``, its row and its units are not written.
_FRAME = ("year", "units")


def refuse_beyond_rights(
    actor: Actor, year: ClusterYear, reading: Reading, plans: Mapping[str, SheetPlan], existing: Book
) -> None:
    """Note a fault at every row that its sender might not write on the pages."""
    access = access_to(actor.user, year, actor.today)
    if access.roles & {Role.AUTHORITY, Role.OPERATOR}:
        return
    _Gate(actor, year, access, reading, existing).check(plans)


class _Gate:
    """One workbook of a chair or secretary, held against what they may do."""

    def __init__(
        self, actor: Actor, year: ClusterYear, access: Access, reading: Reading, existing: Book
    ) -> None:
        self._actor, self._year, self._access, self._reading = actor, year, access, reading
        self._existing = existing
        self._units = {unit.code: unit for unit in Unit.objects.filter(memberships__cluster_year=year)}
        self._handed_in = {
            (row.text("duty"), row.text("unit"))
            for row in existing["reports"]
            if row["state"] in (ReportState.SUBMITTED, ReportState.ACCEPTED)
        }
        self._to_verify = {row["unit"] for row in existing["sheets"] if row["state"] == SheetState.SUBMITTED}

    def check(self, plans: Mapping[str, SheetPlan]) -> None:
        """Note what goes too far, sheet by sheet."""
        for row in plans["year"].to_write:
            self._check_year(row)
        for key, planned in plans.items():
            rows = planned.to_write
            if not rows or key in _FRAME:
                continue
            asked = _OPEN.get(key)
            if asked is None:
                self._reserve(key, rows[0])
            elif self._in_time(key, rows[0], asked):
                for row in rows:
                    self._check_row(key, row, asked)

    def _check_year(self, row: Row) -> None:
        was = self._existing["year"][0]
        if Stage(row.text("stage")).order > Stage(was.text("stage")).order:
            self._reading.note(
                "year",
                row.number,
                "stage",
                gettext_noop("Chuyển giai đoạn bằng sổ chỉ cơ quan quản lý hoặc quản trị hệ thống làm được."),
                gettext_noop("Cụm trưởng mở giai đoạn sau ở trang toàn cảnh năm; ở đây hãy ghi “%(stage)s”."),
                stage=Stage(was.text("stage")).label,
            )
        if any((row[key] or None) != (was[key] or None) for key in RUBRIC_HEAD):
            self._in_time("year", row, _RUBRIC)

    def _reserve(self, key: str, row: Row) -> None:
        self._reading.note(
            key,
            row.number,
            schema.BY_KEY[key].columns[0].key,
            gettext_noop("Trang “%(title)s” chỉ cơ quan quản lý hoặc quản trị hệ thống được nhập."),
            gettext_noop("Hãy bỏ các dòng mới và dòng thay đổi ở trang này rồi nhập lại."),
            title=schema.BY_KEY[key].name,
        )

    def _in_time(self, key: str, row: Row, asked: _Asked) -> bool:
        """Whether the sheet is written in this stage; noted once, at its first row."""
        try:
            require_stage(self._actor, self._year, *asked.stages)
        except Refused as refused:
            for fault in refused.faults:
                self._reading.note(key, row.number, "", fault.cause, fault.mend, **fault.params)
            return False
        return True

    def _check_row(self, key: str, row: Row, asked: _Asked) -> None:
        unit = self._units.get(row.text(asked.unit)) if asked.unit else None
        if not self._access.may(asked.permission, unit):
            self._reading.note(
                key,
                row.number,
                asked.unit or schema.BY_KEY[key].columns[0].key,
                gettext_noop("Việc này %(unit)s tự làm trên hệ thống, cụm không nhập thay bằng sổ.")
                if unit
                else gettext_noop("Bạn không có quyền làm việc này."),
                gettext_noop("Hãy bỏ dòng này, hoặc nhờ cơ quan quản lý, quản trị hệ thống nhập."),
                unit=unit.short_name if unit else "",
            )
        elif asked is _DRAFT:
            self._check_report(key, row)
        elif key == "scores" and unit and not may_verify(self._access, self._year, unit):
            self._reading.note(
                key,
                row.number,
                "unit",
                gettext_noop("Phiếu của đơn vị này do tổ kiểm tra thẩm định, không phải thư ký cụm."),
                gettext_noop("Hãy bỏ dòng này; người của tổ kiểm tra ghi trên hệ thống."),
            )
        elif key == "scores":
            self._check_score(row)

    def _check_report(self, key: str, row: Row) -> None:
        """The own report, until it is handed in; its rounds are never told by the unit itself."""
        if row.whole("round"):
            self._reading.note(
                key,
                row.number,
                "round",
                gettext_noop("Nộp, trả lại và tiếp nhận báo cáo làm trên hệ thống, không nhập bằng sổ."),
                gettext_noop("Hãy bỏ dòng này, hoặc nhờ cơ quan quản lý, quản trị hệ thống nhập."),
            )
        elif (row.text("duty"), row.text("unit")) in self._handed_in:
            self._reading.note(
                key,
                row.number,
                "unit",
                gettext_noop("Báo cáo đã nộp nên không sửa được nữa."),
                gettext_noop("Nếu cần sửa, hãy đề nghị cụm trưởng trả lại báo cáo."),
            )

    def _check_score(self, row: Row) -> None:
        """The verifier's side of a sheet handed in; the unit's own side is its own."""
        sheet = schema.BY_KEY["scores"]
        before = {row_key(sheet, was): was for was in self._existing["scores"]}
        was = before.get(row_key(sheet, row), Row(0, {}))
        for key in ("self_entry", "self_note"):
            if (row[key] or None) != (was[key] or None):
                self._reading.note(
                    "scores",
                    row.number,
                    key,
                    gettext_noop("Phần tự chấm do đơn vị ghi, cụm không nhập thay bằng sổ."),
                    gettext_noop("Hãy ghi lại như trong hệ thống, hoặc bỏ cột này khỏi sổ."),
                )
        for key in ("agreed_entry", "agreed_reason"):
            if (row[key] or None) != (was[key] or None):
                self._reading.note(
                    "scores",
                    row.number,
                    key,
                    gettext_noop("Điểm thống nhất chỉ ghi khi trả lời kiến nghị hoặc tại hội nghị."),
                    gettext_noop("Hãy ghi lại như trong hệ thống, hoặc bỏ cột này khỏi sổ."),
                )
        if row["unit"] not in self._to_verify:
            self._reading.note(
                "scores",
                row.number,
                "unit",
                gettext_noop("Phiếu của đơn vị này chưa nộp, hoặc đã thẩm định xong."),
                gettext_noop("Hãy bỏ dòng này; phiếu đã thẩm định thì mở lại thẩm định trên hệ thống trước."),
            )
