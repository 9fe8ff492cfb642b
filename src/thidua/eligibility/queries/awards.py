"""All awards asked for one subject, and one award with everything a reader may want to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.faults import Fault, Refused
from thidua.core.law.earliest import Plan, Reach, plan, reach_of_all
from thidua.core.law.explain import Explanation, explain
from thidua.core.law.facts import History
from thidua.core.law.future import ladder
from thidua.core.law.money import Bonus, bonus_money
from thidua.core.law.need_words import need_words
from thidua.core.law.pack import Basis, LawAward, LawPack, is_by_claim_only, leaves
from thidua.core.law.transition import choose
from thidua.core.law.verdict import Verdict

from ..citing import Cited, Doubts, cited, doubts_among
from ..law_in_force import Law
from ..reasons import why
from ..speaking import spoken
from ..telling import Node, tree


@dataclass(frozen=True, slots=True)
class AwardRow:
    """An award on a subject's page: the verdict, why, and when it could be reached if not now."""

    award: LawAward
    explanation: Explanation
    why: str
    reach: Reach | None

    @property
    def verdict(self) -> Verdict:
        """The verdict."""
        return self.explanation.verdict

    @property
    def is_unclaimed(self) -> bool:
        """Whether it is for achievements that somebody has to put forward, and nobody has."""
        standards = self.award.standards.values()
        return self.verdict is Verdict.NOT_ELIGIBLE and all(is_by_claim_only(one) for one in standards)


@dataclass(frozen=True, slots=True)
class Line:
    """A step, a body, a quota: its words with the chip that tells where the law says so."""

    words: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Newer:
    """The same question under the text that came after, where that lets older dossiers take it."""

    pack: LawPack
    explanation: Explanation
    why: str
    is_better: bool
    basis: Cited | None


@dataclass(frozen=True, slots=True)
class AwardTold:
    """One award asked for one subject, laid out for reading."""

    explanation: Explanation
    why: str
    bars: tuple[Node, ...]
    standard: tuple[Node, ...]
    reach: Reach | None
    needs: tuple[str, ...]
    steps: tuple[Line, ...]
    confers: Line
    proposes: Line | None
    bonus: Bonus | None
    bonus_cited: Cited | None
    no_bonus: Fault | None
    doubts: Doubts
    newer: Newer | None

    @property
    def award(self) -> LawAward:
        """The award asked for."""
        return self.explanation.award


def award_rows(history: History, law: Law) -> list[AwardRow]:
    """Every award for this kind of subject, from the foot of the ladder up."""
    told = [explain(history, award.code, law.on, law.pack) for award in ladder(law.pack, history.kind)]
    is_contrary = any(one.contradictions for one in told)
    waits = any(one.verdict is not Verdict.ELIGIBLE for one in told)
    reach = reach_of_all(history, law.on, law.packs) if waits and not is_contrary else {}
    return [
        AwardRow(
            one.award,
            one,
            spoken(why(one, law.pack, history.kind)),
            reach.get(one.award.code) if one.verdict is Verdict.NOT_ELIGIBLE else None,
        )
        for one in told
    ]


def award_told(history: History, code: str, law: Law, newer: LawPack | None = None) -> AwardTold:
    """One award with its tree, what would have to happen, the steps after it and its money.

    Raises :class:`KeyError` when the pack has no such award.
    """
    explanation = explain(history, code, law.on, law.pack)
    nodes = tree(explanation, law.pack, history.kind)
    standard = 0 if len(nodes) == 1 else -1
    found = _plan(explanation, history, code, law)
    bonus, no_bonus = _bonus(history, code, law)
    award = explanation.award
    return AwardTold(
        explanation=explanation,
        why=spoken(why(explanation, law.pack, history.kind)),
        bars=nodes[:standard],
        standard=nodes[standard:],
        reach=found.reach if found else None,
        needs=tuple(spoken(need_words(need, found.pack)) for need in found.needs) if found else (),
        steps=tuple(Line(step.words, cited(step.basis, law.pack)) for step in award.steps),
        confers=Line(award.confers.who, cited(award.confers.basis, law.pack)),
        proposes=Line(award.proposes.who, cited(award.proposes.basis, law.pack)) if award.proposes else None,
        bonus=bonus,
        bonus_cited=cited(bonus.coefficient_basis, law.pack) if bonus else None,
        no_bonus=no_bonus,
        doubts=doubts_among((finding.basis for finding in explanation.reasons), law.pack),
        newer=_newer(history, explanation, law, newer),
    )


def doubts_of_pack(pack: LawPack, awards: Sequence[LawAward]) -> Doubts:
    """The lines of ``awards`` and of the bars that are not wholly known."""
    bases: list[Basis | None] = [bar.basis for bar in pack.bars]
    for award in awards:
        bases += [leaf.basis for standard in award.standards.values() for leaf in leaves(standard)]
    return doubts_among(bases, pack)


def _plan(explanation: Explanation, history: History, code: str, law: Law) -> Plan | None:
    if explanation.verdict is not Verdict.NOT_ELIGIBLE or explanation.contradictions:
        return None
    return plan(history, code, law.on, law.packs)


def _bonus(history: History, code: str, law: Law) -> tuple[Bonus | None, Fault | None]:
    try:
        return bonus_money(law.pack, code, history.kind, law.on), None
    except Refused as refused:
        return None, refused.faults[0]


def _newer(history: History, own: Explanation, law: Law, newer: LawPack | None) -> Newer | None:
    if newer is None or own.award.code not in newer.awards:
        return None
    later = explain(history, own.award.code, law.on, newer)
    return Newer(
        newer,
        later,
        spoken(why(later, newer, history.kind)),
        choose(own, later) is later,
        cited(newer.transition, newer) if newer.transition else None,
    )
