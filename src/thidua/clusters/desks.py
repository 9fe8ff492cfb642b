"""On whose desk an owed thing lies, and which page of it a reader may open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from thidua.accounts.roles import Role
from thidua.core.timetable import Obligation

from .access import Access
from .models import ClusterYear

# Who may do what lies on a desk: the head also what the specialist does, the chair what the secretary does.
_DONE_BY = {
    Role.SPECIALIST: {Role.SPECIALIST, Role.UNIT_HEAD},
    Role.SECRETARY: {Role.SECRETARY, Role.CHAIR},
}


def desk_roles(year: ClusterYear, access: Access) -> frozenset[str]:
    """The roles whose desk the reader sits at: the chair's also the secretary's while none is named."""
    held = {role.value for role in access.roles}
    if Role.CHAIR in access.roles and year.secretary_id is None:
        held.add(Role.SECRETARY.value)
    return frozenset(held)


def with_open_links(owed: Iterable[Obligation], access: Access) -> list[Obligation]:
    """Return ``owed`` with links the reader may follow.

    The page where a thing is done is for those who may do it; others get the page where it is read, or none.
    """
    return [each if _may_do(each, access) else replace(each, link=each.read_link) for each in owed]


def lies_with(owed: Obligation, access: Access, roles: frozenset[str]) -> bool:
    """Whether it lies on the desk of the reader, who sits at the desks of ``roles``."""
    return access.user_id in owed.people if owed.people else owed.role in roles


def _may_do(owed: Obligation, access: Access) -> bool:
    if owed.people:
        return access.user_id in owed.people
    role = Role(owed.role)
    if access.roles.isdisjoint(_DONE_BY.get(role, {role})):
        return False
    return owed.unit_id is None or (access.unit is not None and access.unit.pk == owed.unit_id)
