"""The points chart: a bar for each unit, a part for each group of the rubric."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from thidua.core.charts import StackedBars, stacked_bars

SERIES = 6


def series(index: int) -> str:
    """Return the colour class of the group at ``index``."""
    return f"series-{index % SERIES + 1}"


def points_chart(rows: Sequence[tuple[str, Sequence[Decimal]]]) -> StackedBars | None:
    """Lay out a bar for each (name, points by group); None when there is nothing to show."""
    return stacked_bars(
        [
            (name, [(series(group), points) for group, points in enumerate(by_group)])
            for name, by_group in rows
        ]
    )
