"""What a paper is made of, before it is Word or PDF: frozen values, one class a part.

Texts are plain; nothing in them is markup. ``clean`` is what a renderer passes every text through.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from thidua.core.vietnamese import long_date

# Control characters, halves of surrogates, and marks that turn the reading direction: none belongs on paper.
_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """Return ``text`` composed (NFC), line breaks as blanks, without what cannot be printed."""
    return _UNPRINTABLE.sub("", _BREAKS.sub(" ", unicodedata.normalize("NFC", text)))


NARROWEST_COLUMN = 9.5
# What stands before the lines of lists within lists, and how far each list is drawn in, in millimetres.
_MARKS = ("-", "+", "•")
LIST_INSET = 7


@dataclass(frozen=True, slots=True)
class Head:
    """Ô 2: the issuing body under its superior body (which may be empty)."""

    parent: str
    agency: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its own number in ``text``: level 1 ``I.`` in capitals, 2 ``1.``, 3 ``a)``."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``lead`` is set bold before it."""

    text: str
    lead: str = ""

    @property
    def announces(self) -> bool:
        """Whether it opens what follows, and so stays on its page."""
        return self.text.endswith(":")


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list, set with a dash; ``level`` counts the lists it stands in, from 0."""

    text: str
    lead: str = ""
    level: int = 0

    @property
    def mark(self) -> str:
        """The sign before it."""
        return _MARKS[min(self.level, len(_MARKS) - 1)]

    @property
    def announces(self) -> bool:
        """Whether it opens what follows, and so stays on its page."""
        return self.text.endswith(":")


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: ``width`` is a share, set against the other columns' shares."""

    title: str
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row, one text a column; ``bold`` for groups and totals."""

    cells: tuple[str, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose head repeats on every page; ``dense`` for many columns.

    ``row_height`` is the least height of a row in millimetres, for rows to be written in by hand.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    note: str = ""
    dense: bool = False
    row_height: float = 0

    def widths(self, total: float) -> list[float]:
        """The columns' widths in millimetres, together ``total``; none too narrow for its "TT"."""
        shares = sum(column.width for column in self.columns)
        wanted = [max(column.width / shares * total, NARROWEST_COLUMN) for column in self.columns]
        over = sum(wanted) - total
        widest = wanted.index(max(wanted))
        wanted[widest] -= over
        return wanted

    @property
    def stays_whole(self) -> bool:
        """Whether the table is short enough to be kept on one page."""
        signs = sum(len(cell) for row in self.rows for cell in row.cells)
        return len(self.rows) <= 12 and signs <= 1500 and len(self.rows) * self.row_height <= 100

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"{len(row.cells)} cells in a row of {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: ``offices`` (ô 7a, one line each), ``name`` (ô 7b), ``note`` where the signature goes."""

    offices: tuple[str, ...]
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """A grid of many signatures."""

    signers: tuple[Signer, ...]
    columns: int = 3


@dataclass(frozen=True, slots=True)
class Slip:
    """A paper of part of a sheet, to be cut off: whose it is, room for its seal, what is asked."""

    agency: str
    seal: str
    occasion: str
    title: str
    subject: str
    table: Table
    notes: tuple[str, ...] = ()


Block = Heading | Paragraph | Item | Table | Signatures | Slip


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on pages of its own, numbered by themselves; ``source`` is the line in brackets."""

    title: str
    source: str
    body: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper.

    ``number`` and ``place_date`` are lines as printed (empty: no such line). One signer stands right of
    the recipients; two stand side by side above them, as in minutes. ``stamp`` is a framed word over the
    head (ô 11). One that ``is_bare`` has neither head nor foot, only its body.
    """

    kind: str
    abstract: str
    head: Head
    body: tuple[Block, ...]
    number: str = ""
    place_date: str = ""
    addressees: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    landscape: bool = False
    stamp: str = ""
    is_bare: bool = False

    @property
    def title(self) -> str:
        """The paper's name in a sentence, for the file's properties."""
        return f"{self.kind.capitalize()} {self.abstract}".strip()


def blank_number(symbol: str) -> str:
    """Ô 3 with room for the clerk's number: ``Số:        /BC-CTĐ``."""
    return "Số:" + "\u00a0" * 10 + "/" + symbol


def place_line(place: str, day: date | None, year: int) -> str:
    """Ô 4: ``Vĩnh Phúc, ngày 17 tháng 11 năm 2017``; an unknown day is left open for the pen."""
    gap = "\u00a0" * 6
    dated = long_date(day) if day else f"ngày{gap}tháng{gap}năm {year}"
    return f"{place}, {dated}" if place else dated


def listed(texts: tuple[str, ...]) -> tuple[str, ...]:
    """End each text of a list with ``;`` and the last with ``.``, whatever mark it came with."""
    bare = [text.rstrip(" ;.,") for text in texts]
    return tuple(text + (";" if index < len(bare) - 1 else ".") for index, text in enumerate(bare))


def roman(number: int) -> str:
    """Return a small number in Roman figures."""
    text = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            text, number = text + sign, number - value
    return text
