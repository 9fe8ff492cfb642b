"""Putting the law's words into the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language, gettext

from thidua.core.law.pack import Name
from thidua.core.law.words import Words, put


def spoken(words: Words | Name | None) -> str:
    """``words`` in the active language; nothing for none."""
    if words is None:
        return ""
    language = get_language() or "vi"
    if isinstance(words, Name):
        return words.en if language == "en" else words.vi
    return put(words, gettext, language)
