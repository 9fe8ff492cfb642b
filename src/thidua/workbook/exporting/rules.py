"""The regulation's rules, exclusions and the meeting's decisions as rows."""

from __future__ import annotations

from thidua.clusters.models import ClusterYear
from thidua.core.exclusion import ExclusionKind
from thidua.core.quota import Quota, QuotaKind, SeatRounding, share_text
from thidua.core.ranking_rules import RankingRules
from thidua.review.models import MeetingDecision
from thidua.scoring.models import Exclusion, ScoringRules
from thidua.sheets.values import Book, Row

from ..tie_breaks import tie_breaks_text
from .tables import plain, table


def export(year: ClusterYear) -> Book:
    """Rows of the sheets Quy tắc xếp hạng to Không xét thi đua, and Hội nghị quyết định."""
    rules = ScoringRules.objects.filter(cluster_year=year).first()
    ranking = RankingRules.read(rules.ranking) if rules else None
    return {
        "scoring_rules": [_rules(rules, ranking)] if rules and ranking else [],
        "exclusion_kinds": [_kind(kind, ranking) for kind in ExclusionKind] if ranking else [],
        "quotas": [
            _quota(position, quota)
            for position, quota in enumerate(ranking.quotas or () if ranking else (), start=1)
        ],
        "exclusions": table(
            Exclusion.objects.filter(cluster_year=year),
            unit="unit__code",
            kind="kind",
            document="document",
            recorded_at="recorded_at",
            lifted_at="lifted_at",
            lifting_reason="lifting_reason",
        ),
        "meeting_decisions": [
            Row(0, {**row.values, "award": row["award"] or None})
            for row in table(
                MeetingDecision.objects.filter(cluster_year=year),
                unit="unit__code",
                award="award",
                reason="reason",
                decided_at="decided_at",
            )
        ],
    }


def _rules(rules: ScoringRules, ranking: RankingRules) -> Row:
    return Row(
        0,
        {
            "verified_by": rules.verified_by,
            "scorers": rules.scorers,
            "combination": rules.combination,
            "appeal_days": rules.appeal_days,
            "answer_days": rules.answer_days,
            "order": ranking.order.value,
            "floor": plain(ranking.floor),
            "tie_breaks": tie_breaks_text(ranking.tie_breaks) or None,
            "has_quotas": ranking.quotas is not None,
        },
    )


def _kind(kind: ExclusionKind, ranking: RankingRules) -> Row:
    values = {
        "kind": kind.value,
        "counts": kind in ranking.kinds,
        "clause": plain(ranking.clauses.get(kind, "")),
    }
    return Row(0, values)


def _quota(position: int, quota: Quota) -> Row:
    """Only what the quota's own way of counting asks for."""
    is_share = quota.kind is QuotaKind.SHARE
    return Row(
        0,
        {
            "position": position,
            "award": quota.award,
            "kind": quota.kind.value,
            "number": quota.number if quota.kind is QuotaKind.FIXED else None,
            "share": share_text(quota.share) if is_share else None,
            "rounding": SeatRounding(quota.rounding).value if is_share else None,
            "at_least": (quota.at_least or None) if is_share else None,
            "floor": plain(quota.floor),
        },
    )
