"""The conditions of an award by id, and which of them a person may decide."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.core.law.facts import SubjectKind
from thidua.core.law.pack import Bar, Condition, Judged, LawPack, Leaf, Readings, walk
from thidua.core.law.questions import Question, asked_of


def questions_of(pack: LawPack, code: str, kind: SubjectKind) -> Mapping[str, Question]:
    """Every condition of award ``code`` for ``kind`` by id, with those of the standards it asks for."""
    standard = asked_of(pack, code, kind)
    found: dict[str, Question] = {}
    for question in standard.walk() if standard else ():
        found.setdefault(question.id, question)
    return found


def all_conditions(pack: LawPack) -> Mapping[str, Condition | Bar]:
    """Every condition and bar of a pack by id."""
    found: dict[str, Condition | Bar] = {bar.id: bar for bar in pack.bars}
    for award in pack.awards.values():
        for standard in award.standards.values():
            for condition in walk(standard):
                found.setdefault(condition.id, condition)
    return found


def is_question(condition: Condition | Bar) -> bool:
    """Whether it asks a person's judgement."""
    return isinstance(condition, Leaf) and isinstance(condition.predicate, Judged)


def may_be_decided(question: Question) -> bool:
    """Whether a person's decision is taken on it: a question, a doubtful rule, a text of several readings."""
    condition = question.condition
    return isinstance(condition, Readings) or question.is_doubted or is_question(condition)
