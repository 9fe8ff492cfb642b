"""What the cluster's regulation says of verifying, appeals, leaving out, ranking and quotas this year."""

from __future__ import annotations

from thidua.clusters.models import ClusterYear
from thidua.core.ranking_rules import RankingRules
from thidua.reporting.models import Indicator

from ..models import ScoringRules


def rules_of(year: ClusterYear) -> ScoringRules:
    """Return the year's rules; the usual ones, not stored and of version 0, where none were set."""
    found = ScoringRules.objects.filter(cluster_year=year).first()
    return found or ScoringRules(cluster_year=year, version=0)


def ranking_rules(year: ClusterYear) -> RankingRules:
    """Return the part of the year's rules that ranks, leaves out and sets quotas."""
    return RankingRules.read(rules_of(year).ranking)


def indicator_names(year: ClusterYear) -> dict[str, str]:
    """Return the names of the year's indicators by code, for tie-breaks that ask for one."""
    return dict(Indicator.objects.filter(cluster_year=year).values_list("code", "name"))
