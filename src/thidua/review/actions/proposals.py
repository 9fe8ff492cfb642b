"""What the cluster proposes: from the ballots, or overruled with a reason."""

from __future__ import annotations

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, member_ids, require, require_stage
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.award import AWARDS
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc_lines
from thidua.eligibility.nominations import checks_in_office_language, kept_of
from thidua.journal.actions import append

from .. import queries
from ..models import Proposal


@transaction.atomic
def propose(actor: Actor, year: ClusterYear) -> list[Proposal]:
    """Propose every unit that a closed award ballot elected; return all that stand.

    Asked again, it adds what is missing and leaves the rest, withdrawn ones too, as it is. What the law
    says of each is kept in the journal; it does not stop the meeting.
    """
    lock_year(year)
    require(actor, Permission.PROPOSE, year)
    require_stage(actor, year, Stage.PROPOSAL)
    results = [result for result in queries.outcomes(year) if result.ballot.award]
    if not results:
        raise Refused.because(
            gettext_noop("Chưa có cuộc bỏ phiếu suy tôn nào đã khép lại."),
            gettext_noop("Hãy bỏ phiếu và kiểm phiếu ở giai đoạn bình xét trước."),
        )
    nominations = [(unit.pk, result.ballot.award) for result in results for unit in result.elected]
    checks = checks_in_office_language(nominations, queries.year_day(year))
    for result in results:
        for unit in result.elected:
            proposal, is_new = Proposal.objects.get_or_create(
                cluster_year=year,
                unit=unit,
                award=result.ballot.award,
                defaults={"ballot": result.ballot, "proposed_at": actor.at},
            )
            if is_new:
                append(
                    actor,
                    "propose",
                    proposal,
                    after={
                        "unit": unit.short_name,
                        "award": proposal.award,
                        "round": result.ballot.round,
                        **kept_of(checks[unit.pk, proposal.award]),
                    },
                    year_id=year.pk,
                    unit_id=unit.pk,
                )
    return queries.proposals(year)


@transaction.atomic
def propose_unit(actor: Actor, year: ClusterYear, unit: Unit, *, award: str, reason: str) -> Proposal:
    """Propose a unit for an award although no ballot elected it; the reason is printed beside it.

    What the law says of it is kept in the journal; it does not stop the meeting.
    """
    lock_year(year)
    require(actor, Permission.PROPOSE, year)
    require_stage(actor, year, Stage.PROPOSAL)
    proposal = _locked(year, unit, award)
    faults = []
    if award not in AWARDS:
        faults.append(Fault(gettext_noop("Không có danh hiệu, hình thức này."), place="award"))
    if unit.pk not in member_ids(year):
        faults.append(Fault(gettext_noop("Đơn vị không phải thành viên của cụm năm nay."), place="unit"))
    if not nfc_lines(reason):
        faults.append(Fault(gettext_noop("Hãy ghi lý do đề nghị khác với kết quả bỏ phiếu."), place="reason"))
    if proposal is not None and proposal.withdrawn_at is None and not actor.for_all_units:
        faults.append(
            Fault(
                gettext_noop("%(unit)s đã được đề nghị danh hiệu, hình thức này."),
                place="unit",
                params={"unit": unit.short_name},
            )
        )
    refuse_if_any(faults)
    before = _words(proposal) if proposal else None
    proposal = proposal or Proposal(cluster_year=year, unit=unit, award=award)
    proposal.reason, proposal.proposed_at = nfc_lines(reason), actor.at
    proposal.withdrawn_at, proposal.withdrawal_reason = None, ""
    proposal.save()
    checks = checks_in_office_language([(unit.pk, award)], queries.year_day(year))
    append(
        actor,
        "propose_unit",
        proposal,
        before=before,
        after={**_words(proposal), **kept_of(checks[unit.pk, award])},
        year_id=year.pk,
        unit_id=unit.pk,
        reason=proposal.reason,
    )
    return proposal


@transaction.atomic
def withdraw_proposal(actor: Actor, proposal: Proposal, *, reason: str) -> None:
    """Withdraw a proposal for a reason that stays printed in its place; not once it is decided on."""
    year = proposal.cluster_year
    lock_year(year)
    require(actor, Permission.PROPOSE, year)
    require_stage(actor, year, Stage.PROPOSAL)
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if actor.for_all_units and proposal.withdrawn_at and proposal.withdrawal_reason == nfc_lines(reason):
        return
    if proposal.withdrawn_at is not None:
        raise Refused.because(gettext_noop("Đề nghị này đã rút."))
    # The answer hangs on the proposal by ``awards.Grant``, which stands to the right and is not imported.
    if Proposal.objects.filter(pk=proposal.pk, grant__isnull=False).exists():
        raise Refused.because(gettext_noop("Cơ quan quản lý đã quyết định về đề nghị này; không rút được."))
    if not nfc_lines(reason):
        raise Refused.because(gettext_noop("Hãy ghi lý do rút."), place="reason")
    before = _words(proposal)
    proposal.withdrawn_at, proposal.withdrawal_reason = actor.at, nfc_lines(reason)
    proposal.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    append(
        actor,
        "withdraw_proposal",
        proposal,
        before=before,
        after=_words(proposal),
        year_id=year.pk,
        unit_id=proposal.unit_id,
        reason=proposal.withdrawal_reason,
    )


def _locked(year: ClusterYear, unit: Unit, award: str) -> Proposal | None:
    return (
        Proposal.objects.select_for_update(of=("self",))
        .filter(cluster_year=year, unit=unit, award=award)
        .first()
    )


def _words(proposal: Proposal) -> dict[str, object]:
    return {
        "unit": proposal.unit.short_name,
        "award": proposal.award,
        "reason": proposal.reason,
        "withdrawn": proposal.withdrawn_at is not None,
    }
