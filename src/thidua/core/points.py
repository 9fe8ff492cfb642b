"""From an entry and the facts to points: one pure rule for each kind of criterion, told in words.

Points are rounded half up to the rubric's places. Every rule gives between 0 and the criterion's maximum
(a target beyond its pledge, up to its ``bonus_cap`` more); a penalty gives the same with a minus. So a
group, and a sheet, is the plain sum of its lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from .faults import Fault, gettext_noop
from .pledge import percent, reached
from .rubric import CriterionKind, NoneHeld, RubricCriterion, RubricGroup
from .rule_words import NO_WORDS, Words
from .vietnamese import number

NOUGHT = Decimal(0)
# What an entry may hold: sixteen digits, three of them behind the comma.
_MOST = Decimal(10) ** 13


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a line and, where there is arithmetic, how they came about."""

    value: Decimal
    words: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class TargetResult:
    """What a unit pledged for a target and what it reported, each where known."""

    agreed: Decimal | None = None
    reported: Decimal | None = None
    lower_is_better: bool = False

    @property
    def is_known(self) -> bool:
        """Whether both figures are there, so that nothing need be entered."""
        return self.agreed is not None and self.reported is not None


@dataclass(frozen=True, slots=True)
class Joined:
    """Activities held in the cluster, and how many of them a unit joined."""

    held: int = 0
    joined: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is recorded of one unit: results by target code, lateness of its reports, activities joined.

    ``unsent`` names the reports missing altogether; one to be handed in again is ``missing`` too, but was
    sent. ``programmes`` are the cluster's joint programmes only; ``activities`` include the exchanges.
    """

    targets: Mapping[str, TargetResult] = field(default_factory=dict)
    late: int = 0
    days_late: int = 0
    missing: int = 0
    unsent: tuple[str, ...] = ()
    programmes: Joined = Joined()
    activities: Joined = Joined()


def takes_entry(criterion: RubricCriterion, facts: Facts) -> bool:
    """Whether the unit enters a figure for ``criterion``, or all of it follows from the facts."""
    if criterion.kind is CriterionKind.TARGET:
        return not facts.targets.get(criterion.target_code, TargetResult()).is_known
    return not criterion.kind.is_computed


def self_points(criterion: RubricCriterion, places: int, entry: Decimal | None, facts: Facts) -> Points:
    """Return the points of what the unit entered; nothing entered gives nothing."""
    exact, words = _RULES[criterion.kind](criterion, entry, facts)
    return Points(_rounded(exact, places), words)


def verified_points(
    criterion: RubricCriterion, places: int, entry: Decimal | None, verified: Decimal | None, facts: Facts
) -> Points:
    """Return the points after verification: as the unit's own, unless the verifier put another figure.

    For a computed kind that figure is the points themselves; for a target it stands in the place of the
    figure reported.
    """
    if verified is None:
        return self_points(criterion, places, entry, facts)
    if criterion.kind.is_computed:
        words = Words(gettext_noop("Thẩm định ấn định %(points)s điểm"), (("points", number(verified)),))
        return Points(_rounded(_within(verified, criterion.max_points), places), words)
    if criterion.kind is CriterionKind.TARGET:
        exact, words = _target(criterion, verified, _without_report(criterion, facts))
        return Points(_rounded(exact, places), words)
    return self_points(criterion, places, verified, facts)


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
    if criterion.kind is CriterionKind.YES_NO:
        wrong, cause = entry not in (0, 1), gettext_noop("Chỉ nhận 1 (có) hoặc 0 (không).")
    elif criterion.kind is CriterionKind.COUNT:
        wrong, cause = entry != int(entry), gettext_noop("Số lần (việc) phải là số nguyên.")
    elif criterion.kind is CriterionKind.TARGET:
        wrong, cause = False, ""
    else:
        wrong, cause = entry > criterion.max_points, gettext_noop("Điểm phải từ 0 đến %(max)s.")
    params = {"max": number(criterion.max_points)}
    return [Fault(cause, place=criterion.code, params=params)] if wrong else []


def _judged(criterion: RubricCriterion, entry: Decimal | None, _facts: Facts) -> tuple[Decimal, Words]:
    return _within(entry or NOUGHT, criterion.max_points), NO_WORDS


def _penalty(criterion: RubricCriterion, entry: Decimal | None, facts: Facts) -> tuple[Decimal, Words]:
    points, words = _judged(criterion, entry, facts)
    return -points, words


def _yes_no(criterion: RubricCriterion, entry: Decimal | None, _facts: Facts) -> tuple[Decimal, Words]:
    return criterion.max_points if entry else NOUGHT, NO_WORDS


def _count(criterion: RubricCriterion, entry: Decimal | None, _facts: Facts) -> tuple[Decimal, Words]:
    if entry is None:
        return NOUGHT, NO_WORDS
    each = criterion.parameters.points_each or NOUGHT
    words = Words(
        gettext_noop("%(count)s × %(each)s điểm"), (("count", number(entry)), ("each", number(each)))
    )
    return _within(entry * each, criterion.max_points), words


def _target(criterion: RubricCriterion, entry: Decimal | None, facts: Facts) -> tuple[Decimal, Words]:
    """Without a pledge to measure against, the entry is the percentage of the plan reached."""
    result = facts.targets.get(criterion.target_code, TargetResult())
    figure = entry if not result.is_known else result.reported
    if figure is None:
        return NOUGHT, NO_WORDS
    if result.agreed is None:
        share = reached(Decimal(100), figure)
        words = Words(gettext_noop("Đạt %(share)s%% kế hoạch"), (("share", number(percent(share))),))
    else:
        share = reached(result.agreed, figure, result.lower_is_better)
        words = Words(
            gettext_noop("%(actual)s so với giao ước %(agreed)s: đạt %(share)s%%"),
            (
                ("actual", number(figure)),
                ("agreed", number(result.agreed)),
                ("share", number(percent(share))),
            ),
        )
    return _of_share(criterion, share), words


def _of_share(criterion: RubricCriterion, share: Decimal) -> Decimal:
    given = criterion.parameters
    if share >= 1:
        beyond = (share - 1) * 100 * given.bonus_per_percent
        return criterion.max_points + min(beyond, given.bonus_cap)
    return NOUGHT if share * 100 < given.floor else criterion.max_points * share


def _lateness(criterion: RubricCriterion, _entry: Decimal | None, facts: Facts) -> tuple[Decimal, Words]:
    if facts.missing:
        words = Words(gettext_noop("Thiếu %(missing)s báo cáo"), (("missing", number(facts.missing)),))
        return NOUGHT, words
    each = criterion.parameters.per_late or NOUGHT
    per_day = criterion.parameters.per_day
    times = facts.days_late if per_day else facts.late
    if not times:
        return criterion.max_points, Words(gettext_noop("Nộp đủ và đúng hạn"))
    message = (
        gettext_noop("%(times)s ngày muộn × %(each)s điểm")
        if per_day
        else gettext_noop("%(times)s báo cáo muộn × %(each)s điểm")
    )
    words = Words(message, (("times", number(times)), ("each", number(each))))
    return _within(criterion.max_points - times * each, criterion.max_points), words


def _participation(criterion: RubricCriterion, _entry: Decimal | None, facts: Facts) -> tuple[Decimal, Words]:
    each = criterion.parameters.points_each
    count = facts.programmes if each is None else facts.activities
    if not count.held:
        is_full = criterion.parameters.none_held is NoneHeld.FULL
        words = Words(gettext_noop("Cụm không tổ chức hoạt động trong năm"))
        return criterion.max_points if is_full else NOUGHT, words
    if each is None:
        words = Words(
            gettext_noop("Tham gia %(joined)s/%(held)s chương trình chung"),
            (("joined", number(count.joined)), ("held", number(count.held))),
        )
        return _within(criterion.max_points * count.joined / count.held, criterion.max_points), words
    words = Words(
        gettext_noop("%(joined)s hoạt động × %(each)s điểm"),
        (("joined", number(count.joined)), ("each", number(each))),
    )
    return _within(count.joined * each, criterion.max_points), words


_Rule = Callable[[RubricCriterion, Decimal | None, Facts], tuple[Decimal, Words]]
_RULES: dict[CriterionKind, _Rule] = {
    CriterionKind.JUDGED: _judged,
    CriterionKind.YES_NO: _yes_no,
    CriterionKind.COUNT: _count,
    CriterionKind.TARGET: _target,
    CriterionKind.LATENESS: _lateness,
    CriterionKind.PARTICIPATION: _participation,
    CriterionKind.BONUS: _judged,
    CriterionKind.PENALTY: _penalty,
}


def _without_report(criterion: RubricCriterion, facts: Facts) -> Facts:
    result = facts.targets.get(criterion.target_code, TargetResult())
    only_agreed = TargetResult(agreed=result.agreed, lower_is_better=result.lower_is_better)
    return Facts(targets={criterion.target_code: only_agreed})


def _within(points: Decimal, most: Decimal) -> Decimal:
    return min(max(points, NOUGHT), most)


def _rounded(points: Decimal, places: int) -> Decimal:
    return points.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
