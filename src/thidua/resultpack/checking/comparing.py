"""Holding what a part says against what it should say, value by value."""

from __future__ import annotations

from typing import Any

from thidua.core.faults import gettext_noop

from .faults import disagree
from .reading import Node

_OTHER = gettext_noop("Tính lại không ra như trong gói.")


def expect(node: Node, should: Any, place: str, cause: str = _OTHER) -> None:
    """Raise the first disagreement between ``node`` and ``should``, at ``place`` and the path below it."""
    if isinstance(should, dict):
        for name, inner in node.fields(*should).items():
            expect(inner, should[name], f"{place} · {name}", cause)
    elif isinstance(should, list):
        rows = list(node)
        for number, (row, inner) in enumerate(zip(rows, should, strict=False), start=1):
            expect(row, inner, f"{place} · {_named(inner, number)}", cause)
        if len(rows) != len(should):
            raise disagree(node.part, place, cause, len(rows), len(should))
    elif node.value != should or isinstance(node.value, bool) != isinstance(should, bool):
        raise disagree(node.part, place, cause, node.value, should)


def _named(row: Any, number: int) -> str:
    """What a row of a list is called: by its unit, code or award where it has one, else by its number."""
    if isinstance(row, dict):
        for name in ("unit", "code", "award"):
            if isinstance(row.get(name), str):
                return str(row[name])
    return str(number)
