"""What the pages of proposals, decisions and the register read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from thidua.accounts.roles import Role
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import names_on
from thidua.core.award import AWARDS
from thidua.core.faults import gettext_noop
from thidua.core.kind_words import words_in
from thidua.core.timetable import Obligation, Progress, Stage
from thidua.core.vietnamese import search_key
from thidua.review.queries import BallotResult, ProposalRow, proposal_rows

from .models import Decision, Grant


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A proposal with its basis and the authority's answer, when there is one."""

    basis: ProposalRow
    grant: Grant | None


@dataclass(frozen=True, slots=True)
class ClusterProposals:
    """A cluster year on the authority's desk: how many proposals, how many granted, refused, waiting."""

    year: ClusterYear
    proposed: int
    granted: int
    refused: int
    waiting: int
    is_decidable: bool


def answered_rows(year: ClusterYear, results: Sequence[BallotResult] | None = None) -> list[AnsweredRow]:
    """Return the proposals that stand, with basis and answer; ``results`` saves counting again."""
    grants = {
        grant.proposal_id: grant
        for grant in Grant.objects.filter(proposal__cluster_year=year).select_related("decision")
    }
    return [AnsweredRow(row, grants.get(row.proposal.pk)) for row in proposal_rows(year, results=results)]


def decisions(year: ClusterYear) -> list[Decision]:
    """Return the year's decisions, newest first, with how many each granted."""
    return list(year.decisions.annotate(granted=Count("grants", filter=Q(grants__is_granted=True))))


def proposals_of_clusters(authority: Unit | None) -> list[ClusterProposals]:
    """Return the years of the authority's clusters that propose something, those waiting first."""
    if authority is None:
        return []
    standing = Q(proposals__withdrawn_at=None)
    years = (
        ClusterYear.objects.filter(cluster__awarding_authority=authority)
        .select_related("cluster", "chair")
        .annotate(
            proposed=Count("proposals", filter=standing),
            granted=Count("proposals", filter=standing & Q(proposals__grant__is_granted=True)),
            refused=Count("proposals", filter=standing & Q(proposals__grant__is_granted=False)),
        )
        .filter(proposed__gt=0)
    )
    rows = [
        ClusterProposals(
            year=year,
            proposed=year.proposed,
            granted=year.granted,
            refused=year.refused,
            waiting=year.proposed - year.granted - year.refused,
            is_decidable=is_decidable(year),
        )
        for year in years
    ]
    return sorted(rows, key=lambda row: (not (row.waiting and row.is_decidable), -row.year.year))


def awaiting_decision(authority: Unit | None) -> int:
    """Return how many proposals wait for the authority's decision, in years open and handed over."""
    return sum(row.waiting for row in proposals_of_clusters(authority) if row.is_decidable)


def is_decidable(year: ClusterYear) -> bool:
    """Whether the cluster's list is final, so that the authority may decide on it."""
    return year.is_closed or year.current_stage is Stage.HAND_OVER


def register_entries(*, words: str = "", year: int | None = None, award: str = "") -> QuerySet[Grant]:
    """Return the awards granted, newest first; ``words`` are looked for in units' names, accent-free."""
    found = (
        Grant.objects.filter(is_granted=True)
        .select_related("decision", "proposal__unit", "proposal__cluster_year__cluster")
        .order_by("-decision__signed_on", "-decision_id", "proposal__award", "proposal__unit__code")
    )
    if year is not None:
        found = found.filter(proposal__cluster_year__year=year)
    if award:
        found = found.filter(proposal__award=award)
    if words:
        found = found.filter(proposal__unit__in=_units_named(words))
    return found


def call_by_names_then(entries: Iterable[Grant]) -> None:
    """Let the units of ``entries`` bear, in memory only, the names they had when each was decided."""
    listed = list(entries)
    name_on = names_on(entry.proposal.unit for entry in listed)
    for entry in listed:
        entry.proposal.unit.name = name_on(entry.proposal.unit, entry.decision.signed_on)


def register_choices() -> tuple[list[int], list[str]]:
    """Return the years and the award codes that occur in the register."""
    granted = Grant.objects.filter(is_granted=True).order_by()
    years = granted.values_list("proposal__cluster_year__year", flat=True).distinct()
    codes = set(granted.values_list("proposal__award", flat=True).distinct())
    return sorted(years, reverse=True), [code for code in AWARDS if code in codes]


def _units_named(words: str) -> list[int]:
    """Ids of the units in the register one of whose names, present or past, has words so beginning."""
    wanted = search_key(words).split()
    rows = (
        Unit.objects.filter(proposals__grant__is_granted=True)
        .order_by()
        .values_list("pk", "name", "short_name", "place", "names__name", "names__short_name")
        .distinct()
    )
    return list({pk for pk, *texts in rows if any(_begins(wanted, text) for text in texts if text)})


def _begins(wanted: list[str], name: str) -> bool:
    known = search_key(name).split()
    return all(any(word.startswith(begun) for word in known) for begun in wanted)


def owed_in_awards(year: ClusterYear) -> Iterable[Obligation]:
    """What the authority owes: an answer to every proposal, once the cluster's list is final.

    It is owed in a closed year too: decisions often follow the hand-over.
    """
    standing = year.proposals.filter(withdrawn_at=None)
    counted = standing.aggregate(
        proposed=Count("pk"), answered=Count("grant"), last=Max("grant__decision__signed_on")
    )
    if not counted["proposed"]:
        return
    is_done = counted["answered"] == counted["proposed"]
    begun = Progress.IN_PROGRESS if counted["answered"] else Progress.NOT_STARTED
    yield Obligation(
        code="decide",
        stage=Stage.HAND_OVER,
        what=words_in(year.cluster.kind, gettext_noop("Quyết định về các đề nghị khen thưởng của cụm")),
        unit_id=None,
        role=Role.AUTHORITY,
        due=None,
        progress=Progress.DONE if is_done else begun,
        link=year.url("decide"),
        read_link=year.url("proposals"),
        done_on=counted["last"] if is_done else None,
        blocks=False,
    )
