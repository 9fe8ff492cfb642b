"""The rubric of a year as values."""

from __future__ import annotations

from thidua.clusters.models import ClusterYear
from thidua.core.rubric import CriterionKind, Parameters, RubricCriterion, RubricGroup

from ..models import Criterion, CriterionGroup, Rubric, RubricVersion


def rubric_of(year: ClusterYear) -> Rubric | None:
    """Return the year's rubric, or None."""
    return Rubric.objects.filter(cluster_year=year).first()


def has_rubric_before(year: ClusterYear) -> bool:
    """Whether the cluster's year before has a rubric that could be taken over."""
    return Rubric.objects.filter(
        cluster_year__cluster=year.cluster_id, cluster_year__year=year.year - 1
    ).exists()


def rubric_groups(rubric: Rubric | None) -> tuple[RubricGroup, ...]:
    """Return the rubric's groups and criteria as values; two queries."""
    if rubric is None:
        return ()
    criteria: dict[int, list[RubricCriterion]] = {}
    rows = Criterion.objects.filter(group__rubric=rubric).select_related("target")
    for row in rows.order_by("position", "pk"):
        criteria.setdefault(row.group_id, []).append(criterion_value(row))
    groups = CriterionGroup.objects.filter(rubric=rubric).order_by("position", "pk")
    return tuple(RubricGroup(row.code, row.name, tuple(criteria.get(row.pk, ()))) for row in groups)


def rubric_versions(rubric: Rubric) -> list[RubricVersion]:
    """Return every version kept of the rubric, newest first, with who saved it; one query."""
    return list(RubricVersion.objects.filter(rubric=rubric).select_related("saved_by"))


def criterion_value(row: Criterion) -> RubricCriterion:
    """Return a stored criterion as a value."""
    kind = CriterionKind(row.kind)
    return RubricCriterion(
        code=row.code,
        name=row.name,
        kind=kind,
        max_points=row.max_points,
        parameters=Parameters.read(kind, row.parameters, row.code),
        target_code=row.target.code if row.target else "",
        guidance=row.guidance,
    )
