"""Citations as packs write them: ``điểm b khoản 1 Điều 73 L2022``, ``Điều 4 ND152``, ``L2026``."""

from __future__ import annotations

import re

from .pack import Citation

_POINT = r"[a-zđ](?:\.\d+)?"
_NUMBER = r"\d+[a-zđ]?"


def _several(one: str) -> str:
    """One, or a list or range of them: ``a``, ``a, b``, ``1-3``."""
    return rf"{one}(?:(?:, |-|–){one})*"


_CITATION = re.compile(
    rf"(?:điểm (?P<point>{_several(_POINT)}) )?"
    rf"(?:khoản (?P<clause>{_several(_NUMBER)}) )?"
    rf"(?:Điều (?P<article>{_several(_NUMBER)}) )?"
    r"(?P<instrument>[A-ZĐ][\w./-]*)\Z"
)


def parse_citation(text: str) -> Citation:
    """Read a citation, largest part last. Raises :class:`ValueError` when it cannot be read.

    A point or clause needs its article; several of a kind are written ``điểm a, b`` or ``khoản 1-3``.
    """
    found = _CITATION.match(text)
    if found is None:
        raise ValueError(text)
    point, clause, article, instrument = found.group("point", "clause", "article", "instrument")
    if (point or clause) and not article:
        raise ValueError(text)
    return Citation(instrument, article or "", clause or "", point or "")
