"""Pieces of SVG as text. Looks are presentation attributes: a page's security policy lets them through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

FONTS = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Roboto, 'Liberation Sans', sans-serif"


def element(name: str, content: str = "", **attributes: object) -> str:
    """An element of ready-made ``content``; an underscore in a name stands for a hyphen, None leaves out."""
    given = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(str(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def told(name: str, text: str, **attributes: object) -> str:
    """An element of plain text."""
    return element(name, escape(text), **attributes)


def lines(texts: Sequence[str], x: int, y: float, leading: float, **attributes: object) -> str:
    """Lines of text under each other, the first on base line ``y``."""
    spans = "".join(
        told("tspan", text, x=x, y=f"{y + index * leading:g}") for index, text in enumerate(texts)
    )
    return element("text", spans, **attributes)


def drawing(width: int, height: int, name: str, title: str, description: str, parts: Iterable[str]) -> str:
    """A whole drawing; ``name`` makes its ids, so that several can stand on one page."""
    body = "\n".join(
        (
            told("title", title, id=f"{name}-title"),
            told("desc", description, id=f"{name}-desc"),
            *parts,
        )
    )
    return element(
        "svg",
        f"\n{body}\n",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        font_family=FONTS,
    )
