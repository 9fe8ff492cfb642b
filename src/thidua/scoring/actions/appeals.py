"""The only writers of appeals (kiến nghị), their answers, and the figures agreed on, so or by the meeting."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, member_ids, require, require_stage
from thidua.clusters.models import Unit
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage
from thidua.core.verification import AppealState
from thidua.core.vietnamese import short_date

from ..models import Appeal, Criterion, ScoreSheet
from ..queries.appeals import terms_of
from ..verifiers import require_verifier
from .one_line import criterion_of, figure_faults, locked_sheet, note, require_verified, text_of, write_agreed
from .open_sheet import person

APPEAL_STAGES = (Stage.VERIFICATION, Stage.REVIEW)


@transaction.atomic
def raise_appeal(
    actor: Actor,
    sheet: ScoreSheet,
    unit: Unit,
    criterion_code: str,
    *,
    grounds: str,
    wanted: Decimal | None = None,
    answer_by: date | None = None,
) -> Appeal:
    """Raise an appeal in the name of ``unit`` about a line of a verified sheet, its own or another's.

    ``wanted`` is the figure the unit thinks right, in the terms the verifier enters. A unit has one open
    appeal a line. The answer is owed within the cluster's term from this day; an import tells the day
    (``answer_by``) that was given then.
    """
    sheet = locked_sheet(sheet)
    year = sheet.cluster_year
    require(actor, Permission.RAISE_APPEAL, year, unit)
    if unit.pk not in member_ids(year):
        raise Refused.because(gettext_noop("Đơn vị không phải thành viên của cụm năm này."))
    require_stage(actor, year, *APPEAL_STAGES)
    row, criterion = criterion_of(sheet, criterion_code)
    if not actor.for_all_units:
        require_verified(sheet)
        _refuse_late(actor, sheet)
    faults: list[Fault] = figure_faults(criterion, wanted, "wanted")
    kept = text_of(grounds, gettext_noop("Hãy ghi nội dung và căn cứ kiến nghị."), "grounds", faults)
    refuse_if_any(faults)
    _refuse_second(sheet, row, unit)
    appeal = Appeal.objects.create(
        sheet=sheet,
        criterion=row,
        unit=unit,
        raised_by=None if actor.for_all_units else person(actor),
        raised_at=actor.at,
        wanted_entry=wanted,
        grounds=kept,
        answer_by=(answer_by if actor.for_all_units else None) or terms_of(year).answer_by(actor.today),
    )
    after = {"appellant": unit.short_name, "wanted": wanted, "grounds": kept, "answer_by": appeal.answer_by}
    note(actor, "raise_appeal", appeal, sheet, row.code, after=after)
    return appeal


@transaction.atomic
def answer_appeal(
    actor: Actor, appeal: Appeal, outcome: AppealState, *, answer: str, agreed: Decimal | None = None
) -> Appeal:
    """Answer an open appeal with reasons; accepted or partly so, the agreed figure stands on the line.

    An import has written the figure with the line already.
    """
    appeal = _locked(appeal)
    sheet = appeal.sheet
    require_verifier(actor, sheet.cluster_year, sheet.unit_id)
    require_stage(actor, sheet.cluster_year, *APPEAL_STAGES)
    _refuse_settled(appeal)
    row, criterion = criterion_of(sheet, appeal.criterion.code)
    faults: list[Fault] = []
    if not outcome.is_answered:
        faults.append(Fault(gettext_noop("Hãy chọn kết quả trả lời."), place="outcome"))
    elif outcome is AppealState.REJECTED and agreed is not None:
        cause = gettext_noop("Không chấp nhận kiến nghị thì không ghi số thống nhất.")
        faults.append(Fault(cause, gettext_noop("Hãy để trống ô này."), "agreed"))
    elif outcome is not AppealState.REJECTED and agreed is None and not actor.for_all_units:
        cause = gettext_noop("Chấp nhận kiến nghị thì phải ghi số thống nhất.")
        faults.append(Fault(cause, place="agreed"))
    faults += figure_faults(criterion, agreed, "agreed")
    kept = text_of(answer, gettext_noop("Hãy ghi câu trả lời và lý do."), "answer", faults)
    refuse_if_any(faults)
    before, after = {"state": appeal.state}, {"state": outcome, "answer": kept}
    if agreed is not None:
        was, now = write_agreed(actor, sheet, row, agreed, kept)
        before["agreed_entry"], after["agreed_entry"] = was["agreed_entry"], now["agreed_entry"]
    appeal.state, appeal.answer = outcome, kept
    appeal.answered_by = None if actor.for_all_units else person(actor)
    appeal.answered_at = actor.at
    appeal.save()
    note(actor, "answer_appeal", appeal, sheet, row.code, before=before, after=after)
    return appeal


@transaction.atomic
def withdraw_appeal(actor: Actor, appeal: Appeal) -> Appeal:
    """Take an appeal back that is not answered yet; the unit that raised it may."""
    appeal = _locked(appeal)
    year = appeal.sheet.cluster_year
    require(actor, Permission.RAISE_APPEAL, year, appeal.unit_id)
    require_stage(actor, year)
    _refuse_settled(appeal)
    appeal.state = AppealState.WITHDRAWN
    appeal.save()
    note(
        actor,
        "withdraw_appeal",
        appeal,
        appeal.sheet,
        appeal.criterion.code,
        before={"state": AppealState.OPEN},
        after={"state": appeal.state},
    )
    return appeal


@transaction.atomic
def settle_line(
    actor: Actor, sheet: ScoreSheet, criterion_code: str, figure: Decimal | None, *, reason: str
) -> None:
    """Write what the meeting settled on for a line; None lets the verified figure stand again.

    A line with an open appeal is settled by answering the appeal.
    """
    sheet = locked_sheet(sheet)
    year = sheet.cluster_year
    require(actor, Permission.RUN_BALLOT, year)
    require_stage(actor, year, Stage.REVIEW)
    row, criterion = criterion_of(sheet, criterion_code)
    if not actor.for_all_units:
        require_verified(sheet)
        _refuse_open_appeal(sheet, row)
    faults: list[Fault] = figure_faults(criterion, figure, "figure")
    kept = text_of(reason, gettext_noop("Hãy ghi lý do hội nghị thống nhất."), "reason", faults)
    refuse_if_any(faults)
    before, after = write_agreed(actor, sheet, row, figure, kept)
    note(actor, "settle_line", sheet, sheet, row.code, before=before, after=after, reason=kept)


def _locked(appeal: Appeal) -> Appeal:
    """The appeal as it stands now, with its year locked."""
    lock_year(appeal.sheet.cluster_year)
    joined = Appeal.objects.select_related(
        "sheet__cluster_year__cluster", "sheet__cluster_year__chair", "sheet__unit", "criterion", "unit"
    )
    return joined.get(pk=appeal.pk)


def _refuse_late(actor: Actor, sheet: ScoreSheet) -> None:
    terms = terms_of(sheet.cluster_year)
    verified_on = timezone.localdate(sheet.verified_at) if sheet.verified_at else actor.today
    if not terms.may_appeal(verified_on, actor.today):
        raise Refused.because(
            gettext_noop("Hết hạn kiến nghị về phiếu này từ ngày %(until)s."),
            gettext_noop("Hãy nêu ý kiến ở dòng này; hội nghị bình xét có thể thống nhất lại điểm."),
            until=short_date(terms.appeal_until(verified_on)),
        )


def _refuse_second(sheet: ScoreSheet, row: Criterion, unit: Unit) -> None:
    if Appeal.objects.filter(sheet=sheet, criterion=row, unit=unit, state=AppealState.OPEN).exists():
        raise Refused.because(
            gettext_noop("Đơn vị đã có một kiến nghị về dòng này, đang chờ trả lời."),
            gettext_noop("Muốn kiến nghị lại thì rút kiến nghị trước."),
        )


def _refuse_settled(appeal: Appeal) -> None:
    if appeal.state != AppealState.OPEN:
        raise Refused.because(
            gettext_noop("Kiến nghị này không còn chờ trả lời (%(state)s)."),
            state=AppealState(appeal.state).label,
        )


def _refuse_open_appeal(sheet: ScoreSheet, row: Criterion) -> None:
    if Appeal.objects.filter(sheet=sheet, criterion=row, state=AppealState.OPEN).exists():
        raise Refused.because(
            gettext_noop("Dòng này còn kiến nghị chưa trả lời."),
            gettext_noop("Hãy trả lời kiến nghị; số thống nhất ghi cùng câu trả lời."),
        )
