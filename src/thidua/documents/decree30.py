"""The decree's rules on how papers look, read once from ``decree30.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins, in millimetres; ``header`` is the page number's distance from the top edge."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float

    def turned(self) -> Page:
        """The same page lying on its side; its margins keep the decree's figures."""
        return Page(self.height, self.width, self.top, self.bottom, self.left, self.right, self.header)

    @property
    def type_width(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Style:
    """How one cell (ô) or part is set: sizes and gaps in points, ``indent`` in millimetres.

    ``line`` is the line spacing in lines; ``keep`` holds the paragraph to the next one; ``balanced``
    breaks a long centred text into lines of about one length.
    """

    name: str
    size: float
    cell: str = ""
    bold: bool = False
    italic: bool = False
    align: str = "left"
    indent: float = 0
    before: float = 0
    after: float = 0
    line: float = 1
    keep: bool = False
    balanced: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Figures and fixed words of the head: shares of widths, the rules' thickness in points."""

    left_share: float
    rule_share: float
    rule_width: float
    motto: str
    device: str


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything a renderer needs to know of the decree."""

    decree: str
    page: Page
    font: str
    stand_in: str
    letterhead: Letterhead
    signature_room: float
    grid_room: float
    table_rule: float
    table_padding: float
    styles: Mapping[str, Style]


@cache
def rules() -> Rules:
    """Return the rules in force."""
    data = tomllib.loads((HERE / "decree30.toml").read_text(encoding="utf-8"))
    return Rules(
        decree=data["source"]["decree"],
        page=Page(**_without_bounds(data["page"])),
        font=data["font"]["family"],
        stand_in=data["font"]["stand_in"],
        letterhead=Letterhead(**data["letterhead"]),
        signature_room=data["signature"]["room"],
        grid_room=data["signature"]["grid_room"],
        table_rule=data["table"]["rule_width"],
        table_padding=data["table"]["padding"],
        styles={key: Style(**_without_bounds(style)) for key, style in data["styles"].items()},
    )


def _without_bounds(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key != "allowed"}
