"""What a condition of the law asks, for a decision somebody has made on it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.utils.translation import get_language, gettext

from thidua.core.law.pack import Condition, LawPack, walk
from thidua.core.law.words import condition_words, put
from thidua.law.packs import load_packs


def asked(condition: str, year: int) -> str:
    """Return what the condition of this id asks, by the newest pack that has it; its id when none has."""
    found = _conditions().get(condition)
    if found is None:
        return condition
    pack, asking = found
    return put(condition_words(asking, pack, year), gettext, get_language() or "vi")


@cache
def _conditions() -> Mapping[str, tuple[LawPack, Condition]]:
    return {
        condition.id: (pack, condition)
        for pack in load_packs().values()
        for award in pack.awards.values()
        for standard in award.standards.values()
        for condition in walk(standard)
    }
