"""What the cluster asks its members to report: duties with due days, and indicators."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.access import lock_year, require, require_stage
from thidua.clusters.models import ClusterYear
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Field
from thidua.core.vietnamese import nfc
from thidua.core.vietnamese import slug as slug_of
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale
from thidua.pledges.models import Target

from ..models import DutyKind, Figure, Indicator, Report, ReportingDuty


@transaction.atomic
def save_duty(
    actor: Actor,
    year: ClusterYear,
    *,
    code: str = "",
    kind: DutyKind,
    name: str,
    due: date,
    is_new: bool = False,
    version: int | None = None,
) -> ReportingDuty:
    """Set a report that every member owes, or change it (by ``code``; made from the name when empty).

    ``is_new`` refuses a code that is taken, ``version`` a change since. Lateness follows the new day at
    once, for it is computed.
    """
    _require_may_set(actor, year)
    code = code or _code_of(name)
    duty = ReportingDuty.objects.filter(cluster_year=year, code=code).first()
    before = _duty_values(duty) if duty else None
    faults = [_taken(duty.name)] if duty and is_new else []
    duty = duty or ReportingDuty(cluster_year=year, code=code)
    duty.kind, duty.name, duty.due = kind, nfc(name), due
    refuse_if_any([*faults, *_duty_faults(duty, year)])
    if before != _duty_values(duty):
        refuse_stale(version, duty.version, duty)
        _save_next_version(duty)
        append(actor, "save_duty", duty, before=before, after=_duty_values(duty), year_id=year.pk)
    return duty


@transaction.atomic
def remove_duty(actor: Actor, duty: ReportingDuty) -> None:
    """Take back a duty that no unit has begun to fulfil."""
    year = duty.cluster_year
    _require_may_set(actor, year)
    if Report.objects.filter(duty=duty).exists():
        raise Refused.because(
            gettext_noop("Đã có đơn vị soạn báo cáo này nên không xóa được."),
            gettext_noop("Có thể đổi tên hoặc lùi hạn nộp."),
        )
    append(actor, "remove_duty", duty, before=_duty_values(duty), year_id=year.pk)
    duty.delete()


@transaction.atomic
def save_indicator(
    actor: Actor,
    year: ClusterYear,
    *,
    code: str = "",
    name: str,
    field: Field | str,
    measure: str,
    target: Target | None = None,
    position: int = 0,
    is_new: bool = False,
    version: int | None = None,
) -> Indicator:
    """Ask every report for a figure, or change what is asked (by ``code``).

    ``target`` is the target of the pact this figure answers. ``is_new`` refuses a code that is taken.
    """
    _require_may_set(actor, year)
    code = code or _code_of(name)
    indicator = Indicator.objects.select_related("target").filter(cluster_year=year, code=code).first()
    before = _indicator_values(indicator) if indicator else None
    faults = [_taken(indicator.name)] if indicator and is_new else []
    if target is not None and target.cluster_year_id != year.pk:
        faults.append(Fault(gettext_noop("Chỉ tiêu này thuộc giao ước của năm khác."), place="target"))
    indicator = indicator or Indicator(cluster_year=year, code=code)
    indicator.name, indicator.measure, indicator.field = nfc(name), nfc(measure), field
    indicator.target, indicator.position = target, position
    refuse_if_any([*faults, *field_faults(indicator)])
    after = _indicator_values(indicator)
    if before != after:
        refuse_stale(version, indicator.version, indicator)
        _save_next_version(indicator)
        append(actor, "save_indicator", indicator, before=before, after=after, year_id=year.pk)
    return indicator


@transaction.atomic
def remove_indicator(actor: Actor, indicator: Indicator) -> None:
    """Stop asking for a figure that no report has given yet."""
    year = indicator.cluster_year
    _require_may_set(actor, year)
    if Figure.objects.filter(indicator=indicator).exists():
        raise Refused.because(
            gettext_noop("Đã có đơn vị báo cáo số liệu cho chỉ số này nên không xóa được."),
            gettext_noop("Có thể đổi tên hoặc thứ tự của chỉ số."),
        )
    append(actor, "remove_indicator", indicator, before=_indicator_values(indicator), year_id=year.pk)
    indicator.delete()


def _require_may_set(actor: Actor, year: ClusterYear) -> None:
    lock_year(year)
    require(actor, Permission.SET_DUTIES, year)
    require_stage(actor, year)


def _code_of(name: str) -> str:
    return slug_of(name)[:40].strip("-")


def _save_next_version(thing: ReportingDuty | Indicator) -> None:
    thing.version += thing.pk is not None
    thing.save()


def _duty_faults(duty: ReportingDuty, year: ClusterYear) -> list[Fault]:
    faults = field_faults(duty)
    if abs(duty.due.year - year.year) > 1:
        fault = Fault(
            gettext_noop("Hạn nộp cách xa năm %(year)s của cụm."),
            gettext_noop("Hãy kiểm tra lại năm của hạn nộp."),
            "due",
            {"year": year.year},
        )
        faults.append(fault)
    return faults


def _taken(name: str) -> Fault:
    return Fault(
        gettext_noop("Đã có mục “%(name)s” trong năm này."),
        gettext_noop("Hãy sửa mục đó hoặc đặt tên khác."),
        "name",
        {"name": name},
    )


def _duty_values(duty: ReportingDuty) -> dict[str, object]:
    return {"kind": str(duty.kind), "name": duty.name, "due": duty.due}


def _indicator_values(indicator: Indicator) -> dict[str, object]:
    return {
        "name": indicator.name,
        "field": str(indicator.field),
        "measure": indicator.measure,
        "target": indicator.target.code if indicator.target else None,
        "position": indicator.position,
    }
