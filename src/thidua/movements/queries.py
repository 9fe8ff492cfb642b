"""What the movements pages show, and what a year owes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from thidua.accounts.roles import Role
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members, stage_dues
from thidua.clusters.ties import Tie
from thidua.core.faults import gettext_noop
from thidua.core.timetable import Field, Obligation, Progress, Stage

from .models import ActivityKind, Directive, JointActivity, Movement, MovementPart


def directives(year: ClusterYear) -> list[Directive]:
    """Return the directives the year follows, by day, each with its file (``text``) if there is one."""
    return list(year.directives.select_related("text"))


def movements(year: ClusterYear) -> list[Movement]:
    """Return the movements with directive and parts, and ``units_taking_part`` (how many units)."""
    return list(
        year.movements.select_related("directive")
        .prefetch_related("parts__unit")
        .annotate(units_taking_part=Count("parts"))
    )


def activities(year: ClusterYear) -> list[JointActivity]:
    """Return joint programmes and exchanges with host and participants, by day."""
    return list(year.activities.select_related("host").prefetch_related("participants"))


def activity_counts(year: ClusterYear) -> dict[str, int]:
    """Return how many joint programmes and how many exchanges there were."""
    counted = dict(year.activities.order_by().values_list("kind").annotate(Count("pk")))
    return {
        "programmes": counted.get(ActivityKind.JOINT, 0),
        "exchanges": counted.get(ActivityKind.EXCHANGE, 0),
    }


@dataclass(frozen=True, slots=True)
class UnitPart:
    """A member unit beside its part in a movement, or None when nothing is recorded yet."""

    unit: Unit
    part: MovementPart | None


def parts_of(movement: Movement, year: ClusterYear) -> list[UnitPart]:
    """Return every member unit with its part in ``movement``."""
    recorded = {part.unit_id: part for part in movement.parts.all()}
    return [UnitPart(unit, recorded.get(unit.pk)) for unit in members(year)]


@dataclass(frozen=True, slots=True)
class FieldActivities:
    """The activities of one field of the sector."""

    field: Field
    activities: list[JointActivity]


@dataclass(frozen=True, slots=True)
class UnitActivities:
    """How many activities a unit hosted, and in how many joint programmes and exchanges it took part."""

    unit: Unit
    hosted: int
    programmes: int
    exchanges: int


@dataclass(frozen=True, slots=True)
class ActivityOverview:
    """The year's joint activities by field, and counted by kind and unit."""

    by_field: list[FieldActivities]
    by_unit: list[UnitActivities]
    programmes: int
    exchanges: int


def activity_overview(year: ClusterYear) -> ActivityOverview:
    """Return the year's joint activities as their page shows them."""
    found = activities(year)
    return ActivityOverview(
        by_field=[
            FieldActivities(field, own)
            for field in Field
            if (own := [activity for activity in found if activity.field == field])
        ],
        by_unit=[
            UnitActivities(
                unit,
                sum(activity.host_id == unit.pk for activity in found),
                _joined(found, unit, ActivityKind.JOINT),
                _joined(found, unit, ActivityKind.EXCHANGE),
            )
            for unit in members(year)
        ],
        programmes=sum(activity.kind == ActivityKind.JOINT for activity in found),
        exchanges=sum(activity.kind == ActivityKind.EXCHANGE for activity in found),
    )


def owed_in_movements(year: ClusterYear) -> Iterable[Obligation]:
    """A movement launched to begin the year; then each unit's part in each (which holds up no stage)."""
    dues = stage_dues(year)
    launched = list(year.movements.prefetch_related("parts"))
    yield Obligation(
        code="movement",
        stage=Stage.PREPARATION,
        what=gettext_noop("Phát động ít nhất một phong trào thi đua"),
        unit_id=None,
        role=Role.SECRETARY,
        due=dues.get(Stage.PREPARATION),
        progress=Progress.DONE if launched else Progress.NOT_STARTED,
        link=year.url("movements"),
        read_link=year.url("movements"),
    )
    units = members(year) if launched else []
    for movement in launched:
        recorded = {part.unit_id: part for part in movement.parts.all()}
        for unit in units:
            part = recorded.get(unit.pk)
            yield Obligation(
                code=f"part:{movement.pk}",
                stage=Stage.RUNNING,
                what=gettext_noop("Ghi phần tham gia phong trào “%(movement)s”"),
                params=(("movement", movement.name),),
                unit_id=unit.pk,
                role=Role.SPECIALIST,
                due=dues.get(Stage.RUNNING),
                progress=Progress.DONE if part else Progress.NOT_STARTED,
                done_on=part.recorded_on if part else None,
                link=year.url("movement_part", movement.pk, unit.code),
                read_link=year.url("movement", movement.pk),
                blocks=False,
            )


def ties_in_movements(year: ClusterYear) -> Iterable[Tie]:
    """Units that told their part in a movement, and those that held or joined an activity."""
    for unit_id in MovementPart.objects.filter(movement__cluster_year=year).values_list("unit", flat=True):
        yield Tie(unit_id, gettext_noop("đã ghi phần tham gia phong trào"))
    for host, participant in year.activities.values_list("host", "participants"):
        for unit_id in {host, participant} - {None}:
            yield Tie(unit_id, gettext_noop("đã dự hoạt động chung, giao lưu"))


def _joined(found: list[JointActivity], unit: Unit, kind: ActivityKind) -> int:
    return sum(activity.kind == kind and unit in activity.participants.all() for activity in found)
