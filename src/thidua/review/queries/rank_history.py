"""The members' ranks in the cluster's years, this one and those before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.clusters.models import ClusterYear, Unit

from .standing import YearResult, year_result

# How many years are shown, this one counted.
YEARS = 5


@dataclass(frozen=True, slots=True)
class RankHistory:
    """The years, oldest first, and each member's rank in each of them, None where it had none."""

    years: tuple[int, ...]
    rows: tuple[tuple[Unit, tuple[int | None, ...]], ...]


def rank_history(year: ClusterYear, this: YearResult | None) -> RankHistory:
    """Return the ranks of this year's members over the cluster's last years; ``this`` is this year's result.

    An earlier year is ranked as it closed. Units that merged or are gone do not appear.
    """
    earlier = ClusterYear.objects.filter(cluster=year.cluster_id, year__lt=year.year)
    before = list(earlier.select_related("cluster").order_by("-year")[: YEARS - 1])
    ranks: list[tuple[int, Mapping[int, int | None]]] = [
        (found.year, _ranks(year_result(found))) for found in reversed(before)
    ]
    ranks.append((year.year, _ranks(this)))
    units = [row.unit for row in this.rows] if this else []
    return RankHistory(
        tuple(number for number, _ in ranks),
        tuple((unit, tuple(found.get(unit.pk) for _, found in ranks)) for unit in units),
    )


def _ranks(result: YearResult | None) -> Mapping[int, int | None]:
    return {row.unit.pk: row.rank for row in result.rows} if result else {}
