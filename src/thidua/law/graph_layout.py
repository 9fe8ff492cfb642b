"""Where the boxes, labels and edges of a ladder stand: layers from the bottom, nothing on top of another.

Between two rows of boxes lies a row of labels. An edge that passes rows by runs there in a lane of its own,
so it crosses no box and no label; the lanes of one award are one trunk as far as they go together. Lengths
are whole pixels from the top left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .graph_order import Node, Stacks, centres, ordered

_LANE = 8
# Room between rows; more where edges reach far to the side.
_GAP, _WIDEST_GAP, _SLOPE = 18, 58, 0.11
_PORT, _PORT_EDGE = 26, 22


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle."""

    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> int:
        """Its middle, from the left."""
        return self.x + self.width // 2

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Upright:
    """A piece of an edge that runs straight up at ``x``, from ``low`` to ``high``; curves join them."""

    x: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Line:
    """An edge: its uprights from the bottom. ``leads_down`` when its target is the lower end."""

    source: str
    target: str
    uprights: tuple[Upright, ...]
    leads_down: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole: boxes by award code, labels by (source, target), ``bands`` as (top, bottom) of each row."""

    width: int
    height: int
    boxes: Mapping[str, Rect]
    labels: Mapping[tuple[str, str], Rect]
    lines: tuple[Line, ...]
    bands: tuple[tuple[int, int], ...]


def laid_out(
    rows: Sequence[Sequence[str]],
    edges: Sequence[tuple[str, str]],
    box_sizes: Mapping[str, tuple[int, int]],
    label_sizes: Mapping[tuple[str, str], tuple[int, int]],
) -> Layout:
    """Lay out ``rows`` of award codes from the bottom and ``edges`` (source, target) between rows."""
    stacks, chains = _stacked(rows, edges, box_sizes, label_sizes)
    layers = ordered(stacks)
    middles = {node: round(x) for node, x in centres(layers, stacks).items()}
    floors = _floors(layers, stacks, middles, box_sizes, label_sizes)
    height = floors[-1][1]
    boxes = {
        code: _rect(Node("box", code), middles, box_sizes[code], floors[2 * index], height)
        for index, row in enumerate(rows)
        for code in row
    }
    labels = {
        edge: _rect(
            Node("label", *edge), middles, label_sizes[edge], floors[2 * _upper(rows, edge) - 1], height
        )
        for edge in edges
    }
    ports = _ports(chains, boxes, middles)
    lines = tuple(_line(edge, chains[edge], layers, floors, middles, ports, boxes, height) for edge in edges)
    width = max(node_x + stacks.widths[node] / 2 for node, node_x in middles.items())
    return Layout(round(width), height, boxes, labels, lines, _bands(floors, height))


def _row_of(rows: Sequence[Sequence[str]], code: str) -> int:
    return next(index for index, row in enumerate(rows) if code in row)


def _upper(rows: Sequence[Sequence[str]], edge: tuple[str, str]) -> int:
    return max(_row_of(rows, code) for code in edge)


def _stacked(
    rows: Sequence[Sequence[str]],
    edges: Sequence[tuple[str, str]],
    box_sizes: Mapping[str, tuple[int, int]],
    label_sizes: Mapping[tuple[str, str], tuple[int, int]],
) -> tuple[Stacks, dict[tuple[str, str], tuple[Node, ...]]]:
    """The nodes in layers (boxes even, labels odd) and the chain of nodes of every edge, from below."""
    layers: list[list[Node]] = [[] for _ in range(2 * len(rows) - 1)]
    widths: dict[Node, float] = {}

    def put(node: Node, layer: int, width: float) -> Node:
        if node not in widths:
            widths[node] = width
            layers[layer].append(node)
        return node

    for index, row in enumerate(rows):
        for code in row:
            put(Node("box", code), 2 * index, box_sizes[code][0])
    chains = {}
    for edge in edges:
        below, above = sorted(2 * _row_of(rows, code) for code in edge)
        leads_up = 2 * _row_of(rows, edge[1]) == above
        low, high = edge if leads_up else edge[::-1]
        # An edge that leads down shares its lanes with none: they would seem to be its source's.
        name = low if leads_up else "↓".join(edge)
        lanes = (put(Node("lane", name, str(layer)), layer, _LANE) for layer in range(below + 1, above - 1))
        label = put(Node("label", *edge), above - 1, label_sizes[edge][0])
        chains[edge] = (Node("box", low), *lanes, label, Node("box", high))
    links = sorted({pair for chain in chains.values() for pair in pairwise(chain)})
    return Stacks(tuple(tuple(layer) for layer in layers), widths, tuple(links)), chains


def _floors(
    layers: Sequence[Sequence[Node]],
    stacks: Stacks,
    middles: Mapping[Node, int],
    box_sizes: Mapping[str, tuple[int, int]],
    label_sizes: Mapping[tuple[str, str], tuple[int, int]],
) -> list[tuple[int, int]]:
    """How far each layer begins and ends above the bottom line."""
    place = {node: index for index, layer in enumerate(layers) for node in layer}
    reach = [0] * len(layers)
    for low, high in stacks.links:
        reach[place[high]] = max(reach[place[high]], abs(middles[low] - middles[high]))
    floors: list[tuple[int, int]] = []
    at = 0
    for index, layer in enumerate(layers):
        tall = 0
        for node in layer:
            if node.kind == "box":
                tall = max(tall, box_sizes[node.name][1])
            elif node.kind == "label":
                tall = max(tall, label_sizes[node.name, node.other][1])
        if index:
            at += min(round(_GAP + reach[index] * _SLOPE), _WIDEST_GAP)
        floors.append((at, at + tall))
        at += tall
    return floors


def _rect(
    node: Node, middles: Mapping[Node, int], size: tuple[int, int], floor: tuple[int, int], height: int
) -> Rect:
    """A box or label in the middle of its layer's height."""
    low, high = floor
    top = height - high + (high - low - size[1]) // 2
    return Rect(middles[node] - size[0] // 2, top, *size)


# --- edges -------------------------------------------------------------------------------------------


def _ports(
    chains: Mapping[tuple[str, str], tuple[Node, ...]], boxes: Mapping[str, Rect], middles: Mapping[Node, int]
) -> dict[tuple[Node, Node], int]:
    """Where edges leave and reach a box: as near to straight as can be, apart from each other."""
    ports: dict[tuple[Node, Node], int] = {}
    for code, box in boxes.items():
        node = Node("box", code)
        above = {chain[1] for chain in chains.values() if chain[0] == node}
        below = {chain[-2] for chain in chains.values() if chain[-1] == node}
        for side in (above, below):
            ends = sorted(side, key=lambda end: (middles[end], end))
            room = min(_PORT, (box.width - 2 * _PORT_EDGE) / max(len(ends) - 1, 1))
            wanted = [
                min(max(middles[end], box.x + _PORT_EDGE), box.x + box.width - _PORT_EDGE) for end in ends
            ]
            for end, x in zip(ends, _apart(wanted, room, box), strict=True):
                ports[node, end] = x
    return ports


def _apart(wanted: Sequence[int], room: float, box: Rect) -> list[int]:
    """The wanted places, moved to be ``room`` apart and inside the box."""
    right = box.x + box.width - _PORT_EDGE
    placed: list[float] = []
    for x in wanted:
        placed.append(max(x, placed[-1] + room) if placed else x)
    limit: float = right
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], limit)
        limit = placed[index] - room
    return [round(x) for x in placed]


def _line(
    edge: tuple[str, str],
    chain: Sequence[Node],
    layers: Sequence[Sequence[Node]],
    floors: Sequence[tuple[int, int]],
    middles: Mapping[Node, int],
    ports: Mapping[tuple[Node, Node], int],
    boxes: Mapping[str, Rect],
    height: int,
) -> Line:
    first, last = chain[0], chain[-1]
    bottom = next(index for index, layer in enumerate(layers) if first in layer)
    foot, head = boxes[first.name], boxes[last.name]
    # Straight through the row's whole height: a neighbour may be taller than the box.
    uprights = [Upright(ports[first, chain[1]], foot.y, height - floors[bottom][1])]
    for layer, node in enumerate(chain[1:-1], start=bottom + 1):
        low, high = floors[layer]
        uprights.append(Upright(middles[node], height - low, height - high))
    top = bottom + len(chain) - 1
    uprights.append(Upright(ports[last, chain[-2]], height - floors[top][0], head.bottom))
    return Line(*edge, tuple(uprights), leads_down=edge[1] == first.name)


def _bands(floors: Sequence[tuple[int, int]], height: int) -> tuple[tuple[int, int], ...]:
    """The height each row of boxes takes with the labels below it: from the row's top to the next's."""
    tops = [height - floors[layer][1] for layer in range(0, len(floors), 2)]
    bottoms = [height, *tops[:-1]]
    return tuple(zip(tops, bottoms, strict=True))
