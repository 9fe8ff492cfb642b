"""From rows of values to the bytes of a year's workbook, and the empty one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thidua.sheets.values import Book
from thidua.sheets.writing import write_form, write_template

from . import schema


def write(book: Book, files: Iterable[Sequence[str]] = ()) -> bytes:
    """Return a workbook with every sheet of a year and the rows of ``book``.

    ``files`` lists what stays outside the workbook: what it belongs to, name, SHA-256.
    """
    return write_form(schema.YEAR, book, files)


def template() -> bytes:
    """Return the empty workbook: headings, help, lists to choose from."""
    return write_template(schema.YEAR)
