"""Every value of a part altered by itself, as somebody with the right key would, who tells one lie."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

Path = tuple[Any, ...]


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every text, number, truth or nothing inside ``value``, with the path to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))
    else:
        yield path, value


def lists(value: Any, path: Path = ()) -> Iterator[tuple[Path, list[Any]]]:
    """Every list inside ``value`` that holds something."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from lists(inner, (*path, name))
    elif isinstance(value, list):
        if value:
            yield path, value
        for place, inner in enumerate(value):
            yield from lists(inner, (*path, place))


def pattern(path: Path) -> str:
    """The path with every place in a list, and every code that names a member of an object, as a star."""
    return "/".join("*" if isinstance(step, int) or _is_code(step) else step for step in path)


def _is_code(step: str) -> bool:
    return not re.fullmatch(r"[a-z_0-9]*[a-z][a-z_0-9]*", step) or step.startswith("so-")


def altered(value: Any) -> Any:
    """Another value of the same form."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value is None:
        return "1"
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return f"{value[:-1]}{(int(value[-1]) + 1) % 10}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d.*", value):
        return f"{int(value[:4]) + 1}{value[4:]}"
    if re.fullmatch(r"[0-9a-f]{32,}", value):
        return f"{'1' if value[0] == '0' else '0'}{value[1:]}"
    return f"{value}x" if value else "x"


def with_value(whole: Any, path: Path, value: Any) -> Any:
    """A copy of ``whole`` with another value at ``path``."""
    made = copy.deepcopy(whole)
    inner = made
    for step in path[:-1]:
        inner = inner[step]
    if not path:
        return value
    inner[path[-1]] = value
    return made
