"""What is recorded elsewhere of each unit, as the facts from which ``core.points`` computes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.clusters.models import ClusterYear, Unit
from thidua.core.points import Facts, Joined, MedalsWon, TargetResult
from thidua.movements.models import ActivityKind, JointActivity
from thidua.movements.queries import activities
from thidua.pledges.models import Direction, Target
from thidua.pledges.queries import agreed_figures
from thidua.reporting.queries import LateReport, Reported, late_reports, reported


def facts_by_unit(year: ClusterYear, units: Iterable[Unit], today: date) -> dict[int, Facts]:
    """Return the facts of each unit as of ``today``, by unit id; a fixed number of queries."""
    said = reported(year)
    results = _target_results(year, said)
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
            unsent=tuple(report.duty.name for report in late[unit.pk] if not report.was_sent),
            programmes=_joined(unit, programmes),
            activities=_joined(unit, held),
            medals=said.medals.get(unit.pk, MedalsWon()),
            indicators=said.indicators.get(unit.pk, {}),
        )
        for unit in units
    }


def record_of(facts: Facts) -> dict[str, Any]:
    """Return facts as plain values to store with the sheet whose points they made final."""
    return {
        "targets": {
            code: [_text(result.agreed), _text(result.reported), result.lower_is_better]
            for code, result in facts.targets.items()
        },
        "late": facts.late,
        "days_late": facts.days_late,
        "missing": facts.missing,
        "unsent": list(facts.unsent),
        "programmes": [facts.programmes.held, facts.programmes.joined],
        "activities": [facts.activities.held, facts.activities.joined],
        "medals": [facts.medals.gold, facts.medals.silver, facts.medals.bronze],
        "indicators": {code: str(figure) for code, figure in facts.indicators.items()},
    }


def facts_from(record: dict[str, Any]) -> Facts:
    """Return the facts that :func:`record_of` wrote, also before it kept medals and indicators."""
    return Facts(
        targets={
            code: TargetResult(_figure(agreed), _figure(reported), lower)
            for code, (agreed, reported, lower) in record["targets"].items()
        },
        late=record["late"],
        days_late=record["days_late"],
        missing=record["missing"],
        unsent=tuple(record["unsent"]),
        programmes=Joined(*record["programmes"]),
        activities=Joined(*record["activities"]),
        medals=MedalsWon(*record.get("medals", ())),
        indicators={code: Decimal(figure) for code, figure in record.get("indicators", {}).items()},
    )


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else str(figure)


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _target_results(year: ClusterYear, said: Reported) -> dict[int, dict[str, TargetResult]]:
    """Agreed and reported figures, by unit id and target code."""
    targets = list(Target.objects.filter(cluster_year=year))
    agreed = agreed_figures(year)
    found: defaultdict[int, dict[str, TargetResult]] = defaultdict(dict)
    for unit_id in {unit_id for _, unit_id in agreed} | set(said.targets):
        for target in targets:
            found[unit_id][target.code] = TargetResult(
                agreed.get((target.code, unit_id)),
                said.targets.get(unit_id, {}).get(target.pk),
                target.direction == Direction.LOWER,
            )
    return found


def _joined(unit: Unit, held: list[tuple[JointActivity, set[int]]]) -> Joined:
    return Joined(len(held), sum(unit.pk in joined for _, joined in held))
