"""The pools that quotas are shares of: how many of a unit have the award the quota counts, and the limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from thidua.core.law.facts import FactKind, History, split_way
from thidua.core.law.quotas import pool_limit

from .law_in_force import Law

_CONFERRED = (FactKind.TITLE, FactKind.AWARD)


class Pools:
    """Counts, over portions of subjects, who has each pool's award in the year of the day and the one before.

    The pool is that of the year itself once anybody has it; until then that of the year before is told.
    """

    def __init__(self, law: Law, awards: Sequence[str]) -> None:
        self.law = law
        self.quotas = [(code, quota) for code in awards for quota in law.pack.award(code).quotas]
        self.wanted = {quota.pool for _, quota in self.quotas}
        self.years = (law.on.year, law.on.year - 1)
        self.holders: Counter[tuple[str, int]] = Counter()

    def count(self, histories: Iterable[History]) -> None:
        """Count the holders among some more subjects."""
        for history in histories:
            self.holders.update(
                {
                    (split_way(fact.value)[0], fact.year)
                    for fact in history.facts
                    if fact.kind in _CONFERRED
                    and fact.year in self.years
                    and split_way(fact.value)[0] in self.wanted
                }
            )

    def told(self, eligible: Mapping[str, int]) -> list[dict[str, object]]:
        """Each quota with its pool and limit, as plain values; ``limit`` is None while not confirmed."""
        found: list[dict[str, object]] = []
        for code, quota in self.quotas:
            year = next((year for year in self.years if self.holders[quota.pool, year]), self.years[0])
            size = self.holders[quota.pool, year]
            found.append(
                {
                    "award": code,
                    "id": quota.id,
                    "pool": quota.pool,
                    "percent": str(quota.percent),
                    "year": year,
                    "size": size,
                    "limit": pool_limit(quota, size),
                    "eligible": eligible.get(code, 0),
                }
            )
        return found
