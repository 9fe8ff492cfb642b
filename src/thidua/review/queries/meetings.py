"""The year's meetings."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members

from ..models import Meeting, MeetingKind


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A kind of meeting of the year: its record when it was held, who was absent."""

    kind: MeetingKind
    meeting: Meeting | None
    attending: tuple[Unit, ...]
    absent: tuple[Unit, ...]
    edit_link: str


def meetings(year: ClusterYear) -> list[Meeting]:
    """Return the year's meetings in order of day, with who attended."""
    return list(year.meetings.prefetch_related("attending"))


def meeting_views(year: ClusterYear) -> list[MeetingView]:
    """Return the year's three kinds of meeting, held or not."""
    held = {meeting.kind: meeting for meeting in meetings(year)}
    listed = members(year)
    views = []
    for kind in MeetingKind:
        meeting = held.get(kind)
        present = {unit.pk for unit in meeting.attending.all()} if meeting else set()
        views.append(
            MeetingView(
                kind,
                meeting,
                tuple(unit for unit in listed if unit.pk in present),
                tuple(unit for unit in listed if unit.pk not in present),
                year.url("meeting_edit", kind.value.replace("_", "-")),
            )
        )
    return views
