"""Which roles a user holds in a cluster year, and what they may do there: the one place that decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.accounts.actor import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import GRANTS, Permission, Scope
from thidua.accounts.roles import OF_EVERY_YEAR, Role
from thidua.core.faults import NotPermitted, Refused, gettext_noop
from thidua.core.timetable import Stage

from .models import Appointment, ClusterYear, Unit


@dataclass(frozen=True, slots=True)
class Access:
    """What a user is in one cluster year: the roles held there, the unit they work in, and who it is."""

    roles: frozenset[Role]
    unit: Unit | None = None
    user_id: int | None = None

    def may(self, permission: Permission, unit: Unit | int | None = None) -> bool:
        """Whether the roles allow ``permission``, on ``unit``'s things when one is named."""
        unit_id = unit.pk if isinstance(unit, Unit) else unit
        for role, scope in GRANTS[permission].items():
            if role not in self.roles:
                continue
            if scope is Scope.YEAR or unit_id is None:
                return True
            if self.unit is not None and self.unit.pk == unit_id:
                return True
        return False


NO_ACCESS = Access(frozenset())


def unit_of(user: User, today: date) -> Unit | None:
    """Return the unit the user works in on ``today``, or None."""
    appointment = current_appointment(user, today)
    return appointment.unit if appointment else None


def current_appointment(user: User, today: date) -> Appointment | None:
    """Return the user's appointment in force on ``today``, cached on the user for the request."""
    if not user.pk:
        return None
    kept: dict[date, Appointment | None] = user.__dict__.setdefault("_appointment_on", {})
    if today not in kept:
        in_force = Appointment.objects.in_force(today).filter(user=user)
        kept[today] = in_force.select_related("unit").order_by("-since", "-pk").first()
    return kept[today]


def forget_appointment(user: User) -> None:
    """Drop what :func:`current_appointment` keeps, after a change."""
    user.__dict__.pop("_appointment_on", None)


def access_to(user: User, year: ClusterYear, today: date) -> Access:
    """Resolve the roles ``user`` holds in ``year`` on ``today``.

    A member unit's people hold their standing role in its years only; the head of the chair unit is the
    cụm trưởng; the year's named secretary is its thư ký; people of the awarding authority oversee it.
    """
    if not user.pk or not user.is_active:
        return NO_ACCESS
    role = user.standing_role
    if role in OF_EVERY_YEAR:
        return Access(frozenset({role}), user_id=user.pk)
    unit = unit_of(user, today)
    if unit is None:
        return NO_ACCESS
    if role is Role.AUTHORITY:
        held = {role} if unit.pk == year.cluster.awarding_authority_id else set()
        return Access(frozenset(held), unit, user.pk)
    if unit.pk not in member_ids(year):
        return Access(frozenset(), unit, user.pk)
    roles = {role}
    if role is Role.UNIT_HEAD and unit.pk == year.chair_id:
        roles.add(Role.CHAIR)
    if user.pk == year.secretary_id and unit.pk == year.chair_id:
        roles.add(Role.SECRETARY)
    return Access(frozenset(roles), unit, user.pk)


def member_ids(year: ClusterYear) -> frozenset[int]:
    """Ids of the year's member units, cached on the year for the request."""
    if not hasattr(year, "_member_ids"):
        year._member_ids = frozenset(year.memberships.values_list("unit_id", flat=True))  # type: ignore[attr-defined]
    return year._member_ids  # type: ignore[attr-defined,no-any-return]


# What may change of a year while somebody has its page open.
_CHANGING = ("stage", "closed_on", "chair", "deputy", "secretary", "regulation", "version")
_KEPT_ON_A_YEAR = ("_member_ids", "_member_units", "_stage_terms", "_verifying")


def lock_year(year: ClusterYear) -> None:
    """Let one writer of ``year`` pass at a time, and bring the object up to what is stored now.

    The first thing every action that writes in a year does, before it asks for rights, stage or members:
    the object may have been read long before, and what is decided must still hold when it is written.
    """
    locked = ClusterYear.objects.select_for_update(of=("self",))
    year.refresh_from_db(fields=_CHANGING, from_queryset=locked)
    forget_kept(year)


def forget_kept(year: ClusterYear) -> None:
    """Drop what readers keep on the year for the request, after a change."""
    for name in _KEPT_ON_A_YEAR:
        year.__dict__.pop(name, None)


def require(actor: Actor, permission: Permission, year: ClusterYear, unit: Unit | int | None = None) -> None:
    """Raise :class:`NotPermitted` unless the actor may do this in ``year`` (on ``unit``'s things)."""
    if not actor.for_all_units and not access_to(actor.user, year, actor.today).may(permission, unit):
        raise NotPermitted.because(gettext_noop("Bạn không có quyền làm việc này."))


def require_stage(actor: Actor, year: ClusterYear, *stages: Stage) -> None:
    """Raise :class:`Refused` unless the year is open and in one of ``stages`` (any, when none is named).

    A past act recorded by an import is not held to today's stage.
    """
    if actor.for_all_units:
        return
    if year.is_closed:
        raise Refused.because(gettext_noop("Năm %(year)s đã bàn giao, chỉ còn để tra cứu."), year=year.year)
    if stages and year.current_stage not in stages:
        raise Refused.because(
            gettext_noop("Việc này không làm được ở giai đoạn hiện tại của cụm (%(stage)s)."),
            gettext_noop("Cụm trưởng có thể mở giai đoạn sau hoặc quay lại giai đoạn trước."),
            stage=year.current_stage.label,
        )
