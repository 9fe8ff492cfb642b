"""The only writers of joint activities and exchanges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.access import lock_year, member_ids, require, require_stage
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import Fault, gettext_noop, refuse_if_any
from thidua.core.vietnamese import nfc, nfc_lines
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from .models import JointActivity

_ACTIVITY = ("kind", "name", "field", "held_on", "place", "host", "summary")


@transaction.atomic
def record_activity(
    actor: Actor,
    year: ClusterYear,
    *,
    kind: str,
    name: str,
    field: str,
    held_on: date,
    host: Unit,
    participants: Iterable[Unit],
    place: str = "",
    summary: str = "",
    activity: JointActivity | None = None,
    version: int | None = None,
) -> JointActivity:
    """Write down a joint programme or exchange, or change ``activity``; the host always takes part.

    A unit records what it hosts, the chair any. An import changes the one of the same name and day.
    """
    lock_year(year)
    require(actor, Permission.RECORD_ACTIVITIES, year, host)
    require_stage(actor, year)
    name = nfc(name)
    same = JointActivity.objects.filter(cluster_year=year, name=name, held_on=held_on)
    found = _edited(activity, year) if activity else same.first() if actor.for_all_units else None
    if found:
        require(actor, Permission.RECORD_ACTIVITIES, year, found.host_id)
        refuse_stale(version, found.version, found)
    before = _values(found) if found else None
    saved = found or JointActivity(cluster_year=year, version=0)
    saved.kind, saved.name, saved.field = kind, name, field
    saved.held_on, saved.place, saved.host = held_on, nfc(place), host
    saved.summary = nfc_lines(summary)
    taking_part = sorted({host, *participants}, key=lambda unit: unit.code)
    faults = field_faults(saved) + _faults(actor, year, held_on, host, taking_part)
    if same.exclude(pk=saved.pk).exists():
        faults.append(
            Fault(
                gettext_noop("Hoạt động cùng tên, cùng ngày đã được ghi."),
                gettext_noop("Hãy mở hoạt động đó để sửa."),
                "name",
            )
        )
    refuse_if_any(faults)
    saved.version += 1
    saved.save()
    saved.participants.set(taking_part)
    append(
        actor,
        "record_activity",
        saved,
        before=before,
        after=_values(saved),
        year_id=year.pk,
        unit_id=host.pk,
    )
    return saved


@transaction.atomic
def remove_activity(actor: Actor, activity: JointActivity) -> None:
    """Strike out an activity recorded by mistake; the journal keeps what it said."""
    year = activity.cluster_year
    lock_year(year)
    require(actor, Permission.RECORD_ACTIVITIES, year, activity.host_id)
    require_stage(actor, year)
    append(
        actor,
        "remove_activity",
        activity,
        before=_values(activity),
        year_id=year.pk,
        unit_id=activity.host_id,
    )
    activity.delete()


def _edited(activity: JointActivity, year: ClusterYear) -> JointActivity:
    return JointActivity.objects.get(pk=activity.pk, cluster_year=year)


def _faults(
    actor: Actor, year: ClusterYear, held_on: date, host: Unit, taking_part: list[Unit]
) -> list[Fault]:
    faults = []
    members = member_ids(year)
    if host.pk not in members:
        faults.append(Fault(gettext_noop("Đơn vị chủ trì phải là thành viên của cụm."), place="host"))
    if strangers := [unit.short_name for unit in taking_part if unit.pk not in members and unit != host]:
        faults.append(
            Fault(
                gettext_noop("Không phải thành viên của cụm: %(units)s."),
                place="participants",
                params={"units": ", ".join(strangers)},
            )
        )
    if len(taking_part) < 2:
        faults.append(
            Fault(
                gettext_noop("Hoạt động chung cần ít nhất một đơn vị khác cùng tham gia."),
                gettext_noop("Hãy chọn thêm đơn vị."),
                "participants",
            )
        )
    # A year of the cluster begins with the hand-over late in the calendar year before.
    if held_on.year not in (year.year - 1, year.year):
        faults.append(
            Fault(
                gettext_noop("Ngày tổ chức không thuộc năm %(year)s của cụm."),
                place="held_on",
                params={"year": year.year},
            )
        )
    elif held_on > actor.today and not actor.for_all_units:
        faults.append(
            Fault(
                gettext_noop("Ngày tổ chức chưa tới."),
                gettext_noop("Hãy ghi hoạt động sau khi đã tổ chức."),
                "held_on",
            )
        )
    return faults


def _values(activity: JointActivity) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(activity, name) for name in _ACTIVITY}
    values["participants"] = [unit.short_name for unit in activity.participants.all()]
    return values
