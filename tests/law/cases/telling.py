"""Telling a history in the field's words, and asking the law about it both ways at once.

``person().grades("tot", 2021, 2025).award("bang_khen_bo_tinh", 2019)`` is a :class:`facts.History`.
:func:`verdict` asks for the reasons of one subject and screens the same subject as a population; the two must
give the same verdict and the same first failing condition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from thidua.core.law.bits import population
from thidua.core.law.columns import columns_of
from thidua.core.law.explain import explain
from thidua.core.law.facts import Fact, FactKind, History, SubjectKind
from thidua.core.law.pack import Judged, LawPack, Meets, leaves
from thidua.core.law.screen import VERDICTS, screen
from thidua.law.packs import load_packs, pack_on


@dataclass(frozen=True, slots=True)
class Told(History):
    """A history that goes on being told; every verb gives a longer one."""

    def with_fact(self, year, kind, value="", *, until=None, ref=""):
        return replace(self, facts=(*self.facts, Fact(year, FactKind(kind), value, until, ref)))

    def _each(self, kind, value, years, ref=""):
        told = self
        for year in years:
            told = told.with_fact(year, kind, value, ref=ref)
        return told

    def grades(self, grade, first, last):
        """The same grade every year from ``first`` to ``last``, both counted."""
        return self._each("grade", grade, range(first, last + 1))

    def grade(self, grade, *years):
        return self._each("grade", grade, years)

    def titles(self, code, *years, way=""):
        return self._each("title", f"{code}:{way}" if way else code, years)

    def award(self, code, *years, way=""):
        return self._each("award", f"{code}:{way}" if way else code, years)

    def initiative(self, scope, *years, ref=""):
        return self._each("initiative", scope, years, ref)

    def science(self, scope, *years, ref=""):
        return self._each("science", scope, years, ref)

    def discipline(self, year, *, until, value="khien_trach"):
        return self.with_fact(year, "discipline", value, until=until)

    def under_review(self, year, *, until=None):
        return self.with_fact(year, "under_review", until=until)

    def rank(self, rank, *years, level="bo_tinh"):
        return self._each("cluster_rank", str(rank), years, level)

    def share(self, of, figure, *years):
        return self._each("share", f"{of}:{figure}", years)

    def exceeds(self, *years, said=True):
        return self._each("exceeds_targets", str(said).lower(), years)

    def judged(self, year, *conditions, said=True):
        told = self
        for condition in conditions:
            told = told.with_fact(year, "judged", f"{condition}:{str(said).lower()}")
        return told

    def born(self, year):
        return self.with_fact(year, "born")

    def only(self, wanted):
        """The same history with the facts ``wanted`` alone."""
        return replace(self, facts=tuple(filter(wanted, self.facts)))

    def without(self, kind, *years):
        """The same history with the facts of a kind (in those years, or in all) not told."""
        return self.only(lambda fact: fact.kind != kind or (years and fact.year not in years))


def person():
    return Told("ông A", SubjectKind.PERSON)


def collective():
    return Told("Phòng B", SubjectKind.COLLECTIVE)


def household():
    return Told("hộ ông C", SubjectKind.HOUSEHOLD)


BYSTANDERS = (household(), person().grades("tot", 2010, 2013), collective())


# --- asking --------------------------------------------------------------------------------------------


class Answer(NamedTuple):
    verdict: str
    failed: str


def in_the_year_end_round(year):
    """A day of the round in which the year's titles are considered."""
    return date(year, 12, 10)


def early_in(year):
    """A day on which the year before is rewarded and this one has nothing to tell yet."""
    return date(year, 3, 20)


def in_force(on) -> LawPack:
    """The pack of the day."""
    return pack_on(on)


def every_award():
    """Award, kind of subject and year of a round, for every award of every pack."""
    for pack in load_packs().values():
        year = (pack.until or pack.since).year
        year -= in_the_year_end_round(year) > (pack.until or date.max)
        for award in pack.awards.values():
            for kind in award.standards:
                yield award.code, kind, year


def verdict(history, code, on, pack=None) -> Answer:
    """What the law says of ``history`` on ``on``: asked for its reasons and screened, which must agree."""
    pack = pack or in_force(on)
    explanation = explain(history, code, on, pack)
    told = Answer(str(explanation.verdict), explanation.failed)
    by_screen = screened(history, code, on, pack)
    assert by_screen == told, f"explained: {told}; screened: {by_screen}"
    return told


def screened(history, code, on, pack) -> Answer:
    """The same question asked of a population in which ``history`` stands last, behind subjects of each kind."""
    crowd = columns_of([*BYSTANDERS, history])
    people = population(crowd, pack, on, [code])
    found = screen(people, code, pack)
    verdicts_alone = screen(people, code, pack, with_failed=False).verdict
    assert list(verdicts_alone) == list(found.verdict), "the quick screen differs from the one with reasons"
    return Answer(str(VERDICTS[found.verdict[-1]]), found.ids[found.failed[-1]])


def eligible(history, code, on, pack=None):
    answer = verdict(history, code, on, pack)
    assert answer == Answer("eligible", ""), answer


def not_eligible(history, code, on, failed, pack=None):
    answer = verdict(history, code, on, pack)
    assert answer.verdict == "not_eligible", answer
    assert is_part_of(answer.failed, failed), answer


def undetermined(history, code, on, failed, pack=None):
    answer = verdict(history, code, on, pack)
    assert answer.verdict == "undetermined", answer
    assert is_part_of(answer.failed, failed), answer


def is_part_of(condition, line):
    """Whether a condition is the reference's line or one of its parts: ``BKTT-02a`` of ``BKTT-02``."""
    return re.fullmatch(re.escape(line) + r"(?!\d).*", condition) is not None


def for_a_person_to_judge(code, on, kind=SubjectKind.PERSON, pack=None):
    """Ids of the conditions of an award that wait for a person: neither claimed by somebody nor presumed."""
    pack = pack or in_force(on)
    return tuple(
        leaf.id
        for leaf in _judged(pack, code, kind)
        if not leaf.predicate.claimed and not leaf.predicate.presumed
    )


def claims(code, line, on, kind=SubjectKind.PERSON, pack=None):
    """Ids of the grounds that may be claimed under a line of the reference; there is at least one."""
    pack = pack or in_force(on)
    found = tuple(
        leaf.id for leaf in _judged(pack, code, kind) if leaf.predicate.claimed and is_part_of(leaf.id, line)
    )
    assert found, f"{code} has no ground to claim under {line}"
    return found


def _judged(pack, code, kind):
    """The judged conditions of an award, those of the awards whose standard it takes over among them."""
    for leaf in leaves(pack.award(code).standards[kind]):
        if isinstance(leaf.predicate, Judged):
            yield leaf
        if isinstance(leaf.predicate, Meets):
            yield from _judged(pack, leaf.predicate.award, kind)
