"""What an import would do: which rows are new, which change, which say what is there already."""

from __future__ import annotations

from dataclasses import dataclass, field

from thidua.sheets.columns import Sheet
from thidua.sheets.values import Book, Row

from . import schema
from .checking import row_key


@dataclass(slots=True)
class SheetPlan:
    """One sheet's part: rows to add, rows to change, and how many stay; ``absent`` ones are left alone."""

    sheet: Sheet
    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    same: int = 0
    absent: int = 0

    @property
    def to_write(self) -> list[Row]:
        """New and changed rows, in the file's order."""
        return sorted([*self.new, *self.changed], key=lambda row: row.number)

    @property
    def is_empty(self) -> bool:
        """Whether the sheet says nothing new."""
        return not (self.new or self.changed)


def plan(book: Book, existing: Book | None) -> dict[str, SheetPlan]:
    """Compare ``book`` with the year's own (None: the year is new), sheet by sheet."""
    return {sheet.key: _plan_sheet(sheet, book.get(sheet.key, []), existing) for sheet in schema.SHEETS}


def _plan_sheet(sheet: Sheet, rows: list[Row], existing: Book | None) -> SheetPlan:
    planned = SheetPlan(sheet)
    there = {row_key(sheet, row): row for row in (existing or {}).get(sheet.key, [])}
    for row in rows:
        was = there.pop(row_key(sheet, row), None)
        if was is None:
            planned.new.append(row)
        elif _says_the_same(row, was):
            planned.same += 1
        else:
            planned.changed.append(row)
    planned.absent = len(there)
    return planned


def _says_the_same(row: Row, was: Row) -> bool:
    """An empty cell says nothing against an empty one, whichever kind of empty it is."""
    return all((value or None) == (was[key] or None) for key, value in row.values.items())
