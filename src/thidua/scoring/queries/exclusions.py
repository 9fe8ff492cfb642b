"""Who is left out of the review and why: by what is recorded of the year, and by what somebody recorded."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.accounts.models import User
from thidua.clusters.models import ClusterYear
from thidua.core.exclusion import Excluded, ExclusionKind, Part, exclusions
from thidua.core.ranking_rules import RankingRules
from thidua.core.timetable import Stage
from thidua.core.words import Words
from thidua.pledges.queries import registered_units, signed_units

from ..models import Exclusion
from .scores import UnitScores


def recorded_exclusions(year: ClusterYear) -> list[Exclusion]:
    """Return what was recorded, lifted ones too, in the order of recording."""
    found = Exclusion.objects.filter(cluster_year=year).select_related("unit", "recorded_by")
    return list(found.order_by("recorded_at", "pk"))


def excluded_units(
    year: ClusterYear, scored: Sequence[UnitScores], rules: RankingRules
) -> dict[int, tuple[Excluded, ...]]:
    """Return why units are left out, by id.

    For what they did not do, nobody is while they may still hand in their sheets.
    """
    found = dict(_computed(year, scored, rules))
    for row in recorded_exclusions(year):
        kind = ExclusionKind(row.kind)
        if row.lifted_at is None and kind in rules.kinds:
            recorded = Excluded(
                kind, Words(kind.label), rules.clauses.get(kind, ""), row.document, _name(row.recorded_by)
            )
            found[row.unit_id] = (*found.get(row.unit_id, ()), recorded)
    return found


def _computed(
    year: ClusterYear, scored: Sequence[UnitScores], rules: RankingRules
) -> dict[int, tuple[Excluded, ...]]:
    is_over = year.current_stage.order > Stage.SELF_SCORING.order
    if not is_over and not all(row.is_verified for row in scored):
        return {}
    signed, registered = signed_units(year), registered_units(year)
    parts = {
        row.unit.pk: Part(
            has_signed=row.unit.pk in signed,
            has_registered=row.unit.pk in registered,
            has_sheet=row.is_handed_in,
            unsent=row.facts.unsent,
        )
        for row in scored
    }
    return exclusions(parts, rules.kinds, rules.clauses)


def _name(user: User | None) -> str:
    return user.full_name if user else ""
