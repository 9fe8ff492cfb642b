"""Screening: blocks, kinds of subjects and patterns make no difference to anybody's verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.histories import days, histories
from tests.law.random_packs import CODES, CONDITIONS, SEEN, pack_asking, packs
from thidua.core.law import pack as law
from thidua.core.law.bits import population
from thidua.core.law.columns import columns_of
from thidua.core.law.facts import Fact, FactKind, Grade, History, SubjectKind
from thidua.core.law.kleene import Tri, at_least, certain
from thidua.core.law.patterns import tell_apart
from thidua.core.law.screen import VERDICTS, patterns, screen
from thidua.core.law.verdict import Verdict

ON = date(2025, 6, 1)
TOT = law.GradeMark(Grade.TOT)
RUN = law.Leaf("C-1", law.Run((TOT,), 3), SEEN)


def person(*facts, kind=SubjectKind.PERSON):
    return History("S", kind, tuple(Fact(year, FactKind(of), value) for year, of, value in facts))


def graded(*years):
    return person(*((year, "grade", "tot") for year in years))


def verdicts(found):
    return [str(VERDICTS[code]) for code in found.verdict]


def many_times(columns, times):
    """The same subjects again and again, one after the other."""
    many = columns.subjects
    who = np.concatenate([columns.who + np.int32(many * time) for time in range(times)])
    rest = {
        name: np.tile(getattr(columns, name), times) for name in ("kinds", "year", "sort", "until", "ref")
    }
    return replace(columns, who=who, **rest)


def test_verdicts_are_codes_that_rise_with_favour():
    assert VERDICTS == (Verdict.NOT_ELIGIBLE, Verdict.UNDETERMINED, Verdict.ELIGIBLE)


def test_each_kind_of_subject_is_asked_its_own_standard():
    pack = pack_asking(RUN, kinds=(SubjectKind.PERSON,))
    mixed = [replace(graded(2023, 2024, 2025), kind=kind) for kind in SubjectKind]
    found = screen(population(columns_of(mixed), pack, ON), "huan_chuong", pack)
    assert verdicts(found) == ["eligible", "not_eligible", "not_eligible"]
    assert [found.ids[number] for number in found.failed] == ["", "doi_tuong", "doi_tuong"]


@settings(max_examples=15, deadline=None)
@given(st.data(), packs())
def test_in_a_population_of_many_blocks_everybody_has_the_verdict_he_has_alone(data, pack):
    on = data.draw(days())
    columns = columns_of(data.draw(st.lists(histories(CODES, CONDITIONS, on), min_size=3, max_size=9)))
    times = (1 << 19) // columns.subjects + 1
    few, many = population(columns, pack, on), population(many_times(columns, times), pack, on)
    code = data.draw(st.sampled_from(CODES))
    for with_failed in (True, False):
        one, all_ = (screen(people, code, pack, with_failed=with_failed) for people in (few, many))
        assert (all_.verdict == np.tile(one.verdict, times)).all()
        failed = np.array(one.ids)[one.failed]
        assert (np.array(all_.ids)[all_.failed] == np.tile(failed, times)).all()


def test_subjects_alike_on_every_condition_share_a_pattern():
    pack = pack_asking(law.AllOf("C-8", (RUN, law.Leaf("C-2", law.Held("bang_khen"), SEEN))))
    holder = replace(
        graded(2023, 2024, 2025),
        facts=(*graded(2023, 2024, 2025).facts, Fact(2001, FactKind.AWARD, "bang_khen")),
    )
    people = [graded(2025), holder, graded(2020, 2025), person(), holder]
    found = patterns(population(columns_of(people), pack, ON), "huan_chuong", pack)
    numbers = found.numbers.tolist()
    assert numbers[0] == numbers[2] == numbers[3] != numbers[1] == numbers[4]
    assert found.told(numbers[0]) == (("C-8", False), ("C-1", False), ("C-2", False))
    assert found.told(numbers[1]) == (("C-8", True), ("C-1", True), ("C-2", True))
    assert [found.failed_ids[found.failed[number]] for number in numbers] == ["C-1", "", "C-1", "C-1", ""]


def test_a_population_prepared_for_other_awards_or_another_pack_is_refused():
    pack = pack_asking(RUN)
    people = population(columns_of([graded(2025)]), pack, ON, ["huan_chuong"])
    with pytest.raises(ValueError, match="danh_hieu_nam"):
        screen(people, "danh_hieu_nam", pack)
    with pytest.raises(ValueError, match="Q"):
        screen(people, "huan_chuong", replace(pack, id="Q"))
    with pytest.raises(KeyError):
        screen(people, "huan_chuong_khac", pack)


# --- three values, many subjects ----------------------------------------------------------------------


def _tri(values):
    """Columns of a list of True, False and None."""
    met, possible = (np.array([value in said for value in values]) for said in ((True,), (True, None)))
    return certain(met) if None not in values else Tri(met, possible)


_values = st.lists(
    st.lists(st.sampled_from([True, False, None]), min_size=5, max_size=5), min_size=1, max_size=25
)


@given(_values, st.integers(1, 4))
def test_at_least_so_many_are_met_or_may_be(children, n):
    found = at_least(n, map(_tri, children))
    for number, values in enumerate(zip(*children, strict=True)):
        surely, perhaps = values.count(True), values.count(True) + values.count(None)
        met, possible = (value if isinstance(value, bool) else value[number] for value in found)
        assert (met, possible) == (surely >= n, perhaps >= n)


@given(_values, st.lists(st.sampled_from([True, False, None]), max_size=3))
def test_subjects_are_told_apart_by_all_their_values_and_by_nothing_else(conditions, fixed):
    same = [Tri(value is True, value is not False) for value in fixed]
    numbers, rows = tell_apart([*map(_tri, conditions), *same], 5)
    codes = {False: 0, None: 1, True: 2}
    for number, values in enumerate(zip(*conditions, strict=True)):
        assert rows[numbers[number]].tolist() == [codes[value] for value in (*values, *fixed)]
    assert len({tuple(row) for row in rows.tolist()}) == len(rows)
