"""Vietnamese order as text that every database sorts alike: digits and a–f only, so no collation differs."""

from __future__ import annotations

import re

from thidua.core.law.facts import SubjectKind
from thidua.core.vietnamese import collation_key

# As long as the column; what lies beyond decides no order that anybody sees.
LONGEST = 400
_TAIL = re.compile(r"\s*\([^()]*\)\s*$")
# Two digits a letter: 00 ends a syllable's letters, other signs and figures go before the letters.
_OTHER, _FIGURE, _LETTER = 0x01, 0x02, 0x10
_PLAIN = 0x10000


def sort_text(text: str) -> str:
    """Return text whose plain order is the dictionary order of :func:`core.vietnamese.collation_key`."""
    return "".join(_syllable(letters, tones) for letters, tones in collation_key(text))[:LONGEST]


def subject_sort_text(kind: SubjectKind, name: str) -> str:
    """Return the order of a subject among others: people by given name first, then collectives, households.

    A note in brackets at the end of a person's name is no name.
    """
    words = _TAIL.sub("", name).split() if kind is SubjectKind.PERSON else []
    given = f"{sort_text(words[-1])}00" if words else ""
    return f"{list(SubjectKind).index(kind)}{given}{sort_text(name)}"[:LONGEST]


def _syllable(letters: tuple[int, ...], tones: tuple[int, ...]) -> str:
    return "".join(f"{_rank(letter):02x}" for letter in letters) + "00" + "".join(map(str, tones))


def _rank(letter: int) -> int:
    """A letter's place: its rank in the alphabet, a figure's value, one place for every other sign."""
    if 0 < letter < 0x40:
        return _LETTER + letter
    figure = letter + _PLAIN - ord("0")
    return _FIGURE + figure if 0 <= figure <= 9 else _OTHER
