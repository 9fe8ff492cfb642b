"""A population as bits: one unsigned integer a subject and kind of fact, a bit a year, counted from the anchor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.histories import days, histories
from tests.law.random_packs import CODES, CONDITIONS, OPEN, SEEN, pack_asking
from thidua.core.law import pack as law
from thidua.core.law.bits import (
    CONTRADICTS,
    ENDLESS,
    RESTARTED,
    REVIEWED,
    RUNNING,
    STATE_AWARD,
    UNGRADED,
    UNTOLD,
    population,
)
from thidua.core.law.columns import columns_of
from thidua.core.law.contradictions import contradictions
from thidua.core.law.facts import Fact, FactKind, Grade, History, RankLevel, Scope, SubjectKind, Way

ON = date(2025, 6, 1)
WAYS = law.Bar("C-04", law.BarKind.WAYS, SEEN, (Way.DOT_XUAT,))
TOT = law.GradeMark(Grade.TOT)


def told(*facts, kind=SubjectKind.PERSON):
    return History(
        "S", kind, tuple(Fact(year, FactKind(of), value, **more) for year, of, value, more in facts)
    )


def fact(year, of, value="", **more):
    return (year, of, value, more)


def grades(*years, value="tot"):
    return [fact(year, "grade", value) for year in years]


def asking(*predicates, basis=SEEN, bars=()):
    """A pack that looks at what the predicates look at."""
    leaves = tuple(law.Leaf(f"C-{number}", one, basis) for number, one in enumerate(predicates, 1))
    return pack_asking(law.AllOf("C-8", leaves), bars=bars)


def prepared(pack, *subjects, on=ON):
    return population(columns_of(subjects), pack, on)


def years_of(plane, number, anchor):
    """The years whose bits are set: bit 0 is the year after the anchor."""
    bits = int(plane[number])
    return {anchor + 1 - bit for bit in range(plane.dtype.itemsize * 8) if bits >> bit & 1}


# --- years --------------------------------------------------------------------------------------------


def test_bit_1_is_the_last_year_the_record_speaks_of_and_bit_0_the_year_after_it():
    pack = asking(law.Count((TOT, law.InitiativeMark(Scope.CO_SO)), 1))
    graded = told(*grades(2023, 2025))
    not_yet_graded = told(*grades(2024), fact(2025, "initiative", "co_so"))
    people = prepared(pack, graded, not_yet_graded)
    assert people.planes[TOT].tolist() == [0b1010, 0b10]
    assert people.planes[law.InitiativeMark(Scope.CO_SO)].tolist() == [0, 0b1]
    assert [bool(flag) for flag in people.flags & UNTOLD] == [False, True]


def test_a_title_told_as_an_award_makes_its_year_the_anchor_and_a_form_told_as_a_title_does_not():
    pack = asking(law.Held("danh_hieu_bo"), law.Held("bang_khen"))
    title, form = told(fact(2025, "award", "danh_hieu_bo")), told(fact(2025, "title", "bang_khen"))
    people = prepared(pack, title, form)
    assert people.planes["danh_hieu_bo"].tolist() == [0b10, 0]
    assert people.planes["bang_khen"].tolist() == [0, 0b1]


def test_facts_of_more_than_thirty_years_back_are_kept_apart_in_planes_of_64_bits():
    people = prepared(asking(law.Run((TOT,), 5)), told(*grades(2025)), told(*grades(1970, 1994, 1995, 2025)))
    assert people.planes[TOT].dtype == np.uint32
    assert people.early_who.tolist() == [1]
    assert people.early is not None
    assert people.early.planes[TOT].dtype == np.uint64
    assert years_of(people.early.planes[TOT], 0, 2025) == {1970, 1994, 1995, 2025}


def test_the_thirty_first_year_back_still_stands_in_32_bits():
    people = prepared(asking(law.Run((TOT,), 5)), told(*grades(1995, 2025)))
    assert people.early is None
    assert years_of(people.planes[TOT], 0, 2025) == {1995, 2025}


@pytest.mark.parametrize(
    ("earliest", "bits"),
    [(fact(2011, "grade", "tot"), 16), (fact(2010, "grade", "tot"), 32), (fact(1970, "born"), 16)],
    ids=["fifteen years", "sixteen years", "a birth"],
)
def test_where_nothing_is_older_than_fifteen_years_sixteen_bits_tell_it_all(earliest, bits):
    people = prepared(asking(law.Count((TOT,), 1)), told(*grades(2025)), told(*grades(2025), earliest))
    assert people.planes[TOT].dtype.itemsize * 8 == bits
    expected = {2025} if earliest[1] == "born" else {2025, earliest[0]}
    assert years_of(people.planes[TOT], 1, 2025) == expected
    assert people.early is None


# --- marks --------------------------------------------------------------------------------------------


def test_a_better_grade_and_a_wider_scope_count_for_the_lesser():
    initiative = law.InitiativeMark(Scope.BO_TINH)
    pack = asking(law.Run((TOT,), 2), law.InYear((initiative,)))
    history = told(
        fact(2025, "grade", "xuat_sac"),
        fact(2024, "grade", "hoan_thanh"),
        fact(2025, "initiative", "toan_quoc"),
        fact(2024, "initiative", "co_so"),
        fact(2023, "science", "bo_tinh"),
    )
    people = prepared(pack, history)
    assert years_of(people.planes[TOT], 0, 2025) == {2025}
    assert years_of(people.planes[initiative], 0, 2025) == {2025}


@pytest.mark.parametrize(
    ("works", "years"),
    [
        ([("co_so", "1"), ("co_so", "1")], set()),
        ([("co_so", "1"), ("co_so", "2")], {2025}),
        ([("co_so", "1"), ("bo_tinh", "1")], {2025}),
        ([("co_so", "1"), ("co_so", "2"), ("co_so", "1")], {2025}),
        ([("bo_tinh", "")], set()),
    ],
)
def test_two_works_of_a_year_are_two_unless_scope_and_paper_are_the_same(works, years):
    mark = law.InitiativeMark(Scope.CO_SO)
    history = told(*grades(2025), *(fact(2025, "initiative", scope, ref=ref) for scope, ref in works))
    people = prepared(asking(law.Count((mark,), 2)), history, told(*grades(2025)))
    plane = people.twice.get(mark)
    assert (set() if plane is None else years_of(plane, 0, 2025)) == years


def test_conferments_on_grounds_that_do_not_count_leave_no_bit():
    pack = asking(law.Held("bang_khen"), bars=[WAYS])
    people = prepared(
        pack,
        told(
            *grades(2025),
            fact(2020, "award", "bang_khen:dot_xuat"),
            fact(2021, "award", "bang_khen:cong_hien"),
        ),
    )
    assert years_of(people.planes["bang_khen"], 0, 2025) == {2021}


def test_only_what_the_awards_asked_for_look_at_becomes_planes():
    pack = asking(law.Run((TOT,), 2))
    history = told(*grades(2025), fact(2025, "initiative", "co_so"), fact(2025, "title", "danh_hieu_nam"))
    asked = population(columns_of([history]), pack, ON, ["huan_chuong"])
    assert set(asked.planes) == {TOT}
    assert population(columns_of([history]), pack, ON, ["danh_hieu_nam"]).planes == {}


# --- figures, decisions, flags ------------------------------------------------------------------------


def test_ranks_and_shares_are_looked_at_in_the_anchor_year():
    enough, first = law.Share("ldtt", 0.7), law.Rank(RankLevel.BO_TINH, 1)
    nobody = law.Share("count:ky_luat_canh_cao", 0, at_most=True)
    pack = pack_asking(
        law.AllOf(
            "C-8", tuple(law.Leaf(f"C-{n}", one, SEEN) for n, one in enumerate((enough, first, nobody)))
        ),
        kinds=(SubjectKind.COLLECTIVE,),
    )
    good = told(
        fact(2025, "share", "ldtt:0.7"),
        fact(2025, "cluster_rank", "1", ref="bo_tinh"),
        fact(2025, "share", "count:ky_luat_canh_cao:1"),
        kind=SubjectKind.COLLECTIVE,
    )
    earlier = told(
        *grades(2025),
        fact(2024, "share", "ldtt:0.9"),
        fact(2025, "cluster_rank", "1", ref="trung_uong"),
        kind=SubjectKind.COLLECTIVE,
    )
    people = prepared(pack, good, earlier)
    assert people.figures[enough].tolist() == [True, False]
    assert people.figures[first].tolist() == [True, False]
    assert people.figures[nobody].tolist() == [False, True]


def test_the_latest_decision_of_the_anchor_year_or_later_holds():
    pack = asking(law.Judged("?"), law.Held("bang_khen"), basis=OPEN)
    told_before, told_now = fact(2024, "judged", "C-1:true"), fact(2025, "judged", "C-1:false")
    people = prepared(
        pack,
        told(*grades(2024), told_before),
        told(*grades(2024), told_now, told_before),
        told(*grades(2025), told_before),
        told(*grades(2024), fact(2023, "judged", "C-2:true")),
    )
    assert people.decisions["C-1"].tolist() == [2, 1, 0, 0]
    assert "C-2" not in people.decisions


@pytest.mark.parametrize(
    ("facts", "flags"),
    [
        (grades(2025), 0),
        (grades(2024), UNTOLD),
        ([fact(2025, "title", "danh_hieu_nam")], UNGRADED),
        ([*grades(2025), fact(2025, "title", "danh_hieu_nuoc")], STATE_AWARD),
        ([*grades(2025), fact(2024, "title", "danh_hieu_nuoc")], 0),
        ([*grades(2025), fact(2025, "discipline", "canh_cao", until=date(2025, 6, 2))], RUNNING),
        ([*grades(2025), fact(2025, "discipline", "canh_cao")], ENDLESS),
        ([*grades(2025), fact(2024, "discipline", "canh_cao", until=ON)], RESTARTED),
        ([*grades(2025), fact(2025, "under_review")], REVIEWED),
        ([*grades(2025), fact(2024, "under_review", until=ON)], 0),
        ([*grades(2025), *grades(2025, value="xuat_sac")], CONTRADICTS),
    ],
)
def test_flags_tell_what_stands_in_the_way(facts, flags):
    assert prepared(asking(law.Run((TOT,), 2)), told(*facts)).flags.tolist() == [flags]


@pytest.mark.parametrize(
    ("untils", "first_year"),
    [
        ([date(2023, 3, 1)], 2024),
        ([date(2023, 1, 1)], 2023),
        ([date(2021, 5, 5), date(2023, 3, 1), date(2022, 1, 1)], 2024),
        ([date(2025, 5, 5)], 2026),
    ],
)
def test_years_count_from_the_first_whole_year_after_the_last_discipline(untils, first_year):
    disciplined = [fact(2020, "discipline", "canh_cao", until=until) for until in untils]
    people = prepared(asking(law.Run((TOT,), 2)), told(*grades(2025), *disciplined), told(*grades(2025)))
    assert people.counting is not None
    assert years_of(people.counting, 0, 2025) == set(range(first_year, 2027))
    every_bit = people.counting.dtype.itemsize * 8
    assert years_of(people.counting, 1, 2025) == set(range(2027 - every_bit, 2027))


# --- any order, any history ---------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_those_contradict_themselves_whom_the_facts_contradict(data):
    on = data.draw(days())
    subjects = data.draw(st.lists(histories(CODES, CONDITIONS, on), min_size=1, max_size=4))
    people = prepared(asking(law.Run((TOT,), 2)), *subjects, on=on)
    found = people.flags & CONTRADICTS != 0
    if people.early is not None:
        found[people.early_who] = people.early.flags & CONTRADICTS != 0
    assert found.tolist() == [bool(contradictions(history, on)) for history in subjects]


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_the_order_of_rows_does_not_matter(data):
    subjects = data.draw(st.lists(histories(CODES, CONDITIONS, ON), min_size=1, max_size=4))
    columns = columns_of(subjects)
    order = data.draw(st.permutations(range(len(columns.who))))
    rows = np.array(order, dtype=np.intp)
    shuffled = replace(
        columns, **{name: getattr(columns, name)[rows] for name in ("who", "year", "sort", "until", "ref")}
    )
    marks = (TOT, law.InitiativeMark(Scope.CO_SO), law.TitleMark("danh_hieu_nam"))
    pack = asking(law.Count(marks, 3), law.Judged("?"), law.ExceedsTargets())
    one, other = population(columns, pack, ON), population(shuffled, pack, ON)
    assert one.flags.tolist() == other.flags.tolist()
    for name in ("planes", "twice", "figures", "decisions"):
        of_one, of_other = getattr(one, name), getattr(other, name)
        assert {key: value.tolist() for key, value in of_one.items()} == {
            key: value.tolist() for key, value in of_other.items()
        }


def test_a_population_without_facts_has_no_planes_and_nobody_contradicts_himself():
    people = prepared(asking(law.Run((TOT,), 2)), told(), told())
    assert (people.subjects, people.planes, people.flags.tolist()) == (2, {}, [UNTOLD, UNTOLD])


def test_an_award_the_pack_does_not_have_is_refused():
    with pytest.raises(KeyError):
        population(columns_of([told()]), asking(law.Run((TOT,), 2)), ON, ["huan_chuong_khac"])
