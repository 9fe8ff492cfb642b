"""Writing units and their dated names."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.standing import require_standing
from thidua.accounts.validation import field_faults
from thidua.core.faults import Fault, NotPermitted, gettext_noop, refuse_if_any
from thidua.core.vietnamese import nfc
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from ..models import Unit, UnitKind, UnitName
from ..queries import units_of_others


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
    is_new: bool = False,
    known_as: str | None = None,
) -> Unit:
    """Make a unit, or change one: a new name is kept beside the old with the day it begins.

    An authority changes the units of its own clusters, and those in no cluster yet.
    ``is_new`` refuses a code already in use. ``known_as`` is the name the form was made from: somebody
    who has renamed the unit since is named in :class:`Stale`.
    """
    if not actor.for_all_units:
        require_standing(actor, Permission.CREATE_CLUSTER)
    unit = Unit.objects.select_for_update(of=("self",)).filter(code=code).first()
    if unit and not actor.for_all_units and unit.pk in units_of_others(actor.user, actor.today):
        raise NotPermitted.because(gettext_noop("Đơn vị này thuộc cụm của cơ quan quản lý khác."))
    if unit and known_as is not None:
        refuse_stale(nfc(known_as), unit.name, unit)
    before = _facts(unit) if unit else None
    old_name = (unit.name, unit.short_name) if unit else None
    changed = unit or Unit(code=code)
    changed.kind, changed.name, changed.short_name = kind, nfc(name), nfc(short_name)
    changed.place, changed.parent = nfc(place), parent
    faults = field_faults(changed)
    if unit and is_new:
        faults.append(
            Fault(
                gettext_noop("Mã “%(code)s” đã là của %(unit)s."),
                gettext_noop("Hãy chọn mã khác."),
                "code",
                {"code": code, "unit": before["name"] if before else ""},
            )
        )
    if since > actor.today and not actor.for_all_units:
        faults.append(
            Fault(
                gettext_noop("Ngày bắt đầu dùng tên ở sau hôm nay."),
                gettext_noop("Hãy ghi tên mới khi tên đã có hiệu lực."),
                "since",
            )
        )
    refuse_if_any(faults)
    changed.save()
    if old_name != (changed.name, changed.short_name):
        _name_from(changed, since)
    append(actor, "save_unit", changed, before=before, after=_facts(changed), unit_id=changed.pk)
    return changed


def _name_from(unit: Unit, since: date) -> None:
    """Keep the name with the day it begins; the unit itself bears the latest of its names."""
    UnitName.objects.update_or_create(
        unit=unit, since=since, defaults={"name": unit.name, "short_name": unit.short_name}
    )
    latest = unit.names.order_by("-since")[0]
    if latest.since > since:
        unit.name, unit.short_name = latest.name, latest.short_name
        unit.save(update_fields=["name", "short_name"])


def _facts(unit: Unit) -> dict[str, object]:
    return {
        "name": unit.name,
        "short_name": unit.short_name,
        "kind": unit.kind,
        "place": unit.place,
        "parent": unit.parent.name if unit.parent else "",
    }
