"""What the pages of clusters and the home page read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from thidua.accounts.models import User
from thidua.accounts.roles import Role
from thidua.core.faults import gettext_noop
from thidua.core.timetable import Obligation, Progress, Stage, days_late, days_left

from .access import unit_of
from .models import ClusterYear, StageTerm, Unit


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage on the year's strip: its due day, days left (negative: late), and where it stands."""

    stage: Stage
    due: date | None
    left: int | None
    completed_on: date | None
    late: int
    is_past: bool
    is_current: bool


def members(year: ClusterYear) -> list[Unit]:
    """Return the year's member units in the cluster's own order."""
    return [m.unit for m in year.memberships.select_related("unit").order_by("position", "unit__code")]


def stage_dues(year: ClusterYear) -> dict[Stage, date]:
    """Return the due day of each stage that has one."""
    return {Stage(term.stage): term.due for term in _terms(year)}


def stage_strip(year: ClusterYear, today: date) -> list[StageView]:
    """Return the nine stages in order, as the year's strip shows them."""
    terms = {term.stage: term for term in _terms(year)}
    strip = []
    for stage in Stage:
        term = terms.get(stage)
        is_past = stage.order < year.current_stage.order or year.is_closed
        is_current = stage is year.current_stage and not year.is_closed
        strip.append(
            StageView(
                stage=stage,
                due=term.due if term else None,
                left=days_left(term.due, today) if term and not is_past else None,
                completed_on=term.completed_on if term and is_past else None,
                late=days_late(term.due, term.completed_on, term.completed_on or today)
                if term and ((is_past and term.completed_on) or is_current)
                else 0,
                is_past=is_past,
                is_current=is_current,
            )
        )
    return strip


def years_seen_by(user: User) -> list[ClusterYear]:
    """Return the cluster years a user works in or oversees, newest first."""
    years = ClusterYear.objects.select_related("cluster__awarding_authority", "chair", "deputy", "secretary")
    if user.standing_role in (Role.EDITOR, Role.INSPECTOR, Role.OPERATOR):
        return list(years)
    unit = unit_of(user)
    if unit is None:
        return []
    if user.standing_role is Role.AUTHORITY:
        return list(years.filter(cluster__awarding_authority=unit))
    return list(years.filter(Q(members=unit)).distinct())


def owed_in_clusters(year: ClusterYear) -> Iterable[Obligation]:
    """What the chair owes to prepare the year: a secretary, members, due days."""
    due = stage_dues(year).get(Stage.PREPARATION)
    yield Obligation(
        code="secretary",
        stage=Stage.PREPARATION,
        what=gettext_noop("Cử thư ký cụm"),
        unit_id=None,
        role=Role.CHAIR,
        due=due,
        progress=Progress.DONE if year.secretary_id else Progress.NOT_STARTED,
        link=year.url("year_settings"),
    )


def _terms(year: ClusterYear) -> list[StageTerm]:
    """The year's stage terms, read once a request."""
    if not hasattr(year, "_stage_terms"):
        year._stage_terms = list(year.stage_terms.all())  # type: ignore[attr-defined]
    return year._stage_terms  # type: ignore[attr-defined,no-any-return]


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """How far a unit has come with what it owes so far: done of owed, and how many days late at most."""

    unit: Unit
    done: int
    owed: int
    late: int


def progress_by_unit(year: ClusterYear, owed: list[Obligation], today: date) -> list[UnitProgress]:
    """Return each member's progress through everything owed up to the present stage."""
    rows = []
    for unit in members(year):
        own = [o for o in owed if o.unit_id == unit.pk and o.stage.order <= year.current_stage.order]
        late = max((o.lateness(today) for o in own if not o.is_done), default=0)
        rows.append(UnitProgress(unit, sum(o.is_done for o in own), len(own), late))
    return rows
