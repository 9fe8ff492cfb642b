"""One portion of a screening: the rules over columns, then the flagged subjects explained one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from thidua.core.law.bits import Population, population
from thidua.core.law.columns import KINDS, columns_of
from thidua.core.law.explain import explain
from thidua.core.law.facts import History
from thidua.core.law.pack import LawAward, LawPack
from thidua.core.law.patterns import Patterns
from thidua.core.law.questions import asked_of
from thidua.core.law.screen import VERDICTS, patterns
from thidua.core.law.verdict import Verdict

from .law_in_force import Law
from .nearness import missing, values_of
from .reasons import why
from .speaking import spoken


@dataclass(frozen=True, slots=True)
class Found:
    """The verdict on one subject of a portion, by its place there.

    ``missing`` is the one condition a near miss lacks. ``why`` is told of those who need a person and of
    near misses, who are explained one by one.
    """

    place: int
    award: str
    verdict: Verdict
    failed: str
    missing: str = ""
    why: str = ""


def screened(histories: Sequence[History], law: Law, awards: Sequence[str]) -> Iterator[Found]:
    """The verdicts on a portion of subjects, award by award, each award on those of a kind it is for."""
    people = population(columns_of(histories), law.pack, law.on, awards)
    for code in awards:
        award = law.pack.award(code)
        found = patterns(people, code, law.pack)
        lacking = _lacking(found, people, award, law.pack)
        for place, number in enumerate(found.numbers.tolist()):
            if histories[place].kind in award.standards:
                told = _found(place, number, code, found, lacking)
                yield _explained(told, histories[place], law)


def _found(place: int, number: int, code: str, found: Patterns, lacking: Mapping[int, str]) -> Found:
    verdict = VERDICTS[found.verdicts[number]]
    return Found(place, code, verdict, found.failed_ids[found.failed[number]], lacking.get(number, ""))


def _explained(told: Found, history: History, law: Law) -> Found:
    if not told.missing and told.verdict is not Verdict.UNDETERMINED:
        return told
    sentence = spoken(why(explain(history, told.award, law.on, law.pack), law.pack, history.kind))
    return Found(told.place, told.award, told.verdict, told.failed, told.missing, sentence)


def _lacking(found: Patterns, people: Population, award: LawAward, pack: LawPack) -> dict[int, str]:
    """The patterns of near misses, and the one condition they lack."""
    lacking = {}
    refused = VERDICTS.index(Verdict.NOT_ELIGIBLE)
    numbers, first = np.unique(found.numbers, return_index=True)
    for number, place in zip(numbers.tolist(), first.tolist(), strict=True):
        kind = KINDS[people.kinds[place]]
        standard = asked_of(pack, award.code, kind) if kind in award.standards else None
        if standard is None or found.verdicts[number] != refused:
            continue
        told = found.told(number)
        barred = any(value is False for _, value in told[: len(told) - len(tuple(standard.walk()))])
        wanting = missing(standard, values_of(standard, told))
        if not barred and wanting is not None and len(wanting) == 1:
            lacking[number] = wanting[0]
    return lacking
