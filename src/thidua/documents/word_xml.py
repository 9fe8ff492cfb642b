"""Pieces of WordprocessingML as text: paragraphs, rules, tables. Lengths in millimetres, sizes in points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from .decree30 import Rules
from .paper import Row, Table, clean
from .word_styles import style_id

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLED = re.compile(r'(<w:pStyle w:val="[^"]*"/>)(?!<w:keepNext/>)')
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


def paragraph(
    style: str,
    text: str,
    *,
    lead: str = "",
    align: str = "",
    keep: bool = False,
    bold: bool = False,
    tight: bool = False,
    room: float = 0,
    side: float = 0,
    inset: float = 0,
) -> str:
    """A paragraph in the named style. ``room`` is free height around it, ``side`` draws it in from both
    sides, ``inset`` from the left, ``tight`` leaves no gaps around it.
    """
    extra = ""
    if keep:
        extra += "<w:keepNext/>"
    if tight:
        extra += '<w:spacing w:before="0" w:after="0"/>'
    if room:
        extra += f'<w:spacing w:before="{twips(room / 2)}" w:after="{twips(room / 2)}"/>'
    if side:
        extra += f'<w:ind w:left="{twips(side)}" w:right="{twips(side)}"/>'
    elif inset:
        extra += f'<w:ind w:left="{twips(inset)}"/>'
    if align:
        extra += f'<w:jc w:val="{_ALIGN[align]}"/>'
    runs = _run(lead.rstrip() + " ", bold=True) if lead else ""
    runs += _run(text, bold=bold)
    return f"<w:p {_NS}><w:pPr><w:pStyle w:val={quoteattr(style_id(style))}/>{extra}</w:pPr>{runs}</w:p>"


def framed(style: str, text: str) -> str:
    """A paragraph whose words stand in a single frame."""
    frame = '<w:rPr><w:bdr w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:rPr>'
    return (
        f"<w:p {_NS}><w:pPr><w:pStyle w:val={quoteattr(style_id(style))}/></w:pPr>"
        f'<w:r>{frame}<w:t xml:space="preserve"> {escape(clean(text))} </w:t></w:r></w:p>'
    )


def rule(style: str, column: float, length: float, thickness: float) -> str:
    """A centred solid line: the top border of an empty paragraph drawn in from both sides."""
    side = twips(max(column - length, 0) / 2)
    return (
        f"<w:p {_NS}><w:pPr><w:pStyle w:val={quoteattr(style_id(style))}/>"
        f'<w:pBdr><w:top w:val="single" w:sz="{round(thickness * 8)}" w:space="1" w:color="000000"/></w:pBdr>'
        f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/></w:pPr></w:p>'
    )


def plain_table(
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    heights: Sequence[float] = (),
    keep_every: int = 0,
) -> str:
    """A table without lines, of ready-made paragraphs; rows are never broken over pages.

    ``heights`` are least heights of rows; ``keep_every`` n keeps rows together by n.
    """
    body = []
    for index, row in enumerate(rows):
        keep = keep_every > 0 and index % keep_every < keep_every - 1
        height = heights[index] if index < len(heights) else 0
        # The middle row of three is where signatures go: a note stands in its middle.
        across = '<w:vAlign w:val="center"/>' if keep_every == 3 and index % 3 == 1 else ""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{across}</w:tcPr>'
            f"{_kept(cell) if keep else cell}</w:tc>"
            for width, cell in zip(widths, row, strict=True)
        )
        size = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
        body.append(f"<w:tr><w:trPr><w:cantSplit/>{size}</w:trPr>{cells}</w:tr>")
    return f"<w:tbl {_NS}>{_frame(widths, 0, 0)}{''.join(body)}</w:tbl>"


def ruled_table(table: Table, widths: Sequence[float], head: str, cell: str, look: Rules) -> str:
    """A table with lines; its head row repeats on every page."""
    titles = "".join(
        _cell(width, head, column.title, "center", "center")
        for column, width in zip(table.columns, widths, strict=True)
    )
    top = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{titles}</w:tr>"
    rows = [_row(table, row, widths, cell) for row in table.rows]
    if table.stays_whole:
        top = _kept(top)
        rows = [_kept(row) for row in rows[:-1]] + rows[-1:]
    return f"<w:tbl {_NS}>{_frame(widths, look.table_rule, look.table_padding)}{top}{''.join(rows)}</w:tbl>"


def cut_line(style: str) -> str:
    """A dashed line over the whole width with room about it: where a paper is cut off."""
    return (
        f"<w:p {_NS}><w:pPr><w:pStyle w:val={quoteattr(style_id(style))}/>"
        f'<w:pBdr><w:bottom w:val="dashed" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="0" w:after="{twips(5)}"/></w:pPr></w:p>'
    )


def page_number(style: str) -> str:
    """A paragraph with the page number as a field."""
    fields = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return f"<w:p {_NS}><w:pPr><w:pStyle w:val={quoteattr(style_id(style))}/></w:pPr>{fields}</w:p>"


def count_from_one(section: Any) -> None:
    """Count the pages of a section (its ``sectPr``) from 1; the mark has its place after the margins."""
    for old in section.findall(qn("w:pgNumType")):
        section.remove(old)
    section.find(qn("w:pgMar")).addnext(parse_xml(f'<w:pgNumType {_NS} w:start="1"/>'))


def make_tiny(element: Any, style: str) -> None:
    """Give the paragraph that carries a section break the least height."""
    properties = element.get_or_add_pPr()
    properties.insert(0, parse_xml(f"<w:pStyle {_NS} w:val={quoteattr(style_id(style))}/>"))


def _run(text: str, *, bold: bool = False) -> str:
    if not text:
        return ""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r>'


def _row(table: Table, row: Row, widths: Sequence[float], style: str) -> str:
    cells = "".join(
        _cell(width, style, text, column.align, "center", bold=row.bold)
        for column, width, text in zip(table.columns, widths, row.cells, strict=True)
    )
    height = f'<w:trHeight w:val="{twips(table.row_height)}" w:hRule="atLeast"/>' if table.row_height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>"


def _cell(width: float, style: str, text: str, align: str, across: str, *, bold: bool = False) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/><w:vAlign w:val="{across}"/></w:tcPr>'
        f"{paragraph(style, text, align=align, bold=bold)}</w:tc>"
    )


def _frame(widths: Sequence[float], thickness: float, padding: float) -> str:
    """What stands before a table's rows: fixed widths on the table and on its columns, lines, padding."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    lines = ""
    if thickness:
        edge = f'w:val="single" w:sz="{round(thickness * 8)}" w:space="0" w:color="000000"'
        lines = "".join(
            f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        lines = f"<w:tblBorders>{lines}</w:tblBorders>"
    margins = "".join(
        f'<w:{side} w:w="{twips(padding if side in ("left", "right") else padding / 3)}" w:type="dxa"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:tblPr><w:tblW w:w="{sum(twips(w) for w in widths)}" w:type="dxa"/><w:jc w:val="center"/>{lines}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _kept(cell: str) -> str:
    """The cell with each of its paragraphs held to the next."""
    return _STYLED.sub(r"\1<w:keepNext/>", cell)
