"""Text typed in the old Vietnamese fonts (TCVN3, VNI), which Unicode shows as “Céng hßa”, “Coäng hoøa”.

A text is taken for old when it has no letter that only Unicode Vietnamese has, and a word of it that
is no Vietnamese syllable as written becomes one when read by the old table.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class OldEncoding(StrEnum):
    """A pre-Unicode way to type Vietnamese."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"


_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for vowel in "aeouyôö":
        for sign, tone in _TONES.items():
            table[vowel + sign] = _VNI_ALONE.get(vowel, vowel) + tone
    for vowel in "aeo":
        for sign, tone in _CIRCUMFLEX.items():
            table[vowel + sign] = vowel + "\u0302" + tone
    for sign, tone in _BREVE.items():
        table["a" + sign] = "a\u0306" + tone
    composed = {old: unicodedata.normalize("NFC", new) for old, new in table.items()}
    return composed | {old.upper(): new.upper() for old, new in composed.items()}


_VNI = _vni_table()
_VNI_PIECE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_ONLY_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
_WORD = re.compile(r"[^\W\d_]*[^\x00-\x7f\s][^\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f\s]*")
# A name that VNI would read as “Lọc”.
_FOREIGN = {"loïc"}
_MARKS = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_ONSET = "(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x)?"
# Syllables that end in a vowel, and those that end in a consonant: French or German words seldom fit.
_OPEN = (
    "(yêu|uyu|uya|uôi|ươi|ươu|oai|oay|oao|oeo|uây|iêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi|ôi|ơi"
    "|ua|uê|ui|uơ|uy|ưa|ưi|ưu|a|e|ê|i|o|ô|ơ|u|ư|y)"
)
_CLOSED = "(uyê|iê|oa|oă|oe|uâ|uê|uô|uy|ươ|yê|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)(ch|ng|nh|c|m|n|p|t)"
_SYLLABLE = re.compile(f"{_ONSET}(?:{_OPEN}|{_CLOSED})")
_STOPS = ("ch", "c", "p", "t")
# The tones that a syllable ending in a stop may bear.
_TONES_OF_STOPS = {"\u0301", "\u0323"}


def old_encoding(text: str) -> OldEncoding | None:
    """Return the old encoding ``text`` seems typed in, or None for good text."""
    if text.isascii() or _ONLY_UNICODE.search(text):
        return None
    for word in _WORD.findall(text):
        if _is_syllable(word) or word.casefold() in _FOREIGN:
            continue
        if _is_syllable(_from_tcvn3(word)):
            return OldEncoding.TCVN3
        if _is_syllable(_from_vni(word)):
            return OldEncoding.VNI
    return None


def _from_tcvn3(word: str) -> str:
    return "".join(_TCVN3.get(letter, letter) for letter in word)


def _from_vni(word: str) -> str:
    return _VNI_PIECE.sub(lambda piece: _VNI[piece.group()], word)


def _is_syllable(word: str) -> bool:
    """Whether ``word`` is spelt as a Vietnamese syllable of two letters or more, with a tone it may bear."""
    if len(word) < 2:
        return False
    parts = unicodedata.normalize("NFD", word.casefold())
    tones = [part for part in parts if part in _MARKS]
    if len(tones) > 1 or (
        parts.rstrip("".join(_MARKS)).endswith(_STOPS) and not _TONES_OF_STOPS.issuperset(tones)
    ):
        return False
    toneless = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _MARKS))
    return _SYLLABLE.fullmatch(toneless) is not None
