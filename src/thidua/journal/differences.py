"""Before and after, told as what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from thidua.accounts.moments import moment_words
from thidua.accounts.roles import Role
from thidua.core.award import AWARDS, SubjectKind
from thidua.core.ballot import Base, Question
from thidua.core.law.verdict import Verdict
from thidua.core.rubric import BandMeasure, CriterionKind, NoneHeld, Rounding
from thidua.core.timetable import Field, Progress, Stage
from thidua.core.vietnamese import short_date

from .words import field_words

_Coded = (
    Stage
    | Progress
    | Field
    | SubjectKind
    | Question
    | Base
    | CriterionKind
    | Role
    | Verdict
    | Rounding
    | BandMeasure
    | NoneHeld
)
# The fields that hold the code of an enumeration, told by its label; all else is told as it was typed.
_CODES: dict[str, type[_Coded]] = {
    "stage": Stage,
    "progress": Progress,
    "field": Field,
    "subject": SubjectKind,
    "question": Question,
    "base": Base,
    "kind": CriterionKind,
    "role": Role,
    "verdict": Verdict,
    "rounding": Rounding,
    "bands_in": BandMeasure,
    "none_held": NoneHeld,
}
# What a mapping under this field is keyed by.
_KEYED_BY = {"dues": Stage}
_LONG = 100
# Comparing takes the square of the words: texts longer than this are shown whole, before and after.
_MOST_COMPARED = 2_000
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


def changes(
    before: dict[str, Any] | None, after: dict[str, Any] | None, subject_type: str = ""
) -> list[Change]:
    """Return what differs between two states, nested values by their path, in the order they were given.

    ``subject_type`` (an entry's) tells whose choices the codes are: *đã nộp* instead of ``submitted``.
    """
    labels = _labels_of(subject_type)
    old, new = dict(_flat(before or {})), dict(_flat(after or {}))
    found = []
    for path in dict.fromkeys((*old, *new)):
        was, became = old.get(path), new.get(path)
        if was == became:
            continue
        name = " · ".join(_path_words(path))
        shown = labels.get(path[-1], {})
        one, other = (
            str((isinstance(value, str) and shown.get(value)) or value_words(value, path[-1]))
            for value in (was, became)
        )
        is_text = isinstance(was, str) and isinstance(became, str)
        compared = is_text and bool(one) and _is_worth_comparing(one, other)
        found.append(Change(name, one, other, tuple(runs(one, other)) if compared else ()))
    return found


def _labels_of(subject_type: str) -> dict[str, dict[Any, Any]]:
    """The choices of the subject's fields, label by code; nothing for a type no longer known."""
    try:
        model = apps.get_model(subject_type)
    except (LookupError, ValueError):
        return {}
    return {field.name: dict(field.flatchoices) for field in model._meta.fields if field.choices}


def _is_worth_comparing(one: str, other: str) -> bool:
    long = max(len(one), len(other)) > _LONG
    return long and max(len(one.split()), len(other.split())) <= _MOST_COMPARED


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


def value_words(value: Any, field: str = "") -> str:
    """A stored value of ``field`` as a reader sees it; nothing as an empty text."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, str):
        return _code_words(field, value) or _text_words(value)
    if isinstance(value, list):
        return ", ".join(_item_words(item, field) for item in value)
    return str(value)


def _flat(value: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, item in value.items():
        if isinstance(item, dict) and item:
            yield from _flat(item, (*path, str(key)))
        else:
            yield (*path, str(key)), item


def _path_words(path: tuple[str, ...]) -> Iterator[str]:
    above = ""
    for part in path:
        keys = _KEYED_BY.get(above)
        yield _(keys(part).label) if keys and part in list(keys) else field_words(part)
        above = part


def _item_words(item: Any, field: str) -> str:
    if isinstance(item, dict):
        return " ".join(
            f"{field_words(str(key))}: {value_words(part, str(key))}" for key, part in item.items()
        )
    if isinstance(item, list):
        return " ".join(value_words(part) for part in item)
    return value_words(item, field)


def _text_words(text: str) -> str:
    try:
        if _ISO_DAY.fullmatch(text):
            return short_date(date.fromisoformat(text))
        if _ISO_MOMENT.fullmatch(text):
            return moment_words(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        pass  # typed by somebody, and no day of the calendar
    return text


def _code_words(field: str, code: str) -> str:
    if field == "award":
        return _(AWARDS[code].name) if code in AWARDS else ""
    codes = _CODES.get(field)
    return _(str(codes(code).label)) if codes and code in list(codes) else ""


def _shortened(words: list[str], *, is_first: bool, is_last: bool) -> str:
    head, tail = (0 if is_first else _AROUND), (0 if is_last else _AROUND)
    if len(words) <= head + tail + 1:
        return "".join(words)
    return "".join(words[:head]) + "… " + "".join(words[len(words) - tail :] if tail else [])
