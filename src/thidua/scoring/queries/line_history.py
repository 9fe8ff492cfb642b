"""What the journal tells of one line: who put which figure and when, and everything that happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Q

from thidua.clusters.models import ClusterYear, Unit
from thidua.core.vietnamese import number
from thidua.journal.differences import Change, changes
from thidua.journal.models import Entry
from thidua.journal.queries import OF_DRAFTS, Line
from thidua.journal.words import action_words

# Acts that write figures by criterion code, and what each pair of values is.
_SELF, _VERIFIED, _CROSSED = "save_self_scores", "save_verification", "save_cross_scores"
_SECOND = {_SELF: "note", _VERIFIED: "reason", _CROSSED: "reason"}
# Acts on the whole sheet that a line's history tells too.
_OF_SHEET = (
    "ask_sheet_approval",
    "submit_sheet",
    "return_sheet",
    "finish_verification",
    "reopen_verification",
)
_AGREEING = ("answer_appeal", "settle_line")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who put a figure, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LineHistory:
    """A line's entries in order of time, and who last put each side's figure (None: nobody has)."""

    lines: tuple[Line, ...]
    own: Stamp | None = None
    verified: Stamp | None = None
    finished: Stamp | None = None
    agreed: Stamp | None = None
    crossed: Mapping[str, Stamp] | None = None


def line_history(
    year: ClusterYear, unit: Unit, code: str, *, cross_ids: Iterable[int] = (), may_read_drafts: bool = False
) -> LineHistory:
    """Return what happened to the line ``code`` of the sheet of ``unit``; one query.

    ``cross_ids`` are the cross-scorings that may be told. What was typed before the sheet was handed in
    is shown to those who may read drafts; others see who and when.
    """
    entries = list(_changing(_entries(year, unit, code, [str(pk) for pk in cross_ids]), code))
    told = tuple(_told(entry, code, may_read_drafts) for entry in entries)
    crossed = {entry.subject_id: _stamp(entry) for entry in entries if entry.action == _CROSSED}
    return LineHistory(
        told,
        _last(entries, code, _SELF),
        _last(entries, code, _VERIFIED),
        _last(entries, "", "finish_verification"),
        _last([entry for entry in entries if _wrote_agreed(entry)], "", *_AGREEING),
        crossed,
    )


def _entries(year: ClusterYear, unit: Unit, code: str, crosses: list[str]) -> Iterable[Entry]:
    speaks_of_it = (
        Q(after__has_key=code)
        | Q(before__has_key=code)
        | Q(after__criterion=code)
        | Q(before__criterion=code)
    )
    of_unit = Q(unit_id=unit.pk) & ~Q(action=_CROSSED)
    of_crosses = Q(action=_CROSSED, subject_type="scoring.CrossSheet", subject_id__in=crosses)
    of_sheet = Q(unit_id=unit.pk, action__in=_OF_SHEET)
    found = Entry.objects.filter(year_id=year.pk)
    return found.filter(of_sheet | (speaks_of_it & (of_unit | of_crosses))).order_by("at", "pk")


def _changing(entries: Iterable[Entry], code: str) -> Iterator[Entry]:
    """Leave out each saving that put the figure and the words which that side had already."""
    stood: dict[tuple[str, str], dict[str, Any]] = {}
    for entry in entries:
        if entry.action in _SECOND:
            second = _SECOND[entry.action]
            before, after = (_pair((side or {}).get(code), second) for side in (entry.before, entry.after))
            side = entry.action, entry.subject_id
            if after == stood.get(side, before or None):
                continue
            stood[side] = after
        yield entry


def _told(entry: Entry, code: str, may_read_drafts: bool) -> Line:
    before, after = entry.before or {}, entry.after or {}
    if entry.action in _SECOND:
        before, after = (_pair(side.get(code), _SECOND[entry.action]) for side in (before, after))
    elif entry.action in _OF_SHEET:
        before, after = {}, {}
    else:
        before, after = ({k: _shown(v) for k, v in s.items() if k != "criterion"} for s in (before, after))
    is_withheld = entry.action in OF_DRAFTS and not may_read_drafts
    told: tuple[Change, ...] = () if is_withheld else tuple(changes(before, after, entry.subject_type))
    return Line(
        entry=entry,
        action=action_words(entry.action),
        changes=told,
        is_withheld=is_withheld,
        is_recorded_later=abs((entry.recorded_at - entry.at).total_seconds()) > 3600,
    )


def _pair(written: Any, second: str) -> dict[str, Any]:
    """A figure and its words as the journal keeps them, ready to be compared."""
    if not isinstance(written, list) or len(written) != 2:
        return {}
    return {"figure": _shown(written[0]), second: written[1]}


def _shown(value: Any) -> Any:
    """A stored figure the Vietnamese way; anything else as it is."""
    if not isinstance(value, str):
        return value
    try:
        figure = Decimal(value)
    except InvalidOperation:
        return value
    return number(figure) if figure.is_finite() else value


def _wrote_agreed(entry: Entry) -> bool:
    return bool((entry.after or {}).get("agreed_entry"))


def _last(entries: list[Entry], code: str, *actions: str) -> Stamp | None:
    """Who did one of ``actions`` last; with a ``code``, where it wrote that line."""
    for entry in reversed(entries):
        if entry.action in actions and (not code or code in (entry.after or {})):
            return _stamp(entry)
    return None


def _stamp(entry: Entry) -> Stamp:
    return Stamp(entry.actor_name, entry.at)
