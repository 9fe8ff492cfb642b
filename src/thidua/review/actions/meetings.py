"""Meetings of the cluster and their minutes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.access import lock_year, member_ids, require, require_stage
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import Fault, gettext_noop, refuse_if_any
from thidua.core.vietnamese import nfc, nfc_lines
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from ..models import Meeting, MeetingKind


@transaction.atomic
def hold_meeting(
    actor: Actor,
    year: ClusterYear,
    *,
    kind: MeetingKind,
    held_on: date,
    place: str,
    presided_by: str,
    directed_by: str = "",
    minutes: str = "",
    attending: Collection[Unit] = (),
    version: int | None = None,
) -> Meeting:
    """Record a meeting that took place, or correct its record; a year has one of each kind.

    ``version`` is that of the record the form was made from, 0 when there was none yet.
    """
    lock_year(year)
    require(actor, Permission.CONVENE, year)
    require_stage(actor, year)
    meeting = Meeting.objects.filter(cluster_year=year, kind=kind).first()
    refuse_stale(version, meeting.version if meeting else 0, meeting)
    before = _words(meeting) if meeting else None
    meeting = meeting or Meeting(cluster_year=year, kind=kind, version=0)
    meeting.held_on, meeting.place, meeting.presided_by = held_on, nfc(place), nfc(presided_by)
    meeting.directed_by, meeting.minutes = nfc(directed_by), nfc_lines(minutes)
    meeting.version += 1
    refuse_if_any([*field_faults(meeting), *_faults(actor, year, held_on, attending)])
    meeting.save()
    meeting.attending.set(attending)
    append(actor, "hold_meeting", meeting, before=before, after=_words(meeting), year_id=year.pk)
    return meeting


def _faults(
    actor: Actor,
    year: ClusterYear,
    held_on: date,
    attending: Collection[Unit],
) -> list[Fault]:
    faults = []
    if not year.year <= held_on.year <= year.year + 1:
        faults.append(
            Fault(
                gettext_noop("Ngày họp không thuộc năm công tác %(year)s."),
                place="held_on",
                params={"year": year.year},
            )
        )
    elif held_on > actor.today and not actor.for_all_units:
        faults.append(
            Fault(
                gettext_noop("Ngày họp chưa tới."),
                gettext_noop("Hội nghị được ghi khi đã họp."),
                place="held_on",
            )
        )
    outside = [unit for unit in attending if unit.pk not in member_ids(year)]
    faults.extend(
        Fault(
            gettext_noop("%(unit)s không phải thành viên của cụm năm nay."),
            place="attending",
            params={"unit": unit.short_name},
        )
        for unit in outside
    )
    return faults


def _words(meeting: Meeting) -> dict[str, object]:
    return {
        "held_on": meeting.held_on,
        "place": meeting.place,
        "presided_by": meeting.presided_by,
        "directed_by": meeting.directed_by,
        "minutes": meeting.minutes,
        "attending": sorted(unit.short_name for unit in meeting.attending.all()),
    }
