"""Rows from a query: every value in the one form the workbook keeps it in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from thidua.sheets.cells import clean_text
from thidua.sheets.values import Row, Value, tidy


def table(query: QuerySet[Any], **paths: str) -> list[Row]:
    """Return a row for each object of ``query``, its values by column key from the given field paths."""
    return [
        Row(0, {key: plain(value) for key, value in zip(paths, values, strict=True)})
        for values in query.values_list(*paths.values())
    ]


def plain(value: Any) -> Value:
    """The value as the workbook keeps it: moments on the office's clock to the second, texts clean."""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(microsecond=0, tzinfo=None)
    if isinstance(value, Decimal):
        return tidy(value)
    if isinstance(value, str):
        return clean_text(value) or None
    return value  # type: ignore[no-any-return]


def lines(text: str) -> list[Row]:
    """A long text as rows, a line each; an empty text has none."""
    cleaned = clean_text(text)
    return [
        Row(0, {"line": number, "text": line.rstrip() or None})
        for number, line in enumerate(cleaned.split("\n") if cleaned else [], start=1)
    ]


def codes(found: Iterable[str], places: dict[str, int]) -> tuple[str, ...]:
    """Unit codes in the members' own order."""
    return tuple(sorted(found, key=lambda code: (places.get(code, len(places)), code)))
