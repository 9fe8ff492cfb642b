"""A unit's sheet side by side: own, verified and agreed points, last year's, and the cluster's best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.clusters.models import ClusterYear, Unit
from thidua.core.points import Points
from thidua.core.rubric import RubricCriterion, criteria_of
from thidua.core.side_by_side import best_of, continued
from thidua.core.vietnamese import search_key

from . import ScoreTable, UnitScores, score_table


@dataclass(frozen=True, slots=True)
class Compared:
    """One line, group sum or total; None where there is nothing to set beside.

    ``standing`` is what counts now: agreed points once the sheet is verified, else the unit's own. The
    differences are verified less own, agreed less verified, standing less last year's and less the best.
    """

    own: Decimal
    verified: Decimal | None
    agreed: Decimal | None
    standing: Decimal
    before: Decimal | None
    best: Decimal | None
    best_units: tuple[Unit, ...]
    is_everyones: bool

    @property
    def by_verifier(self) -> Decimal | None:
        """What the verifier changed."""
        return _less(self.verified, self.own)

    @property
    def by_agreement(self) -> Decimal | None:
        """What an appeal or the meeting changed after that."""
        return _less(self.agreed, self.verified)

    @property
    def since_before(self) -> Decimal | None:
        """What changed since last year."""
        return _less(self.standing, self.before)

    @property
    def to_best(self) -> Decimal | None:
        """How far behind the best it is; nought for the best itself."""
        return _less(self.standing, self.best)

    @property
    def differs(self) -> bool:
        """Whether what counts in the end is not what the unit gave itself."""
        return bool(self.by_verifier or self.by_agreement)


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A criterion side by side; ``before_name``: what it was called last year, where that was another."""

    criterion: RubricCriterion
    points: Compared
    before_name: str = ""


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """A group's lines that are shown, and the sum of all of it."""

    code: str
    name: str
    lines: tuple[ComparedLine, ...]
    sums: Compared


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole sheet side by side; ``before_year`` is None when last year has no scores of the unit."""

    scores: UnitScores
    groups: tuple[ComparedGroup, ...]
    total: Compared
    differing: int
    before_year: int | None
    shows_agreed: bool


def comparison(
    year: ClusterYear, unit: Unit, today: date, *, only_differing: bool = False
) -> Comparison | None:
    """Set the sheet of ``unit`` beside the others; None without a rubric or a sheet. Two score tables read.

    Whether the user may read the sheet is the caller's matter. The best is found among sheets handed in.
    """
    table = score_table(year, today, drafts_of=[unit.pk])
    scores = _of(table, unit)
    if table is None or scores is None:
        return None
    before_year = ClusterYear.objects.filter(cluster=year.cluster_id, year=year.year - 1).first()
    before_table = score_table(before_year) if before_year else None
    before = _of(before_table, unit)
    rivals = {row.unit: row for row in table.units if row.is_handed_in}
    last = continued(criteria_of(table.groups), criteria_of(before_table.groups)) if before_table else {}
    lines = {
        criterion.code: _line(criterion, scores, rivals, before, last.get(criterion.code))
        for criterion in criteria_of(table.groups)
    }
    groups = tuple(
        ComparedGroup(
            group.code,
            group.name,
            tuple(
                lines[criterion.code]
                for criterion in group.criteria
                if lines[criterion.code].points.differs or not only_differing
            ),
            _sums(place, scores, rivals, _group_before(before_table, before, group.code)),
        )
        for place, group in enumerate(table.groups)
    )
    return Comparison(
        scores,
        groups,
        _total(scores, rivals, before),
        sum(line.points.differs for line in lines.values()),
        before_year.year if before_year and before else None,
        any(line.agreed_entry is not None for line in scores.lines.values()),
    )


def _of(table: ScoreTable | None, unit: Unit) -> UnitScores | None:
    """The unit's scores in a table, where it has a sheet."""
    return next((row for row in table.units if row.unit.pk == unit.pk and row.sheet), None) if table else None


def _standing(scores: UnitScores) -> Mapping[str, Points]:
    return scores.agreed_points if scores.is_verified else scores.self_points


def _line(
    criterion: RubricCriterion,
    scores: UnitScores,
    rivals: Mapping[Unit, UnitScores],
    before: UnitScores | None,
    last: RubricCriterion | None,
) -> ComparedLine:
    code = criterion.code
    then = _standing(before)[last.code].value if before and last else None
    compared = _compared(
        scores,
        (
            scores.self_points[code].value,
            scores.verified_points[code].value,
            scores.agreed_points[code].value,
        ),
        then,
        {unit: _standing(row)[code].value for unit, row in rivals.items()},
    )
    is_renamed = last is not None and search_key(last.name) != search_key(criterion.name)
    return ComparedLine(criterion, compared, last.name if last and before and is_renamed else "")


def _sums(
    place: int, scores: UnitScores, rivals: Mapping[Unit, UnitScores], before: Decimal | None
) -> Compared:
    return _compared(
        scores,
        (scores.self_by_group[place], scores.verified_by_group[place], scores.agreed_by_group[place]),
        before,
        {unit: row.by_group[place] for unit, row in rivals.items()},
    )


def _total(scores: UnitScores, rivals: Mapping[Unit, UnitScores], before: UnitScores | None) -> Compared:
    sides = scores.self_by_group, scores.verified_by_group, scores.agreed_by_group
    return _compared(
        scores,
        [sum(side, Decimal(0)) for side in sides],
        before.total if before else None,
        {unit: sum(row.by_group, Decimal(0)) for unit, row in rivals.items()},
    )


def _group_before(table: ScoreTable | None, before: UnitScores | None, code: str) -> Decimal | None:
    """Last year's sum of the group with the same number."""
    if table is None or before is None:
        return None
    places = [place for place, group in enumerate(table.groups) if group.code == code]
    return before.by_group[places[0]] if places else None


def _compared(
    scores: UnitScores,
    sides: Sequence[Decimal],
    before: Decimal | None,
    rivals: Mapping[Unit, Decimal],
) -> Compared:
    own, verified, agreed = sides
    best, best_units = best_of(rivals)
    return Compared(
        own=own,
        verified=verified if scores.is_handed_in else None,
        agreed=agreed if scores.is_handed_in else None,
        standing=agreed if scores.is_verified else own,
        before=before,
        best=best,
        best_units=best_units,
        is_everyones=1 < len(best_units) == len(rivals),
    )


def _less(points: Decimal | None, than: Decimal | None) -> Decimal | None:
    return None if points is None or than is None else points - than
