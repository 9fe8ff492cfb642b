"""What differs between two packs, in words, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from thidua.core.law.citations import parse_citation
from thidua.core.law.compare import Change, Comparison, compare
from thidua.core.law.compare_lines import Line as ComparedLine
from thidua.core.law.pack import LawAward, LawPack

from ..citing import place_words, short_title
from ..speaking import spoken


@dataclass(frozen=True, slots=True)
class Side:
    """A line as one of the two packs has it."""

    words: str
    cite: str
    confirmation: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A line before and after; a side is None where there is none. ``has_moved`` among the conditions."""

    what: str
    kind: str
    id: str
    has_moved: bool
    old: Side | None
    new: Side | None


@dataclass(frozen=True, slots=True)
class AwardDifferences:
    """An award in both packs: what says something else now, and what is only written or known otherwise."""

    award: LawAward
    content: tuple[Difference, ...]
    sources: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Two packs side by side."""

    found: Comparison
    general: tuple[Difference, ...]
    awards: tuple[AwardDifferences, ...]
    only_sources: tuple[AwardDifferences, ...]


def changes(old: LawPack, new: LawPack) -> Changes:
    """What differs from ``old`` to ``new``; awards of which only sources differ stand apart."""
    found = compare(old, new)
    awards = [
        AwardDifferences(one.new, _told(one.content, old, new), _told(one.sources, old, new))
        for one in found.awards
    ]
    return Changes(
        found,
        _told(found.general, old, new),
        tuple(one for one in awards if one.content),
        tuple(one for one in awards if not one.content),
    )


def _told(found: Iterable[Change], old: LawPack, new: LawPack) -> tuple[Difference, ...]:
    return tuple(
        Difference(
            gettext(change.key.part.label),
            gettext(change.key.kind.label) if change.key.kind else "",
            change.key.id,
            change.has_moved,
            _side(change.old, old),
            _side(change.new, new),
        )
        for change in found
    )


def _side(line: ComparedLine | None, pack: LawPack) -> Side | None:
    if line is None:
        return None
    known = gettext(line.confirmation.label) if line.confirmation else ""
    return Side(spoken(line.words), _cite(line.cite, pack), known)


def _cite(text: str, pack: LawPack) -> str:
    if not text:
        return ""
    cite = parse_citation(text)
    instrument = pack.instruments.get(cite.instrument)
    return f"{place_words(cite)} {short_title(instrument) if instrument else cite.instrument}".strip()
