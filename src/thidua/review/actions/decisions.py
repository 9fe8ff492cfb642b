"""The meeting's decisions: another award for a unit than ranking and quotas come to, with its reason."""

from __future__ import annotations

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.access import lock_year, member_ids, require, require_stage
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.award import AWARDS, SubjectKind
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append

from ..models import MeetingDecision

DECIDING = (Stage.REVIEW, Stage.PROPOSAL)


@transaction.atomic
def decide_award(actor: Actor, year: ClusterYear, unit: Unit, *, award: str, reason: str) -> MeetingDecision:
    """Record that the meeting gives ``unit`` this award (none: nothing); the reason is printed beside it.

    Decided again, it takes the place of what was decided before; the journal keeps both.
    """
    lock_year(year)
    require(actor, Permission.RUN_BALLOT, year)
    require_stage(actor, year, *DECIDING)
    decision = _locked(year, unit)
    before = _told(decision) if decision else None
    decision = decision or MeetingDecision(cluster_year=year, unit=unit)
    decision.award, decision.reason = award, nfc_lines(reason)
    if before is not None and before == _told(decision):
        return decision
    decision.decided_by, decision.decided_at = actor.user, actor.at
    refuse_if_any([*_faults(year, unit, award, decision.reason), *_wrong_fields(decision)])
    decision.save()
    append(
        actor,
        "decide_award",
        decision,
        before=before,
        after=_told(decision),
        year_id=year.pk,
        unit_id=unit.pk,
        reason=decision.reason,
    )
    return decision


@transaction.atomic
def undo_decision(actor: Actor, year: ClusterYear, unit: Unit, *, reason: str) -> None:
    """Take a decision back, so that what was computed stands again; the journal keeps it and the reason."""
    lock_year(year)
    require(actor, Permission.RUN_BALLOT, year)
    require_stage(actor, year, *DECIDING)
    decision = _locked(year, unit)
    if decision is None:
        raise Refused.because(gettext_noop("Hội nghị chưa quyết định gì khác với đơn vị này."))
    if not nfc_lines(reason):
        raise Refused.because(gettext_noop("Hãy ghi lý do bỏ quyết định."), place="reason")
    append(
        actor,
        "undo_decision",
        decision,
        before=_told(decision),
        year_id=year.pk,
        unit_id=unit.pk,
        reason=nfc_lines(reason),
    )
    decision.delete()


def _locked(year: ClusterYear, unit: Unit) -> MeetingDecision | None:
    rows = MeetingDecision.objects.select_for_update(of=("self",)).select_related("unit")
    return rows.filter(cluster_year=year, unit=unit).first()


def _faults(year: ClusterYear, unit: Unit, award: str, reason: str) -> list[Fault]:
    faults = []
    if award and (award not in AWARDS or AWARDS[award].subject is not SubjectKind.COLLECTIVE):
        faults.append(Fault(gettext_noop("Không có danh hiệu, hình thức này cho tập thể."), place="award"))
    if unit.pk not in member_ids(year):
        faults.append(Fault(gettext_noop("Đơn vị không phải thành viên của cụm năm nay."), place="unit"))
    if not reason:
        faults.append(
            Fault(
                gettext_noop("Hãy ghi lý do hội nghị quyết định khác với kết quả xếp hạng."),
                gettext_noop("Lý do được in cạnh tên đơn vị."),
                "reason",
            )
        )
    return faults


def _wrong_fields(decision: MeetingDecision) -> list[Fault]:
    """What the model says, save of what is told above in the field's words."""
    return [
        fault
        for fault in field_faults(decision)
        if fault.place not in ("award", "reason") or (fault.place == "reason" and decision.reason)
    ]


def _told(decision: MeetingDecision) -> dict[str, object]:
    return {"unit": decision.unit.short_name, "award": decision.award, "reason": decision.reason}
