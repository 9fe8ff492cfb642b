"""The decree's styles made real Word styles, so that whoever amends the paper amends it in style."""

from __future__ import annotations

from functools import cache
from xml.sax.saxutils import quoteattr

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from thidua.core.vietnamese import slug

from .decree30 import Rules, Style

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}


@cache
def style_id(name: str) -> str:
    """Return the id Word keeps for the style called ``name``."""
    return "".join(word.capitalize() for word in slug(name).split("-"))


def define_styles(document: WordDocument, look: Rules) -> None:
    """Set the file's defaults and define a paragraph style for each entry of the decree's rules."""
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is not None:
        styles.remove(defaults)
    styles.insert(0, parse_xml(_defaults(look)))
    normal = document.styles["Normal"].element
    for part in ("w:rPr", "w:pPr"):
        found = normal.find(qn(part))
        if found is not None:
            normal.remove(found)
    for style in look.styles.values():
        for old in styles.findall(qn("w:style")):
            if old.get(qn("w:styleId")) == style_id(style.name):
                styles.remove(old)
        styles.append(parse_xml(_style(style, look)))


def _defaults(look: Rules) -> str:
    body = look.styles["body"]
    return (
        f"<w:docDefaults {_NS}><w:rPrDefault><w:rPr>{_fonts(look)}"
        f'<w:sz w:val="{round(body.size * 2)}"/><w:szCs w:val="{round(body.size * 2)}"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


def _style(style: Style, look: Rules) -> str:
    # A heading keeps its built-in name and outline level: Word's navigation pane lists it.
    level = style.name.removeprefix("Heading ") if style.name.startswith("Heading ") else ""
    name = f"heading {level}" if level else style.name
    outline = f'<w:outlineLvl w:val="{int(level) - 1}"/>' if level else ""
    following = f'<w:next w:val="{style_id(look.styles["body"].name)}"/>' if level else ""
    spacing = (
        '<w:spacing w:before="40" w:after="0" w:line="60" w:lineRule="exact"/>'
        if style.size < 2
        else f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" '
        f'w:line="{round(style.line * 240)}" w:lineRule="auto"/>'
    )
    indent = f'<w:ind w:firstLine="{round(style.indent / 25.4 * 1440)}"/>' if style.indent else ""
    return (
        f'<w:style {_NS} w:type="paragraph" {"" if level else "w:customStyle=" + quoteattr("1")} '
        f"w:styleId={quoteattr(style_id(style.name))}><w:name w:val={quoteattr(name)}/>"
        f'<w:basedOn w:val="Normal"/>{following}<w:qFormat/>'
        f"<w:pPr>{'<w:keepNext/>' if style.keep else ''}{spacing}{indent}"
        f'<w:jc w:val="{_ALIGN[style.align]}"/>{outline}</w:pPr>'
        f"<w:rPr>{_fonts(look)}{'<w:b/>' if style.bold else ''}{'<w:i/>' if style.italic else ''}"
        f'<w:color w:val="000000"/><w:sz w:val="{round(style.size * 2)}"/>'
        f'<w:szCs w:val="{round(style.size * 2)}"/></w:rPr></w:style>'
    )


def _fonts(look: Rules) -> str:
    return (
        "<w:rFonts "
        + " ".join(f'w:{part}="{look.font}"' for part in ("ascii", "hAnsi", "eastAsia", "cs"))
        + "/>"
    )
