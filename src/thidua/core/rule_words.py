"""The rules of a rubric told in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .faults import gettext_noop
from .rubric import CriterionKind, NoneHeld, RubricCriterion
from .vietnamese import number


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as a message id with its figures, to be translated where it is shown."""

    message: str = ""
    params: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.message % dict(self.params) if self.params else self.message


NO_WORDS = Words()


def rule_words(criterion: RubricCriterion) -> Words:
    """Return the rule of a criterion in words, for the rubric's page."""
    given = criterion.parameters
    figures = {"max": number(criterion.max_points)}
    match criterion.kind:
        case CriterionKind.JUDGED:
            message = gettext_noop("Chấm từ 0 đến %(max)s điểm")
        case CriterionKind.YES_NO:
            message = gettext_noop("Có: %(max)s điểm; không: 0 điểm")
        case CriterionKind.COUNT:
            message = gettext_noop("Mỗi lần (việc) %(each)s điểm, tối đa %(max)s điểm")
            figures["each"] = number(given.points_each or Decimal(0))
        case CriterionKind.TARGET:
            message = _target_rule(criterion)
            figures |= {
                "floor": number(given.floor),
                "bonus": number(given.bonus_per_percent),
                "cap": number(given.bonus_cap),
            }
        case CriterionKind.LATENESS:
            message = (
                gettext_noop("%(max)s điểm, trừ %(each)s điểm mỗi ngày nộp muộn; thiếu báo cáo: 0 điểm")
                if given.per_day
                else gettext_noop("%(max)s điểm, trừ %(each)s điểm mỗi báo cáo muộn; thiếu báo cáo: 0 điểm")
            )
            figures["each"] = number(given.per_late or Decimal(0))
        case CriterionKind.PARTICIPATION:
            message = _participation_rule(criterion)
            figures["each"] = number(given.points_each or Decimal(0))
        case CriterionKind.BONUS:
            message = gettext_noop("Cộng từ 0 đến %(max)s điểm")
        case CriterionKind.PENALTY:
            message = gettext_noop("Trừ từ 0 đến %(max)s điểm")
    return Words(message, tuple(figures.items()))


def _target_rule(criterion: RubricCriterion) -> str:
    has_floor = bool(criterion.parameters.floor)
    has_bonus = bool(criterion.parameters.bonus_per_percent and criterion.parameters.bonus_cap)
    if has_floor and has_bonus:
        return gettext_noop(
            "Đạt 100%% trở lên: %(max)s điểm; thấp hơn: theo tỷ lệ, dưới %(floor)s%%: 0 điểm; "
            "mỗi %% vượt cộng %(bonus)s điểm, tối đa %(cap)s điểm"
        )
    if has_floor:
        return gettext_noop("Đạt 100%% trở lên: %(max)s điểm; thấp hơn: theo tỷ lệ, dưới %(floor)s%%: 0 điểm")
    if has_bonus:
        return gettext_noop(
            "Đạt 100%% trở lên: %(max)s điểm; thấp hơn: theo tỷ lệ; "
            "mỗi %% vượt cộng %(bonus)s điểm, tối đa %(cap)s điểm"
        )
    return gettext_noop("Đạt 100%% trở lên: %(max)s điểm; thấp hơn: theo tỷ lệ")


def _participation_rule(criterion: RubricCriterion) -> str:
    is_full = criterion.parameters.none_held is NoneHeld.FULL
    if criterion.parameters.points_each is not None:
        return (
            gettext_noop(
                "Mỗi hoạt động tham gia %(each)s điểm, tối đa %(max)s điểm; cụm không tổ chức: đủ điểm"
            )
            if is_full
            else gettext_noop("Mỗi hoạt động tham gia %(each)s điểm, tối đa %(max)s điểm")
        )
    return (
        gettext_noop("%(max)s điểm theo tỷ lệ chương trình chung đã tham gia; cụm không tổ chức: đủ điểm")
        if is_full
        else gettext_noop("%(max)s điểm theo tỷ lệ chương trình chung đã tham gia")
    )
