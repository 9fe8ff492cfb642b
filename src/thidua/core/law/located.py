"""A text file's tree with the line of each part: what a pack is read from, whatever notation it was in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A word, number or sentence as it was written; blank when nothing was. Lines count from 1."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Names with what stands under them, in the order written; a name stands once."""

    entries: tuple[tuple[Text, Node], ...]
    line: int

    def get(self, name: str) -> Node | None:
        """What stands under ``name``, or None."""
        return next((value for key, value in self.entries if key.value == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in the order written."""
        return tuple(key.value for key, _ in self.entries)


Node = Text | Items | Table
