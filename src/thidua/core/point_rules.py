"""One pure rule for each kind of criterion: from an entry and the facts to exact points, not yet rounded.

Each multiplies before it divides, so that what is a whole number of hundredths comes out as one. Every rule
gives between 0 and the criterion's maximum (a target beyond its pledge, up to its ``bonus_cap`` more); a
penalty gives the same with a minus. ``core.point_words`` tells the same in words.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from .rubric import BandMeasure, CriterionKind, NoneHeld, RubricCriterion
from .score_facts import Facts, TargetResult

NOUGHT = Decimal(0)
_HUNDRED = Decimal(100)
_NO_RESULT = TargetResult()


def exact_points(criterion: RubricCriterion, entry: Decimal | None, facts: Facts) -> Decimal:
    """Return the points of ``entry`` by the criterion's rule; nothing entered gives nothing."""
    return _RULES[criterion.kind](criterion, entry, facts)


def within(points: Decimal, most: Decimal) -> Decimal:
    """Return ``points`` brought between nought and ``most``."""
    return min(max(points, NOUGHT), most)


def reach(criterion: RubricCriterion, entry: Decimal | None, facts: Facts) -> tuple[Decimal, Decimal] | None:
    """Return what was done of a target and the whole of it; None while no figure is there.

    Where less is better, what was done is twice the pledge less the figure (``core.pledge.reached``).
    Without a pledge to measure against, the entry is the percentage of the plan reached.
    """
    result = facts.targets.get(criterion.target_code, _NO_RESULT)
    figure = result.reported if result.is_known else entry
    if figure is None:
        return None
    agreed = result.agreed
    if agreed is None:
        return max(figure, NOUGHT), _HUNDRED
    if not agreed:
        kept = figure <= 0 if result.lower_is_better else figure >= 0
        return Decimal(kept), Decimal(1)
    return max(2 * agreed - figure if result.lower_is_better else figure, NOUGHT), agreed


def by_bands(criterion: RubricCriterion, done: Decimal, whole: Decimal) -> Decimal:
    """Return what the highest band gives that ``done / whole`` reaches; nothing below the first."""
    given = NOUGHT
    for band in criterion.parameters.bands:
        if done < band.start * whole:
            break
        given = band.gives
    if criterion.parameters.bands_in is BandMeasure.PERCENT:
        given = criterion.max_points * given / 100
    return within(given, criterion.max_points)


def medal_sum(criterion: RubricCriterion, facts: Facts) -> Decimal:
    """Return the points of the medals reported, not yet held to the maximum."""
    given, won = criterion.parameters, facts.medals
    return won.gold * given.per_gold + won.silver * given.per_silver + won.bronze * given.per_bronze


def _judged(criterion: RubricCriterion, entry: Decimal | None, _facts: Facts) -> Decimal:
    if entry is None:
        return NOUGHT
    return min(max(entry, criterion.parameters.min_points), criterion.max_points)


def _bonus(criterion: RubricCriterion, entry: Decimal | None, _facts: Facts) -> Decimal:
    return within(entry or NOUGHT, criterion.max_points)


def _penalty(criterion: RubricCriterion, entry: Decimal | None, _facts: Facts) -> Decimal:
    return -within(entry or NOUGHT, criterion.max_points)


def _yes_no(criterion: RubricCriterion, entry: Decimal | None, _facts: Facts) -> Decimal:
    return criterion.max_points if entry else NOUGHT


def _count(criterion: RubricCriterion, entry: Decimal | None, _facts: Facts) -> Decimal:
    each = criterion.parameters.points_each or NOUGHT
    return within((entry or NOUGHT) * each, criterion.max_points)


def _target(criterion: RubricCriterion, entry: Decimal | None, facts: Facts) -> Decimal:
    reached = reach(criterion, entry, facts)
    if reached is None:
        return NOUGHT
    done, whole = reached
    given = criterion.parameters
    if given.bands:
        points = by_bands(criterion, done * 100, whole)
    elif done >= whole:
        points = criterion.max_points
    elif done * 100 < given.floor * whole:
        points = NOUGHT
    else:
        points = criterion.max_points * done / whole
    if done > whole and given.bonus_per_percent and given.bonus_cap:
        points += min((done - whole) * 100 * given.bonus_per_percent / whole, given.bonus_cap)
    return points


def _share(criterion: RubricCriterion, entry: Decimal | None, _facts: Facts) -> Decimal:
    if entry is None:
        return NOUGHT
    given = criterion.parameters
    if given.bands:
        return by_bands(criterion, entry, Decimal(1))
    if entry >= given.full_at:
        return criterion.max_points
    if entry < given.floor:
        return NOUGHT
    return within(criterion.max_points * entry / given.full_at, criterion.max_points)


def _lateness(criterion: RubricCriterion, _entry: Decimal | None, facts: Facts) -> Decimal:
    if facts.missing:
        return NOUGHT
    each = criterion.parameters.per_late or NOUGHT
    times = facts.days_late if criterion.parameters.per_day else facts.late
    return within(criterion.max_points - times * each, criterion.max_points)


def _participation(criterion: RubricCriterion, _entry: Decimal | None, facts: Facts) -> Decimal:
    each = criterion.parameters.points_each
    count = facts.programmes if each is None else facts.activities
    if not count.held:
        return criterion.max_points if criterion.parameters.none_held is NoneHeld.FULL else NOUGHT
    if each is None:
        return within(criterion.max_points * count.joined / count.held, criterion.max_points)
    return within(count.joined * each, criterion.max_points)


def _medals(criterion: RubricCriterion, _entry: Decimal | None, facts: Facts) -> Decimal:
    return within(medal_sum(criterion, facts), criterion.max_points)


def _indicator(criterion: RubricCriterion, _entry: Decimal | None, facts: Facts) -> Decimal:
    given = criterion.parameters
    figure = facts.indicators.get(given.indicator_code)
    if figure is None:
        return NOUGHT
    if given.bands:
        return by_bands(criterion, figure, Decimal(1))
    return within(figure * (given.points_each or NOUGHT) / given.per_units, criterion.max_points)


_Rule = Callable[[RubricCriterion, Decimal | None, Facts], Decimal]
_RULES: dict[CriterionKind, _Rule] = {
    CriterionKind.JUDGED: _judged,
    CriterionKind.YES_NO: _yes_no,
    CriterionKind.COUNT: _count,
    CriterionKind.TARGET: _target,
    CriterionKind.LATENESS: _lateness,
    CriterionKind.PARTICIPATION: _participation,
    CriterionKind.SHARE: _share,
    CriterionKind.MEDALS: _medals,
    CriterionKind.INDICATOR: _indicator,
    CriterionKind.BONUS: _bonus,
    CriterionKind.PENALTY: _penalty,
}
