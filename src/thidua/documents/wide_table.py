"""Tables with a column for each unit: cut into several when the units are too many for one width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .paper import Column, Row, Table

# So many unit columns stand legibly on a page lying on its side.
MOST_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row: the cells that lead it, then one text a unit."""

    leading: tuple[str, ...]
    by_unit: tuple[str, ...]
    bold: bool = False


def unit_tables(
    leading: Sequence[Column], units: Sequence[str], rows: Sequence[UnitRow], caption: str
) -> Iterable[Table]:
    """Yield one table, or several of as equal a number of unit columns as can be."""
    pieces = -(-len(units) // MOST_COLUMNS) or 1
    size = -(-len(units) // pieces)
    for piece in range(pieces):
        part = slice(piece * size, (piece + 1) * size)
        counter = f" ({piece + 1}/{pieces})" if pieces > 1 else ""
        yield Table(
            (*leading, *(Column(unit, 17, "right") for unit in units[part])),
            tuple(Row((*row.leading, *row.by_unit[part]), row.bold) for row in rows),
            caption=caption + counter if caption else "",
            dense=True,
        )
