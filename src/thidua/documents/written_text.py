"""Text that people typed, as the blocks of a paper: căn cứ, headings, dashes, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from thidua.core.vietnamese import search_key

from .paper import Block, Heading, Item, Paragraph

_ROMAN = re.compile(r"[IVX]+\.\s+\S")
_DASH = re.compile(r"[-–•+*]\s*")


def lines_of(text: str) -> list[str]:
    """Return the lines of ``text`` that say something, trimmed."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def split_grounds(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines that open a text with "Căn cứ", and the lines that follow them."""
    lines = lines_of(text)
    count = next((i for i, line in enumerate(lines) if not line.lower().startswith("căn cứ")), len(lines))
    return tuple(lines[:count]), tuple(lines[count:])


def without_heading(text: str, heading: str) -> str:
    """Return ``text`` without the lines it opens with that say ``heading``, or its beginning, again."""
    expected = _words(heading)
    lines = lines_of(text)
    while lines and (said := _words(lines[0])) and expected[: len(said)] == said:
        expected = expected[len(said) :]
        lines = lines[1:]
    return "\n".join(lines)


def blocks_of(lines: Iterable[str]) -> tuple[Block, ...]:
    """Return each line as what its first signs say it is."""
    return tuple(_block(line) for line in lines)


def without_dash(line: str) -> str:
    """Return ``line`` without the mark its writer set before it."""
    return _DASH.sub("", line, count=1) if _DASH.match(line) else line


def sentence(text: str) -> str:
    """Return ``text`` on one line, closed by a single full stop."""
    return " ".join(text.split()).rstrip(" ;.,") + "."


def person(text: str) -> str:
    """Return the name from "đồng chí Trần Ngọc Oanh, Giám đốc Sở": without address and post."""
    name = re.split(r"[,;(–]| - ", text, maxsplit=1)[0].strip()
    return re.sub(r"^(đồng chí|đ/c|ông|bà)\s+", "", name, flags=re.IGNORECASE)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", search_key(text))


def _block(line: str) -> Block:
    if _ROMAN.match(line):
        return Heading(line)
    if _DASH.match(line):
        return Item(without_dash(line))
    return Paragraph(line)
