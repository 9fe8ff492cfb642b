"""Closing and cancelling a ballot; ``opening`` opens them."""

from __future__ import annotations

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, require, require_stage
from thidua.core.ballot import Outcome
from thidua.core.faults import Refused, gettext_noop
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append

from .. import queries
from ..models import Ballot
from .secrecy import seal


@transaction.atomic
def close_ballot(actor: Actor, ballot: Ballot) -> Outcome:
    """Close a ballot for good, count it, and return the outcome."""
    year = ballot.meeting.cluster_year
    lock_year(year)
    require(actor, Permission.RUN_BALLOT, year)
    require_stage(actor, year, Stage.REVIEW)
    ballot = locked(ballot)
    if not ballot.is_open:
        if actor.for_all_units:
            return queries.outcome(ballot)
        raise closed_already(ballot)
    _refuse_without_votes(ballot)
    ballot.closed_at = actor.at
    ballot.save(update_fields=["closed_at"])
    seal(ballot)
    outcome = queries.outcome(ballot)
    append(actor, "close_ballot", ballot, after=queries.count_record(ballot, outcome), year_id=year.pk)
    return outcome


def _refuse_without_votes(ballot: Ballot) -> None:
    """A ballot is counted once somebody has voted; one on paper, once two tellers agree."""
    if ballot.is_on_paper:
        if queries.agreed_figures(ballot) is None:
            raise Refused.because(
                gettext_noop("Chưa có hai người kiểm phiếu nhập số liệu giống nhau."),
                gettext_noop("Hai người đếm và nhập riêng; chỗ nào khác nhau thì đếm lại."),
            )
    elif not ballot.electors.filter(has_voted=True).exists():
        raise Refused.because(
            gettext_noop("Chưa có đơn vị nào bỏ phiếu nên chưa kiểm phiếu được."),
            gettext_noop("Nếu mở nhầm, hãy hủy cuộc bỏ phiếu."),
        )


@transaction.atomic
def cancel_ballot(actor: Actor, ballot: Ballot, *, reason: str) -> None:
    """Take back a ballot opened by mistake, while nobody has voted; the journal keeps the reason."""
    year = ballot.meeting.cluster_year
    lock_year(year)
    require(actor, Permission.RUN_BALLOT, year)
    require_stage(actor, year, Stage.REVIEW)
    ballot = locked(ballot)
    if not nfc_lines(reason):
        raise Refused.because(gettext_noop("Hãy ghi lý do hủy."), place="reason")
    if not ballot.is_open:
        raise closed_already(ballot)
    if is_voted_on(ballot):
        raise Refused.because(
            gettext_noop("Đã có đơn vị bỏ phiếu nên không hủy được."),
            gettext_noop("Hãy khép lại, kiểm phiếu rồi bỏ phiếu lại nếu cần."),
        )
    append(
        actor,
        "cancel_ballot",
        ballot,
        before={"question": ballot.question, "award": ballot.award, "round": ballot.round},
        year_id=year.pk,
        reason=nfc_lines(reason),
    )
    ballot.delete()


def locked(ballot: Ballot) -> Ballot:
    """The ballot as it stands in the database now; casting, counting and closing wait for each other."""
    return (
        Ballot.objects.select_for_update(of=("self",))
        .select_related("meeting__cluster_year")
        .get(pk=ballot.pk)
    )


def closed_already(ballot: Ballot) -> Refused:
    """The refusal of any act on a closed ballot."""
    return Refused.because(
        gettext_noop("Cuộc bỏ phiếu “%(ballot)s” đã khép lại; kết quả là cuối cùng."), ballot=str(ballot)
    )


def refuse_when_over(actor: Actor, ballot: Ballot) -> None:
    """Refuse a vote in a closed ballot or past its last moment; a past vote recorded may stand."""
    if not ballot.is_open:
        raise closed_already(ballot)
    if queries.is_past(ballot, actor.at) and not actor.for_all_units:
        raise Refused.because(
            gettext_noop("Đã hết hạn bỏ phiếu của “%(ballot)s”."),
            gettext_noop("Cụm trưởng hoặc thư ký khép lại và kiểm phiếu."),
            ballot=str(ballot),
        )


def is_voted_on(ballot: Ballot) -> bool:
    """Whether anybody has voted, or a teller has entered figures: past changing or cancelling."""
    return ballot.electors.filter(has_voted=True).exists() or ballot.paper_counts.exists()
