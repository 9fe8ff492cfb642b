"""Facts in Vietnamese words instead of codes, and back again: what is shown can be typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache

from django.conf import settings
from django.utils.translation import gettext, override

from thidua.core.faults import gettext_noop
from thidua.core.law.facts import (
    COUNTS,
    DISCIPLINES,
    SHARES,
    Fact,
    FactKind,
    Grade,
    RankLevel,
    Scope,
    Way,
    parse_judged,
    parse_share,
    split_way,
)
from thidua.core.vietnamese import number, parse_number, search_key, short_date

from .award_names import known_awards, name_of

LEVELS = {
    RankLevel.BO_TINH: gettext_noop("Bộ, ban, ngành, tỉnh"),
    RankLevel.TRUNG_UONG: gettext_noop("Trung ương"),
}
_IN_BRACKETS = re.compile(r"(.+?)\s*\(([^()]+)\)")
_TRUE, _FALSE = gettext_noop("có"), gettext_noop("không")
_MET, _UNMET = gettext_noop("đạt"), gettext_noop("không đạt")
_YES = {"true", "co", "dat", "dung", "1", "x"}
_NO = {"false", "khong", "khong dat", "sai", "0"}


def value_words(kind: FactKind, value: str) -> str:
    """Return ``value`` of a fact of ``kind`` in words, in the reader's language."""
    return _WORDS[kind](value)


def fact_words(kind: FactKind, value: str) -> str:
    """Return kind and value: ``Xếp loại: hoàn thành tốt nhiệm vụ``."""
    told = value_words(kind, value)
    if not told:
        return gettext(kind.label)
    return gettext("%(kind)s: %(value)s") % {"kind": gettext(kind.label), "value": told}


def fact_told(fact: Fact) -> str:
    """Return all a fact says but its year, on one line."""
    parts = [fact_words(fact.kind, fact.value)]
    if fact.until:
        parts.append(gettext("đến %(day)s") % {"day": short_date(fact.until)})
    if fact.ref:
        parts.append(level_words(fact.ref) if fact.kind is FactKind.CLUSTER_RANK else fact.ref)
    return " · ".join(parts)


def fact_line(fact: Fact) -> str:
    """Return a fact on one line in the office's language, as the journal keeps it."""
    with override(settings.LANGUAGE_CODE):
        return f"{fact.year} · {fact_told(fact)}"


def level_words(level: str) -> str:
    """Return whose cluster a rank was won in."""
    return gettext(LEVELS[RankLevel(level)]) if level in set(RankLevel) else level


def read_value(kind: FactKind, text: str) -> str:
    """Return the value that ``text`` (words or a code) writes. Raises :class:`ValueError` when it is none."""
    return _READERS[kind](" ".join(text.split()))


def read_level(text: str) -> str:
    """Return the level that ``text`` names. Raises :class:`ValueError` when it is none."""
    return _looked_up(text, _spoken(FactKind.CLUSTER_RANK))


def values_of(kind: FactKind) -> tuple[str, ...]:
    """Return every value of a kind that has a list of them; none for figures and free words."""
    if kind in (FactKind.TITLE, FactKind.AWARD):
        return tuple(known_awards())
    return tuple(str(value) for value in _LISTED.get(kind, ()))


def _award_words(value: str) -> str:
    code, way = split_way(value)
    if way is Way.CONG_TRANG:
        return name_of(code)
    return gettext("%(award)s (%(way)s)") % {"award": name_of(code), "way": gettext(way.label).lower()}


def _share_words(value: str) -> str:
    name, figure = parse_share(value)
    if name in SHARES:
        label, told = SHARES[name], f"{number(Decimal(str(figure)) * 100)}%"
    else:
        label, told = COUNTS[name.removeprefix("count:")], number(figure)
    return gettext("%(kind)s: %(value)s") % {"kind": gettext(label), "value": told}


def _judged_words(value: str) -> str:
    condition, is_met = parse_judged(value)
    return gettext("%(kind)s: %(value)s") % {
        "kind": condition,
        "value": gettext(_MET if is_met else _UNMET),
    }


def _read_award(text: str) -> str:
    code, colon, way = text.partition(":")
    if colon:
        return _with_way(_looked_up(code, _awards()), way)
    try:
        return _looked_up(text, _awards())
    except ValueError:
        if (match := _IN_BRACKETS.fullmatch(text)) is None:
            raise
        return _with_way(_looked_up(match[1], _awards()), match[2])


def _with_way(code: str, way: str) -> str:
    found = _looked_up(way, _ways())
    return code if found == Way.CONG_TRANG else f"{code}:{found}"


def _read_share(text: str) -> str:
    named, _, figure = text.rpartition(":")
    name = _looked_up(named, _shares())
    is_percent = figure.rstrip().endswith("%")
    exact = parse_number(figure.rstrip(" %"))
    written = f"{name}:{(exact / 100 if is_percent else exact).normalize():f}"
    parse_share(written)
    return written


def _read_rank(text: str) -> str:
    told = search_key(text).removeprefix("hang").removeprefix("thu").strip()
    if not (told.isascii() and told.isdigit() and int(told) >= 1):
        raise ValueError(text)
    return str(int(told))


def _read_decision(text: str) -> str:
    key = search_key(text)
    if key not in _YES | _NO:
        raise ValueError(text)
    return "true" if key in _YES else "false"


def _read_judged(text: str) -> str:
    condition, _, decision = text.rpartition(":")
    written = f"{condition.strip()}:{_read_decision(decision)}"
    parse_judged(written)
    return written


def _looked_up(text: str, among: Mapping[str, str]) -> str:
    found = among.get(search_key(text))
    if found is None:
        raise ValueError(text)
    return found


def _by_words(values: Iterable[str], words: Callable[[str], str]) -> dict[str, str]:
    """Values by their Vietnamese words and by themselves, both folded."""
    listed = list(values)
    with override("vi"):
        return {search_key(said): value for value in listed for said in (words(value), value)}


@cache
def _spoken(kind: FactKind) -> Mapping[str, str]:
    if kind is FactKind.CLUSTER_RANK:
        return _by_words(RankLevel, level_words)
    return _by_words(values_of(kind), _WORDS[kind])


@cache
def _awards() -> Mapping[str, str]:
    """Awards by code and by every name they have had; today's name wins over another's former one."""
    former = {search_key(name): award.code for award in known_awards().values() for name in award.called}
    return former | _by_words(known_awards(), name_of)


@cache
def _ways() -> Mapping[str, str]:
    return _by_words(Way, lambda way: gettext(Way(way).label))


@cache
def _shares() -> Mapping[str, str]:
    labels = SHARES | {f"count:{name}": label for name, label in COUNTS.items()}
    return _by_words(labels, lambda name: gettext(labels[name]))


_LISTED: dict[FactKind, Iterable[str]] = {
    FactKind.GRADE: Grade,
    FactKind.INITIATIVE: Scope,
    FactKind.SCIENCE: Scope,
    FactKind.DISCIPLINE: DISCIPLINES,
    FactKind.EXCEEDS_TARGETS: ("true", "false"),
}
_WORDS: dict[FactKind, Callable[[str], str]] = {
    FactKind.GRADE: lambda value: gettext(Grade(value).label),
    FactKind.TITLE: _award_words,
    FactKind.AWARD: _award_words,
    FactKind.INITIATIVE: lambda value: gettext(Scope(value).label),
    FactKind.SCIENCE: lambda value: gettext(Scope(value).label),
    FactKind.DISCIPLINE: lambda value: gettext(DISCIPLINES[value]),
    FactKind.UNDER_REVIEW: str,
    FactKind.CLUSTER_RANK: lambda value: gettext("hạng %(rank)s") % {"rank": value},
    FactKind.SHARE: _share_words,
    FactKind.EXCEEDS_TARGETS: lambda value: gettext(_TRUE if value == "true" else _FALSE),
    FactKind.JUDGED: _judged_words,
    FactKind.BORN: lambda value: "",
}
_READERS: dict[FactKind, Callable[[str], str]] = {
    FactKind.GRADE: lambda text: _looked_up(text, _spoken(FactKind.GRADE)),
    FactKind.TITLE: _read_award,
    FactKind.AWARD: _read_award,
    FactKind.INITIATIVE: lambda text: _looked_up(text, _spoken(FactKind.INITIATIVE)),
    FactKind.SCIENCE: lambda text: _looked_up(text, _spoken(FactKind.SCIENCE)),
    FactKind.DISCIPLINE: lambda text: _looked_up(text, _spoken(FactKind.DISCIPLINE)),
    FactKind.UNDER_REVIEW: str,
    FactKind.CLUSTER_RANK: _read_rank,
    FactKind.SHARE: _read_share,
    FactKind.EXCEEDS_TARGETS: _read_decision,
    FactKind.JUDGED: _read_judged,
    FactKind.BORN: lambda text: "",
}
