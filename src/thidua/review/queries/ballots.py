"""Ballots and their turnout: what may be seen while they are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from thidua.clusters.models import ClusterYear, Unit
from thidua.core.ballot import reaches_quorum

from ..models import Ballot, Candidate, Elector
from .cast import agreed_figures


@dataclass(frozen=True, slots=True)
class OpenBallot:
    """An open ballot on the list: turnout so far, and whether the reader's unit still owes its vote."""

    ballot: Ballot
    turnout: int
    electorate: int
    owes_vote: bool


def ballots(year: ClusterYear) -> QuerySet[Ballot]:
    """Return the year's ballots with candidates and electors in the cluster's order, but no papers."""
    return (
        Ballot.objects.filter(meeting__cluster_year=year)
        .select_related("meeting")
        .prefetch_related(
            Prefetch("candidates", Candidate.objects.select_related("unit").order_by("id")),
            Prefetch("electors", Elector.objects.select_related("unit").order_by("id")),
        )
        .order_by("opened_at", "id")
    )


def open_ballots(year: ClusterYear, unit: Unit | None) -> list[OpenBallot]:
    """Return the ballots now open, with their turnout and nothing of the votes."""
    found = []
    for ballot in ballots(year).filter(closed_at=None):
        electors = ballot.electors.all()
        turnout = sum(elector.has_voted for elector in electors)
        found.append(OpenBallot(ballot, turnout, len(electors), owes_vote(ballot, unit)))
    return found


def has_voted(ballot: Ballot, unit: Unit | None) -> bool:
    """Whether the unit's paper is in the box."""
    return unit is not None and any(e.has_voted for e in ballot.electors.all() if e.unit_id == unit.pk)


def owes_vote(ballot: Ballot, unit: Unit | None) -> bool:
    """Whether the unit may vote in this ballot, in the system, and has not."""
    if ballot.is_on_paper:
        return False
    return unit is not None and any(not e.has_voted for e in ballot.electors.all() if e.unit_id == unit.pk)


def is_past(ballot: Ballot, moment: datetime) -> bool:
    """Whether the last moment for voting in a ballot over days is over."""
    return ballot.voting_until is not None and moment > ballot.voting_until


def has_quorum(ballot: Ballot) -> bool:
    """Whether enough units have voted for the count to elect anybody."""
    electors = ballot.electors.all()
    if ballot.is_on_paper:
        figures = agreed_figures(ballot)
        present = figures.issued if figures else 0
    else:
        present = sum(elector.has_voted for elector in electors)
    return reaches_quorum(present, len(electors), ballot.quorum_percent)
