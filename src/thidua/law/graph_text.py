"""How much room a text takes in a drawing whose fonts are the reader's own, and where to break it.

Estimates on the safe side: the widest of the common system fonts with Vietnamese letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Widths of letters in shares of the size; marks over a letter take no room of their own.
_NARROW = dict.fromkeys("iIjl.,:;'|!", 0.3)
_SLIM = dict.fromkeys('frt()-–“”"[]/ ', 0.38)
_WIDE = dict.fromkeys("mwMWQO%", 0.9)
_WIDTHS = {**_NARROW, **_SLIM, **_WIDE}
_CAPITAL, _OTHER = 0.7, 0.58
_BOLD = 1.08

# Words of several syllables in the names of awards and offices: a line is not broken inside them.
_TOGETHER = re.compile(
    r"\b(?:kỷ niệm chương|đại đoàn kết|tổ dân phố|ban, ngành, tỉnh|huân chương|huy chương|bằng khen|"
    r"giấy khen|danh hiệu|chiến sĩ|thi đua|tiên tiến|cơ sở|toàn quốc|lao động|tập thể|xuất sắc|đơn vị|"
    r"quyết thắng|thủ tướng|chính phủ|nhà nước|chủ tịch|bộ trưởng|thủ trưởng|hạng ba|hạng nhì|hạng nhất|"
    r"chiến công|quân công|bảo vệ|tổ quốc|dũng cảm|dân tộc|hữu nghị|thanh niên|xung phong|vẻ vang|an ninh|"
    r"quân kỳ|gia đình|văn hóa|tiêu biểu|đặc khu|thị trấn|quân khu|đại học|quốc gia|cơ quan|tổ chức|"
    r"chuyên môn|ủy ban|nhân dân|quân đội|công an|tư lệnh|giám đốc|tương đương)\b",
    re.IGNORECASE,
)
_HELD = "\u00a0"


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of ``text`` on one line, in pixels, for a font of ``size`` pixels."""
    blanks = text.count(" ") * _WIDTHS[" "]
    shares = blanks + sum(_shares(word) for word in text.split(" "))
    return shares * size * (_BOLD if bold else 1)


@lru_cache(maxsize=4096)
def _shares(word: str) -> float:
    letters = (c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return sum(_WIDTHS.get(c, _CAPITAL if c.isupper() else _OTHER) for c in letters)


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break ``text`` into the fewest lines no wider than ``room`` pixels, of about one length.

    A word longer than ``room`` stands alone and juts out.
    """
    words = _words(text)
    if any(text_width(word, size, bold=bold) > room for word in words):
        words = text.split()
    lines = _filled(words, size, room, bold)
    narrower = room
    while narrower > room / 2:
        narrower -= 4
        tighter = _filled(words, size, narrower, bold)
        if len(tighter) > len(lines) or _widest(tighter, size, bold) > room:
            break
        lines = tighter
    return tuple(line.replace(_HELD, " ") for line in lines)


def shortened(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """Break ``text`` as :func:`wrapped` does; what needs more than ``most`` lines ends in "…"."""
    words = _words(text)
    if len(_filled(words, size, room, False)) > most:
        while len(words) > 1 and len(_filled([*words, "…"], size, room, False)) > most:
            words.pop()
        text = " ".join(words).rstrip(" ,;") + " …"
    return wrapped(text, size, room)


def _words(text: str) -> list[str]:
    return _TOGETHER.sub(lambda found: found.group().replace(" ", _HELD), " ".join(text.split())).split(" ")


def _filled(words: list[str], size: float, room: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _widest(lines: list[str], size: float, bold: bool) -> float:
    return max((text_width(line, size, bold=bold) for line in lines), default=0)
