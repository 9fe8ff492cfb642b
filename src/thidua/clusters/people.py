"""What the operator's pages read: accounts with the unit each holder works in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.accounts.models import User
from thidua.accounts.roles import OF_A_UNIT
from thidua.core.vietnamese import person_key, search_key

from .models import Appointment


@dataclass(frozen=True, slots=True)
class UserRow:
    """An account in the list; ``place`` is the appointment in force, if any."""

    user: User
    place: Appointment | None


def users_found(wanted: Mapping[str, Any]) -> list[User]:
    """Return the accounts that match (``q``, ``role``, ``state``), people by given name."""
    found = User.objects.only("username", "full_name", "role", "is_active")
    if wanted.get("role"):
        found = found.filter(role=wanted["role"])
    if wanted.get("state"):
        found = found.filter(is_active=wanted["state"] == "open")
    sought = search_key(wanted.get("q") or "")
    matching = [u for u in found if sought in search_key(u.full_name) or sought in u.username.casefold()]
    return sorted(matching, key=lambda user: person_key(user.full_name))


def with_units(users: Iterable[User], today: date) -> list[UserRow]:
    """Return ``users`` with their appointments in force, in one query."""
    listed = list(users)
    places = {
        place.user_id: place
        for place in Appointment.objects.in_force(today).filter(user__in=listed).select_related("unit")
    }
    return [UserRow(user, places.get(user.pk)) for user in listed]


def users_without_unit(today: date) -> int:
    """How many open accounts of unit roles have no appointment in force."""
    placed = Appointment.objects.in_force(today).values("user_id")
    return User.objects.filter(role__in=OF_A_UNIT, is_active=True).exclude(pk__in=placed).count()
