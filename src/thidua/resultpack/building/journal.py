"""The journal's head, and the entries a pack holds themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from thidua.journal.models import Entry

from ..checking.journal import CLOSING, chained, content_digest, entry_digest
from ..checking.sheets import SHEET_TYPE
from .source import Source
from .values import moment, without_fractions


def journal_part(source: Source) -> dict[str, Any]:
    """The digests of the year's entries in their order, and the chain over them."""
    rows = [_listed(entry_row(source, entry)) for entry in source.entries]
    return {
        "entries": rows,
        "count": len(rows),
        "last_id": rows[-1]["id"] if rows else None,
        "last_at": rows[-1]["recorded_at"] if rows else None,
        "chain": chained(rows),
    }


def _listed(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": entry["id"],
        "recorded_at": entry["recorded_at"],
        "sha256": entry_digest(entry),
        "sheet": entry["subject_id"] if entry["subject_type"] == SHEET_TYPE else None,
        "closes": entry["action"] == CLOSING and bool(entry["said"]["after"]),
    }


def entry_row(source: Source, entry: Entry, *, is_withheld: bool = False) -> dict[str, Any]:
    """An entry as packs hold it; with what it says unless that is withheld."""
    said = {
        "before": without_fractions(entry.before),
        "after": without_fractions(entry.after),
        "reason": entry.reason,
    }
    return {
        "id": entry.pk,
        "recorded_at": moment(entry.recorded_at),
        "at": moment(entry.at),
        "by": entry.actor_name,
        "action": entry.action,
        "subject_type": entry.subject_type,
        "subject_id": entry.subject_id,
        "subject": entry.subject,
        "unit": source.codes.get(entry.unit_id or 0),
        "content": content_digest(said),
        "said": None if is_withheld else said,
    }


def about(entries: Iterable[Entry], subject_type: str, subject_id: object) -> list[Entry]:
    """The entries about one thing."""
    return [
        entry
        for entry in entries
        if entry.subject_type == subject_type and entry.subject_id == str(subject_id)
    ]
