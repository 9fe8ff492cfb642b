"""Which facts the conditions of some awards look at, so that nothing else is turned to bits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .pack import (
    BarKind,
    ExceedsTargets,
    GradeMark,
    InitiativeMark,
    Judged,
    LawPack,
    Leaf,
    Rank,
    Readings,
    ScienceMark,
    Share,
)
from .questions import Question, asked_of, codes_of, marks_of


@dataclass(frozen=True, slots=True)
class Needs:
    """The awards ``asked``, and what their standards look at: marks, codes, figures, persons' decisions."""

    asked: frozenset[str]
    grades: frozenset[GradeMark]
    scoped: frozenset[InitiativeMark | ScienceMark]
    codes: frozenset[str]
    figures: frozenset[Share | Rank | ExceedsTargets]
    decisions: frozenset[str]


def needs_of(pack: LawPack, codes: Iterable[str]) -> Needs:
    """What the awards ``codes`` need. Raises :class:`KeyError` for a code the pack does not have."""
    asked = frozenset(codes)
    questions = [
        question
        for code in asked
        for kind in pack.award(code).standards
        if (standard := asked_of(pack, code, kind)) is not None
        for question in standard.walk()
    ]
    predicates = [q.condition.predicate for q in questions if isinstance(q.condition, Leaf)]
    marks = [mark for predicate in predicates for mark in marks_of(predicate)]
    conferred = {code for predicate in predicates for code in codes_of(predicate)}
    if any(bar.kind is BarKind.ONCE for bar in pack.bars):
        conferred |= asked
    return Needs(
        asked,
        frozenset(mark for mark in marks if isinstance(mark, GradeMark)),
        frozenset(mark for mark in marks if isinstance(mark, InitiativeMark | ScienceMark)),
        frozenset(conferred),
        frozenset(p for p in predicates if isinstance(p, Share | Rank | ExceedsTargets)),
        frozenset(question.id for question in questions if _is_decided(question)),
    )


def _is_decided(question: Question) -> bool:
    """Whether a person's decision on the id of this condition tells."""
    condition = question.condition
    if isinstance(condition, Leaf):
        return question.is_doubted or isinstance(condition.predicate, Judged)
    return isinstance(condition, Readings)
