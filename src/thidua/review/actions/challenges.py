"""Somebody doubts a count: it is counted again from what was cast, and what was found is kept."""

from __future__ import annotations

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Permission
from thidua.accounts.roles import Role
from thidua.clusters.access import access_to, lock_year, require, require_stage
from thidua.clusters.models import Unit
from thidua.core.faults import NotPermitted, Refused, gettext_noop
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append

from .. import queries
from ..models import Ballot, Challenge
from .ballots import locked


@transaction.atomic
def challenge(actor: Actor, ballot: Ballot, *, reason: str) -> Challenge:
    """Ask for a recount of a closed ballot, for a reason; it is counted again at once and changes nothing.

    The heads of the units that could vote ask in their unit's name; the secretary, the authority and
    inspectors in their own.
    """
    year = ballot.meeting.cluster_year
    lock_year(year)
    require(actor, Permission.CHALLENGE, year)
    require_stage(actor, year)
    ballot = locked(ballot)
    unit = _in_whose_name(actor, ballot)
    if ballot.is_open:
        raise Refused.because(
            gettext_noop("Cuộc bỏ phiếu đang mở; chỉ yêu cầu kiểm lại sau khi khép lại."),
        )
    if not nfc_lines(reason):
        raise Refused.because(gettext_noop("Hãy ghi lý do yêu cầu kiểm lại."), place="reason")
    found = queries.recount(ballot)
    made = Challenge.objects.create(
        ballot=ballot,
        raised_by=actor.user,
        unit=unit,
        raised_at=actor.at,
        reason=nfc_lines(reason),
        agrees=not found,
        found=[one.as_mapping() for one in found],
    )
    append(
        actor,
        "challenge",
        ballot,
        after={"agrees": made.agrees, "found": [one.words for one in found]},
        year_id=year.pk,
        unit_id=unit.pk if unit else None,
        reason=made.reason,
    )
    return made


@transaction.atomic
def record_challenge(
    actor: Actor,
    ballot: Ballot,
    *,
    raised_by: User,
    unit: Unit | None,
    reason: str,
    agrees: bool,
    found: list[dict[str, str]],
) -> Challenge:
    """Put back a challenge from a workbook, with what was found then; one that is there is left alone.

    For imports only.
    """
    lock_year(ballot.meeting.cluster_year)
    if not actor.for_all_units:
        raise NotPermitted.because(gettext_noop("Bạn không có quyền làm việc này."))
    ballot = locked(ballot)
    for there in ballot.challenges.filter(raised_by=raised_by):
        if there.raised_at.replace(microsecond=0) == actor.at.replace(microsecond=0):
            return there
    if ballot.is_open:
        raise Refused.because(gettext_noop("Cuộc bỏ phiếu đang mở thì chưa có yêu cầu kiểm lại."))
    made = Challenge.objects.create(
        ballot=ballot,
        raised_by=raised_by,
        unit=unit,
        raised_at=actor.at,
        reason=nfc_lines(reason),
        agrees=agrees,
        found=found,
    )
    append(
        actor,
        "challenge",
        ballot,
        after={"agrees": agrees, "found": [one.words for one in queries.discrepancies(found)]},
        year_id=ballot.meeting.cluster_year_id,
        unit_id=unit.pk if unit else None,
        reason=made.reason,
    )
    return made


def _in_whose_name(actor: Actor, ballot: Ballot) -> Unit | None:
    """The elector unit a head speaks for; heads of other units have nothing to challenge."""
    access = access_to(actor.user, ballot.meeting.cluster_year, actor.today)
    if not actor.for_all_units and not queries.may_challenge(ballot, access):
        raise NotPermitted.because(gettext_noop("Chỉ đơn vị được bỏ phiếu ở cuộc này mới yêu cầu kiểm lại."))
    is_head = Role.UNIT_HEAD in access.roles and access.unit is not None
    return access.unit if is_head and ballot.electors.filter(unit=access.unit).exists() else None
