"""What came in with a request beside its forms, read without trusting it."""

from __future__ import annotations

# Ids and versions have fewer digits than a database's largest whole number.
_MOST_DIGITS = 18


def whole(text: str | None, otherwise: int) -> int:
    """Return the whole number that ``text`` writes in plain digits; ``otherwise`` for anything else."""
    if text is None or len(text) > _MOST_DIGITS or not (text.isascii() and text.isdigit()):
        return otherwise
    return int(text)
