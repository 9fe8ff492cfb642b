"""How far a user reaches among people and collectives, who belong to no cluster year: decided here only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from thidua.accounts.actor import Actor
from thidua.accounts.models import User
from thidua.accounts.pages import SignedInRequest
from thidua.accounts.permissions import GRANTS, Permission, Scope
from thidua.accounts.roles import Role
from thidua.accounts.standing import standing_may
from thidua.clusters.access import unit_of
from thidua.clusters.models import Membership, Unit
from thidua.core.faults import NotPermitted, gettext_noop

from .models import Subject


@dataclass(frozen=True, slots=True)
class Reach:
    """The units whose subjects a user may do something with; ``everywhere`` needs no list."""

    everywhere: bool = False
    unit_ids: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether it reaches nothing."""
        return not (self.everywhere or self.unit_ids)

    def covers(self, unit: Unit | int) -> bool:
        """Whether ``unit`` is within it."""
        return self.everywhere or (unit.pk if isinstance(unit, Unit) else unit) in self.unit_ids

    def subjects(self) -> QuerySet[Subject]:
        """The subjects within it that stand by themselves."""
        standing = Subject.objects.standing()
        return standing if self.everywhere else standing.filter(unit_id__in=self.unit_ids)

    def units(self) -> QuerySet[Unit]:
        """The units within it."""
        units = Unit.objects.all()
        return units if self.everywhere else units.filter(pk__in=self.unit_ids)


NOWHERE = Reach()


def reach(user: User, permission: Permission, today: date) -> Reach:
    """Return how far ``permission`` reaches for ``user`` on ``today``.

    ``OWN`` is the user's unit and those below it. ``YEAR`` is every unit for those of no unit; for an
    authority the units of the clusters it oversees, its own, and those below them.
    """
    if not standing_may(user, permission):
        return NOWHERE
    role = user.standing_role
    if GRANTS[permission][role] is Scope.YEAR and role is not Role.AUTHORITY:
        return Reach(everywhere=True)
    unit = unit_of(user, today)
    if unit is None:
        return NOWHERE
    tops = {unit.pk}
    if role is Role.AUTHORITY:
        tops |= _overseen(unit)
    return Reach(unit_ids=with_those_below(tops))


def with_those_below(tops: Iterable[int]) -> frozenset[int]:
    """Return the units ``tops`` and all that stand below them, by id."""
    children: dict[int, list[int]] = {}
    for child, parent in Unit.objects.exclude(parent=None).values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(child)
    found: set[int] = set()
    waiting = list(tops)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting += children.get(unit, [])
    return frozenset(found)


def _overseen(authority: Unit) -> set[int]:
    members = Membership.objects.filter(cluster_year__cluster__awarding_authority=authority)
    return set(members.values_list("unit_id", flat=True))


def worked_for(user: User, today: date) -> frozenset[int]:
    """Return the units of whose people ``user`` is: their own and those below it, not those overseen."""
    own = unit_of(user, today)
    return with_those_below({own.pk}) if own else frozenset()


def require_on(actor: Actor, permission: Permission, unit: Unit | int) -> None:
    """Raise :class:`NotPermitted` unless the actor may do this with the subjects of ``unit``."""
    if not actor.for_all_units and not reach(actor.user, permission, actor.today).covers(unit):
        raise NotPermitted.because(
            gettext_noop("Bạn không có quyền làm việc này với đối tượng của đơn vị này.")
        )


def find_subject(
    request: SignedInRequest, pk: int, permission: Permission = Permission.READ_SUBJECTS
) -> Subject:
    """Return the subject with this id, merged or not; 404 when the user does not reach it."""
    found = Subject.objects.select_related("unit", "merged_into__unit").filter(pk=pk).first()
    if found is None or not reach(request.user, permission, request.actor.today).covers(found.unit_id):
        raise Http404
    return found
