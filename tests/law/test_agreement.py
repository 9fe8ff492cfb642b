"""Explaining one subject and screening a population are two readings of one law: they must not differ."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law import random_packs
from tests.law.histories import days, histories
from thidua.core.law.bits import population
from thidua.core.law.columns import columns_of
from thidua.core.law.explain import HISTORY, explain
from thidua.core.law.pack import Judged, Leaf, Readings
from thidua.core.law.screen import VERDICTS, patterns, screen
from thidua.law.packs import load_packs

PACKS = load_packs()


def _nodes(condition):
    yield condition
    if not isinstance(condition, Leaf):
        for child in condition.of:
            yield from _nodes(child)


def _is_decided_on(condition):
    if isinstance(condition, Leaf):
        return isinstance(condition.predicate, Judged) or not condition.basis.confirmation.is_confirmed
    return isinstance(condition, Readings)


def conditions_of(pack):
    """The ids on which a person's decision may tell."""
    standards = (standard for award in pack.awards.values() for standard in award.standards.values())
    return sorted({node.id for standard in standards for node in _nodes(standard) if _is_decided_on(node)})


def agree(told, pack, on, codes=None):
    """Hold screen against explain for every award and every history, condition by condition."""
    people = population(columns_of(told), pack, on, codes)
    for code in codes or pack.awards:
        found, apart = screen(people, code, pack), patterns(people, code, pack)
        quick = screen(people, code, pack, with_failed=False)
        assert quick.verdict.tolist() == found.verdict.tolist(), code
        for number, history in enumerate(told):
            explanation = explain(history, code, on, pack)
            screened = VERDICTS[found.verdict[number]], found.ids[found.failed[number]]
            assert screened == (explanation.verdict, explanation.failed), code
            reasons = tuple((reason.id, reason.met) for reason in explanation.reasons)
            if explanation.failed == HISTORY:
                reasons = reasons[:1]
            assert apart.told(apart.numbers[number]) == reasons, code


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_screen_and_explain_agree_on_every_award_of_every_pack(data):
    on = data.draw(days())
    in_force = [
        pack for pack in PACKS.values() if pack.since <= on and (pack.until is None or on <= pack.until)
    ]
    pack = data.draw(st.sampled_from(in_force or list(PACKS.values())))
    told = data.draw(
        st.lists(histories(sorted(pack.awards), conditions_of(pack), on), min_size=1, max_size=4)
    )
    agree(told, pack, on)


@settings(max_examples=50, deadline=None)
@given(st.data(), random_packs.packs())
def test_screen_and_explain_agree_on_standards_of_any_shape(data, pack):
    on = data.draw(days())
    told = data.draw(
        st.lists(histories(random_packs.CODES, random_packs.CONDITIONS, on), min_size=1, max_size=4)
    )
    agree(told, pack, on)


@settings(max_examples=50, deadline=None)
@given(st.data(), random_packs.packs())
def test_they_agree_where_few_years_are_told_of(data, pack):
    """Then planes are of 16 bits, and the fifteenth year stands in the last of them."""
    on = data.draw(days())
    told = data.draw(
        st.lists(histories(random_packs.CODES, random_packs.CONDITIONS, on), min_size=1, max_size=4)
    )
    lately = [
        replace(one, facts=tuple(fact for fact in one.facts if fact.year > on.year - 15)) for one in told
    ]
    agree(lately, pack, on)
