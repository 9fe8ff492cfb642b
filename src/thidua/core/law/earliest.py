"""For "not yet": the earliest year an award could be reached, and what would have to happen until then.

The subject is taken at its best from now on; lower awards are conferred as soon as they can be. Then all
that proves needless is taken away again, so that what is left is what has to happen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .explain import explain
from .facts import Fact, FactKind, Grade, History, Scope
from .future import best_of, conferment, freed, judged_well, ladder
from .pack import LawPack, Level, is_by_claim_only
from .record import Record
from .transition import governing
from .verdict import Verdict

YEARS_AHEAD = 20


@dataclass(frozen=True, slots=True)
class Reach:
    """The first year an award could be reached; ``UNDETERMINED`` where a person must then decide."""

    year: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Need:
    """Something that has to happen in each of ``years``, ``times`` in a year (initiatives)."""

    kind: FactKind
    value: str
    years: tuple[int, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """The way to an award: by when, with what verdict, and what has to happen, nothing of it needless.

    ``pack`` is the one asked in that year, in whose words the needs are told.
    """

    reach: Reach
    pack: LawPack
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question put to the subject at its best."""

    code: str
    day: date
    pack: LawPack
    facts: tuple[Fact, ...]
    verdict: Verdict
    """What is believed: open lines of the law taken as they probably are, or every year would be open."""


def reach_of_all(history: History, on: date, packs: Sequence[LawPack]) -> Mapping[str, Reach]:
    """The earliest reach of every award for this kind of subject, looking :data:`YEARS_AHEAD` years ahead.

    Awards that stay out of reach, such as those only for what happens to happen, are not in the answer.
    ``packs``: all packs, in any order; each year is asked under the one in force on its last day.
    """
    found: dict[str, Reach] = {}
    for asked in _at_its_best(history, on, packs):
        if asked.verdict is not Verdict.NOT_ELIGIBLE and asked.code not in found:
            told = replace(history, facts=asked.facts)
            verdict = explain(told, asked.code, asked.day, asked.pack).verdict
            found[asked.code] = Reach(asked.day.year, verdict)
    return found


def plan(history: History, code: str, on: date, packs: Sequence[LawPack]) -> Plan | None:
    """The earliest reach of award ``code`` and what has to happen; None when it stays out of reach."""
    met = (
        asked
        for asked in _at_its_best(history, on, packs)
        if asked.code == code and asked.verdict is not Verdict.NOT_ELIGIBLE
    )
    asked = next(met, None)
    if asked is None:
        return None
    known = _known(history, on, packs)
    planned = tuple(fact for fact in asked.facts if fact not in set(known))
    wanted = _answers(history, asked.facts, asked)

    def holds(future: tuple[Fact, ...]) -> bool:
        return _answers(history, known + future, asked) == wanted

    return Plan(Reach(asked.day.year, wanted[0]), asked.pack, _needs(_without_the_needless(planned, holds)))


def _answers(history: History, facts: tuple[Fact, ...], asked: _Asked) -> tuple[Verdict, Verdict]:
    """The verdict, and the one believed."""
    told = replace(history, facts=facts)
    question = (told, asked.code, asked.day, asked.pack)
    return explain(*question).verdict, explain(*question, believing=True).verdict


# --- the best that can come --------------------------------------------------------------------------


def _anchor(history: History, on: date, packs: Sequence[LawPack]) -> int:
    pack = governing(packs, on)
    return Record(history, next(iter(pack.awards.values())), on, pack).anchor


def _known(history: History, on: date, packs: Sequence[LawPack]) -> tuple[Fact, ...]:
    return freed(history, on, _anchor(history, on, packs)).facts


def _at_its_best(history: History, on: date, packs: Sequence[LawPack]) -> Iterator[_Asked]:
    """Ask for every award at the end of each coming year, conferring what is won as soon as it is won."""
    facts = _known(history, on, packs)
    for year in range(_anchor(history, on, packs) + 1, on.year + YEARS_AHEAD + 1):
        day = date(year, 12, 31)
        pack = governing(packs, day)
        facts += (*best_of(history.kind, year), *judged_well(pack, history.kind, year))
        at_year_end: list[Fact] = []
        for award in ladder(pack, history.kind):
            if is_by_claim_only(award.standards[history.kind]):
                continue
            told = replace(history, facts=facts)
            verdict = explain(told, award.code, day, pack, believing=True).verdict
            yield _Asked(award.code, day, pack, facts, verdict)
            if verdict is not Verdict.NOT_ELIGIBLE:
                # State awards of one year are asked side by side, so that none stands in another's way.
                if award.level is Level.STATE:
                    at_year_end.append(conferment(award, year))
                else:
                    facts += (conferment(award, year),)
        facts += tuple(at_year_end)


# --- what is needless --------------------------------------------------------------------------------

_Holds = Callable[[tuple[Fact, ...]], bool]
_EASIER: Mapping[tuple[FactKind, str], tuple[str, ...]] = {
    (FactKind.GRADE, Grade.XUAT_SAC): (Grade.HOAN_THANH, Grade.TOT),
    (FactKind.INITIATIVE, Scope.TOAN_QUOC): (Scope.CO_SO, Scope.BO_TINH),
}


def _without_the_needless(facts: tuple[Fact, ...], holds: _Holds) -> tuple[Fact, ...]:
    """Take away whole kinds, then single years, then ease what is left, as long as the verdict holds."""
    for sort in sorted({_sort(fact) for fact in facts}):
        facts = _if_holds(tuple(fact for fact in facts if _sort(fact) != sort), facts, holds)
    for fact in sorted(facts, key=lambda fact: fact.year):
        facts = _if_holds(tuple(other for other in facts if other is not fact), facts, holds)
    for fact in facts:
        for easier in _EASIER.get((fact.kind, fact.value), ()):
            eased = tuple(replace(other, value=str(easier)) if other is fact else other for other in facts)
            if holds(eased):
                facts = eased
                break
    return facts


def _sort(fact: Fact) -> tuple[str, str]:
    return fact.kind, fact.value


def _if_holds(fewer: tuple[Fact, ...], facts: tuple[Fact, ...], holds: _Holds) -> tuple[Fact, ...]:
    return fewer if holds(fewer) else facts


def _needs(facts: tuple[Fact, ...]) -> tuple[Need, ...]:
    years: dict[tuple[FactKind, str, int], list[int]] = {}
    for kind, value in dict.fromkeys((fact.kind, fact.value) for fact in facts):
        of = [fact.year for fact in facts if (fact.kind, fact.value) == (kind, value)]
        for year in dict.fromkeys(of):
            years.setdefault((kind, value, of.count(year)), []).append(year)
    return tuple(Need(kind, value, tuple(when), times) for (kind, value, times), when in years.items())
