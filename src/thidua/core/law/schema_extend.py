"""Laying a pack's own lines over those of the pack it extends."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from .pack import (
    Authority,
    Bar,
    BaseWage,
    Basis,
    Coefficient,
    Condition,
    Confirmation,
    LawAward,
    LawPack,
    Leaf,
    Quota,
    Step,
)

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)
Cited = TypeVar("Cited", Authority, Bar, BaseWage, Coefficient, Quota, Step)

_HELD_AGAINST_THE_TEXT = (Confirmation.SEEN, Confirmation.KNOWN, Confirmation.SECONDARY)


def laid_over(old: Iterable[T], new: Iterable[T], key: Callable[[T], H]) -> tuple[T, ...]:
    """``old`` with those of ``new`` in their places where the key is the same, the others at the end."""
    found = {key(one): one for one in old}
    found.update((key(one), one) for one in new)
    return tuple(found.values())


def without(pack: LawPack, awards: Iterable[str], bars: Iterable[str]) -> LawPack:
    """A pack without some of its awards and bars."""
    dropped_awards, dropped_bars = set(awards), set(bars)
    return replace(
        pack,
        awards={code: award for code, award in pack.awards.items() if code not in dropped_awards},
        bars=tuple(bar for bar in pack.bars if bar.id not in dropped_bars),
    )


def carried(pack: LawPack) -> LawPack:
    """A pack each line of which that was confirmed is only carried over into a later text."""
    return replace(
        pack,
        bars=tuple(_cited(bar) for bar in pack.bars),
        awards={code: _carried_award(award) for code, award in pack.awards.items()},
        base_wages=tuple(_cited(wage) for wage in pack.base_wages),
        rounding=_carried_basis(pack.rounding),
    )


def _carried_award(award: LawAward) -> LawAward:
    return replace(
        award,
        confers=_cited(award.confers),
        proposes=_cited(award.proposes) if award.proposes else None,
        standards={kind: _carried_condition(tree) for kind, tree in award.standards.items()},
        steps=tuple(_cited(step) for step in award.steps),
        quotas=tuple(_cited(quota) for quota in award.quotas),
        bonus={kind: _cited(coefficient) for kind, coefficient in award.bonus.items()},
    )


def _carried_condition(condition: Condition) -> Condition:
    if isinstance(condition, Leaf):
        return replace(condition, basis=_carry(condition.basis))
    children = tuple(_carried_condition(child) for child in condition.of)
    return replace(condition, of=children, basis=_carried_basis(condition.basis))


def _cited(line: Cited) -> Cited:
    return replace(line, basis=_carry(line.basis))


def _carried_basis(basis: Basis | None) -> Basis | None:
    return _carry(basis) if basis else None


def _carry(basis: Basis) -> Basis:
    if basis.confirmation in _HELD_AGAINST_THE_TEXT:
        return replace(basis, confirmation=Confirmation.CARRIED)
    return basis


def by_order(awards: Iterable[LawAward]) -> Mapping[str, LawAward]:
    """Awards by code, along the ladder."""
    return {award.code: award for award in sorted(awards, key=lambda award: award.order)}
