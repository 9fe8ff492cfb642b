"""What criteria of a rubric brought from elsewhere are tied to, and whether this year has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from thidua.clusters.models import ClusterYear
from thidua.core.rubric import RubricCriterion, RubricGroup, criteria_of
from thidua.pledges.models import Target
from thidua.reporting.models import Indicator


@dataclass(frozen=True, slots=True)
class LooseTie:
    """A criterion tied to a target of the pact, or else to an indicator, that the year does not have."""

    criterion: RubricCriterion
    wanted: str
    is_target: bool


def loose_ties(year: ClusterYear, groups: Sequence[RubricGroup]) -> list[LooseTie]:
    """Return the ties of ``groups`` that would be left off in ``year``; two queries."""
    targets, indicators = _codes(year)
    found = []
    for criterion in criteria_of(groups):
        if criterion.target_code and criterion.target_code not in targets:
            found.append(LooseTie(criterion, criterion.target_code, is_target=True))
        wanted = criterion.parameters.indicator_code
        if wanted and wanted not in indicators:
            found.append(LooseTie(criterion, wanted, is_target=False))
    return found


def tied_to(year: ClusterYear, groups: Sequence[RubricGroup]) -> list[RubricGroup]:
    """Return ``groups`` tied to the year's own targets and indicators only; two queries."""
    targets, indicators = _codes(year)

    def tied(criterion: RubricCriterion) -> RubricCriterion:
        target = criterion.target_code if criterion.target_code in targets else ""
        given = criterion.parameters
        if given.indicator_code not in indicators:
            given = replace(given, indicator_code="")
        return replace(criterion, target_code=target, parameters=given)

    return [replace(group, criteria=tuple(map(tied, group.criteria))) for group in groups]


def _codes(year: ClusterYear) -> tuple[set[str], set[str]]:
    targets = Target.objects.filter(cluster_year=year).values_list("code", flat=True)
    indicators = Indicator.objects.filter(cluster_year=year).values_list("code", flat=True)
    return set(targets), set(indicators)
