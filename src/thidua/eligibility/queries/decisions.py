"""A condition that a person decides: what is asked, and what was decided before."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.core.law.explain import explain
from thidua.core.law.facts import parse_judged
from thidua.core.law.pack import Basis, Condition, LawAward
from thidua.core.law.words import condition_words
from thidua.subjects.models import Subject, YearFact
from thidua.subjects.queries import history, judged_fact

from ..conditions import is_question, may_be_decided, questions_of
from ..law_in_force import Law
from ..speaking import spoken


@dataclass(frozen=True, slots=True)
class Decision:
    """A condition to decide for ``year``, with the decision that stands, if one does.

    ``settles_yes`` is False where "met" leaves the verdict open: the standard itself is in doubt.
    """

    id: str
    award: LawAward
    year: int
    text: str
    parts: tuple[str, ...]
    basis: Basis | None
    standing: YearFact | None
    is_question: bool
    settles_yes: bool

    @property
    def initial(self) -> dict[str, str]:
        """What the form begins with."""
        if self.standing is None:
            return {}
        is_met = parse_judged(self.standing.value)[1]
        return {"is_met": "true" if is_met else "false", "ref": self.standing.ref}


def decision_of(subject: Subject, award: str, law: Law, condition_id: str) -> Decision | None:
    """The condition of ``award`` with this id; None when the award has none that a person may decide."""
    told = history(subject, law.on)
    question = questions_of(law.pack, award, told.kind).get(condition_id)
    if question is None or not may_be_decided(question):
        return None
    year = explain(told, award, law.on, law.pack).considered
    return _decision(
        question.condition, law, law.pack.award(award), year, judged_fact(subject, year, condition_id)
    )


def _decision(
    condition: Condition, law: Law, award: LawAward, year: int, standing: YearFact | None
) -> Decision:
    question = is_question(condition)
    basis = condition.basis
    unsure = basis is not None and not basis.confirmation.is_confirmed
    return Decision(
        id=condition.id,
        award=award,
        year=year,
        text=spoken(condition_words(condition, law.pack, year)),
        parts=tuple(spoken(condition_words(part, law.pack, year)) for part in getattr(condition, "of", ())),
        basis=basis,
        standing=standing,
        is_question=question,
        settles_yes=not (question and unsure),
    )
