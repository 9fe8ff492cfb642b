"""The registry through which every capability says what a cluster year owes.

Capabilities stand to the right of clusters, so they register here; the stage gate and *Việc của tôi*
both read from here. A provider makes a fixed number of queries, whatever the number of units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from thidua.core.timetable import Obligation

from .models import ClusterYear

Provider = Callable[[ClusterYear], Iterable[Obligation]]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider; called once by a capability's ``AppConfig.ready``."""
    if provider not in _providers:
        _providers.append(provider)


def owed_in(year: ClusterYear) -> list[Obligation]:
    """Return everything ``year`` owes, done or not, in order of due day."""
    owed = [obligation for provider in _providers for obligation in provider(year)]
    return sorted(owed, key=lambda o: (o.due is None, o.due, o.stage.order, o.code, o.unit_id or 0))
