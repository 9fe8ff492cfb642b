"""Before and after, told as what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.core.award import AWARDS, SubjectKind
from thidua.core.ballot import Base, Choice, Question
from thidua.core.rubric import CriterionKind
from thidua.core.timetable import Field, Progress, Stage
from thidua.core.vietnamese import short_date

from .words import field_words

# Codes that never are anything but the code of an enumeration, so that they may be told by their label.
_ENUMERATIONS = (Stage, Progress, Field, SubjectKind, Question, Choice, Base, CriterionKind, Role)
_LONG = 100
_AROUND = 6
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T[\d:.]+(?:[+-][\d:]+|Z)?")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words in a long text: ``kept``, ``gone`` or ``new``."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changed; long texts as runs of words, others as before and after."""

    field: str
    before: str
    after: str
    runs: tuple[Run, ...] = ()


def changes(before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[Change]:
    """Return what differs between two states, nested values by their path, in the order they were given."""
    old, new = dict(_flat(before or {})), dict(_flat(after or {}))
    found = []
    for path in dict.fromkeys((*old, *new)):
        was, became = old.get(path), new.get(path)
        if was == became:
            continue
        name = " · ".join(_path_words(part) for part in path)
        one, other = value_words(was), value_words(became)
        long = isinstance(was, str) and isinstance(became, str) and max(len(one), len(other)) > _LONG
        found.append(Change(name, one, other, tuple(runs(one, other)) if long and one else ()))
    return found


def runs(before: str, after: str) -> Iterator[Run]:
    """Compare two texts by words; what stayed the same is shortened to the words around each change."""
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (kind, a, b, c, d) in enumerate(blocks):
        if kind == "equal":
            yield Run("kept", _shortened(old[a:b], is_first=place == 0, is_last=place == len(blocks) - 1))
            continue
        if b > a:
            yield Run("gone", "".join(old[a:b]))
        if d > c:
            yield Run("new", "".join(new[c:d]))


def value_words(value: Any) -> str:
    """A stored value as a reader sees it; nothing as an empty text."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, str):
        return _text_words(value)
    if isinstance(value, list):
        return ", ".join(_item_words(item) for item in value)
    return str(value)


def _flat(value: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, item in value.items():
        if isinstance(item, dict) and item:
            yield from _flat(item, (*path, str(key)))
        else:
            yield (*path, str(key)), item


def _path_words(part: str) -> str:
    return _code_words(part) or field_words(part)


def _item_words(item: Any) -> str:
    if isinstance(item, dict):
        return " ".join(f"{field_words(str(key))}: {value_words(part)}" for key, part in item.items())
    if isinstance(item, list):
        return " ".join(value_words(part) for part in item)
    return value_words(item)


def _text_words(text: str) -> str:
    if _ISO_DAY.fullmatch(text):
        return short_date(date.fromisoformat(text))
    if _ISO_MOMENT.fullmatch(text):
        moment = datetime.fromisoformat(text)
        if timezone.is_aware(moment):
            moment = timezone.localtime(moment)
        return f"{moment:%H:%M %d/%m/%Y}"
    return _code_words(text) or text


def _code_words(code: str) -> str:
    if code in AWARDS:
        return _(AWARDS[code].name)
    for enumeration in _ENUMERATIONS:
        if code in list(enumeration):
            return _(str(enumeration(code).label))
    return ""


def _shortened(words: list[str], *, is_first: bool, is_last: bool) -> str:
    head, tail = (0 if is_first else _AROUND), (0 if is_last else _AROUND)
    if len(words) <= head + tail + 1:
        return "".join(words)
    return "".join(words[:head]) + "… " + "".join(words[len(words) - tail :] if tail else [])
