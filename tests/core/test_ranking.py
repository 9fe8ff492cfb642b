"""Units are ranked by total, then by groups, then share."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.exclusion import ExclusionKind
from thidua.core.faults import Refused
from thidua.core.quota import default_quotas
from thidua.core.ranking import NOT_VOTED_ON, Entrant, Part, exclusions, rank
from thidua.core.ranking_rules import Order, RankingRules, TieBreak, TieBreakKind
from thidua.core.ranking_words import standing_words

D = Decimal


def ranks(*entrants: Entrant, excluded: tuple[int, ...] = ()) -> list[tuple[int, int | None]]:
    return [(ranked.entrant.key, ranked.rank) for ranked in rank(entrants, excluded)]


def test_ties_are_broken_by_groups_in_the_rubrics_order():
    assert ranks(
        Entrant(1, D(90), (D(50), D(40))),
        Entrant(2, D(90), (D(55), D(35))),
        Entrant(3, D(95), (D(45), D(50))),
    ) == [(3, 1), (2, 2), (1, 3)]


def test_the_equal_share_a_rank_and_the_next_is_skipped():
    assert ranks(Entrant(2, D(90)), Entrant(1, D(90)), Entrant(3, D(80))) == [(1, 1), (2, 1), (3, 3)]


def test_an_excluded_unit_is_listed_last_without_a_rank():
    assert ranks(Entrant(1, D(99)), Entrant(2, D(90)), excluded=(1,)) == [(2, 1), (1, None)]


ALL_DONE = Part(has_signed=True, has_registered=True, has_sheet=True)


def test_each_reason_for_being_left_out_is_named():
    found = exclusions(
        {
            1: ALL_DONE,
            2: replace(ALL_DONE, has_signed=False, unsent=("Báo cáo năm",)),
            3: replace(ALL_DONE, has_registered=False, has_sheet=False),
        }
    )
    assert {key: [str(reason) for reason in reasons] for key, reasons in found.items()} == {
        2: ["Không ký giao ước thi đua", "Không gửi “Báo cáo năm”"],
        3: ["Không đăng ký danh hiệu, hình thức khen thưởng", "Không nộp phiếu chấm điểm"],
    }


parts = st.builds(
    Part,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.lists(st.sampled_from("xyz"), unique=True).map(tuple),
)


@given(st.lists(parts, max_size=6))
def test_only_what_some_unit_did_is_held_against_another(drawn):
    found = exclusions(dict(enumerate(drawn)))
    for key, part in enumerate(drawn):
        held_against = (
            (not part.has_signed and any(p.has_signed for p in drawn))
            + (not part.has_registered and any(p.has_registered for p in drawn))
            + (not part.has_sheet and any(p.has_sheet for p in drawn))
            + sum(any(name not in p.unsent for p in drawn) for name in part.unsent)
        )
        assert len(found.get(key, ())) == held_against


entrants = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 3)).map(lambda t: (D(t[0]), (D(t[1]), D(t[0] - t[1])))),
    max_size=9,
)


@given(entrants, st.randoms())
def test_the_order_of_entry_does_not_matter(drawn, random):
    listed = [Entrant(key, total, groups) for key, (total, groups) in enumerate(drawn)]
    shuffled = list(listed)
    random.shuffle(shuffled)
    assert rank(listed) == rank(shuffled)


@given(entrants)
def test_a_rank_is_one_more_than_the_number_of_the_better(drawn):
    listed = [Entrant(key, total, groups) for key, (total, groups) in enumerate(drawn)]
    for ranked in rank(listed):
        mine = (ranked.entrant.total, ranked.entrant.by_group)
        assert ranked.rank == 1 + sum((e.total, e.by_group) > mine for e in listed)


R = RankingRules
T = TieBreak
K = TieBreakKind


def placed(entrants: list[Entrant], rules: RankingRules) -> list[tuple[int, int | None]]:
    return [(row.entrant.key, row.rank) for row in rank(entrants, rules=rules, groups=("I", "II"))]


@pytest.mark.parametrize(
    ("tie_break", "first"),
    [
        (T(K.GROUPS), 1),
        (T(K.GROUP, "II"), 2),
        (T(K.ABOVE_PLAN), 3),
        (T(K.INDICATOR, "ld"), 1),
        (T(K.VOTES), 2),
    ],
)
def test_the_stated_tie_break_decides(tie_break, first):
    tied = [
        Entrant(1, D(90), (D(55), D(35)), above_plan=1, reported={"ld": D(30)}, votes=(5,)),
        Entrant(2, D(90), (D(45), D(45)), above_plan=2, reported={"ld": D(20)}, votes=(7,)),
        Entrant(3, D(90), (D(50), D(40)), above_plan=3, votes=(6,)),
    ]
    assert placed(tied, R(tie_breaks=(tie_break,)))[0] == (first, 1)


def test_without_tie_breaks_the_equal_share_whatever_their_groups():
    tied = [Entrant(1, D(90), (D(55), D(35))), Entrant(2, D(90), (D(45), D(45)))]
    assert placed(tied, R(tie_breaks=())) == [(1, 1), (2, 1)]


def test_a_second_round_parts_those_level_in_the_first():
    tied = [Entrant(1, D(90), votes=(6, 3)), Entrant(2, D(90), votes=(6, 4)), Entrant(3, D(90), votes=(7,))]
    assert placed(tied, R(tie_breaks=(T(K.VOTES),))) == [(3, 1), (2, 2), (1, 3)]


def test_where_papers_order_the_candidates_the_lower_sum_of_places_stands_first():
    entrants = [
        Entrant(1, D(90), votes=(-9,)),
        Entrant(2, D(90), votes=(-5,)),
        Entrant(3, D(90), votes=(NOT_VOTED_ON,)),
        Entrant(4, D(90)),
    ]
    for rules in (R(tie_breaks=(T(K.VOTES),)), R(order=Order.BALLOT, tie_breaks=())):
        assert placed(entrants, rules) == [(2, 1), (1, 2), (3, 3), (4, 3)]
    names = {1: "A", 2: "B", 3: "C", 4: "D"}
    by_ballot = R(order=Order.BALLOT, tie_breaks=())
    told = standing_words(rank(entrants, rules=by_ballot), by_ballot, names)
    assert str(told[2][0]) == "Hạng 1 với tổng thứ tự 5 trên các phiếu, 90 điểm"
    by_points = R(tie_breaks=(T(K.VOTES),))
    told = standing_words(rank(entrants, rules=by_points), by_points, names)
    assert "xếp trên A nhờ tổng thứ tự trên phiếu ở lượt 1 (nhỏ hơn đứng trên): 5 so với 9" in [
        str(words) for words in told[2]
    ]
    assert any("9 so với không được đưa ra bỏ phiếu" in str(words) for words in told[1])


def test_by_ballot_votes_rank_only_those_above_the_floor():
    entrants = [
        Entrant(1, D(95), votes=(3,)),
        Entrant(2, D(85), votes=(8,)),
        Entrant(3, D(79), votes=(9,)),
        Entrant(4, D(70), votes=(9,)),
    ]
    rules = R(order=Order.BALLOT, floor=D(80))
    assert placed(entrants, rules) == [(2, 1), (1, 2), (3, 3), (4, 4)]
    told = standing_words(rank(entrants, rules=rules), rules, {1: "A", 2: "B", 3: "C", 4: "D"})
    assert [str(words) for words in told[2]] == ["Hạng 1 với 8 phiếu đồng ý, 85 điểm"]
    assert str(told[3][1]) == "xếp sau các đơn vị đạt mức sàn 80 điểm"


def test_each_place_says_which_tie_break_decided_against_whom():
    tied = [
        Entrant(1, D(90), (D(50), D(40))),
        Entrant(2, D(90), (D(55), D(35))),
        Entrant(3, D(80), (D(40), D(40))),
        Entrant(4, D(80), (D(40), D(40))),
    ]
    told = standing_words(rank(tied), R(), {1: "A", 2: "B", 3: "C", 4: "D"}, ("I", "II"))
    assert {key: [str(words) for words in found] for key, found in told.items()} == {
        2: ["Hạng 1 với 90 điểm", "xếp trên A nhờ điểm nhóm I: 55 so với 50"],
        1: ["Hạng 2 với 90 điểm", "xếp dưới B vì điểm nhóm I: 50 so với 55"],
        3: ["Hạng 3 với 80 điểm", "đồng hạng với D vì bằng nhau ở mọi tiêu chí xếp hạng"],
        4: ["Hạng 3 với 80 điểm", "đồng hạng với C vì bằng nhau ở mọi tiêu chí xếp hạng"],
    }


def test_an_exclusion_carries_its_kind_and_the_clause_and_counts_only_where_the_regulation_knows_it():
    done = replace(ALL_DONE, has_signed=False, has_registered=False)
    clauses = {ExclusionKind.NO_PACT: "khoản 2 Điều 8 Quy chế"}
    (found,) = exclusions({1: ALL_DONE, 2: done}, [ExclusionKind.NO_PACT], clauses)[2]
    assert (found.kind, found.clause) == (ExclusionKind.NO_PACT, "khoản 2 Điều 8 Quy chế")


drawn_rules = st.builds(
    RankingRules,
    st.sampled_from(Order),
    st.sampled_from([None, D(2), D(4)]),
    st.lists(
        st.sampled_from([T(K.GROUPS), T(K.GROUP, "II"), T(K.ABOVE_PLAN), T(K.INDICATOR, "x"), T(K.VOTES)]),
        unique=True,
    ).map(tuple),
    st.lists(st.sampled_from(ExclusionKind), unique=True).map(
        lambda kinds: tuple(kind for kind in ExclusionKind if kind in kinds)
    ),
    st.dictionaries(st.sampled_from(ExclusionKind), st.sampled_from(["Điều 8", "khoản 2 Điều 9"])),
    st.sampled_from([None, (), default_quotas("cum"), default_quotas("khoi")]),
)
full_entrants = st.lists(
    st.builds(
        lambda total, group, above, votes: (D(total), (D(group), D(total - group)), above, votes),
        st.integers(0, 5),
        st.integers(0, 3),
        st.integers(0, 2),
        st.sampled_from([(), (1,), (2,), (1, 2)]),
    ),
    max_size=8,
)


def entered(drawn) -> list[Entrant]:
    return [
        Entrant(key, total, groups, above, {"x": D(above)}, votes)
        for key, (total, groups, above, votes) in enumerate(drawn)
    ]


@given(full_entrants, drawn_rules, st.randoms(), st.sets(st.integers(0, 7)))
def test_by_any_rules_the_order_of_entry_does_not_matter_and_the_excluded_are_not_ranked(
    drawn, rules, random, excluded
):
    listed = entered(drawn)
    shuffled = list(listed)
    random.shuffle(shuffled)
    ranked = rank(listed, excluded, rules, ("I", "II"))
    assert ranked == rank(shuffled, excluded, rules, ("I", "II"))
    assert {row.entrant.key for row in ranked if row.rank is None} == excluded & set(range(len(listed)))
    names = {entrant.key: f"Đơn vị {entrant.key}" for entrant in listed}
    told = standing_words(ranked, rules, names, ("I", "II"))
    assert set(told) == {row.entrant.key for row in ranked if row.rank is not None}


@given(drawn_rules)
def test_rules_are_read_as_they_were_stored(rules):
    assert RankingRules.read(json.loads(json.dumps(rules.as_mapping()))) == rules


def test_no_rules_are_the_usual_ones_and_bad_ones_are_refused_with_every_fault():
    assert RankingRules.read({}) == RankingRules()
    with pytest.raises(Refused) as refused:
        RankingRules.read(
            {
                "order": "alphabet",
                "floor": "cao",
                "tie_breaks": ["groups", "group", "groups"],
                "quotas": [{"award": "co", "kind": "share", "share": "4/3"}],
            }
        )
    assert [fault.place for fault in refused.value.faults] == [
        "order", "floor", "tie_breaks", "tie_breaks", "quotas", "quotas",
    ]  # fmt: skip
