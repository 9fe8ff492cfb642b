"""What lies on a person's desk in a cluster year, what waits for others, and the one next step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.accounts.speaking import role_words
from thidua.clusters.access import Access
from thidua.clusters.desks import desk_roles, lies_with
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import stage_dues
from thidua.core.faults import gettext_noop
from thidua.core.timetable import Obligation, Progress, days_left, missing

# Roles held for every unit of a year: what lies on their desk may concern any unit.
_OVER_UNITS = frozenset({Role.CHAIR, Role.SECRETARY, Role.AUTHORITY})
_SOON = 7


@dataclass(frozen=True, slots=True)
class Task:
    """An obligation with its year, the unit it concerns when that is not the reader's own, and days left."""

    owed: Obligation
    year: ClusterYear
    left: int | None
    unit: Unit | None = None

    @property
    def desk(self) -> str:
        """Whose desk it lies on, in words."""
        return role_words(Role(self.owed.role), self.year.cluster.kind)


@dataclass(frozen=True, slots=True)
class Desk:
    """The tasks of a home page: one to begin with, the others by urgency, and what waits for others."""

    first: Task | None
    overdue: tuple[Task, ...]
    this_week: tuple[Task, ...]
    later: tuple[Task, ...]
    waiting: tuple[Task, ...]

    @property
    def count(self) -> int:
        """How many things lie on the desk."""
        return bool(self.first) + len(self.overdue) + len(self.this_week) + len(self.later)


def on_desk(
    year: ClusterYear, access: Access, owed: Iterable[Obligation], units: dict[int, Unit], today: date
) -> list[Task]:
    """Pick what somebody with ``access`` has to do in ``year``, up to the present stage."""
    roles = desk_roles(year, access)
    own = access.unit.pk if access.unit else None
    return [
        _task(o, year, own, units, today)
        for o in _due_by_now(year, owed)
        if lies_with(o, access, roles) and (o.unit_id in (None, own) or Role(o.role) in _OVER_UNITS)
    ]


def waiting_for_others(
    year: ClusterYear, access: Access, owed: Iterable[Obligation], today: date
) -> list[Task]:
    """Pick what lies on somebody else's desk now: what the reader's unit owes or has handed on, and for those
    who run the year also what its chair or secretary owes.
    """
    roles = desk_roles(year, access)
    own = access.unit.pk if access.unit else None
    if own is None:
        return []
    running = bool(access.roles & {Role.CHAIR, Role.SECRETARY})
    awaited = [
        o
        for o in _due_by_now(year, owed)
        if not lies_with(o, access, roles) and (o.unit_id == own or (running and o.unit_id is None))
    ]
    return [_task(o, year, own, {}, today) for o in awaited]


def stage_task(year: ClusterYear, access: Access, owed: list[Obligation], today: date) -> Task | None:
    """What the chair does once the own desk is clear: open the next stage, or chase who still owes."""
    following = year.current_stage.next
    if Role.CHAIR not in access.roles or following is None:
        return None
    still = missing(owed, year.current_stage)
    units = {o.unit_id for o in still if o.unit_id is not None}
    if units:
        what = gettext_noop("Đôn đốc %(count)s đơn vị còn việc của giai đoạn")
    elif still:
        what = gettext_noop("Xem %(count)s việc còn thiếu trước khi mở giai đoạn “%(stage)s”")
    else:
        what = gettext_noop("Mở giai đoạn “%(stage)s”")
    params = (("count", len(units) or len(still)), ("stage", _(following.label)))
    step = Obligation(
        code="next_stage",
        stage=year.current_stage,
        what=what,
        unit_id=None,
        role=Role.CHAIR,
        due=stage_dues(year).get(year.current_stage),
        progress=Progress.NOT_STARTED,
        link=year.get_absolute_url(),
        params=params,
        blocks=False,
    )
    return _task(step, year, None, {}, today)


def sort_out(tasks: Iterable[Task], waiting: Iterable[Task], otherwise: Task | None = None) -> Desk:
    """Order the tasks: the most pressing first; ``otherwise`` is the first step of an empty desk."""
    ordered = sorted(tasks, key=_urgency)
    first = ordered.pop(0) if ordered else otherwise
    return Desk(
        first=first,
        overdue=tuple(t for t in ordered if t.left is not None and t.left < 0),
        this_week=tuple(t for t in ordered if t.left is not None and 0 <= t.left <= _SOON),
        later=tuple(t for t in ordered if t.left is None or t.left > _SOON),
        waiting=tuple(sorted(waiting, key=_urgency)),
    )


def _urgency(task: Task) -> tuple[bool, bool, int, bool, int, str]:
    """What is late and holds the whole cluster up comes first, then by day."""
    holds_up = task.owed.blocks and task.left is not None and task.left < 0
    return (
        not holds_up,
        task.left is None,
        task.left or 0,
        not task.owed.blocks,
        task.owed.stage.order,
        task.owed.code,
    )


def _due_by_now(year: ClusterYear, owed: Iterable[Obligation]) -> Iterable[Obligation]:
    return (o for o in owed if not o.is_done and o.stage.order <= year.current_stage.order)


def _task(owed: Obligation, year: ClusterYear, own: int | None, units: dict[int, Unit], today: date) -> Task:
    shown = owed.unit_id is not None and owed.unit_id != own and not owed.names_unit
    unit = units.get(owed.unit_id) if shown and owed.unit_id is not None else None
    return Task(owed, year, days_left(owed.due, today) if owed.due else None, unit)
