"""A near miss is one whom granting a single condition would no longer refuse."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from thidua.core.law.explain import explain
from thidua.core.law.facts import Fact, FactKind, History, SubjectKind
from thidua.core.law.pack import (
    AllOf,
    AnyOf,
    Condition,
    Judged,
    LawPack,
    Leaf,
    Meets,
    NoneOf,
    Readings,
)
from thidua.eligibility.law_in_force import law_on
from thidua.eligibility.screening import screened

ON = date(2025, 12, 31)


def granted(condition: Condition, wanted: str) -> Condition:
    """``condition`` with the one of this id met whatever the facts; it stays in the tree for counts within it."""
    if condition.id == wanted:
        return AnyOf(f"{wanted}+", (condition, AllOf(f"{wanted}+0", ())))
    if isinstance(condition, Leaf):
        return condition
    return replace(condition, of=tuple(granted(child, wanted) for child in condition.of))


def wanting(condition: Condition) -> Iterator[Condition]:
    """What may be wanting: leaves that nobody has to claim, texts of several readings as a whole."""
    if isinstance(condition, Readings):
        yield condition
    elif isinstance(condition, Leaf):
        if not (isinstance(condition.predicate, Judged) and condition.predicate.claimed):
            yield condition
    elif not isinstance(condition, NoneOf):
        for child in condition.of:
            yield from wanting(child)


def eased(pack: LawPack, code: str, kind: SubjectKind) -> Iterator[tuple[str, LawPack]]:
    """The packs in which one condition of the award is granted, of standards asked for whole each in them."""
    award = pack.award(code)
    for condition in wanting(award.standards[kind]) if kind in award.standards else ():
        if (
            isinstance(condition, Leaf)
            and isinstance(condition.predicate, Meets)
            and condition.basis.confirmation.is_confirmed
        ):
            yield from eased(pack, condition.predicate.award, kind)
            continue
        standards = {**award.standards, kind: granted(award.standards[kind], condition.id)}
        yield condition.id, replace(pack, awards={**pack.awards, code: replace(award, standards=standards)})


def a_history(chance: random.Random, kind: SubjectKind) -> History:
    facts = []
    for year in range(2016, 2026):
        if chance.random() < 0.9:
            facts.append(
                Fact(year, FactKind.GRADE, chance.choice(["xuat_sac", "xuat_sac", "tot", "hoan_thanh"]))
            )
        titles = (
            ["lao_dong_tien_tien", "chien_si_thi_dua_co_so", "chien_si_thi_dua_bo_tinh"]
            if kind is SubjectKind.PERSON
            else ["tap_the_lao_dong_xuat_sac", "co_thi_dua_bo_tinh"]
        )
        facts += [
            Fact(year, FactKind.TITLE, title) for title in titles if year < 2025 and chance.random() < 0.5
        ]
        for scope in ("co_so", "bo_tinh"):
            if chance.random() < 0.3:
                facts.append(Fact(year, FactKind.INITIATIVE, scope, ref=f"{scope}{year}"))
        if chance.random() < 0.1:
            facts.append(
                Fact(year, FactKind.AWARD, chance.choice(["bang_khen_bo_tinh", "bang_khen_thu_tuong"]))
            )
    if chance.random() < 0.2:
        facts.append(
            Fact(2023, FactKind.DISCIPLINE, "khien_trach", until=date(chance.choice([2024, 2026]), 6, 1))
        )
    if kind is SubjectKind.COLLECTIVE and chance.random() < 0.7:
        facts += [
            Fact(2025, FactKind.SHARE, f"ldtt:{chance.choice(['0.4', '0.6', '0.8'])}"),
            Fact(2025, FactKind.SHARE, "hoan_thanh:1"),
        ]
    return History(f"s{chance.random()}", kind, tuple(facts))


@pytest.mark.parametrize("day", [ON, date(2017, 12, 31), date(2026, 12, 31)])
@pytest.mark.parametrize("kind", [SubjectKind.PERSON, SubjectKind.COLLECTIVE])
def test_it_is_found_for_exactly_those_whom_one_condition_granted_would_let_pass(day, kind):
    law = law_on(day)
    chance = random.Random(f"{day} {kind}")
    people = [a_history(chance, kind) for _ in range(25)]
    people = [replace(one, facts=tuple(f for f in one.facts if f.year <= day.year)) for one in people]
    codes = [code for code, award in law.pack.awards.items() if kind in award.standards]
    seen = 0
    for found in screened(people, law, codes):
        history = people[found.place]
        assert explain(history, found.award, day, law.pack).verdict is found.verdict
        ways = {
            id_
            for id_, pack in eased(law.pack, found.award, kind)
            if found.verdict == "not_eligible"
            and explain(history, found.award, day, pack).verdict != "not_eligible"
        }
        assert (found.missing in ways) if ways else not found.missing, (found, ways)
        seen += bool(ways)
    assert seen > 5
