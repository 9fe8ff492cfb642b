"""How wide a text is in print, so that the rules under the head are as long as the decree says."""

from __future__ import annotations

from functools import cache

from PIL import ImageFont

from .decree30 import FONTS, Rules, Style

_MM_PER_POINT = 25.4 / 72
# Measured large and scaled down: hinting does not round.
_SCALE = 100
_NARROWEST = 25
# Word and we may differ by a hair; a line must not break for it.
_SLACK = 1.5


def text_width(text: str, style: Style) -> float:
    """Return the width of ``text`` on one line, in millimetres."""
    font = _font("Bold" if style.bold else "Regular")
    return font.getlength(text) / _SCALE * style.size * _MM_PER_POINT


def balanced_side(text: str, style: Style, column: float) -> float:
    """Return how much to draw a centred text in from each side of ``column``, so that its lines come out
    about equal and no more than they need be; 0 for a text of one line.
    """
    words = [text_width(word, style) for word in text.split()]
    blank = text_width(" ", style)
    lines = _lines(words, blank, column)
    if lines == 1:
        return 0
    width = column
    while width > _NARROWEST and _lines(words, blank, width - 1 - _SLACK) == lines:
        width -= 1
    return round((column - width) / 2, 1)


def _lines(words: list[float], blank: float, column: float) -> int:
    lines, filled = 1, 0.0
    for word in words:
        if filled and filled + blank + word > column:
            lines, filled = lines + 1, word
        else:
            filled += blank * bool(filled) + word
    return lines


def agency_rule(agency: str, column: float, rules: Rules) -> float:
    """Length of the rule under the issuing body: a share of its longest line in ``column``."""
    width = min(text_width(agency, rules.styles["issuing_body"]), column)
    return round(width * rules.letterhead.rule_share, 1)


def device_rule(rules: Rules) -> float:
    """Length of the rule under Tiêu ngữ: as long as the text."""
    return round(text_width(rules.letterhead.device, rules.styles["device"]), 1)


def abstract_rule(abstract: str, column: float, rules: Rules) -> float:
    """Length of the rule under trích yếu: a share of its longest line."""
    width = min(text_width(abstract, rules.styles["abstract"]), column)
    return round(width * rules.letterhead.rule_share, 1)


@cache
def _font(face: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"LiberationSerif-{face}.ttf"), _SCALE)
