"""The registry of papers enclosed in a pack: minutes and the like, which are composed to the right of here.

A maker returns the files of a year by name, the same bytes for the same year.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from thidua.clusters.models import ClusterYear

Maker = Callable[[ClusterYear], Mapping[str, bytes]]

_makers: list[Maker] = []


def register(maker: Maker) -> None:
    """Add a maker; called once by an ``AppConfig.ready``."""
    if maker not in _makers:
        _makers.append(maker)


def enclosed(year: ClusterYear) -> dict[str, bytes]:
    """Return every enclosed file of ``year`` by its name."""
    return {name: content for maker in _makers for name, content in maker(year).items()}
