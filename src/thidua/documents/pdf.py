"""A paper as PDF: typst sets it from data with the vendored fonts, so every machine prints the same."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import Any

import typst

from .decree30 import FONTS, HERE, Rules, rules
from .measure import abstract_rule, agency_rule, device_rule
from .paper import LIST_INSET, Annex, Block, Item, Paper, Slip, Table, clean, listed, roman

CONTENT_TYPE = "application/pdf"

# Columns share whatever width there is; their least width is reckoned on an upright page.
_TYPICAL_WIDTH = 165

# A longer run without a blank gets places where it may break, so that no cell is burst.
_LONGEST_WORD = 24


def render(paper: Paper) -> bytes:
    """Return ``paper`` as the bytes of a PDF. The same paper gives the same bytes."""
    look = rules()
    page = look.page.turned() if paper.landscape else look.page
    left = page.type_width * look.letterhead.left_share
    data = {
        "look": _look(look),
        "paper": _paper(paper),
        "rules": {
            "agency": agency_rule(paper.head.agency.upper(), left, look),
            "device": device_rule(look),
            "abstract": abstract_rule(paper.abstract, page.type_width, look),
        },
    }
    made = typst.compile(
        str(HERE / "paper.typ"),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        timestamp=0,
    )
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _look(look: Rules) -> dict[str, Any]:
    return {
        "font": look.stand_in,
        "page": asdict(look.page),
        "letterhead": asdict(look.letterhead),
        "signature_room": look.signature_room,
        "grid_room": look.grid_room,
        "table_rule": look.table_rule,
        "table_padding": look.table_padding,
        "styles": {key: asdict(style) for key, style in look.styles.items()},
    }


def _paper(paper: Paper) -> dict[str, Any]:
    made: dict[str, Any] = _plain(paper)
    made |= {
        "title": clean(paper.title),
        "stamp": clean(paper.stamp.upper()),
        "kind": clean(paper.kind.upper()),
        "head": {"parent": clean(paper.head.parent.upper()), "agency": clean(paper.head.agency.upper())},
        "addressees": [
            clean(t) for t in (paper.addressees if len(paper.addressees) == 1 else listed(paper.addressees))
        ],
        "grounds": [clean(text) for text in listed(paper.grounds)],
        "recipients": [clean(text) for text in listed(paper.recipients)],
        "annexes": [
            _annex(annex, roman(index) if len(paper.annexes) > 1 else "")
            for index, annex in enumerate(paper.annexes, start=1)
        ],
    }
    return made


def _annex(annex: Annex, number: str) -> dict[str, Any]:
    return {
        **_plain(annex),
        "number": f"Phụ lục {number}".strip(),
        "title": clean(annex.title.upper()),
    }


def _plain(value: Any) -> Any:
    """A value of ``paper`` as JSON holds it; each block says what it is."""
    if isinstance(value, str):
        return _breakable(clean(value))
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        made = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, Block):
            made["is"] = type(value).__name__.lower()
        if isinstance(value, Table):
            made["whole"] = value.stays_whole
            made["widths"] = value.widths(_TYPICAL_WIDTH)
        if isinstance(value, Slip):
            made["title"] = made["title"].upper()
            made["agency"] = made["agency"].upper()
        if isinstance(value, Item):
            made |= {"mark": value.mark, "inset": value.level * LIST_INSET}
        if made.get("is") == "heading" and made["level"] == 1:
            made["text"] = made["text"].upper()
        if "offices" in made:
            made["offices"] = [office.upper() for office in made["offices"]]
        return made
    return value


def _breakable(text: str) -> str:
    if all(len(word) <= _LONGEST_WORD for word in text.split()):
        return text
    return " ".join(
        word
        if len(word) <= _LONGEST_WORD
        else "\u200b".join(word[i : i + 12] for i in range(0, len(word), 12))
        for word in text.split(" ")
    )
