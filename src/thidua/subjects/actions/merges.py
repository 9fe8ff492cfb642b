"""Joining two subjects that are one, with the consent of those who hold the other; and parting them again.

Merging moves nothing: the merged one's facts stay its own and are read through the survivor.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.models import Unit
from thidua.core.faults import Fault, NotPermitted, Refused, gettext_noop, refuse_if_any
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append

from ..access import reach, worked_for
from ..models import MergeRequest, MergeState, Subject
from ..queries.requests import may_answer, may_undo
from .subjects import lock


@transaction.atomic
def request_merge(actor: Actor, kept: Subject, merged: Subject, *, reason: str) -> MergeRequest:
    """Ask that ``merged`` be read through ``kept``; the actor holds one of them at least."""
    kept, merged = _locked(kept, merged)
    mine = reach(actor.user, Permission.MERGE_SUBJECTS, actor.today)
    if not (actor.for_all_units or mine.covers(kept.unit_id) or mine.covers(merged.unit_id)):
        raise NotPermitted.because(gettext_noop("Bạn không giữ đối tượng nào trong hai đối tượng này."))
    refuse_if_any(_request_faults(kept, merged, reason))
    request = MergeRequest(
        kept=kept,
        merged=merged,
        reason=nfc_lines(reason),
        asked_of=_holder(actor, kept, merged),
        asked_by=actor.user,
        asked_at=actor.at,
    )
    request.save()
    _note(actor, "request_merge", request, reason=request.reason)
    return request


@transaction.atomic
def consent_merge(actor: Actor, request: MergeRequest) -> None:
    """Agree, as a person of the unit that holds the other: from now on the two are read as one."""
    found = _answerable(actor, request)
    kept, merged = _locked(found.kept, found.merged)
    refuse_if_any(_joined_faults(kept, merged))
    merged.merged_into = kept
    merged.save()
    found.state, found.done_at = MergeState.DONE, actor.at
    _answer(actor, found)
    _note(actor, "consent_merge", found)


@transaction.atomic
def refuse_merge(actor: Actor, request: MergeRequest, *, reason: str) -> None:
    """Answer that the two are not one, with the reason; the pair is not proposed again."""
    found = _answerable(actor, request)
    if not reason.strip():
        raise Refused.because(gettext_noop("Hãy ghi lý do không gộp."), place="reason")
    found.state, found.answer_reason = MergeState.REFUSED, nfc_lines(reason)
    _answer(actor, found)
    _note(actor, "refuse_merge", found, reason=found.answer_reason)


@transaction.atomic
def undo_merge(actor: Actor, request: MergeRequest, *, reason: str) -> None:
    """Part the two again: each has the facts that were entered for it."""
    found = _fresh(request)
    if not (actor.for_all_units or may_undo(found, actor.user, actor.today)):
        raise NotPermitted.because(gettext_noop("Bạn không có quyền gỡ việc gộp này."))
    if not reason.strip():
        raise Refused.because(gettext_noop("Hãy ghi lý do gỡ gộp."), place="reason")
    merged = lock(found.merged)
    merged.merged_into = None
    merged.save()
    found.state, found.undo_reason = MergeState.UNDONE, nfc_lines(reason)
    found.undone_by, found.undone_at = actor.user, actor.at
    found.save()
    _note(actor, "undo_merge", found, reason=found.undo_reason)


def _locked(one: Subject, other: Subject) -> tuple[Subject, Subject]:
    """Both as they are stored, locked in one order, so that two askers never wait crosswise."""
    by_id = {pk: lock(subject) for pk, subject in sorted({one.pk: one, other.pk: other}.items())}
    return by_id[one.pk], by_id[other.pk]


def _request_faults(kept: Subject, merged: Subject, reason: str) -> list[Fault]:
    found = _joined_faults(kept, merged)
    if not reason.strip():
        found.append(Fault(gettext_noop("Hãy ghi vì sao hai đối tượng là một."), place="reason"))
    either = Q(kept=kept, merged=merged) | Q(kept=merged, merged=kept)
    if MergeRequest.objects.filter(either, state=MergeState.ASKED).exists():
        found.append(
            Fault(
                gettext_noop("Đã có đề nghị gộp hai đối tượng này, đang chờ trả lời."),
                gettext_noop("Hãy xem ở trang “Gộp đối tượng”."),
                "code",
            )
        )
    return found


def _joined_faults(kept: Subject, merged: Subject) -> list[Fault]:
    if kept == merged:
        return [Fault(gettext_noop("Hai bên là cùng một đối tượng."), place="code")]
    found = []
    if kept.kind != merged.kind:
        found.append(Fault(gettext_noop("Hai đối tượng khác loại nên không thể là một."), place="code"))
    for subject in (kept, merged):
        if subject.is_merged:
            found.append(
                Fault(
                    gettext_noop("%(subject)s đã gộp vào đối tượng khác."),
                    gettext_noop("Hãy gộp với đối tượng còn lại, hoặc gỡ việc gộp trước."),
                    "code",
                    {"subject": str(subject)},
                )
            )
    if merged.is_unit_id:
        found.append(
            Fault(
                gettext_noop("%(subject)s chính là một đơn vị nên không gộp vào đối tượng khác được."),
                gettext_noop("Hãy giữ đối tượng này và gộp đối tượng kia vào nó."),
                "code",
                {"subject": str(merged)},
            )
        )
    return found


def _holder(actor: Actor, kept: Subject, merged: Subject) -> Unit:
    """The unit that is asked: it holds the one the actor does not, else the one that is merged away."""
    own = worked_for(actor.user, actor.today)
    return kept.unit if merged.unit_id in own and kept.unit_id not in own else merged.unit


def _answerable(actor: Actor, request: MergeRequest) -> MergeRequest:
    found = _fresh(request)
    if found.merge_state is not MergeState.ASKED:
        raise Refused.because(
            gettext_noop("Đề nghị này đã được trả lời (%(state)s)."), state=str(found.get_state_display())
        )
    if not (actor.for_all_units or may_answer(found, actor.user, actor.today)):
        raise NotPermitted.because(
            gettext_noop("Người trả lời là người của đơn vị được hỏi, khác người đề nghị.")
        )
    return found


def _fresh(request: MergeRequest) -> MergeRequest:
    rows = MergeRequest.objects.select_for_update(of=("self",))
    return rows.select_related("kept__unit", "merged__unit").get(pk=request.pk)


def _answer(actor: Actor, request: MergeRequest) -> None:
    request.answered_by, request.answered_at = actor.user, actor.at
    request.save()


def _note(actor: Actor, action: str, request: MergeRequest, reason: str = "") -> None:
    """Write the act down at both, each for its unit."""
    after = {"kept": str(request.kept), "merged": str(request.merged)}
    for subject in (request.kept, request.merged):
        append(actor, action, subject, after=after, reason=reason, unit_id=subject.unit_id)
