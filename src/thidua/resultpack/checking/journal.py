"""The journal's head in a pack: a chain of SHA-256 over the year's entries, in their order.

An entry's digest is the SHA-256 of the canonical JSON of its fields, in which what was changed and why stand
as their own digest (``content``). The chain begins with 32 zero bytes; each link is the SHA-256 of the link
before and the canonical JSON of the entry's row. The entries about score sheets and counts are in the pack
themselves, so that their digests are made again; what a unit wrote in its draft is withheld, only its
digest is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from thidua.core.faults import gettext_noop

from . import canonical
from .faults import disagree
from .part_names import JOURNAL
from .reading import Node

BEGINNING = bytes(32)
# The fields of an entry whose digest is taken, and what its content is made of.
FIELDS = (
    "id",
    "recorded_at",
    "at",
    "by",
    "action",
    "subject_type",
    "subject_id",
    "subject",
    "unit",
    "content",
)
CONTENT = ("before", "after", "reason")
# What the journal calls the closing of a ballot.
CLOSING = "close_ballot"


def content_digest(content: Mapping[str, Any]) -> str:
    """Return the digest of what an entry says was changed (``before``, ``after``) and why (``reason``)."""
    return hashlib.sha256(canonical.dump({name: content[name] for name in CONTENT})).hexdigest()


def entry_digest(entry: Mapping[str, Any]) -> str:
    """Return the digest of an entry given with its :data:`FIELDS`."""
    return hashlib.sha256(canonical.dump({name: entry[name] for name in FIELDS})).hexdigest()


def chained(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the last link of the chain over the entries' rows."""
    link = BEGINNING
    for row in rows:
        link = hashlib.sha256(link + canonical.dump(row)).digest()
    return link.hex()


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry in the journal's list: when it was recorded, its digest, the score sheet it is about.

    ``closes``: whether it is what was written down when a ballot was closed.
    """

    recorded_at: str
    digest: str
    sheet: str | None
    closes: bool


Entries = Mapping[int, Listed]


def check_journal(given: Node) -> dict[int, Listed]:
    """Check the chain and the head; return the entries by their ids."""
    said = given.record("entries count last_id last_at chain")
    entries: dict[int, Listed] = {}
    before = 0
    for row in said["entries"]:
        entry = row.fields("id", "recorded_at", "sha256", "sheet", "closes")
        number = entry["id"].whole()
        if number <= before:
            raise disagree(JOURNAL, row.path, gettext_noop("Các mục nhật ký không theo thứ tự."), number)
        before = number
        entries[number] = Listed(
            entry["recorded_at"].moment(),
            entry["sha256"].digest(),
            entry["sheet"].maybe(Node.code),
            entry["closes"].flag(),
        )
    for name, should in (
        ("count", len(entries)),
        ("last_id", before if entries else None),
        ("last_at", entries[before].recorded_at if entries else None),
        ("chain", chained(said["entries"].value)),
    ):
        if said[name].value != should:
            cause = gettext_noop("Đầu nhật ký không khớp với các mục.")
            raise disagree(JOURNAL, name, cause, said[name].value, should)
    return entries


def check_entry(node: Node, entries: Entries) -> Mapping[str, Any] | None:
    """Check an entry that is in the pack against the journal; return its content unless that is withheld."""
    said = node.fields(*FIELDS, "said")
    number = said["id"].whole()
    listed = entries.get(number)
    if listed is None:
        raise disagree(node.part, node.path, gettext_noop("Nhật ký của năm không có mục này."), number)
    cause = gettext_noop("Mục nhật ký này không đúng với mã băm trong nhật ký.")
    found = entry_digest(node.value)
    if (listed.recorded_at, listed.digest) != (said["recorded_at"].value, found):
        raise disagree(node.part, f"{node.path} · {number}", cause, found, listed.digest)
    if said["said"].value is None:
        return None
    said["said"].fields(*CONTENT)
    content: Mapping[str, Any] = said["said"].value
    if content_digest(content) != said["content"].value:
        raise disagree(
            node.part, f"{node.path} · {number}", cause, content_digest(content), said["content"].value
        )
    return content
