"""One import under way: who imports, what was read, what is to be written, and where faults go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar

from django.db import DatabaseError, transaction
from django.utils import timezone

from thidua.accounts.actor import Actor
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import Fault, Refused, gettext_noop
from thidua.sheets.reading import Reading
from thidua.sheets.values import Book, Row

from .. import schema
from ..checking import row_key
from ..planning import SheetPlan

Thing = TypeVar("Thing")
# From a fault's own place to the row and column it speaks of, where they are not those at hand.
Locate = Callable[[Fault], tuple[str, int, str] | None]


@dataclass(slots=True)
class Job:
    """The import. ``actor`` acts for all units; ``pictures`` is the folder of the picture files, if any."""

    actor: Actor
    reading: Reading
    plans: dict[str, SheetPlan]
    existing: Book
    year: ClusterYear
    pictures: Path | None = None
    units: dict[str, Unit] = field(default_factory=dict)

    def to_write(self, sheet: str) -> list[Row]:
        """The sheet's rows that are new or changed."""
        return self.plans[sheet].to_write

    def rows(self, sheet: str) -> list[Row]:
        """All of the sheet's rows in the file."""
        return self.reading.book.get(sheet, [])

    def rows_and_kept(self, sheet: str) -> list[Row]:
        """The sheet's rows in the file, and those that are there already and the file leaves alone.

        For what is written as a whole, so that a row the file does not repeat is not taken away.
        """
        rows, frame = self.rows(sheet), schema.BY_KEY[sheet]
        told = {row_key(frame, row): row for row in rows}
        there_before = self.existing.get(sheet, [])
        if all(row_key(frame, row) in told for row in there_before):
            return rows
        merged = [told.pop(row_key(frame, row), row) for row in there_before]
        return [*merged, *told.values()]

    def at(self, moment: datetime | date | None) -> Actor:
        """The importer at ``moment`` on the office's clock; a bare day means its noon."""
        if moment is None:
            return self.actor
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time(12))
        return self.actor.acting_at(timezone.make_aware(moment))

    def unit(self, row: Row, key: str = "unit") -> Unit:
        """The unit a row names; it was checked to exist."""
        return self.units[row.text(key)]

    @contextmanager
    def writing(self, sheet: str, row: Row, locate: Locate | None = None) -> Iterator[None]:
        """Turn a refusal while ``row`` is written into a fault at its cell; what was begun is undone."""
        try:
            with transaction.atomic():
                yield
        except Refused as refused:
            for fault in refused.faults:
                found = locate(fault) if locate else None
                where, number, key = found or (sheet, row.number, fault.place)
                self.reading.note(where, number, key, fault.cause, fault.mend, **fault.params)
        except DatabaseError:
            self.reading.note(
                sheet,
                row.number,
                "",
                gettext_noop("Cơ sở dữ liệu không nhận dòng này."),
                gettext_noop("Hãy kiểm tra độ dài và giá trị các ô của dòng."),
            )
        except _NotThere:
            # What the row refers to was itself refused; that fault is enough.
            return


class _NotThere(Exception):
    """Something a row refers to is not in the database, for a reason already noted."""


def there(thing: Thing | None) -> Thing:
    """Return ``thing``, or leave the row when it could not be written before."""
    if thing is None:
        raise _NotThere
    return thing
