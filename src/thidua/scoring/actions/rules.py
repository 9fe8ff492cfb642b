"""The only writer of what the regulation says of verifying, appeals, leaving out, ranking and quotas."""

from __future__ import annotations

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.access import forget_kept, lock_year, member_ids, require, require_stage
from thidua.clusters.models import ClusterYear
from thidua.core.faults import Fault, gettext_noop, refuse_if_any
from thidua.core.ranking_rules import RankingRules
from thidua.core.timetable import Stage
from thidua.core.verification import Combination, VerificationMode
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from ..models import CrossSheet, ScoringRules
from ..queries import rules_of
from ..verifiers import verifying_in

# Once the cluster reviews by them, a change of the rules must say why.
LOCKED_STAGES = (Stage.REVIEW, Stage.PROPOSAL)
RULES_STAGES = tuple(stage for stage in Stage if stage is not Stage.HAND_OVER)
_MOST_DAYS, _MOST_SCORERS = 60, 20


@transaction.atomic
def save_scoring_rules(
    actor: Actor,
    year: ClusterYear,
    *,
    verified_by: VerificationMode = VerificationMode.SECRETARY,
    scorers: int = 3,
    combination: Combination = Combination.MEAN,
    appeal_days: int = 5,
    answer_days: int = 5,
    ranking: RankingRules,
    version: int | None = None,
    reason: str = "",
) -> ScoringRules:
    """Write the whole of the year's rules; ``version`` 0 where none were set when the form was made.

    From the review on a change needs a reason, which the journal keeps. Who scores whom stays as it is once
    any unit has finished scoring another by it.
    """
    lock_year(year)
    require(actor, Permission.SET_SCORING_RULES, year)
    require_stage(actor, year, *RULES_STAGES)
    rules = rules_of(year)
    refuse_stale(version, rules.version, rules if rules.pk else None)
    before = _told(rules) if rules.pk else None
    rota_before = rules.verified_by, rules.scorers
    rules.verified_by, rules.scorers, rules.combination = verified_by, scorers, combination
    rules.appeal_days, rules.answer_days = appeal_days, answer_days
    rules.ranking = ranking.as_mapping()
    keeps_rota = (rules.verified_by, rules.scorers) == rota_before
    rota_faults = [] if keeps_rota or actor.for_all_units else _rota_faults(year)
    refuse_if_any([*_faults(actor, year, rules, ranking, reason), *rota_faults, *field_faults(rules)])
    if before == _told(rules):
        return rules
    rules.version += 1
    rules.save()
    forget_kept(year)
    append(
        actor,
        "save_scoring_rules",
        rules,
        before=before,
        after=_told(rules),
        year_id=year.pk,
        reason=nfc_lines(reason),
    )
    return rules


def is_crossed_already(year: ClusterYear) -> bool:
    """Whether any unit has finished scoring another by the rules as they stand."""
    if verifying_in(year).mode is not VerificationMode.CROSS:
        return False
    return CrossSheet.objects.filter(sheet__cluster_year=year, finished_at__isnull=False).exists()


def _rota_faults(year: ClusterYear) -> list[Fault]:
    """What stands against another verifier or number of scorers: scores that would no longer count."""
    if not is_crossed_already(year):
        return []
    cause = gettext_noop(
        "Đã có đơn vị chấm chéo xong nên không đổi được ai thẩm định và số đơn vị chấm chéo."
    )
    mend = gettext_noop("Muốn đổi, hãy mở lại từng phiếu đã chấm chéo xong ở trang Chấm chéo trước.")
    return [Fault(cause, mend, "verified_by")]


def _faults(
    actor: Actor, year: ClusterYear, rules: ScoringRules, ranking: RankingRules, reason: str
) -> list[Fault]:
    faults = []
    if not 1 <= rules.scorers <= _MOST_SCORERS:
        cause = gettext_noop("Mỗi phiếu phải có từ 1 đến %(most)s đơn vị chấm chéo.")
        faults.append(Fault(cause, place="scorers", params={"most": _MOST_SCORERS}))
    elif rules.verified_by == VerificationMode.CROSS and not actor.for_all_units:
        faults += _too_many_scorers(year, rules.scorers)
    for place in ("appeal_days", "answer_days"):
        if not 0 < getattr(rules, place) <= _MOST_DAYS:
            cause = gettext_noop("Số ngày phải từ 1 đến %(most)s.")
            faults.append(Fault(cause, place=place, params={"most": _MOST_DAYS}))
    if any(len(clause) > 300 for clause in ranking.clauses.values()):
        faults.append(Fault(gettext_noop("Điều khoản của quy chế dài quá 300 ký tự."), place="clauses"))
    if year.current_stage in LOCKED_STAGES and not nfc_lines(reason) and not actor.for_all_units:
        faults.append(
            Fault(
                gettext_noop("Năm này đã vào giai đoạn bình xét; sửa quy tắc phải ghi lý do."),
                gettext_noop("Lý do được giữ trong nhật ký."),
                "reason",
            )
        )
    return faults


def _too_many_scorers(year: ClusterYear, scorers: int) -> list[Fault]:
    """Nobody scores itself: at most one less than there are members."""
    most = max(len(member_ids(year)) - 1, 1)
    if scorers <= most:
        return []
    cause = gettext_noop(
        "Năm nay có %(members)s đơn vị thành viên nên mỗi phiếu nhiều nhất %(most)s đơn vị chấm chéo."
    )
    return [Fault(cause, place="scorers", params={"members": len(member_ids(year)), "most": most})]


def _told(rules: ScoringRules) -> dict[str, object]:
    return {
        "verified_by": str(rules.verified_by),
        "scorers": rules.scorers,
        "combination": str(rules.combination),
        "appeal_days": rules.appeal_days,
        "answer_days": rules.answer_days,
        "ranking": rules.ranking,
    }
