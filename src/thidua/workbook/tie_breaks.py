"""Tie-breaks as a person writes them in one cell: ``nhóm II; số chỉ tiêu vượt kế hoạch; số phiếu``."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.core.faults import Refused, gettext_noop
from thidua.core.ranking_rules import TieBreak, TieBreakKind
from thidua.core.vietnamese import search_key

_PLAIN = {
    TieBreakKind.GROUPS: "các nhóm lần lượt",
    TieBreakKind.ABOVE_PLAN: "số chỉ tiêu vượt kế hoạch",
    TieBreakKind.VOTES: "số phiếu",
}
_NAMED = {TieBreakKind.GROUP: "nhóm", TieBreakKind.INDICATOR: "chỉ số"}


def tie_breaks_text(tie_breaks: Iterable[TieBreak]) -> str:
    """Write tie-breaks in their order."""
    return "; ".join(
        f"{_NAMED[one.kind]} {one.name}" if one.kind.is_named else _PLAIN[one.kind] for one in tie_breaks
    )


def read_tie_breaks(text: str) -> tuple[TieBreak, ...]:
    """Read what :func:`tie_breaks_text` writes; raises :class:`Refused`."""
    return tuple(_read(part) for part in (part.strip() for part in text.split(";")) if part)


def _read(part: str) -> TieBreak:
    for kind, words in _PLAIN.items():
        if search_key(part) == search_key(words):
            return TieBreak(kind)
    for kind, words in _NAMED.items():
        name = part[len(words) :].strip()
        if search_key(part[: len(words)]) == search_key(words) and name:
            return TieBreak(kind, name)
    raise Refused.because(
        gettext_noop("Không hiểu tiêu chí phụ “%(part)s”."),
        gettext_noop(
            "Hãy ghi: các nhóm lần lượt; nhóm II; số chỉ tiêu vượt kế hoạch; chỉ số (kèm mã); số phiếu."
        ),
        "tie_breaks",
        part=part[:80],
    )
