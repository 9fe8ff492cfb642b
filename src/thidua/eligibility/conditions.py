"""The conditions of an award by id, and which of them a person may decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from thidua.core.law.facts import SubjectKind
from thidua.core.law.pack import (
    AllOf,
    AnyOf,
    Bar,
    Condition,
    Judged,
    LawAward,
    LawPack,
    Leaf,
    Meets,
    Readings,
)


def conditions_of(pack: LawPack, award: LawAward, kind: SubjectKind) -> Mapping[str, Condition]:
    """Every condition of the award's standard for ``kind`` by id, with those of the standards it asks for."""
    standard = award.standards.get(kind)
    found: dict[str, Condition] = {}
    for condition in _walk(standard, pack, kind) if standard else ():
        found.setdefault(condition.id, condition)
    return found


def all_conditions(pack: LawPack) -> Mapping[str, Condition | Bar]:
    """Every condition and bar of a pack by id."""
    found: dict[str, Condition | Bar] = {bar.id: bar for bar in pack.bars}
    for award in pack.awards.values():
        for standard in award.standards.values():
            for condition in walk(standard):
                found.setdefault(condition.id, condition)
    return found


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and everything under it, in reading order."""
    yield condition
    if not isinstance(condition, Leaf):
        for child in condition.of:
            yield from walk(child)


def _walk(condition: Condition, pack: LawPack, kind: SubjectKind) -> Iterator[Condition]:
    for one in walk(condition):
        yield one
        if isinstance(one, Leaf) and isinstance(one.predicate, Meets):
            other = pack.award(one.predicate.award).standards.get(kind)
            if other is not None:
                yield from _walk(other, pack, kind)


def is_question(condition: Condition | Bar | None) -> bool:
    """Whether it asks a person's judgement."""
    return isinstance(condition, Leaf) and isinstance(condition.predicate, Judged)


def may_be_decided(condition: Condition | Bar | None) -> bool:
    """Whether a person's decision is taken on it: a question, a doubtful rule, a text of several readings."""
    if isinstance(condition, Readings):
        return True
    if not isinstance(condition, Leaf):
        return False
    return is_question(condition) or not condition.basis.confirmation.is_confirmed


def is_by_claim_only(condition: Condition) -> bool:
    """Whether no way leads to it but a ground of commendation that somebody has to claim."""
    match condition:
        case Leaf(predicate=Judged(claimed=True)):
            return True
        case AnyOf(of=of):
            return all(is_by_claim_only(child) for child in of)
        case AllOf(of=of):
            return any(is_by_claim_only(child) for child in of)
    return False
