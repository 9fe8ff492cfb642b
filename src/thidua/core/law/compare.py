"""What differs between two packs: awards, their conditions, money and quotas, bars, instruments, wages.

A line differs in what it says, in where it is written, or only in how well it is known. The three are kept
apart: a later pack often carries a hundred lines over unchanged, to be checked again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .compare_conditions import compare_standards
from .compare_lines import Key, Line, Part, award_lines, condition_line, pack_lines
from .facts import SubjectKind
from .pack import LawAward, LawPack


@dataclass(frozen=True, slots=True)
class Change:
    """A line before and after: None where there is none. ``path``: ids of the groups around a condition.

    ``is_content``: what it says differs, or the place it has among the conditions.
    """

    key: Key
    old: Line | None
    new: Line | None
    is_content: bool
    path: tuple[str, ...] = ()
    has_moved: bool = False

    @property
    def has_other_cite(self) -> bool:
        """Whether it is written elsewhere now."""
        return bool(self.old and self.new and self.old.cite != self.new.cite)

    @property
    def has_other_confirmation(self) -> bool:
        """Whether it is known better or worse now."""
        return bool(self.old and self.new and self.old.confirmation != self.new.confirmation)

    @property
    def differs(self) -> bool:
        """Whether it differs in anything."""
        return self.is_content or self.has_other_cite or self.has_other_confirmation


@dataclass(frozen=True, slots=True)
class AwardChange:
    """An award both packs have, with the lines that differ."""

    old: LawAward
    new: LawAward
    changes: tuple[Change, ...]

    @property
    def content(self) -> tuple[Change, ...]:
        """What says something else now."""
        return tuple(change for change in self.changes if change.is_content)

    @property
    def sources(self) -> tuple[Change, ...]:
        """What says the same and is written elsewhere, or known better or worse."""
        return tuple(change for change in self.changes if not change.is_content)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between ``old`` and ``new``; ``general`` are lines that belong to no one award."""

    old: LawPack
    new: LawPack
    added: tuple[LawAward, ...]
    dropped: tuple[LawAward, ...]
    awards: tuple[AwardChange, ...]
    general: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the packs say the same in the same places."""
        return not (self.added or self.dropped or self.awards or self.general)

    @property
    def unchanged(self) -> int:
        """How many awards are the same in every line."""
        return len(self.new.awards) - len(self.added) - len(self.awards)


def compare(old: LawPack, new: LawPack) -> Comparison:
    """Compare two packs. Their periods, names and notes, and notes on sources, are not compared."""
    changed = (
        AwardChange(old.awards[code], award, tuple(_of_award(old, new, code)))
        for code, award in new.awards.items()
        if code in old.awards
    )
    return Comparison(
        old,
        new,
        added=tuple(award for code, award in new.awards.items() if code not in old.awards),
        dropped=tuple(award for code, award in old.awards.items() if code not in new.awards),
        awards=tuple(change for change in changed if change.changes),
        general=tuple(_side_by_side(pack_lines(old), pack_lines(new))),
    )


def _of_award(old: LawPack, new: LawPack, code: str) -> Iterator[Change]:
    yield from _side_by_side(award_lines(old, old.awards[code]), award_lines(new, new.awards[code]))
    for kind in SubjectKind:
        yield from _conditions(old, new, code, kind)


def _side_by_side(old: Mapping[Key, Line], new: Mapping[Key, Line]) -> Iterator[Change]:
    """Lines of one key: those of the new pack in its order, then those that are gone."""
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        is_content = before is None or after is None or before.said != after.said
        change = Change(key, before, after, is_content)
        if change.differs:
            yield change


def _conditions(old: LawPack, new: LawPack, code: str, kind: SubjectKind) -> Iterator[Change]:
    standards = (pack.awards[code].standards.get(kind) for pack in (old, new))
    for found in compare_standards(*standards):
        here = found.new or found.old
        assert here is not None  # noqa: S101 - a change has a side
        change = Change(
            Key(Part.CONDITION, here.condition.id, kind),
            condition_line(found.old, old) if found.old else None,
            condition_line(found.new, new) if found.new else None,
            found.old is None or found.new is None or found.asks_otherwise or found.has_moved,
            here.path,
            found.has_moved,
        )
        if change.differs:
            yield change
