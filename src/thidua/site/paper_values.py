"""The values of the score table, the pact, the minutes of meetings and the submission."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from thidua.core.rubric import CriterionKind, RubricCriterion
from thidua.documents.minutes import MinutesValues
from thidua.documents.pact import AgreedTarget, PactValues, UnitSignature
from thidua.documents.review_result import ReviewResult
from thidua.documents.score_table import CriterionLine, GroupLines, Points, ScoreTable
from thidua.documents.submission import SubmissionValues
from thidua.pledges.queries import PactTable
from thidua.review import queries as review
from thidua.review.models import Meeting, MeetingKind
from thidua.scoring import queries as scoring

from .ballot_values import ballot_result
from .paper_frame import Frame
from .year_end_values import proposals, ranking


def scores(
    frame: Frame, table: scoring.ScoreTable | None, result: ReviewResult | None = None
) -> ScoreTable | None:
    """The score table as papers print it; None while nobody has handed in a sheet."""
    if table is None or all(row.sheet is None for row in table.units):
        return None
    groups = tuple(
        GroupLines(
            group.code,
            group.name,
            None if group.is_extra else group.max_points,
            tuple(_group_points(row, index) for row in table.units),
            tuple(_line(criterion, table.units) for criterion in group.criteria),
        )
        for index, group in enumerate(table.groups)
    )
    return ScoreTable(
        frame.year.cluster.name,
        frame.year.year,
        table.name,
        tuple(frame.short(row.unit) for row in table.units),
        groups,
        tuple(Points(row.self_total, row.verified_total, "", row.agreed_total) for row in table.units),
        tuple(row.rank for row in table.units),
        table.places,
        any(group.gives_beyond for group in table.groups),
        result,
    )


def pact(frame: Frame, table: PactTable) -> PactValues:
    """The pact with each unit's figures and signature."""
    year = frame.year
    signatures = []
    for row in table.rows:
        signed = row.signature
        role = "trưởng" if row.unit.pk == year.chair_id else "phó" if row.unit.pk == year.deputy_id else ""
        signatures.append(
            UnitSignature(
                frame.member(row.unit).name,
                f"{frame.word} {role}" if role else "",
                signed.signer_position if signed else "",
                signed.signer_name if signed else "",
                timezone.localdate(signed.signed_at) if signed else None,
            )
        )
    return PactValues(
        year.cluster.name,
        frame.is_bloc,
        year.year,
        frame.authority,
        table.pact.text if table.pact else "",
        tuple(frame.short(row.unit) for row in table.rows),
        tuple(
            AgreedTarget(target.name, target.measure, tuple(row.figures[index] for row in table.rows))
            for index, target in enumerate(table.targets)
        ),
        tuple(signatures),
    )


def minutes(
    frame: Frame, meeting: Meeting, counts: list[review.BallotResult], presented: tuple[str, ...] = ()
) -> MinutesValues:
    """A meeting's minutes with what lay before it and the counts of the ballots closed at it."""
    year = frame.year
    present = {unit.pk for unit in meeting.attending.all()}
    return MinutesValues(
        cluster=year.cluster.name,
        is_bloc=frame.is_bloc,
        year=year.year,
        kind=str(MeetingKind(meeting.kind).label),
        held_on=meeting.held_on,
        place=meeting.place,
        presided_by=meeting.presided_by,
        directed_by=meeting.directed_by,
        secretary=year.secretary.full_name if year.secretary else "",
        attending=tuple(frame.short(unit) for unit in frame.units if unit.pk in present),
        absent=tuple(frame.short(unit) for unit in frame.units if unit.pk not in present),
        text=meeting.minutes,
        ballots=tuple(
            ballot_result(frame, count) for count in counts if count.ballot.meeting_id == meeting.pk
        ),
        presented=presented,
    )


def submission(
    frame: Frame,
    table: scoring.ScoreTable | None,
    counts: list[review.BallotResult],
    meeting: Meeting | None,
    result: ReviewResult | None = None,
) -> SubmissionValues:
    """What is proposed, with votes and ranks."""
    return SubmissionValues(
        frame.year.cluster.name,
        frame.is_bloc,
        frame.year.year,
        frame.authority,
        proposals(frame, table, counts),
        ranking(frame, table),
        meeting.held_on if meeting else None,
        meeting.place if meeting else "",
        table.places if table else 2,
        result,
    )


def _group_points(row: scoring.UnitScores, index: int) -> Points:
    if row.sheet is None:
        return Points()
    if not row.is_verified:
        return Points(row.self_by_group[index])
    return Points(row.self_by_group[index], row.verified_by_group[index], "", row.agreed_by_group[index])


def _line(criterion: RubricCriterion, rows: Iterable[scoring.UnitScores]) -> CriterionLine:
    code = criterion.code
    most = -criterion.max_points if criterion.kind is CriterionKind.PENALTY else criterion.max_points
    points = []
    for row in rows:
        if row.sheet is None:
            points.append(Points())
        else:
            own = row.self_points[code].value
            points.append(
                Points(
                    own,
                    row.verified_points[code].value,
                    row.reason(code),
                    row.agreed_points[code].value,
                    row.agreed_reason(code),
                )
                if row.is_verified
                else Points(own, reason=row.reason(code))
            )
    return CriterionLine(code, criterion.name, most, tuple(points))
