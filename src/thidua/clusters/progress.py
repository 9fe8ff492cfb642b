"""How far a year and its units have come, and what is missing: read from what is owed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.core.timetable import Obligation, Progress, days_left, missing

from .models import ClusterYear, Unit
from .queries import as_of, members, stage_dues


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """How far a unit has come with what it owes so far.

    ``waiting`` of what is not done lies with somebody for approval or is being worked on; ``overdue`` is past
    its due day. ``late`` is the greatest number of days late; ``still`` what is not done, soonest due first.
    """

    unit: Unit
    done: int
    owed: int
    started: int
    overdue: int
    late: int
    still: tuple[Obligation, ...]

    @property
    def bar(self) -> ProgressBar:
        """The three parts of the unit's bar."""
        return ProgressBar.of(self.done, self.started, self.overdue, self.owed)


@dataclass(frozen=True, slots=True)
class ProgressBar:
    """Where the parts of a bar 1000 wide begin and how wide they are: done, under way, overdue."""

    done: int
    started_at: int
    started: int
    overdue_at: int
    overdue: int

    @classmethod
    def of(cls, done: int, started: int, overdue: int, owed: int) -> ProgressBar:
        """Divide the bar among ``owed`` things."""
        ends = [
            1000 * count // owed if owed else 0 for count in (done, done + started, done + started + overdue)
        ]
        return cls(ends[0], ends[0], ends[1] - ends[0], ends[1], ends[2] - ends[1])


def progress_by_unit(year: ClusterYear, owed: list[Obligation], today: date) -> list[UnitProgress]:
    """Return each member's progress through everything owed up to the present stage."""
    today = as_of(year, today)
    by_unit: dict[int, list[Obligation]] = {}
    for obligation in owed:
        if obligation.unit_id is not None and obligation.stage.order <= year.current_stage.order:
            by_unit.setdefault(obligation.unit_id, []).append(obligation)
    return [_progress_of(unit, by_unit.get(unit.pk, []), today) for unit in members(year)]


def _progress_of(unit: Unit, own: list[Obligation], today: date) -> UnitProgress:
    still = tuple(o for o in own if not o.is_done)
    overdue = [o for o in still if o.lateness(today)]
    started = [o for o in still if not o.lateness(today) and o.progress is not Progress.NOT_STARTED]
    return UnitProgress(
        unit=unit,
        done=len(own) - len(still),
        owed=len(own),
        started=len(started),
        overdue=len(overdue),
        late=max((o.lateness(today) for o in overdue), default=0),
        still=still,
    )


@dataclass(frozen=True, slots=True)
class MissingThing:
    """One thing the stage cannot be left without, and the units that still owe it (none: the chair does)."""

    owed: Obligation
    units: tuple[tuple[Unit, str], ...]


def missing_things(year: ClusterYear, owed: list[Obligation]) -> list[MissingThing]:
    """Return what stands between the present stage and the next, each thing once, with who owes it."""
    units = {unit.pk: unit for unit in members(year)}
    grouped: dict[tuple[object, ...], list[Obligation]] = {}
    for obligation in missing(owed, year.current_stage):
        others = tuple(pair for pair in obligation.params if pair[0] != "unit")
        grouped.setdefault((obligation.code, obligation.what, others), []).append(obligation)
    return [
        MissingThing(_of_all(same), tuple((units[o.unit_id], o.link) for o in same if o.unit_id in units))
        for same in grouped.values()
    ]


def unsettled_things(year: ClusterYear, owed: list[Obligation]) -> list[Obligation]:
    """Return what the chair's side still owes at the present stage that holds nothing up.

    It is told before the stage is left, since afterwards it is done late or not at all.
    """
    return [
        each
        for each in owed
        if each.stage is year.current_stage
        and each.unit_id is None
        and not (each.blocks or each.is_done)
        and each.role in (Role.SECRETARY, Role.CHAIR)
    ]


def _of_all(same: list[Obligation]) -> Obligation:
    """One obligation for the same thing owed by several: its words then name no single unit."""
    first = same[0]
    if not first.names_unit:
        return first
    words = tuple((name, _("các đơn vị") if name == "unit" else value) for name, value in first.params)
    return replace(first, params=words)


@dataclass(frozen=True, slots=True)
class Headline:
    """The year in figures: days left in the stage, units that owe nothing more, things owed and overdue."""

    left: int | None
    units: int
    units_done: int
    owed: int
    overdue: int


def headline(year: ClusterYear, progress: list[UnitProgress], today: date) -> Headline:
    """Return the figures at the head of the year's overview."""
    due = None if year.is_closed else stage_dues(year).get(year.current_stage)
    return Headline(
        left=days_left(due, today) if due else None,
        units=len(progress),
        units_done=sum(not row.still for row in progress),
        owed=sum(row.owed for row in progress),
        overdue=sum(row.overdue for row in progress),
    )
