"""The points of a line as the unit, the verifier and the meeting leave them, rounded and told in words.

The rules by kind stand in ``core.point_rules``. A group, and a sheet, is the plain sum of its lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .faults import Fault, gettext_noop
from .point_rules import NOUGHT, exact_points, within
from .point_words import combined_words, set_by_agreement, set_by_verifier, worked
from .rubric import CriterionKind, Precision, RubricCriterion, RubricGroup
from .score_facts import Facts, Joined, MedalsWon, TargetResult
from .verification import Combination, combine
from .vietnamese import number
from .words import NO_WORDS, Words

__all__ = [
    "NOUGHT",
    "Entries",
    "Facts",
    "Joined",
    "MedalsWon",
    "Points",
    "Precision",
    "TargetResult",
    "add_up",
    "agreed_points",
    "agreed_value",
    "entry_faults",
    "lacks_evidence",
    "put_exactly",
    "self_points",
    "takes_entry",
    "verified_points",
]
# What an entry may hold: sixteen digits, three of them behind the comma.
_MOST = Decimal(10) ** 13


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a line and, where there is arithmetic, how they came about."""

    value: Decimal
    words: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class Entries:
    """The figures put for one line.

    ``own`` is the unit's, ``verified`` what the verifier put in its place, ``agreed`` what an appeal or the
    meeting settled on over both. ``crossed`` has one item for each unit that has finished scoring the
    sheet: its figure, or None where it agrees with the unit's own. For a computed kind every figure but
    the unit's is the points themselves; for a target it stands in the place of the figure reported.
    """

    own: Decimal | None = None
    verified: Decimal | None = None
    agreed: Decimal | None = None
    crossed: tuple[Decimal | None, ...] = ()


def takes_entry(criterion: RubricCriterion, facts: Facts) -> bool:
    """Whether the unit enters a figure for ``criterion``, or all of it follows from the facts."""
    if criterion.kind is CriterionKind.TARGET:
        return not facts.targets.get(criterion.target_code, TargetResult()).is_known
    return not criterion.kind.is_computed


def lacks_evidence(criterion: RubricCriterion, entry: Decimal | None, *, has_evidence: bool) -> bool:
    """Whether an entry above nought lacks the file that the rubric asks of it."""
    return criterion.parameters.needs_evidence and bool(entry) and not has_evidence


def self_points(
    criterion: RubricCriterion, precision: Precision, entry: Decimal | None, facts: Facts
) -> Points:
    """Return the points of what the unit entered; nothing entered gives nothing."""
    return Points(precision.of(exact_points(criterion, entry, facts)), worked(criterion, entry, facts))


def verified_points(
    criterion: RubricCriterion,
    precision: Precision,
    entries: Entries,
    facts: Facts,
    combination: Combination = Combination.MEAN,
) -> Points:
    """Return the points after verification.

    They are of the figure the verifier put; without one what the scoring units gave together; without
    any, as the unit's own.
    """
    if entries.verified is not None:
        return _put(criterion, precision, entries.verified, facts, set_by_verifier)
    if not entries.crossed:
        return self_points(criterion, precision, entries.own, facts)
    given = _crossed(criterion, precision, entries, facts)
    return Points(precision.of(combine(given, combination)), combined_words(given, combination))


def agreed_points(
    criterion: RubricCriterion,
    precision: Precision,
    entries: Entries,
    facts: Facts,
    combination: Combination = Combination.MEAN,
) -> Points:
    """Return the points that count in the end: of the figure agreed on, without one as verified."""
    if entries.agreed is None:
        return verified_points(criterion, precision, entries, facts, combination)
    return _put(criterion, precision, entries.agreed, facts, set_by_agreement)


def agreed_value(
    criterion: RubricCriterion,
    precision: Precision,
    entries: Entries,
    facts: Facts,
    combination: Combination = Combination.MEAN,
) -> Decimal:
    """Return the points of :func:`agreed_points` alone, without telling how they came about."""
    figure = entries.verified if entries.agreed is None else entries.agreed
    if figure is not None:
        return precision.of(put_exactly(criterion, figure, facts))
    if entries.crossed:
        return precision.of(combine(_crossed(criterion, precision, entries, facts), combination))
    return precision.of(exact_points(criterion, entries.own, facts))


def put_exactly(criterion: RubricCriterion, figure: Decimal, facts: Facts) -> Decimal:
    """Return the exact points of a figure put in the place of the unit's own."""
    if criterion.kind.is_computed:
        return within(figure, criterion.max_points)
    return exact_points(criterion, figure, _without_report(criterion, facts))


def entry_faults(criterion: RubricCriterion, entry: Decimal | None, *, verified: bool = False) -> list[Fault]:
    """Return what is wrong with an entry, at the place of the criterion's code.

    A verifier's entry for a computed kind is the points themselves.
    """
    if entry is None:
        return []
    if criterion.kind.is_computed and not verified:
        cause = gettext_noop("Tiêu chí này được tính từ số liệu đã ghi, không nhập điểm.")
        return [Fault(cause, place=criterion.code)]
    if entry < 0:
        cause, mend = gettext_noop("Số nhập không được âm."), gettext_noop("Hãy nhập số từ 0 trở lên.")
        return [Fault(cause, mend, criterion.code)]
    if entry >= _MOST or entry != round(entry, 3):
        cause = gettext_noop("Số quá lớn hoặc có hơn ba chữ số sau dấu phẩy.")
        return [Fault(cause, gettext_noop("Hãy kiểm tra dấu chấm, dấu phẩy."), criterion.code)]
    return _kind_faults(criterion, entry)


def add_up(groups: Iterable[RubricGroup], points: Mapping[str, Decimal]) -> tuple[Decimal, ...]:
    """Return the points of each group, by the points of its criteria; the sheet's total is their sum."""
    return tuple(
        sum((points.get(criterion.code, NOUGHT) for criterion in group.criteria), NOUGHT) for group in groups
    )


def _kind_faults(criterion: RubricCriterion, entry: Decimal) -> list[Fault]:
    least = criterion.parameters.min_points
    if criterion.kind is CriterionKind.YES_NO:
        wrong, cause = entry not in (0, 1), gettext_noop("Chỉ nhận 1 (có) hoặc 0 (không).")
    elif criterion.kind is CriterionKind.COUNT:
        wrong, cause = entry != int(entry), gettext_noop("Số lần (việc) phải là số nguyên.")
    elif criterion.kind is CriterionKind.TARGET:
        wrong, cause = False, ""
    elif criterion.kind is CriterionKind.SHARE:
        wrong, cause = entry > 100, gettext_noop("Tỷ lệ phải từ 0 đến 100.")
    else:
        wrong = not least <= entry <= criterion.max_points
        cause = gettext_noop("Điểm phải từ %(min)s đến %(max)s.")
    params = {"min": number(least), "max": number(criterion.max_points)}
    return [Fault(cause, place=criterion.code, params=params)] if wrong else []


def _crossed(
    criterion: RubricCriterion, precision: Precision, entries: Entries, facts: Facts
) -> tuple[Decimal, ...]:
    """The rounded points each scoring unit gave, as its own sheet shows them."""
    return tuple(
        precision.of(
            exact_points(criterion, entries.own, facts)
            if figure is None
            else put_exactly(criterion, figure, facts)
        )
        for figure in entries.crossed
    )


def _put(
    criterion: RubricCriterion,
    precision: Precision,
    figure: Decimal,
    facts: Facts,
    told: Callable[[Decimal], Words],
) -> Points:
    """The points of a figure put in the place of the unit's own."""
    value = precision.of(put_exactly(criterion, figure, facts))
    if criterion.kind.is_computed:
        return Points(value, told(figure))
    return Points(value, worked(criterion, figure, _without_report(criterion, facts)))


def _without_report(criterion: RubricCriterion, facts: Facts) -> Facts:
    if criterion.kind is not CriterionKind.TARGET:
        return facts
    result = facts.targets.get(criterion.target_code, TargetResult())
    only_agreed = TargetResult(agreed=result.agreed, lower_is_better=result.lower_is_better)
    return Facts(targets={criterion.target_code: only_agreed})
