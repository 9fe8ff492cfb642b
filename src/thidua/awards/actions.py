"""The only writers of decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.access import lock_year, require
from thidua.clusters.models import ClusterYear
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc
from thidua.journal.actions import append
from thidua.review.models import Proposal

from .models import Decision, Grant

Answer = tuple[bool, str]


@transaction.atomic
def decide(
    actor: Actor,
    year: ClusterYear,
    *,
    number: str,
    signed_on: date,
    signer_name: str,
    signer_position: str,
    abstract: str,
    answers: Mapping[int, Answer],
) -> Decision:
    """Record a signed decision: for each proposal id answered, whether it is granted, else the reason.

    A decision may leave proposals to a later one. Each proposal is answered once; an import finding the
    decision there already corrects it.
    """
    lock_year(year)
    require(actor, Permission.DECIDE, year)
    _require_handed_in(actor, year)
    number = nfc(number)
    there = Decision.objects.filter(cluster_year=year, number=number).first()
    decision = there or Decision(cluster_year=year, number=number)
    before = {"signed_on": there.signed_on, "abstract": there.abstract} if there else None
    decision.signed_on, decision.abstract = signed_on, nfc(abstract)
    decision.signer_name, decision.signer_position = nfc(signer_name), nfc(signer_position)
    proposals = {
        proposal.pk: proposal
        for proposal in year.proposals.filter(pk__in=answers).select_related("unit", "grant__decision")
    }
    faults = [*field_faults(decision), *_answer_faults(there, answers, proposals)]
    if there is not None and not actor.for_all_units:
        faults.append(
            Fault(gettext_noop("Quyết định số %(number)s đã ghi."), place="number", params={"number": number})
        )
    if signed_on > actor.today and not actor.for_all_units:
        faults.append(Fault(gettext_noop("Ngày ký chưa tới."), place="signed_on"))
    refuse_if_any(faults)
    decision.save()
    for proposal_id, (is_granted, reason) in answers.items():
        Grant.objects.update_or_create(
            proposal=proposals[proposal_id],
            defaults={
                "decision": decision,
                "is_granted": is_granted,
                "reason": "" if is_granted else nfc(reason),
            },
        )
    append(
        actor,
        "decide",
        decision,
        before=before,
        after={
            "number": number,
            "signed_on": signed_on,
            "granted": [_words(proposals[pk]) for pk, (is_granted, _reason) in answers.items() if is_granted],
            "refused": [
                {**_words(proposals[pk]), "reason": reason}
                for pk, (is_granted, reason) in answers.items()
                if not is_granted
            ],
        },
        year_id=year.pk,
    )
    return decision


def _words(proposal: Proposal) -> dict[str, object]:
    return {"unit": proposal.unit.short_name, "award": proposal.award}


def _require_handed_in(actor: Actor, year: ClusterYear) -> None:
    """The cluster's list is final once it has moved on to the hand-over; decisions come then or later."""
    if actor.for_all_units or year.is_closed or year.current_stage is Stage.HAND_OVER:
        return
    raise Refused.because(
        gettext_noop("Cụm chưa trình xong danh sách đề nghị (đang ở giai đoạn “%(stage)s”)."),
        gettext_noop("Quyết định được ghi từ giai đoạn bàn giao."),
        stage=year.current_stage.label,
    )


def _answer_faults(
    there: Decision | None, answers: Mapping[int, Answer], proposals: Mapping[int, Proposal]
) -> list[Fault]:
    if not answers:
        return [Fault(gettext_noop("Hãy trả lời ít nhất một đề nghị."))]
    faults = []
    for proposal_id, (is_granted, reason) in answers.items():
        proposal = proposals.get(proposal_id)
        if proposal is None or proposal.withdrawn_at is not None:
            faults.append(Fault(gettext_noop("Có đề nghị không còn trong danh sách của năm này.")))
            continue
        given = getattr(proposal, "grant", None)
        if given is not None and given.decision != there:
            faults.append(
                Fault(
                    gettext_noop("%(proposal)s đã được trả lời ở quyết định số %(number)s."),
                    place=f"answer_{proposal_id}",
                    params={"proposal": str(proposal), "number": given.decision.number},
                )
            )
        if not is_granted and not reason.strip():
            faults.append(
                Fault(
                    gettext_noop("Hãy ghi lý do không tặng: %(proposal)s."),
                    place=f"reason_{proposal_id}",
                    params={"proposal": str(proposal)},
                )
            )
        if len(reason) > 300:
            faults.append(Fault(gettext_noop("Lý do dài quá 300 ký tự."), place=f"reason_{proposal_id}"))
    return faults
