"""The journal's head, and the entries a pack holds themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from thidua.journal.models import Entry

from ..checking.journal import chained, content_digest, entry_digest
from .source import Source
from .values import moment, without_fractions


def journal_part(source: Source) -> dict[str, Any]:
    """The digests of the year's entries in their order, and the chain over them."""
    entries = [entry_row(source, entry) for entry in source.entries]
    digests = [entry_digest(row) for row in entries]
    return {
        "entries": [
            {"id": row["id"], "recorded_at": row["recorded_at"], "sha256": digest}
            for row, digest in zip(entries, digests, strict=True)
        ],
        "count": len(entries),
        "last_id": entries[-1]["id"] if entries else None,
        "last_at": entries[-1]["recorded_at"] if entries else None,
        "chain": chained(digests),
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
