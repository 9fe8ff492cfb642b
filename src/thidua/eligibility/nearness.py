"""What is missing on the shortest way to an award: a near miss is a subject with one condition unmet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from thidua.core.law.pack import AllOf, AnyOf, AtLeast, Leaf, Meets, NoneOf, Readings
from thidua.core.law.questions import Question

# None: no way is open, such as on a ground that nobody claims.
Missing = tuple[str, ...] | None
Values = Mapping[Question, bool | None]


def values_of(standard: Question, told: Sequence[tuple[str, bool | None]]) -> Values:
    """The values of a standard's conditions, of which ``told`` ends with those in reading order."""
    asked = tuple(standard.walk())
    return {
        question: value for question, (_, value) in zip(asked, told[len(told) - len(asked) :], strict=True)
    }


def missing(question: Question, values: Values) -> Missing:
    """The ids of the unmet conditions on the way that asks for the fewest; None when no way is open.

    What is unknown is not missing. A text of several readings is one condition; what must not be the case
    and a ground that somebody has to claim are no way.
    """
    if values[question] is not False:
        return ()
    condition = question.condition
    if isinstance(condition, Leaf):
        return _missing_leaf(question, condition, values)
    if isinstance(condition, Readings):
        return (question.id,)
    parts = [missing(child, values) for child in question.of]
    open_ = sorted((part for part in parts if part is not None), key=len)
    match condition:
        case AllOf():
            return _joined(open_, len(parts))
        case AnyOf():
            return open_[0] if open_ else None
        case AtLeast(n=n):
            return _joined(open_[:n], n)
        case NoneOf():
            return None


def _missing_leaf(question: Question, leaf: Leaf, values: Values) -> Missing:
    if question.is_claim:
        return None
    if isinstance(leaf.predicate, Meets) and not question.is_doubted:
        return missing(question.of[0], values) if question.of else None
    return (question.id,)


def _joined(parts: Sequence[tuple[str, ...]], needed: int) -> Missing:
    if len(parts) < needed:
        return None
    return tuple(id_ for part in parts for id_ in part)
