"""A paper as a Word file: real styles, real tables, to be amended in Word before signing.

The content is written as WordprocessingML, which keeps a report of many tables fast; python-docx gives
the package, the styles and the sections.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from itertools import pairwise

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.section import Section
from docx.shared import Mm

from . import word_xml as xml
from .decree30 import Page, Rules, rules
from .measure import abstract_rule, agency_rule, balanced_side, device_rule
from .paper import (
    LIST_INSET,
    Annex,
    Block,
    Heading,
    Item,
    Paper,
    Paragraph,
    Signatures,
    Signer,
    Slip,
    Table,
    clean,
    listed,
    roman,
)
from .word_styles import define_styles

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


# So far texts in a grid of signatures keep from their neighbours' column, in millimetres.
_GAP = 1.5
# Room about the names that others sign below.
_ROW_GAP = 6


def render(paper: Paper) -> bytes:
    """Return ``paper`` as the bytes of a .docx file."""
    look = rules()
    document = Document()
    define_styles(document, look)
    _name(document, paper)
    page = look.page.turned() if paper.landscape else look.page
    _set_page(document.sections[0], page)
    if not paper.is_bare:
        _number_pages(document.sections[0], look)
    _append(document, _main_part(paper, page.type_width, look))
    for index, annex in enumerate(paper.annexes, start=1):
        _append_annex(document, annex, roman(index) if len(paper.annexes) > 1 else "", look)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _name(document: WordDocument, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = clean(paper.title)[:255]
    properties.author = clean(paper.head.agency)[:255]
    properties.comments = ""
    properties.language = "vi-VN"


def _set_page(section: Section, page: Page) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance = section.footer_distance = Mm(page.header)


def _number_pages(section: Section, look: Rules) -> None:
    """Put the page number in the middle of the top margin, counted from 1, hidden on the first page."""
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    header = section.header._element
    for old in list(header):
        header.remove(old)
    header.append(parse_xml(xml.page_number(look.styles["page_number"].name)))
    xml.count_from_one(section._sectPr)


def _append(document: WordDocument, parts: Iterable[str]) -> None:
    end = document.element.body.sectPr
    for part in parts:
        end.addprevious(parse_xml(part))


def _append_annex(document: WordDocument, annex: Annex, number: str, look: Rules) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    page = look.page.turned() if annex.landscape else look.page
    _set_page(section, page)
    _number_pages(section, look)
    break_paragraph = section._sectPr.getprevious()
    if break_paragraph is not None:
        xml.make_tiny(break_paragraph, look.styles["rule"].name)
    styles = look.styles
    head = [
        xml.paragraph(styles["annex_number"].name, f"Phụ lục {number}".strip()),
        _centred("annex_title", annex.title.upper(), page.type_width, look),
    ]
    if annex.source:
        head.append(xml.paragraph(styles["annex_source"].name, f"({annex.source})"))
    _append(document, [*head, *_blocks(annex.body, page.type_width, look)])


def _main_part(paper: Paper, width: float, look: Rules) -> Iterable[str]:
    styles = look.styles
    if paper.is_bare:
        yield from _blocks(paper.body, width, look)
        return
    if paper.stamp:
        yield xml.framed(styles["stamp"].name, paper.stamp.upper())
    yield _letterhead(paper, width, look)
    yield xml.paragraph(styles["kind"].name, paper.kind.upper())
    if paper.abstract:
        yield _centred("abstract", paper.abstract, width, look)
        yield xml.rule(
            styles["rule"].name, width, abstract_rule(paper.abstract, width, look), look.letterhead.rule_width
        )
    yield from _addressees(paper.addressees, width, look)
    for ground in listed(paper.grounds):
        yield xml.paragraph(styles["grounds"].name, ground)
    yield from _blocks(paper.body, width, look)
    if len(paper.signers) > 1:
        grid = Signatures(paper.signers, len(paper.signers))
        yield from _signatures(grid, width, look, "office", "signer", holds=bool(paper.recipients))
        # The recipients never stand alone on a page.
        yield xml.paragraph(styles["rule"].name, "", keep=True, room=2)
        yield from _recipients(paper.recipients, look, keep=True)
    else:
        yield _foot(paper, width, look)
        yield xml.paragraph(styles["rule"].name, "")  # Word wants words after a table


def _centred(key: str, text: str, column: float, look: Rules, gap: float = 0) -> str:
    """A centred text in ``column``, its lines about equal, ``gap`` away from both edges at least."""
    style = look.styles[key]
    return xml.paragraph(style.name, text, side=gap + balanced_side(text, style, column - 2 * gap))


def _letterhead(paper: Paper, width: float, look: Rules) -> str:
    """Ô 1-4: two columns without lines, the three rules drawn as borders."""
    styles, figures = look.styles, look.letterhead
    left = round(width * figures.left_share, 1)
    right = width - left
    rule = styles["rule"].name
    agency = [
        *([_centred("parent_body", paper.head.parent.upper(), left, look)] if paper.head.parent else []),
        _centred("issuing_body", paper.head.agency.upper(), left, look),
        xml.rule(rule, left, agency_rule(paper.head.agency.upper(), left, look), figures.rule_width),
    ]
    nation = [
        xml.paragraph(styles["national_title"].name, figures.motto),
        xml.paragraph(styles["device"].name, figures.device),
        xml.rule(rule, right, device_rule(look), figures.rule_width),
    ]
    number = [xml.paragraph(styles["number"].name, paper.number)]
    place_date = [xml.paragraph(styles["place_date"].name, paper.place_date)]
    rows = [(agency, nation)]
    if paper.number or paper.place_date:
        rows.append((number, place_date))
    return xml.plain_table([left, right], [["".join(cell) for cell in row] for row in rows])


def _addressees(addressees: tuple[str, ...], width: float, look: Rules) -> Iterable[str]:
    """Ô 9a: one on the same line; several each on their own, under the colon."""
    style = look.styles["addressee"].name
    if len(addressees) == 1:
        yield xml.paragraph(style, f"Kính gửi: {addressees[0]}")
    elif addressees:
        lines = "".join(
            xml.paragraph(style, f"- {text}", align="left", tight=True) for text in listed(addressees)
        )
        label = xml.paragraph(style, "Kính gửi:", align="right", tight=True)
        share = round(width * 0.3, 1)
        yield xml.paragraph(look.styles["rule"].name, "")
        yield xml.plain_table([share, width - share], [[label, lines]])
        yield xml.paragraph(look.styles["table_cell"].name, "")
    else:
        yield xml.paragraph(look.styles["rule"].name, "", room=3)


def _blocks(blocks: tuple[Block, ...], width: float, look: Rules) -> Iterable[str]:
    styles = look.styles
    for block, following in pairwise((*blocks, None)):
        # The last words stay with the signatures below them.
        holds = following is None or isinstance(following, Signatures)
        if isinstance(block, Heading):
            text = block.text.upper() if block.level == 1 else block.text
            yield xml.paragraph(styles[f"heading_{block.level}"].name, text)
        elif isinstance(block, Paragraph):
            yield xml.paragraph(
                styles["body"].name, block.text, lead=block.lead, keep=block.announces or holds
            )
        elif isinstance(block, Item):
            opening = f"{block.mark} {block.lead or block.text}"
            lead, text = (opening, block.text) if block.lead else ("", opening)
            inset = block.level * LIST_INSET
            keep = block.announces or holds
            yield xml.paragraph(styles["body"].name, text, lead=lead, keep=keep, inset=inset)
        elif isinstance(block, Table):
            yield from _table(block, width, look)
        elif isinstance(block, Signatures):
            yield from _signatures(block, width, look, "grid_office", "grid_signer")
        elif isinstance(block, Slip):
            yield from _slip(block, width, look)


def _slip(slip: Slip, width: float, look: Rules) -> Iterable[str]:
    """A paper of part of a sheet: one row of a table, so that no page breaks it; then the line to cut at."""
    styles = look.styles
    inner = width - 4
    half = inner / 2
    left = _centred("issuing_body", slip.agency.upper(), half, look) + xml.paragraph(
        styles["signed_note"].name, slip.seal
    )
    right = xml.paragraph(styles["signed_note"].name, slip.occasion)
    head, cell = styles["table_head"].name, styles["table_cell"].name
    parts = [
        xml.plain_table([half, half], [[left, right]]),
        xml.paragraph(styles["kind"].name, slip.title.upper(), room=4),
        _centred("slip_subject", slip.subject, inner, look),
        xml.ruled_table(slip.table, slip.table.widths(inner), head, cell, look),
        *(xml.paragraph(styles["recipients"].name, note) for note in slip.notes),
    ]
    yield xml.plain_table([width], [["".join(parts)]])
    yield xml.cut_line(styles["recipients"].name)


def _table(table: Table, width: float, look: Rules) -> Iterable[str]:
    styles = look.styles
    if table.caption:
        yield xml.paragraph(styles["caption"].name, table.caption)
    if table.note:
        yield xml.paragraph(styles["unit_of_measure"].name, table.note)
    head = styles["dense_head" if table.dense else "table_head"].name
    cell = styles["dense_cell" if table.dense else "table_cell"].name
    yield xml.ruled_table(table, table.widths(width), head, cell, look)
    yield xml.paragraph(styles["table_cell"].name, "")


def _signatures(
    grid: Signatures, width: float, look: Rules, office: str, signer: str, *, holds: bool = False
) -> Iterable[str]:
    """Rows of signers: offices, room to sign, names, each level with its neighbours.

    ``holds`` keeps the last of them on the page of what follows.
    """
    styles = look.styles
    room = look.signature_room if office == "office" else look.grid_room
    widths = [width / grid.columns] * grid.columns
    rows: list[list[str]] = []
    heights: list[float] = []
    for start in range(0, len(grid.signers), grid.columns):
        signers: list[Signer | None] = list(grid.signers[start : start + grid.columns])
        signers += [None] * (grid.columns - len(signers))
        rows.append(
            [
                "".join(_centred(office, o.upper(), widths[0], look, _GAP) for o in s.offices) if s else ""
                for s in signers
            ]
        )
        rows.append(
            [xml.paragraph(styles["signed_note"].name, s.note) if s and s.note else "" for s in signers]
        )
        is_last = start + grid.columns >= len(grid.signers)
        gap = 0 if is_last else _ROW_GAP
        rows.append(
            [
                xml.paragraph(styles[signer].name, s.name, keep=holds and is_last, room=gap) if s else ""
                for s in signers
            ]
        )
        heights += [0, room, 0]
    empty = xml.paragraph(styles["signed_note"].name, "")
    yield xml.paragraph(styles["rule"].name, "", keep=True, room=2)
    yield xml.plain_table(
        widths,
        [[cell or empty for cell in row] for row in rows],
        heights,
        keep_every=3,
    )


def _recipients(recipients: tuple[str, ...], look: Rules, *, keep: bool = False) -> Iterable[str]:
    if recipients:
        yield xml.paragraph(look.styles["recipients_head"].name, "Nơi nhận:", keep=keep)
        for index, text in enumerate(listed(recipients), start=1):
            yield xml.paragraph(
                look.styles["recipients"].name, f"- {text}", keep=keep and index < len(recipients)
            )


def _foot(paper: Paper, width: float, look: Rules) -> str:
    """Ô 9b left, ô 7 right."""
    styles = look.styles
    empty = xml.paragraph(styles["recipients"].name, "")
    share = round(width * 0.48, 1)
    left = "".join(_recipients(paper.recipients, look)) or empty
    right = empty
    if paper.signers:
        signer = paper.signers[0]
        right = "".join(
            [
                *(_centred("office", office.upper(), width - share, look) for office in signer.offices),
                xml.paragraph(styles["signed_note"].name, signer.note, room=look.signature_room),
                xml.paragraph(styles["signer"].name, signer.name),
            ]
        )
    return xml.plain_table([share, width - share], [[left, right]])
