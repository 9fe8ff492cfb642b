"""Writing the regulation's rules, exclusions and the meeting's decisions."""

from __future__ import annotations

from datetime import datetime

from thidua.core.exclusion import ExclusionKind
from thidua.core.faults import Refused
from thidua.core.quota import Quota
from thidua.core.ranking_rules import Order, RankingRules
from thidua.core.verification import Combination, VerificationMode
from thidua.review import actions as review
from thidua.scoring import actions
from thidua.scoring.models import Exclusion
from thidua.scoring.queries import rules_of
from thidua.sheets.values import Row

from ..exporting.tables import plain
from ..tie_breaks import read_tie_breaks
from .job import Job

_SHEETS = ("scoring_rules", "exclusion_kinds", "quotas")


def write_rules(job: Job) -> None:
    """Sheets Quy tắc xếp hạng, Lý do không xét and Hạn mức: one set of rules."""
    changed = [(sheet, row) for sheet in _SHEETS for row in job.to_write(sheet)]
    if not changed:
        return
    sheet, row = changed[0]
    with job.writing(sheet, row):
        told = job.rows_and_kept("scoring_rules")
        stands = rules_of(job.year)
        rules = told[0] if told else None
        actions.save_scoring_rules(
            job.actor,
            job.year,
            verified_by=VerificationMode(rules.text("verified_by") if rules else stands.verified_by),
            scorers=(rules.whole("scorers") if rules else stands.scorers) or 0,
            combination=Combination(rules.text("combination") if rules else stands.combination),
            appeal_days=(rules.whole("appeal_days") if rules else stands.appeal_days) or 0,
            answer_days=(rules.whole("answer_days") if rules else stands.answer_days) or 0,
            ranking=_ranking(job, rules),
        )


def _ranking(job: Job, rules: Row | None) -> RankingRules:
    stands = RankingRules.read(rules_of(job.year).ranking)
    kinds = job.rows_and_kept("exclusion_kinds")
    on = tuple(ExclusionKind(row.text("kind")) for row in kinds if row.yes("counts"))
    clauses = {ExclusionKind(row.text("kind")): row.text("clause") for row in kinds if row.text("clause")}
    quotas = sorted(job.rows_and_kept("quotas"), key=lambda row: row.whole("position") or 0)
    has_quotas = rules.yes("has_quotas") if rules else bool(quotas) or stands.quotas is not None
    return RankingRules(
        Order(rules.text("order")) if rules else stands.order,
        rules.figure("floor") if rules else stands.floor,
        read_tie_breaks(rules.text("tie_breaks")) if rules else stands.tie_breaks,
        tuple(kind for kind in ExclusionKind if kind in on) if kinds else stands.kinds,
        clauses if kinds else stands.clauses,
        tuple(quota for row in quotas if (quota := _quota(job, row))) if has_quotas else None,
    )


def _quota(job: Job, row: Row) -> Quota | None:
    keys = ("award", "kind", "number", "share", "rounding", "at_least", "floor")
    try:
        return Quota.read({key: row[key] for key in keys})
    except Refused as refused:
        for fault in refused.faults:
            job.reading.note("quotas", row.number, "kind", fault.cause, fault.mend, **fault.params)
        return None


def write_exclusions(job: Job) -> None:
    """Sheet Không xét thi đua, in order of time."""
    rows = job.to_write("exclusions")
    for row in sorted(rows, key=lambda row: row.moment("recorded_at") or datetime.min):
        with job.writing("exclusions", row):
            found = _found(job, row) or actions.record_exclusion(
                job.at(row.moment("recorded_at")),
                job.year,
                job.unit(row),
                kind=ExclusionKind(row.text("kind")),
                document=row.text("document"),
            )
            if row.moment("lifted_at") and found.lifted_at is None:
                actions.lift_exclusion(
                    job.at(row.moment("lifted_at")), found, reason=row.text("lifting_reason")
                )


def _found(job: Job, row: Row) -> Exclusion | None:
    """The exclusion that the row speaks of, by unit, kind and moment to the second."""
    of_unit = Exclusion.objects.filter(
        cluster_year=job.year, unit=job.unit(row), kind=row.text("kind")
    ).select_related("unit", "cluster_year")
    return next((one for one in of_unit if plain(one.recorded_at) == row.moment("recorded_at")), None)


def write_meeting_decisions(job: Job) -> None:
    """Sheet Hội nghị quyết định."""
    for row in job.to_write("meeting_decisions"):
        with job.writing("meeting_decisions", row):
            review.decide_award(
                job.at(row.moment("decided_at")),
                job.year,
                job.unit(row),
                award=row.text("award"),
                reason=row.text("reason"),
            )
