"""The count of a vote on paper, entered by two people apart."""

from __future__ import annotations

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.models import User
from thidua.clusters.access import lock_year, require_stage
from thidua.core.faults import Fault, NotPermitted, Refused, gettext_noop, refuse_if_any
from thidua.core.paper_count import Figures, figure_faults
from thidua.core.timetable import Stage
from thidua.journal.actions import append

from .. import queries
from ..models import Ballot, PaperCount
from .ballots import closed_already, locked


@transaction.atomic
def enter_paper_count(
    actor: Actor, ballot: Ballot, figures: Figures, *, teller: User | None = None
) -> PaperCount:
    """Enter what the actor counted, or amend it; two people enter, and neither sees the other's before.

    The journal keeps that a count was entered; its figures only once both are there to be seen. An import
    records whose count it was (``teller``).
    """
    year = ballot.meeting.cluster_year
    lock_year(year)
    ballot = locked(ballot)
    who = teller if teller is not None and actor.for_all_units else actor.user
    if not actor.for_all_units and not queries.may_count(ballot, actor.user, actor.today):
        raise NotPermitted.because(gettext_noop("Bạn không có quyền làm việc này."))
    require_stage(actor, year, Stage.REVIEW)
    if not ballot.is_on_paper:
        raise Refused.because(gettext_noop("Cuộc này bỏ phiếu trên hệ thống, không nhập số liệu kiểm phiếu."))
    counts = list(ballot.paper_counts.select_for_update(of=("self",)).order_by("entered_at"))
    own = next((count for count in counts if count.teller_id == who.pk), None)
    if own is not None and own.figures == figures.as_mapping():
        return own
    if not ballot.is_open:
        raise closed_already(ballot)
    if own is None and len(counts) == 2:
        raise Refused.because(
            gettext_noop("Đã có hai người nhập số liệu kiểm phiếu."),
            gettext_noop("Nếu hai bản khác nhau, mỗi người sửa bản của mình."),
        )
    refuse_if_any(_faults(ballot, figures))
    before = own.figures if own is not None and len(counts) == 2 else None
    if own is None:
        own = PaperCount(ballot=ballot, teller=who)
        counts.append(own)
    own.figures, own.entered_at = figures.as_mapping(), actor.at
    own.save()
    append(
        actor,
        "enter_paper_count",
        ballot,
        before=before,
        after={"teller": who.full_name, **(own.figures if before is not None else {})},
        year_id=year.pk,
    )
    return own


def _faults(ballot: Ballot, figures: Figures) -> list[Fault]:
    if figures.collected == 0:
        return [
            Fault(
                gettext_noop("Chưa thu về phiếu nào."),
                gettext_noop("Nếu cuộc bỏ phiếu không diễn ra, hãy hủy."),
                "collected",
            )
        ]
    present = min(max(figures.issued, 0), len(ballot.electors.all()))
    codes = [candidate.unit.code for candidate in ballot.candidates.select_related("unit")]
    return figure_faults(figures, queries.settings_of(ballot, present), codes)
