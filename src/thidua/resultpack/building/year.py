"""The frame of the year, its rubric and its rules."""

from __future__ import annotations

from typing import Any

from thidua.clusters.models import Unit
from thidua.core.rubric import RubricCriterion, maximum

from .source import Source
from .values import figure, moment, named, person


def year_part(source: Source) -> dict[str, Any]:
    """The cluster, the members in their order, who chairs."""
    year = source.year
    return {
        "cluster": {
            "code": year.cluster.code,
            "kind": year.cluster.kind,
            "name": year.cluster.name,
            "authority": year.cluster.awarding_authority.name,
        },
        "year": year.year,
        "stage": year.stage,
        "closed_on": year.closed_on.isoformat() if year.closed_on else None,
        "chair": named(source.unit(year.chair_id)),
        "deputy": named(source.unit(year.deputy_id)) if year.deputy_id in source.units else None,
        "secretary": person(year.secretary),
        "regulation": year.regulation,
        "members": [_member(unit) for unit in source.members],
        "is_demonstration": year.is_demonstration,
    }


def _member(unit: Unit) -> dict[str, Any]:
    return {**named(unit), "short_name": unit.short_name, "place": unit.place}


def rubric_part(source: Source) -> dict[str, Any]:
    """The rubric as it stands, and every version it went through."""
    rubric, groups = source.rubric, source.table.groups
    versions = rubric.versions.select_related("saved_by").order_by("number")
    return {
        "name": rubric.name,
        "places": rubric.places,
        "rounding": rubric.rounding,
        "source": rubric.source,
        "version": rubric.version,
        "maximum": figure(maximum(groups)),
        "groups": [
            {
                "code": group.code,
                "name": group.name,
                "maximum": figure(group.max_points),
                "criteria": [_criterion(criterion) for criterion in group.criteria],
            }
            for group in groups
        ],
        "versions": [
            {
                "number": version.number,
                "saved_by": person(version.saved_by),
                "saved_at": moment(version.saved_at),
                "reason": version.reason,
                "content": version.content,
            }
            for version in versions
        ],
    }


def _criterion(criterion: RubricCriterion) -> dict[str, Any]:
    return {
        "code": criterion.code,
        "name": criterion.name,
        "kind": criterion.kind.value,
        "max_points": figure(criterion.max_points),
        "parameters": criterion.parameters.as_mapping(),
        "target": criterion.target_code,
        "guidance": criterion.guidance,
    }


def rules_part(source: Source) -> dict[str, Any]:
    """What the regulation says of verifying, appeals, ranking and quotas."""
    rules = source.rules
    return {
        "verified_by": rules.verified_by,
        "scorers": rules.scorers,
        "combination": rules.combination,
        "appeal_days": rules.appeal_days,
        "answer_days": rules.answer_days,
        "ranking": source.table.rules.as_mapping(),
    }
