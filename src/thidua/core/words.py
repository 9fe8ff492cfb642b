"""A sentence with its figures, to be said in the reader's language where it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as a message id with its figures; ``more`` goes on behind a semicolon.

    A figure may be a sentence of its own.
    """

    message: str = ""
    params: tuple[tuple[str, str | Words], ...] = ()
    more: tuple[Words, ...] = ()

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence with every message put through ``translate``."""
        sentence = translate(self.message)
        figures = {
            name: figure.said(translate) if isinstance(figure, Words) else figure
            for name, figure in self.params
        }
        first = sentence % figures if figures else sentence
        return "; ".join((first, *(part.said(translate) for part in self.more)))

    def __str__(self) -> str:
        return self.said(str)


NO_WORDS = Words()


def words_of(message: str, *, more: tuple[Words, ...] = (), **figures: str) -> Words:
    """Return a sentence with its figures, by name."""
    return Words(message, tuple(figures.items()), more)
