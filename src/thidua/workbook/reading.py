"""From the bytes of a year's workbook to rows of values, with every fault found on the way."""

from __future__ import annotations

from thidua.sheets.reading import Reading, read_form

from . import schema


def read(content: bytes) -> Reading:
    """Read a workbook. Raises :class:`Unreadable` when the file is none of ours at all."""
    return read_form(content, schema.YEAR)
