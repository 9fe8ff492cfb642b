"""One measured figure beside its limit or its peer, as a line of a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` in ``unit``; ``beside``: what it is held against, ``ratio`` how they stand, ``limit`` of it.

    Without ``beside`` a limit is one of the value itself. ``holds``: whether it is within its limit.
    """

    what: str
    value: float
    unit: str
    beside: str = ""
    ratio: float | None = None
    limit: str = ""
    holds: bool | None = None


def within(what: str, value: float, unit: str, most: float) -> Figure:
    """A figure that may be ``most``."""
    return Figure(what, value, unit, limit=f"<= {most:g} {unit}", holds=value <= most)


def beside(
    what: str,
    value: float,
    unit: str,
    peer: str,
    peer_value: float,
    *,
    at_most: float = 0,
    ahead: float = 0,
) -> Figure:
    """A figure beside a peer's: it may be ``at_most`` times the peer's, or the peer's ``ahead`` times it."""
    shown = f"{peer} {peer_value:.3g} {unit}"
    if ahead:
        ratio = peer_value / value
        return Figure(what, value, unit, shown, ratio, f">= {ahead:g}x ahead", ratio >= ahead)
    ratio = value / peer_value
    if at_most:
        return Figure(what, value, unit, shown, ratio, f"<= {at_most:g}x", ratio <= at_most)
    return Figure(what, value, unit, shown, ratio)


def show(figures: Iterable[Figure], heading: str = "law") -> None:
    """Print the table, then the same as JSON lines."""
    told = list(figures)
    width = max(len(figure.what) for figure in told)
    beside_width = max(len(figure.beside) for figure in told)
    print(f"{heading:<{width}}{'value':>12}   {'beside':<{beside_width}}{'ratio':>8}   limit")
    for figure in told:
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        mark = " MISSED" if figure.holds is False else ""
        value = f"{figure.value:.4g} {figure.unit}"
        print(
            f"{figure.what:<{width}}{value:>12}   {figure.beside:<{beside_width}}{ratio:>8}   "
            f"{figure.limit}{mark}"
        )
    for figure in told:
        print(json.dumps(asdict(figure)))
