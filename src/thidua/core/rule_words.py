"""The rules of a rubric told in words."""

from __future__ import annotations

from .faults import gettext_noop
from .rubric import BandMeasure, CriterionKind, NoneHeld, Precision, Rounding, RubricCriterion
from .vietnamese import number
from .words import NO_WORDS, Words, words_of

__all__ = ["NO_WORDS", "Words", "precision_words", "rule_words"]


def rule_words(criterion: RubricCriterion) -> Words:
    """Return the rule of a criterion in words, for the rubric's page."""
    message, figures, more = _RULES[criterion.kind](criterion)
    if criterion.parameters.needs_evidence:
        more = (*more, Words(gettext_noop("phải có minh chứng")))
    return Words(message, (("max", number(criterion.max_points)), *figures.items()), more)


def precision_words(precision: Precision) -> Words:
    """Return how points are rounded, for the rubric's page."""
    if precision.rounding is Rounding.DOWN:
        message = gettext_noop("Điểm mỗi tiêu chí lấy %(places)s chữ số sau dấu phẩy, bỏ phần lẻ")
    elif precision.rounding is Rounding.HALF_EVEN:
        message = gettext_noop(
            "Điểm mỗi tiêu chí làm tròn tới %(places)s chữ số sau dấu phẩy, nửa lấy số chẵn"
        )
    else:
        message = gettext_noop("Điểm mỗi tiêu chí làm tròn tới %(places)s chữ số sau dấu phẩy, nửa lấy lên")
    return words_of(message, places=number(precision.places))


_Told = tuple[str, dict[str, str], tuple[Words, ...]]


def _judged(criterion: RubricCriterion) -> _Told:
    least = {"min": number(criterion.parameters.min_points)}
    return gettext_noop("Chấm từ %(min)s đến %(max)s điểm"), least, ()


def _yes_no(_criterion: RubricCriterion) -> _Told:
    return gettext_noop("Có: %(max)s điểm; không: 0 điểm"), {}, ()


def _count(criterion: RubricCriterion) -> _Told:
    each = {"each": number(criterion.parameters.points_each or 0)}
    return gettext_noop("Mỗi lần (việc) %(each)s điểm, tối đa %(max)s điểm"), each, ()


def _target(criterion: RubricCriterion) -> _Told:
    given = criterion.parameters
    bonus: tuple[Words, ...] = ()
    if given.bonus_per_percent and given.bonus_cap:
        message = gettext_noop("mỗi %% vượt cộng %(bonus)s điểm, tối đa %(cap)s điểm")
        bonus = (words_of(message, bonus=number(given.bonus_per_percent), cap=number(given.bonus_cap)),)
    if given.bands:
        return *_bands(criterion, "%"), bonus
    if given.floor:
        message = gettext_noop(
            "Đạt 100%% trở lên: %(max)s điểm; thấp hơn: theo tỷ lệ, dưới %(floor)s%%: 0 điểm"
        )
        return message, {"floor": number(given.floor)}, bonus
    return gettext_noop("Đạt 100%% trở lên: %(max)s điểm; thấp hơn: theo tỷ lệ"), {}, bonus


def _share(criterion: RubricCriterion) -> _Told:
    given = criterion.parameters
    if given.bands:
        return *_bands(criterion, "%"), ()
    figures = {"full": number(given.full_at), "floor": number(given.floor)}
    if given.floor:
        message = gettext_noop(
            "Tỷ lệ từ %(full)s%% trở lên: %(max)s điểm; thấp hơn: theo tỷ lệ, dưới %(floor)s%%: 0 điểm"
        )
        return message, figures, ()
    return gettext_noop("Tỷ lệ từ %(full)s%% trở lên: %(max)s điểm; thấp hơn: theo tỷ lệ"), figures, ()


def _lateness(criterion: RubricCriterion) -> _Told:
    given = criterion.parameters
    message = (
        gettext_noop("%(max)s điểm, trừ %(each)s điểm mỗi ngày nộp muộn; thiếu báo cáo: 0 điểm")
        if given.per_day
        else gettext_noop("%(max)s điểm, trừ %(each)s điểm mỗi báo cáo muộn; thiếu báo cáo: 0 điểm")
    )
    return message, {"each": number(given.per_late or 0)}, ()


def _participation(criterion: RubricCriterion) -> _Told:
    given = criterion.parameters
    if given.points_each is not None:
        message = gettext_noop("Mỗi hoạt động tham gia %(each)s điểm, tối đa %(max)s điểm")
    else:
        message = gettext_noop("%(max)s điểm theo tỷ lệ chương trình chung đã tham gia")
    more = (Words(gettext_noop("cụm không tổ chức: đủ điểm")),) if given.none_held is NoneHeld.FULL else ()
    return message, {"each": number(given.points_each or 0)}, more


def _medals(criterion: RubricCriterion) -> _Told:
    given = criterion.parameters
    figures = {
        "gold": number(given.per_gold),
        "silver": number(given.per_silver),
        "bronze": number(given.per_bronze),
    }
    if given.per_bronze:
        message = gettext_noop(
            "Mỗi HCV %(gold)s điểm, HCB %(silver)s điểm, HCĐ %(bronze)s điểm; tối đa %(max)s điểm"
        )
    elif given.per_silver:
        message = gettext_noop("Mỗi HCV %(gold)s điểm, HCB %(silver)s điểm; tối đa %(max)s điểm")
    else:
        message = gettext_noop("Mỗi HCV %(gold)s điểm; tối đa %(max)s điểm")
    return message, figures, ()


def _indicator(criterion: RubricCriterion) -> _Told:
    given = criterion.parameters
    if given.bands:
        return *_bands(criterion, ""), ()
    figures = {"each": number(given.points_each or 0), "units": number(given.per_units)}
    if given.per_units == 1:
        return gettext_noop("Số báo cáo × %(each)s điểm, tối đa %(max)s điểm"), figures, ()
    message = gettext_noop("Cứ %(units)s theo số báo cáo được %(each)s điểm, tối đa %(max)s điểm")
    return message, figures, ()


def _bonus(_criterion: RubricCriterion) -> _Told:
    return gettext_noop("Cộng từ 0 đến %(max)s điểm"), {}, ()


def _penalty(_criterion: RubricCriterion) -> _Told:
    return gettext_noop("Trừ từ 0 đến %(max)s điểm"), {}, ()


def _bands(criterion: RubricCriterion, unit: str) -> tuple[str, dict[str, str]]:
    """Bands as figures alone (``70% → 50%``), which read alike in every language."""
    given = criterion.parameters
    in_percent = given.bands_in is BandMeasure.PERCENT
    sign = "%" if in_percent else ""
    bands = "; ".join(f"{number(one.start)}{unit} → {number(one.gives)}{sign}" for one in given.bands)
    figures = {"bands": bands, "first": f"{number(given.bands[0].start)}{unit}"}
    if in_percent:
        message = gettext_noop("Theo bậc, đạt từ → phần của %(max)s điểm: %(bands)s; dưới %(first)s: 0 điểm")
    else:
        message = gettext_noop("Theo bậc, đạt từ → số điểm: %(bands)s; dưới %(first)s: 0 điểm")
    return message, figures


_RULES = {
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
