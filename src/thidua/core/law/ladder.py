"""The ladder of a pack for one kind of subject: its awards in rows, and what each asks of those below it.

An award asks something of another when its standard or its quota names it (:mod:`.namings`); one named in
its own standard is no step of the ladder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thidua.core.faults import gettext_noop

from .facts import SubjectKind
from .namings import Naming, Tie, namings
from .pack import Condition, LawAward, LawPack, Level, Run
from .words import Words, condition_words, say


@dataclass(frozen=True, slots=True)
class Label:
    """A line beside an edge; ``is_confirmed`` when the law it tells is."""

    words: Words
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """All that award ``target`` asks of award ``source``: an edge of the drawing."""

    source: str
    target: str
    namings: tuple[Naming, ...]

    @property
    def is_confirmed(self) -> bool:
        """Whether at least one naming is confirmed."""
        return any(naming.is_confirmed for naming in self.namings)

    @property
    def is_needed(self) -> bool:
        """Whether the target cannot be reached without the source, so far as the pack knows."""
        return any(not naming.is_one_way and naming.tie is not Tie.POOL for naming in self.namings)

    @property
    def labels(self) -> tuple[Label, ...]:
        """What to write beside it: a line for each way of naming, in the order of :class:`Tie`."""
        return tuple(
            Label(_together(named), any(naming.is_confirmed for naming in named))
            for tie in Tie
            if (named := self._of(tie))
        )

    def _of(self, tie: Tie) -> list[Naming]:
        found = [naming for naming in self.namings if naming.tie is tie]
        if tie is not Tie.AFTER:
            return found
        # The years in a row say more than the count in them.
        return [naming for naming in found if naming.leaf and isinstance(naming.leaf.predicate, Run)] or found


def _together(named: Iterable[Naming]) -> Words:
    """Several namings of one way in one line: ``1 hoặc 2 lần``."""
    different = {(naming.words.text, *sorted(naming.words.params.items())): naming.words for naming in named}
    parts = tuple(words for _, words in sorted(different.items(), key=lambda item: str(item[0])))
    if len(parts) == 1:
        return parts[0]
    if len({words.text for words in parts}) == 1 and all(tuple(words.params) == ("n",) for words in parts):
        return Words(parts[0].text, {"n": tuple(sorted(int(str(words.params["n"])) for words in parts))})
    return say("%(parts)s", parts=parts)


@dataclass(frozen=True, slots=True)
class Row:
    """Awards of one level side by side; none asks anything of another in the same row."""

    level: Level
    awards: tuple[LawAward, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ladder: ``rows`` from the base unit upward, ``edges`` in the order of their targets.

    ``apart`` are the awards that ask nothing of others and of which nothing is asked, by level; on a level
    that has no others they stand in rows.
    """

    pack: LawPack
    kind: SubjectKind
    rows: tuple[Row, ...]
    apart: tuple[Row, ...]
    edges: tuple[Edge, ...]

    @property
    def awards(self) -> tuple[LawAward, ...]:
        """Every award, those in rows first, from the lowest."""
        return tuple(award for row in (*self.rows, *self.apart) for award in row.awards)


def ladder(pack: LawPack, kind: SubjectKind, *, most_in_row: int = 4) -> Ladder:
    """Set the awards ``pack`` has for ``kind`` in rows of at most ``most_in_row``, with their edges."""
    named = _named_below(pack, kind)
    awards = _in_order(pack, kind, named)
    edges = tuple(
        Edge(lower.code, award.code, tuple(named[award.code][lower.code]))
        for award in awards
        for lower in awards
        if lower.code in named[award.code]
    )
    joined = {code for edge in edges for code in (edge.source, edge.target)}
    joined_levels = {award.level for award in awards if award.code in joined}
    in_rows = [award for award in awards if award.code in joined or award.level not in joined_levels]
    apart = (Row(level, tuple(a for a in awards if a.level is level and a not in in_rows)) for level in Level)
    return Ladder(
        pack, kind, _rows(in_rows, edges, most_in_row), tuple(row for row in apart if row.awards), edges
    )


def told_of_any_year(condition: Condition, pack: LawPack) -> Words:
    """What a condition asks, where no year is being considered yet: ``Năm đang xét …``."""
    words = condition_words(condition, pack, 0)
    if "year" not in words.params:
        return words
    return Words(words.text, {**words.params, "year": say(gettext_noop("đang xét"))})


def _named_below(pack: LawPack, kind: SubjectKind) -> dict[str, dict[str, list[Naming]]]:
    """For each award for ``kind`` the others it names, and how."""
    given = {code: award for code, award in pack.awards.items() if kind in award.standards}
    named: dict[str, dict[str, list[Naming]]] = {code: {} for code in given}
    for code, award in given.items():
        for naming in namings(award, kind):
            if naming.source in given and naming.source != code:
                named[code].setdefault(naming.source, []).append(naming)
    return named


def _in_order(
    pack: LawPack, kind: SubjectKind, named: Mapping[str, Mapping[str, list[Naming]]]
) -> list[LawAward]:
    """From the lowest level and order; of one order, what is named stands before what names it."""
    levels = list(Level)

    def depth(award: LawAward, above: tuple[str, ...] = ()) -> int:
        peers = (pack.awards[code] for code in named[award.code] if code not in above)
        below = [peer for peer in peers if (peer.level, peer.order) == (award.level, award.order)]
        return 1 + max((depth(peer, (*above, award.code)) for peer in below), default=0)

    return sorted(
        (pack.awards[code] for code in named),
        key=lambda award: (levels.index(award.level), award.order, depth(award), award.code),
    )


def _rows(awards: Iterable[LawAward], edges: Iterable[Edge], most: int) -> tuple[Row, ...]:
    """Break the awards into rows: at a new level, when a row is full, above what an award asks for."""
    joined = {(edge.source, edge.target) for edge in edges} | {(edge.target, edge.source) for edge in edges}
    rows: list[list[LawAward]] = []
    for award in awards:
        row = rows[-1] if rows else []
        fits = (
            row
            and len(row) < most
            and row[0].level is award.level
            and not any((other.code, award.code) in joined for other in row)
        )
        if fits:
            row.append(award)
        else:
            rows.append([award])
    return tuple(Row(row[0].level, tuple(row)) for row in rows)
