"""What a change of a frozen rubric would do, shown before it is made: whom it moves, what no longer fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.clusters.access import forget_kept
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members
from thidua.core.faults import Fault, gettext_noop
from thidua.core.points import entry_faults

from .actions.rubric import is_frozen
from .models import CrossScore, ScoreLine
from .queries import RankedUnit, criterion_value, ranking

# Stands for the reason while a change is only tried; nothing of the trial is kept.
_TRIED = gettext_noop("Xem trước")


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit's place and total, before and after."""

    unit: Unit
    rank_before: int | None
    rank_after: int | None
    total_before: Decimal | None
    total_after: Decimal | None

    @property
    def is_moved(self) -> bool:
        """Whether its place changes."""
        return self.rank_before != self.rank_after

    @property
    def difference(self) -> Decimal | None:
        """How many points it gains or loses."""
        if self.total_before is None or self.total_after is None:
            return None
        return self.total_after - self.total_before


@dataclass(frozen=True, slots=True)
class Unfit:
    """An entry that the changed criterion would no longer take, and what is wrong with it."""

    unit: Unit
    code: str
    side: str
    figure: Decimal
    fault: Fault


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change would do, by unit in the order it would leave them in."""

    units: tuple[Moved, ...]
    unfit: tuple[Unfit, ...]

    @property
    def moves_anybody(self) -> bool:
        """Whether any unit's place changes."""
        return any(unit.is_moved for unit in self.units)

    @property
    def changes_points(self) -> bool:
        """Whether any unit's total changes."""
        return any(unit.total_before != unit.total_after for unit in self.units)


def effects_of(actor: Actor, year: ClusterYear, change: Callable[[str], object]) -> Effects:
    """Make ``change`` (given a reason), see what follows, and take it back; nothing is kept.

    So what is shown is what the change itself would do, and whatever refuses it refuses here. Raises
    :class:`Refused` as the change does.
    """
    with transaction.atomic():
        before = ranking(year, actor.today)
        unfit = {(item.unit.pk, item.code, item.side) for item in _unfit(year)}
        change(_TRIED if is_frozen(year) else "")
        after = ranking(year, actor.today)
        found = tuple(item for item in _unfit(year) if (item.unit.pk, item.code, item.side) not in unfit)
        transaction.set_rollback(True)
    forget_kept(year)
    return Effects(_moved(before, after), found)


def _moved(before: list[RankedUnit], after: list[RankedUnit]) -> tuple[Moved, ...]:
    stood = {row.unit.pk: row for row in before}
    return tuple(
        Moved(row.unit, stood[row.unit.pk].rank, row.rank, stood[row.unit.pk].total, row.total)
        for row in after
    )


def _unfit(year: ClusterYear) -> Iterator[Unfit]:
    """Every stored entry that its criterion does not take, by unit in the members' order."""
    places = {unit.pk: (place, unit) for place, unit in enumerate(members(year))}
    lines = ScoreLine.objects.filter(sheet__cluster_year=year).select_related("criterion__target", "sheet")
    found = []
    for line in lines:
        value = criterion_value(line.criterion)
        sides = (
            (gettext_noop("Tự chấm"), line.self_entry, False),
            (gettext_noop("Thẩm định"), line.verified_entry, True),
            (gettext_noop("Thống nhất"), line.agreed_entry, True),
        )
        for side, figure, verified in sides:
            if figure is not None:
                for fault in entry_faults(value, figure, verified=verified):
                    found.append((line.sheet.unit_id, value.code, side, figure, fault))
    crossed = CrossScore.objects.filter(cross_sheet__sheet__cluster_year=year)
    for score in crossed.select_related("criterion__target", "cross_sheet__sheet"):
        value = criterion_value(score.criterion)
        for fault in entry_faults(value, score.entry, verified=True):
            side = gettext_noop("Chấm chéo")
            found.append((score.cross_sheet.sheet.unit_id, value.code, side, score.entry, fault))
    for unit_id, code, side, figure, fault in sorted(found, key=lambda item: (places[item[0]][0], item[1])):
        yield Unfit(places[unit_id][1], code, side, figure, fault)
