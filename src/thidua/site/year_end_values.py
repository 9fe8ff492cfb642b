"""The year-end report's values, gathered from what every capability holds of the year."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from thidua.core.ballot import Question
from thidua.core.reporting import Medals
from thidua.core.timetable import Field
from thidua.core.yearend import (
    ActivityFact,
    Cited,
    IndicatorFact,
    LateFact,
    MovementFact,
    ProposalFact,
    RankFact,
    RegistrationFact,
    Said,
    UnitFigure,
    UnitMedals,
    YearEnd,
)
from thidua.movements import queries as movements
from thidua.movements.models import ActivityKind
from thidua.pledges import queries as pledges
from thidua.pledges.models import Direction
from thidua.reporting import queries as reporting
from thidua.reporting.models import SectionKind
from thidua.review import queries as review
from thidua.scoring import queries as scoring

from .paper_frame import Frame


def year_end(
    frame: Frame,
    table: scoring.ScoreTable | None,
    counts: list[review.BallotResult],
    pact: pledges.PactTable,
) -> YearEnd:
    """Gather the report's values; ``table`` and ``counts`` are the year's scores and closed ballots.

    Only reports that are handed in and score sheets that are handed in are read. The number of queries
    does not depend on the number of units.
    """
    year = frame.year
    signatures = [row.signature for row in pact.rows if row.signature]
    days = [timezone.localdate(signature.signed_at) for signature in signatures]
    texts = reporting.year_texts(year)

    def said(kind: SectionKind) -> tuple[Said, ...]:
        return tuple(Said(frame.short(unit), text) for unit, text in texts.by_kind[kind])

    return YearEnd(
        cluster=year.cluster.name,
        is_bloc=frame.is_bloc,
        year=year.year,
        authority=frame.authority,
        chair=frame.member(year.chair),
        deputy=frame.member(year.deputy) if year.deputy else None,
        members=tuple(frame.member(unit) for unit in frame.units),
        directives=tuple(
            Cited(one.number, one.issued_on, one.issuer, one.abstract) for one in movements.directives(year)
        ),
        movements=tuple(_movements(frame)),
        activities=tuple(_activities(frame)),
        signed=tuple(frame.short(row.unit) for row in pact.rows if row.signature),
        signed_on=max(days) if days and len(days) == len(pact.rows) else None,
        registrations=tuple(_registrations(frame)),
        reported=tuple(frame.short(unit) for unit in texts.reported),
        indicators=tuple(_indicators(frame)),
        field_texts=tuple((field, said(SectionKind(field.value))) for field in Field),
        medals=tuple(
            UnitMedals(frame.short(row.unit), Medals(row.gold, row.silver, row.bronze))
            for row in reporting.medal_table(year)
            if row.unit is not None
        ),
        late=tuple(
            LateFact(late.duty.name, frame.short(late.unit), late.days, late.submitted_at is None)
            for late in reporting.late_reports(year, frame.as_of)
        ),
        limits_said=said(SectionKind.LIMITS),
        ranking=ranking(frame, table),
        proposals=proposals(frame, table, counts),
        next_chair=_elected(frame, counts, Question.CHAIR),
        next_deputy=_elected(frame, counts, Question.DEPUTY),
        directions_said=said(SectionKind.DIRECTIONS),
        suggestions_said=said(SectionKind.SUGGESTIONS),
        places=table.places if table else 2,
    )


def ranking(frame: Frame, table: scoring.ScoreTable | None) -> tuple[RankFact, ...]:
    """The ranking, best first; empty while nobody has handed in a score sheet."""
    if table is None or all(row.sheet is None for row in table.units):
        return ()
    return tuple(
        RankFact(frame.short(row.unit), row.rank, row.self_total, row.verified_total, row.agreed_total)
        for row in scoring.ranked_units(table)
    )


def proposals(
    frame: Frame, table: scoring.ScoreTable | None, counts: list[review.BallotResult]
) -> tuple[ProposalFact, ...]:
    """The proposals that stand, by award, the best ranked first, each with its count."""
    ranks = {row.unit.pk: row.rank for row in table.units if row.rank} if table else {}
    tallies = {(count.ballot.pk, row.unit.pk): row.tally for count in counts for row in count.rows}
    facts = []
    standing = review.proposals(frame.year)
    for proposal in sorted(standing, key=lambda one: (one.award, ranks.get(one.unit_id, len(ranks) + 1))):
        tally = tallies.get((proposal.ballot_id, proposal.unit_id)) if proposal.ballot_id else None
        facts.append(
            ProposalFact(
                frame.short(proposal.unit),
                frame.award(proposal.award),
                tally.agree if tally else None,
                tally.base if tally else None,
                tally.percent if tally else None,
                proposal.reason,
            )
        )
    return tuple(facts)


def _movements(frame: Frame) -> Iterable[MovementFact]:
    for movement in movements.movements(frame.year):
        taking_part = {part.unit_id for part in movement.parts.all()}
        yield MovementFact(
            movement.name,
            movement.launched_by,
            movement.get_kind_display(),
            tuple(frame.short(unit) for unit in frame.units if unit.pk in taking_part),
            tuple(frame.short(unit) for unit in frame.units if unit.pk not in taking_part),
        )


def _activities(frame: Frame) -> Iterable[ActivityFact]:
    for activity in movements.activities(frame.year):
        units = {unit.pk for unit in activity.participants.all()} | {activity.host_id}
        yield ActivityFact(
            activity.name,
            activity.kind == ActivityKind.EXCHANGE,
            Field(activity.field),
            activity.held_on,
            activity.place,
            frame.short(activity.host),
            len(units),
        )


def _registrations(frame: Frame) -> Iterable[RegistrationFact]:
    table = pledges.registration_table(frame.year)
    for index, award in enumerate(table.awards):
        units = sum(row.registrations[index] is not None for row in table.rows)
        yield RegistrationFact(frame.award(award.code), units, table.totals[index])


def _indicators(frame: Frame) -> Iterable[IndicatorFact]:
    for row in reporting.year_figures(frame.year):
        indicator = row.indicator
        yield IndicatorFact(
            indicator.name,
            indicator.measure,
            Field(indicator.field),
            tuple(
                UnitFigure(frame.short(cell.unit), cell.value, cell.agreed)
                for cell in row.cells
                if cell.value is not None
            ),
            indicator.target is not None and indicator.target.direction == Direction.LOWER,
        )


def _elected(frame: Frame, counts: list[review.BallotResult], question: Question) -> str:
    found = review.elected(frame.year, question, counts)
    return frame.short(found) if found else ""
