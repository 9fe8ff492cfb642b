"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from thidua.core.vietnamese import search_key


def nearest(text: str, names: Iterable[str]) -> str:
    """Return the one of ``names`` nearest to ``text``, or an empty text when none is near."""
    by_key = {search_key(name): name for name in names}
    key = search_key(text)[:120]
    found = get_close_matches(key, by_key, n=1, cutoff=0.6)
    if not found and len(key) > 3:
        found = [known for known in by_key if key in known or (len(known) > 3 and known in key)][:1]
    return by_key[found[0]] if found else ""
