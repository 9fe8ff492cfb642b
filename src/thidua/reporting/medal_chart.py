"""The medals chart: a bar for each unit, a part for each colour."""

from __future__ import annotations

from decimal import Decimal

from thidua.core.charts import StackedBars, stacked_bars

from .queries import MedalTotal


def medal_chart(table: list[MedalTotal]) -> StackedBars | None:
    """Lay out the bars of units that have medals, in the table's order; None when none has."""
    return stacked_bars([(_name(row), _colours(row)) for row in table if row.total])


def _name(row: MedalTotal) -> str:
    return row.unit.short_name if row.unit else ""


def _colours(row: MedalTotal) -> list[tuple[str, Decimal]]:
    counts = (("gold", row.gold), ("silver", row.silver), ("bronze", row.bronze))
    return [(colour, Decimal(count)) for colour, count in counts]
