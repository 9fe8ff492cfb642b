"""What is wrong with facts about to be kept: each by itself, and together with what is there already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.utils.translation import override

from thidua.accounts.validation import old_text_fault
from thidua.core.faults import Fault, gettext_noop
from thidua.core.law.contradictions import Contradiction, contradictions
from thidua.core.law.fact_values import value_fault
from thidua.core.law.facts import Fact, FactKind, History, split_way
from thidua.core.vietnamese import EARLIEST_YEAR, is_likely_day
from thidua.sheets.nearest import nearest

from .award_names import known_awards
from .words import LEVELS, level_words, value_words, values_of

# What may be under way, so that its end has a day.
WITH_END = (FactKind.DISCIPLINE, FactKind.UNDER_REVIEW)
LONGEST_WORDS = 200
# So many values are listed where one is asked for.
_FEW = 8
_OF_AWARDS = (FactKind.TITLE, FactKind.AWARD)


def fact_faults(fact: Fact, today: date) -> list[Fault]:
    """Return what is wrong with ``fact`` by itself; ``place`` is a field of the fact."""
    found = [*_year_faults(fact, today), *_value_faults(fact), *until_faults(fact)]
    for place, text in (("value", fact.value), ("ref", fact.ref)):
        if len(text) > LONGEST_WORDS:
            found.append(
                Fault(
                    gettext_noop("Không được dài quá %(limit)s ký tự."),
                    place=place,
                    params={"limit": LONGEST_WORDS},
                )
            )
        elif fault := old_text_fault(text, place):
            found.append(fault)
    return found


def conflicts(history: History, told: Iterable[Fact], on: date) -> list[Contradiction]:
    """Return the contradictions that ``told`` facts bring into ``history``, in words.

    Facts told bear their ``line`` (from 1), which those of the history lose: a contradiction without a
    line was there before and is not told again.
    """
    known = tuple(replace(fact, line=0) for fact in history.facts)
    together = History(history.subject, history.kind, (*known, *told))
    return [
        in_words(found) for found in contradictions(together, on) if any(line > 0 for line in found.lines)
    ]


def in_words(found: Contradiction) -> Contradiction:
    """Return the contradiction with its codes told as words."""
    params = dict(found.fault.params)
    what = str(params.get("what", ""))
    name, _, rest = what.partition(" ")
    if name in set(FactKind):
        kind = FactKind(name)
        params["what"] = kind.label
        for key in ("one", "other"):
            params[key] = value_words(kind, str(params[key]))
        if kind is FactKind.CLUSTER_RANK:
            params["what"] = f"{kind.label} ({level_words(rest)})"
    return replace(found, fault=replace(found.fault, params=params))


def _year_faults(fact: Fact, today: date) -> list[Fault]:
    if EARLIEST_YEAR <= fact.year <= today.year:
        return []
    return [
        Fault(
            gettext_noop("Năm %(year)s ngoài khoảng từ %(earliest)s đến %(latest)s."),
            gettext_noop("Hãy xem lại năm đã ghi."),
            "year",
            {"year": fact.year, "earliest": EARLIEST_YEAR, "latest": today.year},
        )
    ]


def _value_faults(fact: Fact) -> list[Fault]:
    if fact.kind is FactKind.CLUSTER_RANK and fact.ref not in set(LEVELS):
        return [
            Fault(
                gettext_noop("Thứ hạng trong cụm thiếu cấp tổ chức cụm."),
                gettext_noop("Hãy chọn Bộ, ban, ngành, tỉnh hoặc Trung ương."),
                "ref",
            )
        ]
    if value_fault(fact.kind, fact.value, fact.ref):
        return [not_of_kind(fact.kind, fact.value)]
    if fact.kind in _OF_AWARDS and split_way(fact.value)[0] not in known_awards():
        return [not_of_kind(fact.kind, fact.value)]
    return []


def not_of_kind(kind: FactKind, text: str) -> Fault:
    """The fault of a value that ``kind`` does not know."""
    if not text:
        return Fault(
            gettext_noop("Chưa ghi giá trị của “%(kind)s”."),
            gettext_noop("Hãy ghi giá trị."),
            "value",
            {"kind": kind.label},
        )
    mend, params = _mend(kind, text)
    return Fault(
        gettext_noop("“%(value)s” không dùng được cho “%(kind)s”."),
        mend,
        "value",
        {"value": text[:60], "kind": kind.label, **params},
    )


def _mend(kind: FactKind, text: str) -> tuple[str, dict[str, str]]:
    """How to write a value of ``kind``: as the one probably meant, as one of a few, or in which form."""
    if kind in _MENDS:
        return _MENDS[kind], {}
    with override("vi"):
        words = [value_words(kind, value) for value in values_of(kind)]
    if near := nearest(text, words):
        return gettext_noop("Có phải là “%(near)s”?"), {"near": near}
    if len(words) <= _FEW:
        return gettext_noop("Hãy ghi một trong: %(words)s."), {"words": "; ".join(words)}
    return gettext_noop("Hãy chọn một giá trị trong danh mục."), {}


def until_faults(fact: Fact) -> list[Fault]:
    """Return what is wrong with the day on which something ended."""
    if fact.until is None:
        return []
    if fact.kind not in WITH_END:
        return [
            Fault(
                gettext_noop("Chỉ kỷ luật và việc xem xét, thanh tra, xác minh mới có ngày kết thúc."),
                gettext_noop("Hãy bỏ trống ô này."),
                "until",
            )
        ]
    if not is_likely_day(fact.until) or fact.until.year < fact.year:
        return [
            Fault(
                gettext_noop("Ngày kết thúc ở trước năm %(year)s hoặc không thể có."),
                gettext_noop("Hãy xem lại ngày."),
                "until",
                {"year": fact.year},
            )
        ]
    return []


_MENDS = {
    FactKind.CLUSTER_RANK: gettext_noop("Hãy ghi thứ hạng là số nguyên từ 1."),
    FactKind.SHARE: gettext_noop("Hãy ghi như “Tỷ lệ cá nhân đạt Lao động tiên tiến: 72%%”."),
    FactKind.EXCEEDS_TARGETS: gettext_noop("Hãy ghi “có” hoặc “không”."),
    FactKind.JUDGED: gettext_noop("Hãy ghi mã điều kiện và kết luận, ví dụ “TTLDXS-02: đạt”."),
}
