"""Writing where people work."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Permission
from thidua.accounts.standing import require_standing
from thidua.core.faults import Refused, gettext_noop
from thidua.core.vietnamese import nfc
from thidua.journal.actions import append

from ..access import forget_appointment
from ..models import Appointment, Unit


@transaction.atomic
def appoint(actor: Actor, user: User, unit: Unit, *, since: date, position: str = "") -> Appointment:
    """Place ``user`` in ``unit`` from ``since``; an earlier place ends the same day."""
    if not actor.for_all_units:
        require_standing(actor, Permission.MANAGE_USERS)
    User.objects.select_for_update().get(pk=user.pk)
    left = [
        place for place in Appointment.objects.filter(user=user) if place.until is None or place.until > since
    ]
    for place in left:
        # A place that was to begin only later never comes into force.
        place.until = max(since, place.since)
        place.save(update_fields=["until"])
    appointment = Appointment.objects.create(user=user, unit=unit, since=since, position=nfc(position))
    forget_appointment(user)
    append(
        actor,
        "appoint",
        appointment,
        before={"unit": ", ".join(place.unit.name for place in left)} if left else None,
        after={"unit": unit.name, "position": appointment.position, "since": since},
        unit_id=unit.pk,
    )
    return appointment


@transaction.atomic
def end_appointment(actor: Actor, appointment: Appointment, *, until: date) -> None:
    """End a user's place in a unit: from the day ``until`` on, access to the unit's years is gone."""
    require_standing(actor, Permission.MANAGE_USERS)
    current = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if current.until is not None and current.until <= actor.today:
        raise Refused.because(
            gettext_noop("Việc bổ nhiệm này đã kết thúc từ ngày %(day)s."), day=f"{current.until:%d/%m/%Y}"
        )
    if until < current.since:
        raise Refused.because(
            gettext_noop("Ngày kết thúc sớm hơn ngày bổ nhiệm (%(since)s)."),
            place="until",
            since=f"{current.since:%d/%m/%Y}",
        )
    before = current.until
    appointment.until = current.until = until
    current.save(update_fields=["until"])
    forget_appointment(appointment.user)
    append(
        actor,
        "end_appointment",
        current,
        before={"until": before},
        after={"until": until},
        unit_id=current.unit_id,
    )
