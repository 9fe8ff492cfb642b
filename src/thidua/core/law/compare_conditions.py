"""How one standard became another: condition by condition, whichever of them kept its id.

Conditions are the same when they have one id, or ask the same; groups also when they gather the same. Notes
on sources are not law and are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from thidua.core.faults import gettext_noop

from .pack import AllOf, AnyOf, AtLeast, Condition, Count, Leaf, NoneOf, Predicate, Readings


class Role(StrEnum):
    """What a condition is for the whole standard."""

    NEEDED = "needed"
    ONE_WAY = "one_way"
    ONE_READING = "one_reading"
    BARRING = "barring"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    Role.NEEDED: gettext_noop("bắt buộc"),
    Role.ONE_WAY: gettext_noop("một trong các cách"),
    Role.ONE_READING: gettext_noop("một cách hiểu văn bản"),
    Role.BARRING: gettext_noop("phải không có"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A condition where it stands: its role, the place of its group in the list (-1 for none).

    ``path`` are the ids of the groups around it from the outermost.
    """

    condition: Condition
    role: Role
    parent: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConditionChange:
    """A condition before and after: None where it is not there.

    ``asks_otherwise``: its figure or question is another; ``has_moved``: it stands in another group.
    """

    old: Placed | None
    new: Placed | None
    asks_otherwise: bool = False
    has_moved: bool = False


def compare_standards(old: Condition | None, new: Condition | None) -> tuple[ConditionChange, ...]:
    """Every condition of both, in the order of the new standard, then those that are gone."""
    olds, news = _listed(old), _listed(new)
    pairs = _paired(olds, news)
    ids = {olds[o].condition.id: news[n].condition.id for n, o in pairs.items()}
    found = [_change(olds, news, pairs, ids, index) for index in range(len(news))]
    gone = set(range(len(olds))) - set(pairs.values())
    return (*found, *(ConditionChange(olds[index], None) for index in sorted(gone)))


def _change(
    olds: Sequence[Placed],
    news: Sequence[Placed],
    pairs: Mapping[int, int],
    ids: Mapping[str, str],
    index: int,
) -> ConditionChange:
    after = news[index]
    if index not in pairs:
        return ConditionChange(None, after)
    before = olds[pairs[index]]
    parent = pairs.get(after.parent, -2) if after.parent >= 0 else -1
    return ConditionChange(
        before,
        after,
        asks_otherwise=_asks(before.condition, ids) != _asks(after.condition, {}),
        has_moved=parent != before.parent,
    )


# --- one standard as a list --------------------------------------------------------------------------


def _listed(standard: Condition | None) -> list[Placed]:
    found: list[Placed] = []

    def add(condition: Condition, role: Role, parent: int, path: tuple[str, ...]) -> None:
        found.append(Placed(condition, role, parent, path))
        here = len(found) - 1
        if not isinstance(condition, Leaf):
            inner = _inside(condition, role)
            for child in condition.of:
                add(child, inner, here, (*path, condition.id))

    if standard is not None:
        add(standard, Role.NEEDED, -1, ())
    return found


def _inside(group: Condition, role: Role) -> Role:
    """The role of what stands in ``group``, itself in ``role``."""
    match group:
        case Readings():
            return Role.ONE_READING
        case NoneOf():
            return Role.BARRING
        case AnyOf(of=of) if len(of) > 1:
            return Role.ONE_WAY if role is Role.NEEDED else role
        case AtLeast(n=n, of=of) if n < len(of):
            return Role.ONE_WAY if role is Role.NEEDED else role
    return role


def _asks(condition: Condition, ids: Mapping[str, str]) -> object:
    """What a condition asks apart from its id and basis; ``ids`` renames the run a count lies within."""
    match condition:
        case Leaf(predicate=predicate):
            return _renamed(predicate, ids)
        case AtLeast(n=n):
            return AtLeast, n
        case AllOf() if not condition.of:
            return "nothing"
    return type(condition)


def _renamed(predicate: Predicate, ids: Mapping[str, str]) -> Predicate:
    if isinstance(predicate, Count) and predicate.within in ids:
        return replace(predicate, within=ids[predicate.within])
    return predicate


# --- which is which ----------------------------------------------------------------------------------


def _paired(olds: Sequence[Placed], news: Sequence[Placed]) -> dict[int, int]:
    """The index of the old condition for that of each new one that has one."""
    by_id = {placed.condition.id: index for index, placed in enumerate(olds)}
    pairs = {n: by_id[one.condition.id] for n, one in enumerate(news) if one.condition.id in by_id}
    for n, o in _alike(olds, news, pairs):
        pairs[n] = o
    # Groups from the innermost: those that gather the same.
    for n in reversed(range(len(news))):
        if n in pairs or isinstance(news[n].condition, Leaf):
            continue
        within = {pairs[child] for child in _children(news, n) if child in pairs}
        for o, before in enumerate(olds):
            is_free = o not in pairs.values() and not isinstance(before.condition, Leaf)
            if is_free and type(before.condition) is type(news[n].condition):
                both = within & set(_children(olds, o))
                if both and 2 * len(both) >= len(_children(olds, o)):
                    pairs[n] = o
                    break
    return pairs


def _alike(
    olds: Sequence[Placed], news: Sequence[Placed], pairs: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Leaves that have no pair and ask the same, in reading order."""
    free = [o for o in range(len(olds)) if o not in pairs.values() and isinstance(olds[o].condition, Leaf)]
    for n, after in enumerate(news):
        if n in pairs or not isinstance(after.condition, Leaf):
            continue
        for o in free:
            if _without_run(olds[o].condition) == _without_run(after.condition):
                free.remove(o)
                yield n, o
                break


def _without_run(condition: Condition) -> object:
    asked = _asks(condition, {})
    return replace(asked, within="") if isinstance(asked, Count) else asked


def _children(placed: Sequence[Placed], parent: int) -> list[int]:
    return [index for index, one in enumerate(placed) if one.parent == parent]
