"""The only writers of inspection groups: who verifies whose sheets, where groups do."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.access import forget_kept, lock_year, member_ids, require, require_stage
from thidua.clusters.models import Appointment, ClusterYear, Unit
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc, search_key
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from ..models import InspectionGroup

GROUPING_STAGES = tuple(stage for stage in Stage if stage.order <= Stage.VERIFICATION.order)


@transaction.atomic
def save_inspection_group(
    actor: Actor,
    year: ClusterYear,
    *,
    name: str,
    people: Collection[User],
    units: Collection[Unit],
    group: InspectionGroup | None = None,
    version: int | None = None,
) -> InspectionGroup:
    """Make a group, or change ``group`` as it was at ``version``.

    Nobody inspects the unit they work in; a unit is in one group.
    """
    _open(actor, year)
    if group is not None:
        group = _there(year, group)
        refuse_stale(version, group.version, group)
    before = _told(group) if group else {}
    group = group or InspectionGroup(cluster_year=year)
    group.name = nfc(name)
    others = list(
        InspectionGroup.objects.filter(cluster_year=year).exclude(pk=group.pk).prefetch_related("units")
    )
    refuse_if_any(
        [
            *_named(group, others),
            *_people_faults(actor, year, people, units),
            *_unit_faults(year, units, others),
        ]
    )
    group.save()
    group.inspectors.set(people)
    group.units.set(units)
    forget_kept(year)
    after = _told(group)
    if after != before:
        if before:
            group.version += 1
            group.save(update_fields=["version"])
        append(
            actor,
            "save_inspection_group",
            group,
            before={key: value for key, value in before.items() if after[key] != value},
            after={key: value for key, value in after.items() if before.get(key) != value},
            year_id=year.pk,
        )
    return group


@transaction.atomic
def remove_inspection_group(actor: Actor, year: ClusterYear, group: InspectionGroup) -> None:
    """Dissolve a group; what its people verified stays."""
    _open(actor, year)
    group = _there(year, group)
    append(actor, "remove_inspection_group", group, before=_told(group), year_id=year.pk)
    group.delete()
    forget_kept(year)


def _open(actor: Actor, year: ClusterYear) -> None:
    lock_year(year)
    require(actor, Permission.SET_SCORING_RULES, year)
    require_stage(actor, year, *GROUPING_STAGES)


def _there(year: ClusterYear, group: InspectionGroup) -> InspectionGroup:
    found = InspectionGroup.objects.filter(cluster_year=year, pk=group.pk).first()
    if found is None:
        raise Refused.because(gettext_noop("Tổ kiểm tra này không còn."))
    return found


def _named(group: InspectionGroup, others: Iterable[InspectionGroup]) -> list[Fault]:
    if not group.name:
        return [Fault(gettext_noop("Hãy ghi tên tổ kiểm tra."), place="name")]
    if any(search_key(other.name) == search_key(group.name) for other in others):
        return [
            Fault(gettext_noop("Đã có tổ mang tên này."), gettext_noop("Hãy đặt tên khác."), place="name")
        ]
    return field_faults(group)


def _people_faults(
    actor: Actor, year: ClusterYear, people: Collection[User], units: Collection[Unit]
) -> list[Fault]:
    if not people:
        return [Fault(gettext_noop("Hãy chọn ít nhất một người kiểm tra."), place="people")]
    allowed = {*member_ids(year), year.cluster.awarding_authority_id}
    in_force = Appointment.objects.in_force(actor.today).filter(user__in=people).select_related("unit")
    works_in = {place.user_id: place.unit for place in in_force.order_by("since", "pk")}
    inspected = {unit.pk for unit in units}
    faults = []
    for person in people:
        unit = works_in.get(person.pk)
        is_there = person.is_active and unit is not None and unit.pk in allowed
        if not is_there and not actor.for_all_units:
            cause = gettext_noop(
                "%(person)s không làm việc ở đơn vị nào của cụm, cũng không ở cơ quan quản lý."
            )
            faults.append(Fault(cause, place="people", params={"person": person.full_name}))
        elif unit is not None and unit.pk in inspected:
            faults.append(
                Fault(
                    gettext_noop("%(person)s làm việc ở %(unit)s nên không kiểm tra phiếu của đơn vị này."),
                    gettext_noop("Hãy bỏ người này hoặc bỏ đơn vị này khỏi tổ."),
                    place="people",
                    params={"person": person.full_name, "unit": unit.short_name},
                )
            )
    return faults


def _unit_faults(
    year: ClusterYear, units: Collection[Unit], others: Iterable[InspectionGroup]
) -> list[Fault]:
    if not units:
        return [Fault(gettext_noop("Hãy chọn ít nhất một đơn vị được kiểm tra."), place="units")]
    members = member_ids(year)
    faults = [
        Fault(
            gettext_noop("%(unit)s không phải thành viên năm nay."),
            place="units",
            params={"unit": unit.short_name},
        )
        for unit in units
        if unit.pk not in members
    ]
    taken = {unit.pk: other for other in others for unit in other.units.all()}
    return faults + [
        Fault(
            gettext_noop("%(unit)s đã thuộc “%(group)s”."),
            gettext_noop("Hãy bỏ đơn vị khỏi tổ kia trước."),
            place="units",
            params={"unit": unit.short_name, "group": taken[unit.pk].name},
        )
        for unit in units
        if unit.pk in taken
    ]


def _told(group: InspectionGroup) -> dict[str, object]:
    return {
        "name": group.name,
        "inspectors": sorted(user.full_name for user in group.inspectors.all()),
        "units": sorted(unit.short_name for unit in group.units.all()),
    }
