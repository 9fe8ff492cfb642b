"""The sentences of the year-end report that follow from its values: medals, leaders, limits.

They are the paper's own Vietnamese and are not translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .reporting import Medals
from .timetable import Field
from .vietnamese import number, short_date
from .yearend import YearEnd

# Exchanges count as regular from one a quarter; the field names no figure, this is our reading of
# "thường xuyên".
REGULAR_EXCHANGES = 4
# The fields in which a cluster of culture departments is expected to hold programmes together.
JOINT_FIELDS = (Field.CULTURE, Field.SPORTS, Field.TOURISM)


def counted(count: int) -> str:
    """Write a count as papers do, below ten with a leading nought: ``09``, ``241``, ``1.440``."""
    return f"{count:02d}" if count < 10 else number(count)


def names(units: Sequence[str]) -> str:
    """Join names: ``A``, ``A và B``, ``A, B và C``."""
    return " và ".join(part for part in (", ".join(units[:-1]), units[-1]) if part) if units else ""


def medals_sentence(values: YearEnd) -> str:
    """The cluster's medals in a sentence, and who leads with how many of each colour."""
    total = values.medals_total
    if not total.total:
        return ""
    sentence = (
        f"Toàn {values.group_word} đạt {counted(total.total)} huy chương tại các giải quốc gia và quốc tế "
        f"({_colours(total)})"
    )
    leaders = values.medal_leaders
    first = leaders[0].medals
    return (
        f"{sentence}; dẫn đầu là {names([row.unit for row in leaders])} với {counted(first.total)} "
        f"huy chương ({_colours(first)})."
    )


def limits(values: YearEnd) -> tuple[str, ...]:
    """What the year's own data shows was wanting, one sentence a limit."""
    return tuple(
        sentence
        for sentence in (
            _late_sentence(values),
            _joint_sentence(values),
            _exchange_sentence(values),
            _pact_sentence(values),
            *_absence_sentences(values),
            *_pledge_sentences(values),
        )
        if sentence
    )


def excerpt(text: str, longest: int = 600) -> str:
    """The beginning of ``text`` in whole sentences, at most ``longest`` signs (one sentence at least)."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    kept = ""
    for sentence in re.split(r"(?<=[.!?…;])\s+", flat):
        longer = f"{kept} {sentence}".strip()
        if kept and len(longer) > longest:
            break
        kept = longer
    return kept.rstrip(";") + ("." if kept.endswith(";") else "")


def _colours(medals: Medals) -> str:
    return f"{counted(medals.gold)} vàng, {counted(medals.silver)} bạc, {counted(medals.bronze)} đồng"


def _late_sentence(values: YearEnd) -> str:
    if not values.late:
        return ""
    duties: dict[str, list[str]] = {}
    for late in values.late:
        words = "chưa nộp, quá hạn" if late.is_missing else "muộn"
        duties.setdefault(late.duty, []).append(f"{late.unit} ({words} {counted(late.days)} ngày)")
    listed = "; ".join(f"{duty}: {', '.join(units)}" for duty, units in duties.items())
    return f"Một số đơn vị nộp báo cáo muộn so với Quy chế hoạt động của {values.group_word}: {listed}."


def _joint_sentence(values: YearEnd) -> str:
    held = {activity.field for activity in values.activities if not activity.is_exchange}
    wanting = [field for field in JOINT_FIELDS if field not in held]
    if not wanting:
        return ""
    fields = names([field.label.lower() for field in wanting])
    return f"Chưa tổ chức được chương trình chung về {fields} giữa các đơn vị trong {values.group_word}."


def _exchange_sentence(values: YearEnd) -> str:
    held = sorted(activity.held_on for activity in values.activities if activity.is_exchange)
    if len(held) >= REGULAR_EXCHANGES:
        return ""
    if not held:
        return f"Chưa có hoạt động giao lưu nào giữa các đơn vị trong {values.group_word}."
    days = names([short_date(day) for day in held])
    return f"Hoạt động giao lưu còn ít, chưa thường xuyên: cả năm có {counted(len(held))} hoạt động ({days})."


def _pact_sentence(values: YearEnd) -> str:
    if not values.unsigned:
        return ""
    return (
        f"Còn {counted(len(values.unsigned))} đơn vị chưa ký giao ước thi đua: {', '.join(values.unsigned)}."
    )


def _absence_sentences(values: YearEnd) -> Iterable[str]:
    for movement in values.movements:
        if movement.absent and movement.taking_part:
            yield (
                f"Phong trào “{movement.name}” chưa ghi nhận phần tham gia của "
                f"{counted(len(movement.absent))} đơn vị: {', '.join(movement.absent)}."
            )
        elif movement.absent:
            yield f"Phong trào “{movement.name}” chưa ghi nhận phần tham gia của đơn vị nào."


def _pledge_sentences(values: YearEnd) -> Iterable[str]:
    for indicator in values.indicators:
        if short := indicator.short_of_pledge:
            yield (
                f"Chỉ tiêu “{indicator.name}”: {counted(len(short))}/{counted(len(indicator.pledged))} "
                f"đơn vị chưa đạt mức đã giao ước ({', '.join(short)})."
            )
