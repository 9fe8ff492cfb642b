"""Whom a screening or a roadmap of a unit speaks of: its subjects and those of the units below it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from thidua.clusters.models import Unit
from thidua.subjects.access import with_those_below
from thidua.subjects.models import Subject

from ..models import ScreeningRun


def subjects_under(unit: Unit | int, kinds: Sequence[str]) -> QuerySet[Subject]:
    """The standing subjects of ``kinds`` in a unit and in those below it, in Vietnamese order."""
    units = with_those_below({unit.pk if isinstance(unit, Unit) else unit})
    return (
        Subject.objects.standing()
        .filter(unit_id__in=units, kind__in=kinds)
        .select_related("unit")
        .order_by("sort_key", "pk")
    )


def subjects_of(run: ScreeningRun) -> QuerySet[Subject]:
    """Whom a screening is of."""
    return subjects_under(run.unit_id, run.kinds)
