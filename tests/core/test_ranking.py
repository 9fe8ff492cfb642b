"""Units are ranked by total, then by groups, then share."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.ranking import Entrant, Part, exclusions, rank

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
