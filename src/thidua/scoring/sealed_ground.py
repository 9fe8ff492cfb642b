"""What a page carries so that a keystroke in it is answered at once, signed: all that its points follow from.

The rubric's rules, the facts, and for whom and for which side the page was made. It binds nothing: what is
saved is checked and scored from what stands then.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core import signing

from thidua.accounts.models import User
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.points import Facts
from thidua.core.rubric import CriterionKind, Parameters, RubricCriterion, RubricGroup

from .facts import facts_from, record_of
from .models import Rubric

_SALT = "thidua.scoring.ground"
_HOURS = 12


@dataclass(frozen=True, slots=True)
class Ground:
    """What points follow from beside the cells: whose sheet, which side, the rubric's rules, the facts."""

    unit_id: int
    sheet_id: int | None
    side: str
    rubric: Rubric
    groups: tuple[RubricGroup, ...]
    facts: Facts


def seal(reader: User, year: ClusterYear, unit: Unit, ground: Ground) -> str:
    """Return the ground as the page of ``reader`` carries it."""
    kept = [
        [reader.pk, year.pk, unit.code, ground.side],
        [ground.unit_id, ground.sheet_id],
        [ground.rubric.places, ground.rubric.rounding],
        [[group.code, [_plain(criterion) for criterion in group.criteria]] for group in ground.groups],
        record_of(ground.facts),
    ]
    return signing.dumps(kept, salt=_SALT, compress=True)


def unseal(text: str, reader: User, year: ClusterYear, unit_code: str, side: str) -> Ground | None:
    """Return what :func:`seal` wrote for this reader, unit and side; None for any other text."""
    try:
        kept = signing.loads(text, salt=_SALT, max_age=_HOURS * 3600)
    except (signing.BadSignature, ValueError):
        return None
    whose, (unit_id, sheet_id), (places, rounding), groups, record = kept
    if whose != [reader.pk, year.pk, unit_code, side]:
        return None
    return Ground(
        unit_id,
        sheet_id,
        side,
        Rubric(places=places, rounding=rounding),
        tuple(RubricGroup(code, "", tuple(map(_criterion, criteria))) for code, criteria in groups),
        facts_from(record),
    )


def _plain(criterion: RubricCriterion) -> list[Any]:
    """What decides the points of a criterion: neither its name nor its guidance does."""
    return [
        criterion.code,
        criterion.kind,
        str(criterion.max_points),
        criterion.parameters.as_mapping(),
        criterion.target_code,
    ]


def _criterion(plain: list[Any]) -> RubricCriterion:
    code, kind, most, parameters, target_code = plain
    read = Parameters.read(CriterionKind(kind), parameters, code)
    return RubricCriterion(code, "", CriterionKind(kind), Decimal(most), read, target_code)
