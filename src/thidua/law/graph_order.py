"""Order and places in a drawing of layers: few crossings, straight lanes, nothing on top of another.

The order is sought by barycentres (Sugiyama, Tagawa and Toda, 1981), the places by moving each layer to
the mean of its neighbours, kept apart by isotonic regression. The same input gives the same drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal, NamedTuple

_SWEEPS = 24
_PASSES, _STILL = 120, 0.02
_STRAIGHTENINGS = 4
_FIXED = 400
# Free room between neighbours: two boxes, a box and something else, others.
_BETWEEN_BOXES, _BESIDE_BOX, _ELSE = 30, 16, 10
# How strongly a link between two lanes is kept straight, against any other.
_STRAIGHT = 16
_ADRIFT = 0.001


class Node(NamedTuple):
    """A box of award ``name``, the label of edge (``name``, ``other``), or a piece of lane ``name``."""

    kind: Literal["box", "label", "lane"]
    name: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Stacks:
    """Layers of nodes from the bottom, their widths, and the links between neighbouring layers."""

    layers: tuple[tuple[Node, ...], ...]
    widths: Mapping[Node, float]
    links: tuple[tuple[Node, Node], ...]

    def neighbours(self) -> tuple[dict[Node, list[Node]], dict[Node, list[Node]]]:
        """For each node those linked below it, and those above it."""
        below: dict[Node, list[Node]] = {node: [] for node in self.widths}
        above: dict[Node, list[Node]] = {node: [] for node in self.widths}
        for low, high in self.links:
            below[high].append(low)
            above[low].append(high)
        return below, above


def ordered(stacks: Stacks) -> tuple[tuple[Node, ...], ...]:
    """The layers in the order, of those tried, with the fewest crossings."""
    below, above = stacks.neighbours()
    layers = [list(layer) for layer in stacks.layers]
    best, fewest = [list(layer) for layer in layers], _crossings(layers, above)
    for sweep in range(_SWEEPS):
        upward = sweep % 2 == 0
        _sweep(layers, below if upward else above, upward)
        _swap(layers, below, above)
        if (crossings := _crossings(layers, above)) < fewest:
            best, fewest = [list(layer) for layer in layers], crossings
    return tuple(tuple(layer) for layer in best)


def _sweep(layers: list[list[Node]], linked: Mapping[Node, list[Node]], upward: bool) -> None:
    """Order each layer by the middle of what its nodes are linked to in the layer just ordered."""
    indexes = range(1, len(layers)) if upward else range(len(layers) - 2, -1, -1)
    for index in indexes:
        beside = layers[index - 1 if upward else index + 1]
        place = {node: at for at, node in enumerate(beside)}
        kept = {node: at for at, node in enumerate(layers[index])}
        size = len(layers[index]) or 1

        def barycentre(
            node: Node,
            place: Mapping[Node, int] = place,
            kept: Mapping[Node, int] = kept,
            scale: float = len(beside) / size,
        ) -> float:
            ends = [place[end] for end in linked[node]]
            return sum(ends) / len(ends) if ends else kept[node] * scale

        layers[index].sort(key=barycentre)


def _swap(layers: list[list[Node]], *sides: Mapping[Node, list[Node]]) -> None:
    """Exchange neighbours as long as it takes crossings away."""
    place = {node: at for layer in layers for at, node in enumerate(layer)}
    for layer in layers:
        improved = True
        while improved:
            improved = False
            for at in range(len(layer) - 1):
                left, right = layer[at], layer[at + 1]
                now = sum(_between(side[left], side[right], place) for side in sides)
                then = sum(_between(side[right], side[left], place) for side in sides)
                if then < now:
                    layer[at], layer[at + 1] = right, left
                    place[left], place[right] = at + 1, at
                    improved = True


def _between(left: Iterable[Node], right: Iterable[Node], place: Mapping[Node, int]) -> int:
    """Crossings of the links of two neighbours, the left one's ends standing right of the other's."""
    others = [place[end] for end in right]
    return sum(place[end] > other for end in left for other in others)


def _crossings(layers: Sequence[Sequence[Node]], above: Mapping[Node, list[Node]]) -> int:
    place = {node: at for layer in layers for at, node in enumerate(layer)}
    return sum(
        _between(above[left], above[right], place)
        for layer in layers
        for at, left in enumerate(layer)
        for right in layer[at + 1 :]
    )


# --- places ------------------------------------------------------------------------------------------


def centres(layers: Sequence[Sequence[Node]], stacks: Stacks) -> dict[Node, float]:
    """Where the middle of each node stands from the left; the leftmost node begins at 0."""
    at: dict[Node, float] = {}
    for layer in layers:
        at.update(zip(layer, _cumulated(layer, stacks.widths), strict=True))
    _settle(layers, stacks, at, {})
    for _ in range(_STRAIGHTENINGS):
        _settle(layers, stacks, at, _straightened(layers, stacks, at))
    _straightened(layers, stacks, at)
    left = min(x - stacks.widths[node] / 2 for node, x in at.items())
    return {node: x - left for node, x in at.items()}


def _settle(
    layers: Sequence[Sequence[Node]], stacks: Stacks, at: dict[Node, float], fixed: Mapping[str, float]
) -> None:
    """Move layer after layer to the middle of what its nodes are linked to; ``fixed`` lanes to their line."""
    below, above = stacks.neighbours()
    for turn in range(_PASSES):
        before = dict(at)
        for layer in layers if turn % 2 == 0 else tuple(reversed(layers)):
            wishes = [
                (fixed[node.name], _FIXED)
                if node.kind == "lane" and node.name in fixed
                else _wish(node, [*below[node], *above[node]], at)
                for node in layer
            ]
            at.update(zip(layer, _kept_apart(wishes, _cumulated(layer, stacks.widths)), strict=True))
        if all(abs(at[node] - x) < _STILL for node, x in before.items()):
            return


def _straightened(
    layers: Sequence[Sequence[Node]], stacks: Stacks, at: dict[Node, float]
) -> dict[str, float]:
    """Set as many pieces of each lane as can be on one line where their neighbours leave them room: which."""
    lanes: dict[str, list[Node]] = {}
    for layer in layers:
        for node in layer:
            if node.kind == "lane":
                lanes.setdefault(node.name, []).append(node)
    beside = {node: (layer, index) for layer in layers for index, node in enumerate(layer)}
    found = {}
    for name, pieces in lanes.items():
        rooms = {piece: _room(*beside[piece], stacks.widths, at) for piece in pieces}
        mean = sum(at[piece] for piece in pieces) / len(pieces)
        tried = [x for low, high in rooms.values() for x in (low, high) if abs(x) != inf]
        found[name] = max(
            sorted(tried + [at[piece] for piece in pieces]),
            key=lambda x: (sum(low <= x <= high for low, high in rooms.values()), -abs(x - mean)),
        )
        for piece, (low, high) in rooms.items():
            at[piece] = min(max(found[name], low), high)
    return found


def _room(
    layer: Sequence[Node], index: int, widths: Mapping[Node, float], at: Mapping[Node, float]
) -> tuple[float, float]:
    """From where to where a node may move between its neighbours."""
    nearest = _cumulated(layer, widths)
    low, high = -inf, inf
    if index:
        low = at[layer[index - 1]] + nearest[index] - nearest[index - 1]
    if index + 1 < len(layer):
        high = at[layer[index + 1]] - nearest[index + 1] + nearest[index]
    return min(low, at[layer[index]]), max(high, at[layer[index]])


def _wish(node: Node, linked: Sequence[Node], at: Mapping[Node, float]) -> tuple[float, float]:
    """Where a node would stand, and how much it minds."""
    if not linked:
        return 0, _ADRIFT
    weights = [_STRAIGHT if node.kind == end.kind == "lane" else 1 for end in linked]
    total = sum(weights)
    return sum(at[end] * weight for end, weight in zip(linked, weights, strict=True)) / total, total


def _cumulated(layer: Sequence[Node], widths: Mapping[Node, float]) -> list[float]:
    """The nearest places a layer's nodes may have, side by side from 0."""
    places: list[float] = []
    for index, node in enumerate(layer):
        if not index:
            places.append(0)
            continue
        before = layer[index - 1]
        boxes = (node.kind == "box") + (before.kind == "box")
        room = (_ELSE, _BESIDE_BOX, _BETWEEN_BOXES)[boxes]
        places.append(places[-1] + (widths[before] + widths[node]) / 2 + room)
    return places


def _kept_apart(wishes: Sequence[tuple[float, float]], nearest: Sequence[float]) -> list[float]:
    """The places nearest to the wishes (least squares) that keep order and distances.

    Distances taken away, it is an isotonic regression: neighbours that would pass each other are pooled.
    """
    pools: list[tuple[float, float, int]] = []
    for (place, weight), base in zip(wishes, nearest, strict=True):
        mean, total, size = place - base, weight, 1
        while pools and pools[-1][0] > mean:
            before, with_it, many = pools.pop()
            mean = (before * with_it + mean * total) / (with_it + total)
            total, size = total + with_it, size + many
        pools.append((mean, total, size))
    means = [mean for mean, _, size in pools for _ in range(size)]
    return [mean + base for mean, base in zip(means, nearest, strict=True)]
