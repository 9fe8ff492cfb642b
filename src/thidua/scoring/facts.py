"""What is recorded elsewhere of each unit, as the facts from which ``core.points`` computes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from thidua.clusters.models import ClusterYear, Unit
from thidua.core.points import Facts, Joined, TargetResult
from thidua.movements.models import ActivityKind, JointActivity
from thidua.movements.queries import activities
from thidua.pledges.models import AgreedFigure, Direction, Target
from thidua.reporting.queries import LateReport, late_reports, reported_value


def facts_by_unit(year: ClusterYear, units: Iterable[Unit], today: date) -> dict[int, Facts]:
    """Return the facts of each unit as of ``today``, by unit id; a fixed number of queries."""
    results = _target_results(year)
    late: defaultdict[int, list[LateReport]] = defaultdict(list)
    for report in late_reports(year, today):
        late[report.unit.pk].append(report)
    held = [
        (activity, {activity.host_id, *(unit.pk for unit in activity.participants.all())})
        for activity in activities(year)
    ]
    programmes = [(activity, joined) for activity, joined in held if activity.kind == ActivityKind.JOINT]
    return {
        unit.pk: Facts(
            targets=results.get(unit.pk, {}),
            late=sum(report.submitted_at is not None for report in late[unit.pk]),
            days_late=sum(report.days for report in late[unit.pk] if report.submitted_at is not None),
            missing=sum(report.submitted_at is None for report in late[unit.pk]),
            programmes=_joined(unit, programmes),
            activities=_joined(unit, held),
        )
        for unit in units
    }


def _target_results(year: ClusterYear) -> dict[int, dict[str, TargetResult]]:
    """Agreed and reported figures, by unit id and target code."""
    targets = list(Target.objects.filter(cluster_year=year))
    agreed = {
        (unit_id, target_id): value
        for unit_id, target_id, value in AgreedFigure.objects.filter(target__cluster_year=year).values_list(
            "unit_id", "target_id", "value"
        )
    }
    reported = reported_value(year)
    found: defaultdict[int, dict[str, TargetResult]] = defaultdict(dict)
    for unit_id in {unit_id for unit_id, _ in (*agreed, *reported)}:
        for target in targets:
            key = (unit_id, target.pk)
            found[unit_id][target.code] = TargetResult(
                agreed.get(key), reported.get(key), target.direction == Direction.LOWER
            )
    return found


def _joined(unit: Unit, held: list[tuple[JointActivity, set[int]]]) -> Joined:
    return Joined(len(held), sum(unit.pk in joined for _, joined in held))
