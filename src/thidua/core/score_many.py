"""Points without words for many sheets by one rubric: each criterion's rule is made ready once.

The rules are those of ``core.point_rules``; here their parameters are looked up once for a rubric instead of
once for a line. That both give the same is held by a test over every kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from .point_rules import NOUGHT, by_bands, exact_points
from .points import Entries, put_exactly
from .ranking import Entrant
from .rubric import CriterionKind, Precision, RubricCriterion, RubricGroup, criteria_of
from .score_facts import Facts
from .verification import Combination, combine

# From the unit's entry and the facts to rounded points.
Value = Callable[[Decimal | None, Facts], Decimal]
_ONE = Decimal(1)
_NO_FIGURES: Mapping[int, Entries] = {}


class _Rounding(NamedTuple):
    """How a rubric rounds, looked up once; ``nothing`` is nought so rounded."""

    step: Decimal
    mode: str
    nothing: Decimal


class Sides(NamedTuple):
    """The points of each criterion in the rubric's order: the unit's own, verified, and agreed."""

    own: list[Decimal]
    verified: list[Decimal]
    agreed: list[Decimal]


@dataclass(frozen=True, slots=True)
class Scorer:
    """A rubric made ready: the rule of each criterion in order, and where each group ends.

    ``values`` score the unit's own entries, ``puts`` a figure that stands in the place of one.
    """

    values: tuple[Value, ...]
    puts: tuple[Value, ...]
    ends: tuple[int, ...]
    precision: Precision

    def points(
        self,
        own: Sequence[Decimal | None],
        facts: Facts,
        figures: Mapping[int, Entries] = _NO_FIGURES,
        combination: Combination = Combination.MEAN,
    ) -> list[Decimal]:
        """Return the agreed points of each criterion; takes what :meth:`sides` does."""
        return self.sides(own, facts, figures, combination).agreed

    def sides(
        self,
        own: Sequence[Decimal | None],
        facts: Facts,
        figures: Mapping[int, Entries] = _NO_FIGURES,
        combination: Combination = Combination.MEAN,
    ) -> Sides:
        """Return the points of every side from the unit's entries in the rubric's order.

        ``figures`` holds, by the criterion's place, the lines on which somebody put another figure.
        """
        found = [value(entry, facts) for value, entry in zip(self.values, own, strict=True)]
        if not figures:
            return Sides(found, found, found)
        verified = found.copy()
        for place, entries in figures.items():
            if entries.verified is not None:
                verified[place] = self.puts[place](entries.verified, facts)
            elif entries.crossed:
                put, agreeing = self.puts[place], found[place]
                crossed = [agreeing if one is None else put(one, facts) for one in entries.crossed]
                verified[place] = self.precision.of(combine(crossed, combination))
        agreed = verified.copy()
        for place, entries in figures.items():
            if entries.agreed is not None:
                agreed[place] = self.puts[place](entries.agreed, facts)
        return Sides(found, verified, agreed)

    def sums(self, points: Sequence[Decimal]) -> tuple[Decimal, ...]:
        """Return the points of each group, by the points of its criteria."""
        sums = []
        begun = 0
        for end in self.ends:
            sums.append(sum(points[begun:end], NOUGHT))
            begun = end
        return tuple(sums)

    def entrant(self, key: int, points: Sequence[Decimal]) -> Entrant:
        """Return a unit as the ranking takes it: the points of each group, and the total."""
        sums = self.sums(points)
        return Entrant(key, sum(sums, NOUGHT), sums)


def ready(groups: Sequence[RubricGroup], precision: Precision) -> Scorer:
    """Make a rubric ready to score many sheets."""
    ends: list[int] = []
    for group in groups:
        ends.append((ends[-1] if ends else 0) + len(group.criteria))
    criteria = tuple(criteria_of(groups))
    rounding = _Rounding(precision.step, precision.mode, precision.of(NOUGHT))
    values = tuple(_READY.get(one.kind, _as_told)(one, rounding) for one in criteria)
    puts = tuple(_put(one, value, rounding) for one, value in zip(criteria, values, strict=True))
    return Scorer(values, puts, tuple(ends), precision)


def _put(criterion: RubricCriterion, value: Value, rounding: _Rounding) -> Value:
    """The rule for a figure put by somebody else; what the unit enters itself is scored alike."""
    if not criterion.kind.is_computed and criterion.kind is not CriterionKind.TARGET:
        return value
    exact = partial(put_exactly, criterion)
    step, mode = rounding.step, rounding.mode

    def put(figure: Decimal | None, facts: Facts) -> Decimal:
        return exact(figure or NOUGHT, facts).quantize(step, mode)

    return put


def _as_told(criterion: RubricCriterion, rounding: _Rounding) -> Value:
    """A rule of the computed kinds: once a sheet, so nothing is gained by taking it apart."""
    exact = partial(exact_points, criterion)
    step, mode = rounding.step, rounding.mode
    return lambda entry, facts: exact(entry, facts).quantize(step, mode)


def _judged(criterion: RubricCriterion, rounding: _Rounding) -> Value:
    least, most = criterion.parameters.min_points, criterion.max_points
    step, mode = rounding.step, rounding.mode
    nothing = rounding.nothing

    def value(entry: Decimal | None, _facts: Facts) -> Decimal:
        if entry is None:
            return nothing
        if entry > most:
            return most.quantize(step, mode)
        return (entry if entry > least else least).quantize(step, mode)

    return value


def _penalty(criterion: RubricCriterion, rounding: _Rounding) -> Value:
    most, step, mode = criterion.max_points, rounding.step, rounding.mode
    nothing = rounding.nothing

    def value(entry: Decimal | None, _facts: Facts) -> Decimal:
        if not entry or entry < 0:
            return nothing
        return (-entry if entry < most else -most).quantize(step, mode)

    return value


def _yes_no(criterion: RubricCriterion, rounding: _Rounding) -> Value:
    everything, nothing = criterion.max_points.quantize(rounding.step, rounding.mode), rounding.nothing
    return lambda entry, _facts: everything if entry else nothing


def _count(criterion: RubricCriterion, rounding: _Rounding) -> Value:
    each, most = criterion.parameters.points_each or NOUGHT, criterion.max_points
    step, mode = rounding.step, rounding.mode
    everything, nothing = most.quantize(step, mode), rounding.nothing

    def value(entry: Decimal | None, _facts: Facts) -> Decimal:
        if not entry:
            return nothing
        points = entry * each
        if points >= most:
            return everything
        return points.quantize(step, mode) if points > 0 else nothing

    return value


def _share(criterion: RubricCriterion, rounding: _Rounding) -> Value:
    given, most = criterion.parameters, criterion.max_points
    if given.bands:
        return _as_told(criterion, rounding)
    full, floor = given.full_at, given.floor
    step, mode = rounding.step, rounding.mode
    everything, nothing = most.quantize(step, mode), rounding.nothing

    def value(entry: Decimal | None, _facts: Facts) -> Decimal:
        if entry is None or entry <= 0:
            return nothing
        if entry >= full:
            return everything
        return nothing if entry < floor else (most * entry / full).quantize(step, mode)

    return value


def _target(criterion: RubricCriterion, rounding: _Rounding) -> Value:
    """A target pledged and reported where more is better; any other is scored as it is told."""
    code, step, mode = criterion.target_code, rounding.step, rounding.mode
    each, cap = criterion.parameters.bonus_per_percent, criterion.parameters.bonus_cap
    gives_beyond = bool(each and cap)
    as_told, below = _as_told(criterion, rounding), _below_bonus(criterion)

    def value(entry: Decimal | None, facts: Facts) -> Decimal:
        result = facts.targets.get(code)
        if result is None or not result.agreed or result.reported is None or result.lower_is_better:
            return as_told(entry, facts)
        done, whole = result.reported, result.agreed
        points = below(done, whole)
        if gives_beyond and done > whole:
            beyond = (done - whole) * 100 * each / whole
            points += beyond if beyond < cap else cap
        return points.quantize(step, mode)

    return value


def _below_bonus(criterion: RubricCriterion) -> Callable[[Decimal, Decimal], Decimal]:
    """What of a target done out of the whole gives before any bonus: by bands, or the share of all."""
    given, most = criterion.parameters, criterion.max_points
    if given.bands:
        highest_first = [
            (band.start, by_bands(criterion, band.start, _ONE)) for band in reversed(given.bands)
        ]

        def banded(done: Decimal, whole: Decimal) -> Decimal:
            hundredfold = done * 100
            for start, points in highest_first:
                if hundredfold >= start * whole:
                    return points
            return NOUGHT

        return banded
    floor = given.floor

    def shared(done: Decimal, whole: Decimal) -> Decimal:
        if done >= whole:
            return most
        if done <= 0 or (floor and done * 100 < floor * whole):
            return NOUGHT
        return most * done / whole

    return shared


_READY: dict[CriterionKind, Callable[[RubricCriterion, _Rounding], Value]] = {
    CriterionKind.JUDGED: _judged,
    CriterionKind.BONUS: _judged,
    CriterionKind.PENALTY: _penalty,
    CriterionKind.YES_NO: _yes_no,
    CriterionKind.COUNT: _count,
    CriterionKind.SHARE: _share,
    CriterionKind.TARGET: _target,
}
