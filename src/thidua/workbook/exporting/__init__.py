"""From a cluster year in the database to the rows of its workbook."""

from __future__ import annotations

from collections.abc import Callable

from thidua.clusters.models import ClusterYear
from thidua.newsroom.models import ArticleState, CommentState
from thidua.reporting.models import ReportState
from thidua.scoring.models import SheetState
from thidua.sheets.columns import Kind, Sheet
from thidua.sheets.values import Book, Row, Value

from .. import schema
from . import disputes, frame, reports, review, rules, verification

__all__ = ["attached_files", "export_year"]

attached_files = review.attached_files

# What a sheet is ordered by where its natural key would not show the year's own order.
_ORDER = {
    "quotas": ("position",),
    "directives": ("issued_on", "number"),
    "movements": ("starts_on", "name"),
    "activities": ("held_on", "name"),
    "targets": ("position", "code"),
    "indicators": ("position", "code"),
    "duties": ("due", "code"),
    "meetings": ("held_on", "kind"),
    "articles": ("published_at", "title"),
    "pictures": ("article", "position", "file_name"),
    "comments": ("article", "received_at", "text"),
}
_HANDED_IN = {ReportState.SUBMITTED, ReportState.ACCEPTED, SheetState.SUBMITTED, SheetState.VERIFIED}
_KEPT = {"year", "units", "regulation", "pact", "rubric", "scoring_rules", "hand_over"}


def export_year(
    year: ClusterYear,
    may_read_drafts: Callable[[str], bool] = lambda code: True,
    *,
    with_unpublished: bool = True,
) -> Book:
    """Return everything the workbook holds of ``year``, in an order that depends on the content alone.

    ``may_read_drafts`` says of a unit's code whether its drafts may be read; others' are left out. Without
    ``with_unpublished`` so are articles that are not public, and comments that are not.
    """
    book = (
        frame.export(year)
        | reports.export(year)
        | rules.export(year)
        | verification.export(year)
        | disputes.export(year)
        | review.export(year)
    )
    _leave_out_drafts(book, may_read_drafts)
    if not with_unpublished:
        _leave_out_unpublished(book)
    places = {row.text("code"): place for place, row in enumerate(book["units"])}
    return {
        sheet.key: book[sheet.key] if sheet.key in _KEPT else _ordered(sheet, book[sheet.key], places)
        for sheet in schema.SHEETS
    }


def _leave_out_drafts(book: Book, may_read: Callable[[str], bool]) -> None:
    """Keep where a report or score sheet stands, drop what is being written in it."""
    reports = {
        (row["duty"], row["unit"])
        for row in book["reports"]
        if row["state"] not in _HANDED_IN and not may_read(row.text("unit"))
    }
    for key in ("sections", "figures", "medals"):
        book[key] = [row for row in book[key] if (row["duty"], row["unit"]) not in reports]
    sheets = {
        row["unit"]
        for row in book["sheets"]
        if row["state"] not in _HANDED_IN and not may_read(row.text("unit"))
    }
    for key in ("scores", "line_comments"):
        book[key] = [row for row in book[key] if row["unit"] not in sheets]
    unfinished = {
        (row["unit"], row["scorer"])
        for row in book["cross_sheets"]
        if row["finished_at"] is None and not may_read(row.text("scorer"))
    }
    book["cross_scores"] = [
        row for row in book["cross_scores"] if (row["unit"], row["scorer"]) not in unfinished
    ]


def _leave_out_unpublished(book: Book) -> None:
    """Keep of the news what every reader sees."""
    book["articles"] = [row for row in book["articles"] if row["state"] == ArticleState.PUBLISHED]
    titles = {row["title"] for row in book["articles"]}
    for key in ("pictures", "comments"):
        book[key] = [row for row in book[key] if row["article"] in titles]
    book["comments"] = [row for row in book["comments"] if row["state"] == CommentState.APPROVED]


def _ordered(sheet: Sheet, rows: list[Row], places: dict[str, int]) -> list[Row]:
    keys = _ORDER.get(sheet.key, sheet.natural_key)
    return sorted(rows, key=lambda row: tuple(_rank(sheet, key, places)(row[key]) for key in keys))


def _rank(sheet: Sheet, key: str, places: dict[str, int]) -> Callable[[Value], tuple[object, ...]]:
    column = sheet.by_key[key]
    if column.kind is Kind.UNIT:
        return lambda value: (places.get(str(value), len(places)), str(value))
    if column.kind is Kind.CHOICE:
        words = list(column.choices)
        return lambda value: (words.index(str(value)) if value in words else -1,)
    if column.kind in (Kind.TEXT, Kind.REFERENCE):
        return lambda value: ("" if value is None else str(value),)
    # None is put first, before what it cannot be compared with.
    return lambda value: (value is not None, value if value is not None else 0)
