"""Vietnamese text, order, numbers and dates as offices write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=1)}
# Dictionary order of the tones: level, grave, hook, tilde, acute, dot.
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# Đ as converters from old encodings often leave it: the eth, which looks the same in capitals.
_D_LIKE = str.maketrans({"đ": "d", "ð": "d"})
# 1.440 or 1 440 000,5: groups of three, decimals after a comma.
_GROUPED = re.compile(r"([+-]?)([0-9]{1,3}(?:([. ])[0-9]{3}(?:\3[0-9]{3})*))(?:,([0-9]+))?")
# 95,5 or 95.5 or 1440: no groups, either mark before the decimals.
_PLAIN = re.compile(r"([+-]?)([0-9]*)(?:[.,]([0-9]+))?")
# Years that a day may lie in: the State that confers the awards was founded in 1945.
EARLIEST_YEAR = 1945
LATEST_YEAR = 2100


def nfc(text: str) -> str:
    """Return ``text`` composed (NFC) with inner runs of blanks made one and the ends trimmed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def nfc_lines(text: str) -> str:
    """Return a text of several lines composed (NFC), its lines kept, blanks at the ends of lines trimmed."""
    composed = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip() for line in composed.splitlines()).strip()


def search_key(text: str) -> str:
    """Return the accent-free lower-case key by which names are compared and searched (đ → d)."""
    decomposed = unicodedata.normalize("NFD", text.casefold().translate(_D_LIKE))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def slug(text: str) -> str:
    """Return ``text`` as words of a web address: accent-free, joined by hyphens."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in search_key(text)).split()
    return "-".join(words)


def collation_key(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Return a sort key in Vietnamese dictionary order: syllable by syllable.

    Within a syllable the letters decide first and its tone breaks ties, before the next syllable is looked
    at: "Hà Nội" stands before "Hạ Long", and both before "Hải Dương".
    """
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return tuple(_syllable_key(syllable) for syllable in composed.split())


def person_key(full_name: str) -> tuple[object, ...]:
    """Return a sort key for people: by given name (the last word), then by the whole name."""
    words = full_name.split()
    return collation_key(words[-1] if words else ""), collation_key(full_name)


def _syllable_key(syllable: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters: list[int] = []
    tones: list[int] = []
    for char in syllable:
        base, tone = _split_tone(char)
        if not base:  # a tone that no letter carries
            continue
        letters.append(_LETTER_RANK.get(base, 0) or ord(base[0]) - 0x10000 * (not base.isalpha()))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def _split_tone(char: str) -> tuple[str, int]:
    tone = 0
    kept = []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONE_RANK:
            tone = _TONE_RANK[part]
        else:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def number(value: Decimal | int | float, places: int | None = None) -> str:
    """Write a number as Vietnamese offices do: ``1.440`` and ``95,5``.

    ``places`` fixes the decimals, halves rounded away from nought; without it trailing zeros are dropped.
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{exact or abs(exact):,f}"  # nought has no sign
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def shown_number(value: Decimal | int | float, places: int | None = None) -> str:
    """Write a number for reading, a negative one with the minus sign rather than a hyphen: ``−12,5``."""
    return number(value, places).replace("-", "\u2212")


def parse_number(text: str) -> Decimal:
    """Read a number written the Vietnamese way (``1.440``, ``95,5``) or plainly (``95.5``).

    Raises ``ValueError`` when it is not a number. A single dot followed by exactly three
    digits is a thousands mark, as on office papers.
    """
    compact = text.strip().replace("\u2212", "-").replace("\u00a0", " ").replace("\u202f", " ")
    if grouped := _GROUPED.fullmatch(compact):
        sign, whole, mark, decimals = grouped.groups()
        whole = whole.replace(mark, "")
        # 0.125 is no thousand: a leading nought makes the dot a decimal mark.
        if not (mark == "." and compact.lstrip("+-").startswith("0")):
            return Decimal(f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}")
    plain = _PLAIN.fullmatch(compact)
    if plain is None or not (plain[2] or plain[3]):
        raise ValueError(text)
    sign, whole, decimals = plain.groups()
    return Decimal(f"{sign}{whole or 0}.{decimals}" if decimals else f"{sign}{whole}")


def short_date(day: date | None) -> str:
    """Write a day as ``17/11/2017``; an unknown day as an empty text."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}" if day else ""


def is_likely_day(day: date) -> bool:
    """Whether ``day`` lies in the years that emulation papers speak of; others are slips of the keyboard."""
    return EARLIEST_YEAR <= day.year <= LATEST_YEAR


def long_date(day: date) -> str:
    """Write a day for a paper's head: ``ngày 07 tháng 4 năm 2014``.

    Days under 10 and months 1 and 2 take a leading nought (Decree 30/2020, Annex I).
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
