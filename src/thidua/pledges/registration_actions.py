"""The only writers of registrations: the titles and commendations units strive for."""

from __future__ import annotations

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.access import lock_year, require, require_stage
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.award import AWARDS
from thidua.core.faults import Fault, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc
from thidua.journal.actions import append

from .freeze import refuse_unless_member
from .models import Registration

REGISTERING = (Stage.PREPARATION, Stage.PLEDGING, Stage.RUNNING)
# Far above any unit's staff: a slip of the keyboard, not a number of people.
MOST = 100_000


@transaction.atomic
def register(
    actor: Actor, year: ClusterYear, unit: Unit, *, award: str, quantity: int = 1, note: str = ""
) -> Registration:
    """Register that ``unit`` strives for ``award``, so many times; again to change number and note."""
    lock_year(year)
    require(actor, Permission.REGISTER, year, unit)
    require_stage(actor, year, *REGISTERING)
    refuse_unless_member(year, unit)
    refuse_if_any(_faults(award, quantity))
    found = Registration.objects.filter(cluster_year=year, unit=unit, award=award).first()
    before = _values(found) if found else None
    registration = found or Registration(
        cluster_year=year, unit=unit, award=award, subject=AWARDS[award].subject
    )
    registration.quantity, registration.note = quantity, nfc(note)
    if before == _values(registration):
        return registration
    if found is None or actor.for_all_units:
        registration.registered_at = actor.at
    refuse_if_any(field_faults(registration))
    registration.save()
    append(
        actor,
        "register",
        registration,
        before=before,
        after={"award": award, **_values(registration)},
        year_id=year.pk,
        unit_id=unit.pk,
    )
    return registration


@transaction.atomic
def withdraw_registration(actor: Actor, registration: Registration) -> None:
    """Take a registration back."""
    year = registration.cluster_year
    lock_year(year)
    require(actor, Permission.REGISTER, year, registration.unit_id)
    require_stage(actor, year, *REGISTERING)
    append(
        actor,
        "withdraw_registration",
        registration,
        before={"award": registration.award, **_values(registration)},
        year_id=year.pk,
        unit_id=registration.unit_id,
    )
    registration.delete()


def _faults(award: str, quantity: int) -> list[Fault]:
    faults = []
    if award not in AWARDS:
        faults.append(
            Fault(
                gettext_noop("Không có danh hiệu, hình thức mã “%(award)s”."),
                gettext_noop("Hãy chọn trong danh mục."),
                "award",
                {"award": award},
            )
        )
    if not 0 < quantity <= MOST:
        faults.append(
            Fault(
                gettext_noop("Số lượng phải từ 1 trở lên."),
                gettext_noop("Nếu không đăng ký nữa, hãy rút đăng ký."),
                "quantity",
            )
            if quantity < 1
            else Fault(gettext_noop("Số lượng quá lớn."), place="quantity")
        )
    return faults


def _values(registration: Registration) -> dict[str, object]:
    return {"quantity": registration.quantity, "note": registration.note}
