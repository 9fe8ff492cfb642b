"""The registry through which every capability says what ties a unit to a cluster year.

A unit that has signed, reported, scored or voted in a year cannot be struck from its members: what it did
would be left without it. Capabilities stand to the right of clusters, so they register here, as they do in
``obligations``. A provider makes a fixed number of queries, whatever the number of units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .models import ClusterYear


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing a unit has done in a year; ``what`` is a message id that goes on after “đơn vị …”."""

    unit_id: int
    what: str


Provider = Callable[[ClusterYear], Iterable[Tie]]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider; called once by a capability's ``AppConfig.ready``."""
    if provider not in _providers:
        _providers.append(provider)


def ties_in(year: ClusterYear) -> dict[int, list[str]]:
    """Return what ties each unit to ``year``, by unit id, each thing once; units without are left out."""
    found: dict[int, dict[str, None]] = {}
    for provider in _providers:
        for tie in provider(year):
            found.setdefault(tie.unit_id, {})[tie.what] = None
    return {unit_id: list(whats) for unit_id, whats in found.items()}
