"""What is proposed and on what basis; the ranking; the hand-over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members
from thidua.eligibility.nominations import NominationCheck, check_nominations
from thidua.scoring.queries import ranked_units

from ..models import HandOver, Proposal
from .results import BallotResult, CandidateResult, outcomes
from .standing import UnitResult, YearResult, final_table, year_result


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a unit stands in the year's ranking, or that it is left out of the review.

    Provisional until every sheet is verified.
    """

    rank: int | None = None
    points: Decimal | None = None
    is_provisional: bool = False
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal with what it rests on: the count of its ballot, rank and points, what the law says of it.

    ``by_rank`` is what ranking, quotas and the meeting's decisions come to for the unit; ``seats`` how many
    of the award the quotas allow, ``is_over_quota`` whether more are proposed.
    """

    proposal: Proposal
    result: CandidateResult | None
    standing: Standing
    check: NominationCheck | None = None
    by_rank: UnitResult | None = None
    seats: int | None = None
    is_over_quota: bool = False

    @property
    def is_overruled(self) -> bool:
        """Whether it is proposed with no ballot's election behind it."""
        return self.result is None or not self.result.tally.elected

    @property
    def departs(self) -> bool:
        """Whether the ranking with its quotas, or the meeting's decision, gives the unit something else.

        An award no quota speaks of departs from nothing.
        """
        return (
            self.by_rank is not None and self.seats is not None and self.by_rank.award != self.proposal.award
        )


def standings(year: ClusterYear) -> dict[int, Standing]:
    """Return each unit's rank and the points that stand now, by unit id."""
    table = final_table(year)
    return {
        row.unit.pk: Standing(row.rank, row.total, row.is_provisional, bool(row.excluded_for))
        for row in (ranked_units(table) if table else ())
    }


def members_by_rank(year: ClusterYear) -> list[tuple[Unit, Standing]]:
    """Return the members best first by the current ranking; those unranked last, in the cluster's order."""
    places = standings(year)
    nowhere = Standing()
    listed = [(unit, places.get(unit.pk, nowhere)) for unit in members(year)]
    return sorted(listed, key=lambda row: (row[1].rank is None, row[1].rank or 0))


def proposals(year: ClusterYear, *, withdrawn: bool = False) -> list[Proposal]:
    """Return the proposals that stand (or those withdrawn), by award and unit."""
    found = year.proposals.select_related("unit", "ballot__meeting", "cluster_year")
    return list(found.filter(withdrawn_at__isnull=not withdrawn))


def proposal_rows(
    year: ClusterYear, *, withdrawn: bool = False, results: Sequence[BallotResult] | None = None
) -> list[ProposalRow]:
    """Return the proposals with their basis, best ranked first within an award.

    ``results`` saves counting the ballots again. Those that stand are checked against the law.
    """
    listed = proposals(year, withdrawn=withdrawn)
    if not listed:
        return []
    results = outcomes(year) if results is None else results
    counted = {(r.ballot.pk, row.unit.pk): row for r in results for row in r.rows}
    found = year_result(year, results=results)
    nominations = [] if withdrawn else [(proposal.unit_id, proposal.award) for proposal in listed]
    checks = check_nominations(nominations, year_day(year))
    rows = []
    for proposal in listed:
        by_rank = found.of(proposal.unit_id) if found else None
        seats = found.allocation.seats_of(proposal.award) if found else None
        proposed = sum(other.award == proposal.award for other in listed)
        rows.append(
            ProposalRow(
                proposal,
                counted.get((proposal.ballot_id, proposal.unit_id)) if proposal.ballot_id else None,
                _standing(by_rank, found),
                checks.get((proposal.unit_id, proposal.award)),
                None if withdrawn else by_rank,
                None if withdrawn else seats,
                not withdrawn and seats is not None and proposed > seats,
            )
        )
    return sorted(
        rows, key=lambda row: (row.proposal.award, row.standing.rank is None, row.standing.rank or 0)
    )


def _standing(row: UnitResult | None, found: YearResult | None) -> Standing:
    if row is None or found is None:
        return Standing()
    return Standing(row.rank, row.total, found.is_provisional, bool(row.excluded_for))


def year_day(year: ClusterYear) -> date:
    """Return the day on which the law is asked about nominations of ``year``: when all of it is known."""
    return date(year.year, 12, 31)


def hand_over_of(year: ClusterYear) -> HandOver | None:
    """Return the year's hand-over once it has happened."""
    return (
        HandOver.objects.select_related("next_year__cluster", "from_unit", "to_unit")
        .filter(cluster_year=year)
        .first()
    )
