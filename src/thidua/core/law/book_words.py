"""What the lines of a pack say where nobody is being considered: on the ladder, on paper, in comparisons."""

from __future__ import annotations

from datetime import date

from thidua.core.award import Family
from thidua.core.faults import gettext_noop
from thidua.core.vietnamese import number, short_date

from .pack import Bar, BarKind, Coefficient, Cycle, Instrument, LawPack, Level, Quota
from .words import Words, award_name, percent, say

LEVEL_NAMES = {
    Level.UNIT: gettext_noop("Cấp cơ sở"),
    Level.MINISTRY: gettext_noop("Cấp Bộ, ban, ngành, tỉnh"),
    Level.STATE: gettext_noop("Cấp Nhà nước"),
}
FAMILY_NAMES = {
    Family.TITLE: gettext_noop("Danh hiệu thi đua"),
    Family.FORM: gettext_noop("Hình thức khen thưởng"),
}
CYCLE_NAMES = {
    Cycle.YEARLY: gettext_noop("xét hằng năm"),
    Cycle.RECORD: gettext_noop("xét theo quá trình đến khi đề nghị"),
}
_BARS = {
    BarKind.UNDER_REVIEW: gettext_noop(
        "Không xét trong thời gian đang xem xét kỷ luật, thanh tra, kiểm tra hoặc xác minh"
    ),
    BarKind.DISCIPLINE: gettext_noop(
        "Không xét khi đang trong thời hạn kỷ luật; thành tích tính từ năm trọn vẹn đầu tiên sau khi hết hạn"
    ),
    BarKind.ONCE: gettext_noop("Thành tích đã được khen không tính lại để khen cùng danh hiệu, hình thức"),
    BarKind.ONE_STATE_AWARD: gettext_noop("Mỗi năm chỉ đề nghị một khen thưởng cấp nhà nước"),
}
ROUNDING = gettext_noop("Tiền thưởng làm tròn lên hàng chục nghìn đồng")
TRANSITION = gettext_noop(
    "Hồ sơ nhận trước ngày có hiệu lực xét theo quy định cũ; quy định mới có lợi hơn thì áp dụng quy định mới"
)


def bar_words(bar: Bar) -> Words:
    """What a bar forbids, as a sentence without a full stop."""
    if bar.kind is not BarKind.WAYS:
        return say(_BARS[bar.kind])
    text = gettext_noop("Khen thưởng theo loại hình %(ways)s không tính vào tiêu chuẩn khen công trạng")
    return say(text, ways=tuple(say(way.label) for way in bar.ways))


def quota_words(quota: Quota, pack: LawPack) -> Words:
    """How many may be proposed, as a sentence without a full stop."""
    params: dict[str, object] = {
        "share": percent(float(quota.percent) / 100),
        "pool": award_name(pack, quota.pool),
    }
    if not quota.minimum:
        return Words(gettext_noop("Đề nghị không quá %(share)s số được tặng “%(pool)s” trong năm"), params)
    text = gettext_noop(
        "Đề nghị không quá %(share)s số được tặng “%(pool)s” trong năm, ít nhất được %(minimum)s"
    )
    return Words(text, {**params, "minimum": quota.minimum})


def coefficient_words(coefficient: Coefficient) -> Words:
    """Bonus money as a multiple of the base wage."""
    text = (
        gettext_noop("không quá %(figure)s lần mức lương cơ sở")
        if coefficient.is_ceiling
        else gettext_noop("%(figure)s lần mức lương cơ sở")
    )
    return say(text, figure=number(coefficient.figure))


def instrument_words(instrument: Instrument) -> Words:
    """An instrument with its number and the days it is in force."""
    params: dict[str, object] = {
        "title": instrument.title,
        "number": instrument.number,
        "force": period_words(instrument.since, instrument.until),
    }
    if instrument.signed is None:
        return Words(gettext_noop("%(title)s, số %(number)s; %(force)s"), params)
    text = gettext_noop("%(title)s, số %(number)s ngày %(signed)s; %(force)s")
    return Words(text, {**params, "signed": short_date(instrument.signed)})


def period_words(since: date | None, until: date | None) -> Words:
    """From when to when something is in force; what is not known is said to be so."""
    if since and until:
        text = gettext_noop("hiệu lực từ %(since)s đến %(until)s")
        return say(text, since=short_date(since), until=short_date(until))
    if since:
        return say(gettext_noop("hiệu lực từ %(since)s"), since=short_date(since))
    if until:
        return say(gettext_noop("hiệu lực đến %(until)s"), until=short_date(until))
    return say(gettext_noop("chưa rõ ngày hiệu lực"))
