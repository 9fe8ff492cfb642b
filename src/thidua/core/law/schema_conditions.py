"""Reading condition trees: groups, and leaves of the closed set of predicates."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.core.faults import gettext_noop

from .located import Node, Table
from .pack import AllOf, AnyOf, AtLeast, Condition, Judged, Leaf, NoneOf, Readings
from .schema_basis import BASIS, NO_BASIS, NOTE, Above, Context, below, group_basis, leaf_basis
from .schema_faults import choices, tell_unknown
from .schema_fields import Fields
from .schema_predicates import PREDICATES

_GROUPS = ("all", "any", "none", "at_least", "readings")
_SHAPES = (*_GROUPS, *PREDICATES)
_COMMON = ("id", *BASIS, *NOTE)


@dataclass(frozen=True, slots=True)
class _Node:
    """A node being read: its fields, what holds at it, and the ids already used in the standard."""

    fields: Fields
    context: Context
    given: Above
    taken: dict[str, int]

    def children(self, fields: Fields, name: str) -> tuple[Condition, ...]:
        """The conditions of a list below."""
        return tuple(
            read_condition(child, self.context, self.taken, self.given) for child in fields.items(name)
        )


def read_condition(
    node: Node, context: Context, taken: dict[str, int], above: Above | None = None
) -> Condition:
    """Read a condition with all below it; its ids are added to ``taken`` (id → line)."""
    shape = _shape_of(node, context)
    if shape is None:
        return _stand_in()
    optional = (*BASIS, *NOTE, *(("claimed", "presumed") if shape == "judged" else ()))
    fields = Fields(node, context.faults, ("id", shape), optional)
    name = fields.code("id")
    context.faults.claim(name, fields.line_of("id"), taken)
    here = _Node(fields, context, below(fields, context, above or Above()), taken)
    if shape in _GROUPS:
        return _read_group(name, shape, here)
    return Leaf(name, PREDICATES[shape](fields, context), leaf_basis(fields, context, here.given))


def _shape_of(node: Node, context: Context) -> str | None:
    """The one group or predicate name in a node; None, with faults told, when it has none or several."""
    if not isinstance(node, Table):
        Fields(node, context.faults, ("id",), _SHAPES)
        return None
    shapes = [name for name in node.names if name in _SHAPES]
    if len(shapes) == 1:
        return shapes[0]
    if shapes:
        context.faults.at(
            node.line,
            gettext_noop("Một nút chỉ có một điều kiện, ở đây có: %(names)s."),
            gettext_noop("Tách thành nhiều nút trong “all” hoặc “any”."),
            names=choices(shapes),
        )
        return None
    strange = [key for key, _ in node.entries if key.value not in _COMMON]
    for key in strange:
        tell_unknown(context.faults, key, _SHAPES)
    if not strange:
        context.faults.at(
            node.line,
            gettext_noop("Nút không có điều kiện nào."),
            gettext_noop("Thêm một trong: %(names)s."),
            names=choices(_SHAPES),
        )
    return None


def _read_group(name: str, shape: str, here: _Node) -> Condition:
    fields, context = here.fields, here.context
    basis = group_basis(fields, context, here.given)
    match shape:
        case "all":
            return AllOf(name, here.children(fields, shape), basis)
        case "any":
            return AnyOf(name, here.children(fields, shape), basis)
        case "none":
            return NoneOf(name, here.children(fields, shape), basis)
        case "readings":
            return Readings(name, _at_least_two(here.children(fields, shape), here), basis)
    inner = Fields(fields.table.get(shape) or fields.table, context.faults, ("n", "of"))
    children = here.children(inner, "of")
    return AtLeast(name, inner.whole("n", 1, max(1, len(children)), 1), children, basis)


def _at_least_two(children: tuple[Condition, ...], here: _Node) -> tuple[Condition, ...]:
    if len(children) < 2:
        here.context.faults.at(
            here.fields.line_of("readings"),
            gettext_noop("“readings” cần ít nhất hai cách hiểu."),
            gettext_noop("Thêm cách hiểu kia; cách hiểu “không có điều kiện này” ghi là all: []."),
        )
    return children


def _stand_in() -> Condition:
    return Leaf("", Judged(""), NO_BASIS)
