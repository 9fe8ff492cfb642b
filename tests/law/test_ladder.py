"""The ladder says which award is named in the standard of which, how, and how well that is known."""

from dataclasses import replace

import pytest

from tests.law.books import books
from thidua.core.law.facts import Grade, SubjectKind
from thidua.core.law.ladder import Edge, ladder, told_of_any_year
from thidua.core.law.namings import Tie
from thidua.core.law.pack import (
    AllOf,
    AnyOf,
    AtLeast,
    Basis,
    Citation,
    Confirmation,
    Count,
    GradeMark,
    Held,
    InYear,
    Leaf,
    Level,
    Run,
    TitleMark,
)
from thidua.core.law.words import put
from thidua.law import packs

EARLIER, LATER = books()
SEEN = Basis(Citation("L2022"), Confirmation.SEEN)


@pytest.fixture(scope="module")
def people():
    return ladder(EARLIER, SubjectKind.PERSON)


def edge(found, source: str, target: str) -> Edge:
    return next(one for one in found.edges if (one.source, one.target) == (source, target))


def said(one: Edge) -> list[str]:
    return [put(label.words) for label in one.labels]


def with_standard(code: str, standard):
    award = replace(EARLIER.award(code), standards={SubjectKind.PERSON: standard}, quotas=())
    return ladder(replace(EARLIER, awards={**EARLIER.awards, code: award}), SubjectKind.PERSON)


def leaf(id_: str, predicate, confirmation=Confirmation.SEEN) -> Leaf:
    return Leaf(id_, predicate, Basis(Citation("L2022"), confirmation))


def test_rows_rise_by_level_and_order_and_none_asks_anything_of_its_own_row(people):
    codes = [[award.code for award in row.awards] for row in people.rows]
    assert codes == [
        ["lao_dong_tien_tien"],
        ["chien_si_thi_dua_co_so"],
        ["chien_si_thi_dua_bo_tinh", "bang_khen_bo_tinh"],
        ["chien_si_thi_dua_toan_quoc", "bang_khen_thu_tuong"],
        ["huan_chuong_lao_dong_hang_ba"],
    ]
    assert [row.level for row in people.rows][:3] == [Level.UNIT, Level.UNIT, Level.MINISTRY]


def test_what_stands_alone_on_its_level_is_set_apart(people):
    assert [(row.level, [award.code for award in row.awards]) for row in people.apart] == [
        (Level.UNIT, ["giay_khen"])
    ]


def test_without_edges_everything_stands_in_rows():
    found = ladder(EARLIER, SubjectKind.HOUSEHOLD)
    assert [award.code for row in found.rows for award in row.awards] == ["giay_khen"]
    assert not found.apart and not found.edges


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("lao_dong_tien_tien", "chien_si_thi_dua_co_so", ["đạt tiêu chuẩn", "chọn tối đa 15%"]),
        ("chien_si_thi_dua_co_so", "chien_si_thi_dua_bo_tinh", ["3 năm liên tục"]),
        ("chien_si_thi_dua_co_so", "bang_khen_bo_tinh", ["2 năm liên tục"]),
        ("chien_si_thi_dua_bo_tinh", "chien_si_thi_dua_toan_quoc", ["2 lần liên tục"]),
        ("bang_khen_bo_tinh", "bang_khen_thu_tuong", ["đã có"]),
        ("chien_si_thi_dua_co_so", "bang_khen_thu_tuong", ["3 lần"]),
        ("bang_khen_thu_tuong", "huan_chuong_lao_dong_hang_ba", ["đã có", "sau đó 5 năm liên tục"]),
    ],
)
def test_an_edge_says_what_is_asked(people, source, target, words):
    assert said(edge(people, source, target)) == words


def test_there_are_no_other_edges(people):
    assert len(people.edges) == 8


def test_what_bars_is_no_edge(people):
    pairs = {(one.source, one.target) for one in people.edges}
    assert ("chien_si_thi_dua_toan_quoc", "huan_chuong_lao_dong_hang_ba") not in pairs


def test_an_edge_known_from_an_unclear_text_alone_is_not_confirmed(people):
    assert not edge(people, "chien_si_thi_dua_co_so", "huan_chuong_lao_dong_hang_ba").is_confirmed
    quota = edge(people, "lao_dong_tien_tien", "chien_si_thi_dua_co_so")
    assert quota.is_confirmed
    assert [label.is_confirmed for label in quota.labels] == [True, False]


def test_only_what_every_way_asks_for_is_needed(people):
    assert edge(people, "chien_si_thi_dua_co_so", "chien_si_thi_dua_bo_tinh").is_needed
    assert not edge(people, "chien_si_thi_dua_co_so", "bang_khen_bo_tinh").is_needed
    assert not edge(people, "bang_khen_bo_tinh", "bang_khen_thu_tuong").is_needed


def test_one_of_one_and_two_of_two_are_needed_and_another_mark_makes_a_choice():
    held = leaf("a", Held("lao_dong_tien_tien"))
    other = leaf("b", InYear((GradeMark(Grade.TOT),)))
    cases = {
        AnyOf("x", (held,)): True,
        AtLeast("x", 2, (held, other)): True,
        AtLeast("x", 1, (held, other)): False,
        AllOf("x", (leaf("a", InYear((TitleMark("lao_dong_tien_tien"), GradeMark(Grade.TOT)))),)): False,
    }
    for standard, is_needed in cases.items():
        found = with_standard("chien_si_thi_dua_co_so", standard)
        assert edge(found, "lao_dong_tien_tien", "chien_si_thi_dua_co_so").is_needed is is_needed


def test_figures_of_several_ways_stand_together_the_least_first():
    title = (TitleMark("chien_si_thi_dua_co_so"),)
    standard = AnyOf("x", (leaf("a", Count(title, 3)), leaf("b", Count(title, 1)), leaf("c", Run(title, 5))))
    found = with_standard("bang_khen_bo_tinh", standard)
    assert said(edge(found, "chien_si_thi_dua_co_so", "bang_khen_bo_tinh")) == [
        "5 năm liên tục",
        "1 hoặc 3 lần",
    ]


def test_after_tells_the_years_in_a_row_rather_than_the_count_in_them():
    grade = (GradeMark(Grade.TOT),)
    run = leaf("a", Run(grade, 5, after="bang_khen_bo_tinh"))
    count = leaf("b", Count(grade, 2, after="bang_khen_bo_tinh"))
    found = with_standard("bang_khen_thu_tuong", AllOf("x", (count, run)))
    assert said(edge(found, "bang_khen_bo_tinh", "bang_khen_thu_tuong")) == ["sau đó 5 năm liên tục"]
    found = with_standard("bang_khen_thu_tuong", count)
    assert said(edge(found, "bang_khen_bo_tinh", "bang_khen_thu_tuong")) == ["tính từ khi có"]


def test_an_award_that_names_itself_or_one_for_others_has_no_edge_for_it():
    standard = AllOf("x", (leaf("a", Held("bang_khen_bo_tinh")), leaf("b", Held("giay_khen"))))
    found = with_standard("bang_khen_bo_tinh", standard)
    assert [one.source for one in found.edges if one.target == "bang_khen_bo_tinh"] == ["giay_khen"]
    alone = replace(EARLIER.award("giay_khen"), standards={})
    pack = replace(EARLIER, awards={**EARLIER.awards, "giay_khen": alone})
    assert "giay_khen" not in [award.code for award in ladder(pack, SubjectKind.PERSON).awards]


def test_of_one_order_what_is_named_stands_below():
    same = {code: replace(award, order=1) for code, award in EARLIER.awards.items()}
    found = ladder(replace(EARLIER, awards=same), SubjectKind.PERSON)
    place = {award.code: index for index, row in enumerate(found.rows) for award in row.awards}
    assert all(place[one.source] < place[one.target] for one in found.edges)


def test_a_row_is_broken_when_it_is_full():
    found = ladder(EARLIER, SubjectKind.PERSON, most_in_row=1)
    assert all(len(row.awards) == 1 for row in found.rows)


def test_a_condition_is_told_of_no_year_in_particular():
    standard = EARLIER.award("lao_dong_tien_tien").standards[SubjectKind.PERSON]
    assert isinstance(standard, AllOf)
    assert put(told_of_any_year(standard.of[0], EARLIER)) == (
        "Năm đang xét được xếp loại hoàn thành tốt nhiệm vụ trở lên"
    )
    run = leaf("a", Run((GradeMark(Grade.TOT),), 5))
    assert "tính đến năm đang xét" in put(told_of_any_year(run, EARLIER))


@pytest.mark.parametrize("kind", list(SubjectKind))
@pytest.mark.parametrize("pack", packs.load_packs().values(), ids=lambda pack: pack.id)
def test_every_pack_that_comes_with_the_program_has_its_ladder(pack, kind):
    found = ladder(pack, kind)
    assert {award.code for award in found.awards} == {
        code for code, award in pack.awards.items() if kind in award.standards
    }
    assert len(found.awards) == len({award.code for award in found.awards})
    place = {award.code: index for index, row in enumerate(found.rows) for award in row.awards}
    for one in found.edges:
        assert place[one.source] != place[one.target]
        assert all(naming.tie in Tie for naming in one.namings)


def test_the_later_pack_has_no_edge_to_a_standard_it_gave_up():
    found = ladder(LATER, SubjectKind.PERSON)
    one = edge(found, "lao_dong_tien_tien", "chien_si_thi_dua_co_so")
    assert [naming.tie for naming in one.namings] == [Tie.POOL]
    assert not one.is_needed
