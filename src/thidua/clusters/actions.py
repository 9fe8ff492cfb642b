"""The only writers of units, clusters, years and stages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Permission
from thidua.accounts.standing import require_standing
from thidua.core.faults import Fault, Refused, gettext_noop
from thidua.core.timetable import Stage, missing, usual_due
from thidua.core.vietnamese import nfc
from thidua.journal.actions import append

from . import obligations
from .access import require, require_stage
from .models import (
    Appointment,
    Cluster,
    ClusterKind,
    ClusterYear,
    Membership,
    StageTerm,
    Unit,
    UnitKind,
    UnitName,
)


@transaction.atomic
def save_unit(
    actor: Actor,
    *,
    code: str,
    kind: UnitKind,
    name: str,
    short_name: str,
    place: str = "",
    parent: Unit | None = None,
    since: date,
) -> Unit:
    """Make a unit, or change one: a new name is kept beside the old with the day it begins."""
    if not actor.for_all_units:
        require_standing(actor, Permission.CREATE_CLUSTER)
    name, short_name = nfc(name), nfc(short_name)
    unit = Unit.objects.filter(code=code).first()
    before = {"name": unit.name, "short_name": unit.short_name} if unit else None
    unit = unit or Unit(code=code)
    unit.kind, unit.name, unit.short_name = kind, name, short_name
    unit.place, unit.parent = nfc(place), parent
    unit.save()
    if before is None or (before["name"], before["short_name"]) != (name, short_name):
        UnitName.objects.update_or_create(
            unit=unit, since=since, defaults={"name": name, "short_name": short_name}
        )
    append(
        actor,
        "save_unit",
        unit,
        before=before,
        after={"name": name, "short_name": short_name},
        unit_id=unit.pk,
    )
    return unit


@transaction.atomic
def create_cluster(
    actor: Actor, *, code: str, kind: ClusterKind, name: str, awarding_authority: Unit
) -> Cluster:
    """Make a cluster under its awarding authority."""
    if not actor.for_all_units:
        require_standing(actor, Permission.CREATE_CLUSTER)
    if Cluster.objects.filter(code=code).exists():
        raise Refused.because(
            gettext_noop("Mã cụm “%(code)s” đã có."),
            gettext_noop("Hãy chọn mã khác."),
            place="code",
            code=code,
        )
    cluster = Cluster.objects.create(
        code=code, kind=kind, name=nfc(name), awarding_authority=awarding_authority
    )
    append(actor, "create_cluster", cluster, after={"name": cluster.name, "kind": kind})
    return cluster


@transaction.atomic
def open_year(
    actor: Actor,
    cluster: Cluster,
    year: int,
    *,
    members: Iterable[Unit],
    chair: Unit,
    deputy: Unit | None = None,
    dues: Mapping[Stage, date] | None = None,
    regulation: str = "",
    is_demonstration: bool = False,
    by_hand_over: bool = False,
) -> ClusterYear:
    """Open a year of ``cluster`` in its first stage, with members, chair and due days.

    The hand-over of the year before opens the next by itself (``by_hand_over``, checked there);
    otherwise the awarding authority or the operator opens it.
    """
    if not (actor.for_all_units or by_hand_over):
        require_standing(actor, Permission.CREATE_CLUSTER)
    listed = list(members)
    faults = []
    if ClusterYear.objects.filter(cluster=cluster, year=year).exists():
        faults.append(Fault(gettext_noop("Năm %(year)s của cụm đã có."), place="year", params={"year": year}))
    if chair not in listed:
        faults.append(Fault(gettext_noop("Cụm trưởng phải là một đơn vị thành viên."), place="chair"))
    if deputy is not None and (deputy not in listed or deputy == chair):
        faults.append(
            Fault(gettext_noop("Cụm phó phải là một đơn vị thành viên khác cụm trưởng."), place="deputy")
        )
    if len(set(listed)) < 2:
        faults.append(Fault(gettext_noop("Cụm phải có ít nhất hai đơn vị thành viên."), place="members"))
    if faults:
        raise Refused(*faults)
    opened = ClusterYear.objects.create(
        cluster=cluster,
        year=year,
        chair=chair,
        deputy=deputy,
        regulation=regulation,
        is_demonstration=is_demonstration,
    )
    Membership.objects.bulk_create(
        Membership(cluster_year=opened, unit=unit, position=index)
        for index, unit in enumerate(listed, start=1)
    )
    StageTerm.objects.bulk_create(
        StageTerm(cluster_year=opened, stage=stage, due=(dues or {}).get(stage) or usual_due(year, stage))
        for stage in Stage
    )
    append(
        actor,
        "open_year",
        opened,
        year_id=opened.pk,
        after={"chair": chair.short_name, "members": [unit.short_name for unit in listed]},
    )
    return opened


@transaction.atomic
def appoint(actor: Actor, user: User, unit: Unit, *, since: date, position: str = "") -> Appointment:
    """Place ``user`` in ``unit`` from ``since``; an earlier place ends the same day."""
    if not actor.for_all_units:
        require_standing(actor, Permission.MANAGE_USERS)
    Appointment.objects.filter(user=user, until=None).update(until=since)
    appointment = Appointment.objects.create(user=user, unit=unit, since=since, position=nfc(position))
    append(actor, "appoint", appointment, after={"unit": unit.name, "position": position}, unit_id=unit.pk)
    return appointment


@transaction.atomic
def end_appointment(actor: Actor, appointment: Appointment, *, until: date) -> None:
    """End a user's place in a unit; access to the unit's years ends with it."""
    require_standing(actor, Permission.MANAGE_USERS)
    appointment.until = until
    appointment.save(update_fields=["until"])
    append(actor, "end_appointment", appointment, after={"until": until}, unit_id=appointment.unit_id)


@transaction.atomic
def edit_year(
    actor: Actor,
    year: ClusterYear,
    *,
    secretary: User | None,
    regulation: str,
    dues: Mapping[Stage, date],
) -> None:
    """Name the secretary, write the operating regulation, set the stages' due days."""
    require(actor, Permission.EDIT_YEAR, year)
    require_stage(actor, year)
    if secretary is not None and not _works_in(secretary, year.chair):
        raise Refused.because(
            gettext_noop("Thư ký phải là người của đơn vị cụm trưởng (%(chair)s)."),
            place="secretary",
            chair=year.chair.short_name,
        )
    _refuse_unordered(dues)
    before = {"secretary": str(year.secretary or ""), "regulation": year.regulation, "dues": _dues(year)}
    year.secretary, year.regulation = secretary, regulation
    year.save(update_fields=["secretary", "regulation"])
    for stage, due in dues.items():
        StageTerm.objects.update_or_create(cluster_year=year, stage=stage, defaults={"due": due})
    after = {"secretary": str(secretary or ""), "regulation": regulation, "dues": _dues(year)}
    append(actor, "edit_year", year, before=before, after=after, year_id=year.pk)


@transaction.atomic
def open_next_stage(actor: Actor, year: ClusterYear) -> Stage:
    """Open the stage after the present one, once nothing that blocks it is missing.

    The last stage is left by the hand-over only (``review.actions.hand_over``). Raises
    :class:`Refused` with one fault for each missing thing.
    """
    require(actor, Permission.MOVE_STAGE, year)
    year = _locked(year)
    require_stage(actor, year)
    following = year.current_stage.next
    if following is None:
        raise Refused.because(
            gettext_noop("Đây là giai đoạn cuối."), gettext_noop("Hãy bàn giao cờ luân lưu để khép lại năm.")
        )
    if not actor.for_all_units:
        still = missing(obligations.owed_in(year), year.current_stage)
        if still:
            raise Refused(*(Fault(owed.what, place=owed.link, params=dict(owed.params)) for owed in still))
    _move(actor, year, following, "open_next_stage", "")
    return following


@transaction.atomic
def return_to_stage(actor: Actor, year: ClusterYear, stage: Stage, *, reason: str) -> None:
    """Go back to an earlier stage, for a reason that the journal keeps."""
    require(actor, Permission.MOVE_STAGE, year)
    year = _locked(year)
    require_stage(actor, year)
    if stage.order >= year.current_stage.order:
        raise Refused.because(gettext_noop("Chỉ quay lại được giai đoạn đã qua."), place="stage")
    if not reason.strip():
        raise Refused.because(gettext_noop("Hãy ghi lý do quay lại."), place="reason")
    _move(actor, year, stage, "return_to_stage", reason.strip())


@transaction.atomic
def close_year(actor: Actor, year: ClusterYear, *, on: date) -> None:
    """Close the year for good; called by the hand-over, which has checked the right to do so."""
    year.closed_on = on
    year.save(update_fields=["closed_on"])
    StageTerm.objects.filter(cluster_year=year, completed_on=None).update(completed_on=on)
    append(actor, "close_year", year, after={"closed_on": on}, year_id=year.pk)


def _locked(year: ClusterYear) -> ClusterYear:
    """The year as it stands in the database now, locked until the transaction ends."""
    return (
        ClusterYear.objects.select_for_update(of=("self",)).select_related("cluster", "chair").get(pk=year.pk)
    )


def _move(actor: Actor, year: ClusterYear, stage: Stage, action: str, reason: str) -> None:
    before = year.current_stage
    year.stage = stage
    year.save(update_fields=["stage"])
    passed = [s for s in Stage if before.order <= s.order < stage.order]
    StageTerm.objects.filter(cluster_year=year, stage__in=passed).update(completed_on=actor.today)
    reopened = [s for s in Stage if s.order >= stage.order]
    StageTerm.objects.filter(cluster_year=year, stage__in=reopened).update(completed_on=None)
    append(
        actor, action, year, before={"stage": before}, after={"stage": stage}, year_id=year.pk, reason=reason
    )


def _refuse_unordered(dues: Mapping[Stage, date]) -> None:
    previous: date | None = None
    for stage in Stage:
        due = dues.get(stage)
        if due and previous and due < previous:
            raise Refused.because(
                gettext_noop("Hạn của giai đoạn “%(stage)s” sớm hơn giai đoạn trước."),
                place=stage,
                stage=stage.label,
            )
        previous = due or previous


def _dues(year: ClusterYear) -> dict[str, date]:
    return dict(StageTerm.objects.filter(cluster_year=year).values_list("stage", "due"))


def _works_in(user: User, unit: Unit) -> bool:
    return Appointment.objects.filter(user=user, unit=unit, until=None).exists()
