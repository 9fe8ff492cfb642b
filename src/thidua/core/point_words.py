"""How the points of a line came about, in words: ``3 HCV × 5 + 2 HCB × 3 = 21 điểm``."""

from __future__ import annotations

from decimal import Decimal

from .faults import gettext_noop
from .pledge import percent, reached
from .point_rules import NOUGHT, medal_sum
from .rubric import CriterionKind, RubricCriterion
from .score_facts import Facts, TargetResult
from .verification import Combination
from .vietnamese import number
from .words import NO_WORDS, Words, words_of


def worked(criterion: RubricCriterion, entry: Decimal | None, facts: Facts) -> Words:
    """Return the arithmetic behind ``core.point_rules.exact_points``; no words where there is none."""
    told = _WORKED.get(criterion.kind)
    return told(criterion, entry, facts) if told else NO_WORDS


def set_by_verifier(points: Decimal) -> Words:
    """A computed criterion whose points the verifier put instead."""
    return words_of(gettext_noop("Thẩm định ấn định %(points)s điểm"), points=number(points))


def set_by_agreement(points: Decimal) -> Words:
    """A computed criterion whose points an appeal or the meeting settled."""
    return words_of(gettext_noop("Thống nhất ấn định %(points)s điểm"), points=number(points))


def combined_words(given: tuple[Decimal, ...], combination: Combination) -> Words:
    """The points several units gave, made into one figure."""
    message = {
        Combination.MEAN: gettext_noop("Trung bình cộng điểm chấm chéo: %(given)s"),
        Combination.MEDIAN: gettext_noop("Trung vị điểm chấm chéo: %(given)s"),
        Combination.TRIMMED_MEAN: gettext_noop(
            "Trung bình điểm chấm chéo, bỏ điểm cao nhất và thấp nhất: %(given)s"
        ),
    }[combination]
    return words_of(message, given="; ".join(number(points) for points in given))


def _count(criterion: RubricCriterion, entry: Decimal | None, _facts: Facts) -> Words:
    if entry is None:
        return NO_WORDS
    each = criterion.parameters.points_each or NOUGHT
    return _sum(
        criterion,
        gettext_noop("%(count)s × %(each)s = %(sum)s điểm"),
        entry * each,
        count=number(entry),
        each=number(each),
    )


def _target(criterion: RubricCriterion, entry: Decimal | None, facts: Facts) -> Words:
    result = facts.targets.get(criterion.target_code, TargetResult())
    figure = result.reported if result.is_known else entry
    if figure is None:
        return NO_WORDS
    if result.agreed is None:
        share = reached(Decimal(100), figure)
        return words_of(gettext_noop("Đạt %(share)s%% kế hoạch"), share=number(percent(share)))
    share = reached(result.agreed, figure, result.lower_is_better)
    return words_of(
        gettext_noop("%(actual)s so với giao ước %(agreed)s: đạt %(share)s%%"),
        actual=number(figure),
        agreed=number(result.agreed),
        share=number(percent(share)),
    )


def _share(criterion: RubricCriterion, entry: Decimal | None, _facts: Facts) -> Words:
    if entry is None:
        return NO_WORDS
    if criterion.parameters.bands:
        return words_of(gettext_noop("Tỷ lệ %(share)s%%"), share=number(entry))
    return words_of(
        gettext_noop("Tỷ lệ %(share)s%% so với mức đủ điểm %(full)s%%"),
        share=number(entry),
        full=number(criterion.parameters.full_at),
    )


def _lateness(criterion: RubricCriterion, _entry: Decimal | None, facts: Facts) -> Words:
    if facts.missing:
        return words_of(gettext_noop("Thiếu %(missing)s báo cáo"), missing=number(facts.missing))
    per_day = criterion.parameters.per_day
    times = facts.days_late if per_day else facts.late
    if not times:
        return Words(gettext_noop("Nộp đủ và đúng hạn"))
    message = (
        gettext_noop("%(times)s ngày muộn × %(each)s điểm")
        if per_day
        else gettext_noop("%(times)s báo cáo muộn × %(each)s điểm")
    )
    return words_of(message, times=number(times), each=number(criterion.parameters.per_late or NOUGHT))


def _participation(criterion: RubricCriterion, _entry: Decimal | None, facts: Facts) -> Words:
    each = criterion.parameters.points_each
    count = facts.programmes if each is None else facts.activities
    if not count.held:
        return Words(gettext_noop("Cụm không tổ chức hoạt động trong năm"))
    if each is None:
        return words_of(
            gettext_noop("Tham gia %(joined)s/%(held)s chương trình chung"),
            joined=number(count.joined),
            held=number(count.held),
        )
    return _sum(
        criterion,
        gettext_noop("%(joined)s hoạt động × %(each)s = %(sum)s điểm"),
        count.joined * each,
        joined=number(count.joined),
        each=number(each),
    )


def _medals(criterion: RubricCriterion, _entry: Decimal | None, facts: Facts) -> Words:
    given, won = criterion.parameters, facts.medals
    if not won.total:
        return Words(gettext_noop("Chưa báo cáo huy chương nào"))
    if given.per_bronze:
        message = gettext_noop(
            "%(gold)s HCV × %(per_gold)s + %(silver)s HCB × %(per_silver)s "
            "+ %(bronze)s HCĐ × %(per_bronze)s = %(sum)s điểm"
        )
    elif given.per_silver:
        message = gettext_noop("%(gold)s HCV × %(per_gold)s + %(silver)s HCB × %(per_silver)s = %(sum)s điểm")
    else:
        message = gettext_noop("%(gold)s HCV × %(per_gold)s = %(sum)s điểm")
    return _sum(
        criterion,
        message,
        medal_sum(criterion, facts),
        gold=number(won.gold),
        silver=number(won.silver),
        bronze=number(won.bronze),
        per_gold=number(given.per_gold),
        per_silver=number(given.per_silver),
        per_bronze=number(given.per_bronze),
    )


def _indicator(criterion: RubricCriterion, _entry: Decimal | None, facts: Facts) -> Words:
    given = criterion.parameters
    figure = facts.indicators.get(given.indicator_code)
    if figure is None:
        return Words(gettext_noop("Chưa có số liệu báo cáo"))
    if given.bands:
        return words_of(gettext_noop("Số báo cáo %(figure)s"), figure=number(figure))
    each = given.points_each or NOUGHT
    message = (
        gettext_noop("%(figure)s × %(each)s điểm")
        if given.per_units == 1
        else gettext_noop("%(figure)s : %(units)s × %(each)s điểm")
    )
    told = {"figure": number(figure), "units": number(given.per_units), "each": number(each)}
    return words_of(message, **told, more=_capped(criterion, figure * each / given.per_units))


def _sum(criterion: RubricCriterion, message: str, total: Decimal, **figures: str) -> Words:
    """A sum worked out, and that it is held to the maximum where it goes beyond."""
    return words_of(message, **figures, sum=number(total), more=_capped(criterion, total))


def _capped(criterion: RubricCriterion, total: Decimal) -> tuple[Words, ...]:
    if total <= criterion.max_points:
        return ()
    return (words_of(gettext_noop("tính tối đa %(max)s điểm"), max=number(criterion.max_points)),)


_WORKED = {
    CriterionKind.COUNT: _count,
    CriterionKind.TARGET: _target,
    CriterionKind.SHARE: _share,
    CriterionKind.LATENESS: _lateness,
    CriterionKind.PARTICIPATION: _participation,
    CriterionKind.MEDALS: _medals,
    CriterionKind.INDICATOR: _indicator,
}
