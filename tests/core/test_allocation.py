"""Awards follow from the ranking and the quotas, and each unit is told why."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.allocation import allocate
from thidua.core.faults import Refused
from thidua.core.quota import DIPLOMA, FLAG, Quota, QuotaKind, SeatRounding, default_quotas
from thidua.core.ranking import Entrant, rank

D = Decimal
MIDLANDS_2022 = ("Bắc Kạn", "Bắc Giang", "Phú Thọ", "Thái Nguyên", "Tuyên Quang", "Yên Bái", "Hòa Bình")


def ranked(*totals: int, excluded: tuple[int, ...] = ()):
    return rank([Entrant(key, D(total)) for key, total in enumerate(totals)], excluded)


@pytest.mark.parametrize(
    ("members", "flags"), [(9, 3), (7, 3), (6, 2), (8, 3), (3, 1), (2, 1)], ids=lambda value: str(value)
)
def test_a_third_rounded_up_gives_what_the_culture_clusters_gave(members, flags):
    # 3 of 9 in the Red River Delta in 2017, 3 of 7 in the northern midlands in 2022.
    assert default_quotas("cum")[0].seats(members) == flags


def test_the_northern_midlands_in_2022_had_three_flags_and_four_diplomas():
    found = allocate(ranked(98, 97, 96, 95, 94, 93, 92), default_quotas("cum"), 7)
    assert [MIDLANDS_2022[key] for key in found.given(FLAG)] == ["Bắc Kạn", "Bắc Giang", "Phú Thọ"]
    assert [MIDLANDS_2022[key] for key in found.given(DIPLOMA)] == [
        "Thái Nguyên",
        "Tuyên Quang",
        "Yên Bái",
        "Hòa Bình",
    ]


def test_ben_tre_in_2018_granted_48_of_69_leaders_by_a_fixed_number():
    found = allocate(ranked(*range(69, 0, -1)), [Quota(FLAG, QuotaKind.FIXED, number=48)], 69)
    assert len(found.given(FLAG)) == 48
    assert [str(words) for words in found.by_unit[48].why] == [
        "Cờ thi đua của Bộ, tỉnh: không, 48 suất đã dành cho hạng cao hơn"
    ]


def test_why_is_told_with_the_share_and_its_rounding():
    quota = Quota(FLAG, QuotaKind.SHARE, share=Fraction(1, 3), rounding=SeatRounding.DOWN)
    found = allocate(ranked(*range(9, 0, -1)), [quota], 9)
    assert [str(words) for words in found.by_unit[1].why] == [
        "Cờ thi đua của Bộ, tỉnh: hạng 2, trong 3 suất (1/3 của 9 đơn vị, làm tròn xuống)"
    ]


def test_those_level_at_the_last_place_are_left_to_the_meeting():
    found = allocate(ranked(9, 8, 7, 7, 6, 5, 4), default_quotas("cum"), 7)
    assert found.given(FLAG) == (0, 1)
    assert found.seats[0].tied == (2, 3)
    assert found.seats[0].left == 1
    assert {found.by_unit[key].tied_for for key in (2, 3)} == {FLAG}
    assert {found.by_unit[key].award for key in (2, 3, 4)} == {DIPLOMA}


def test_the_excluded_and_those_without_a_sheet_get_nothing_and_are_told_why():
    found = allocate(ranked(9, 8, 7, excluded=(0,)), default_quotas("cum"), 4, unranked=[3])
    assert found.given(FLAG) == (1, 2)
    assert [str(found.by_unit[key].why[0]) for key in (0, 3)] == [
        "không xét thi đua theo quy chế",
        "chưa có phiếu chấm nên chưa xếp hạng",
    ]


def test_a_floor_keeps_an_award_from_those_below_it():
    found = allocate(ranked(90, 70), [Quota(FLAG, QuotaKind.FIXED, number=2, floor=D(80))], 2)
    assert found.given(FLAG) == (0,)
    assert str(found.by_unit[1].why[0]) == "Cờ thi đua của Bộ, tỉnh: không, vì dưới mức sàn 80 điểm"


def test_a_quota_without_its_number_or_with_a_wrong_share_is_refused():
    for given_, match in (
        ({"award": FLAG, "kind": "fixed"}, "phải ghi số suất"),
        ({"award": FLAG, "kind": "share", "share": "0"}, "Tỷ lệ “0” không hợp lệ"),
        ({"award": FLAG, "kind": "share", "share": "x/y"}, "1/3 hoặc 30%"),
        ({"award": FLAG, "kind": "fixed", "number": "-1"}, "từ 0 đến 99"),
    ):
        with pytest.raises(Refused, match=match):
            Quota.read(given_)


quotas = st.lists(
    st.builds(
        Quota,
        st.just(FLAG),
        st.sampled_from(QuotaKind),
        st.integers(1, 9),
        st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(3, 10), Fraction(1)]),
        st.sampled_from(SeatRounding),
        st.integers(0, 3),
        st.sampled_from([None, D(2), D(4)]),
    ),
    max_size=3,
).map(
    lambda drawn: [
        Quota(award, q.kind, q.number, q.share, q.rounding, q.at_least, q.floor)
        for award, q in zip((FLAG, DIPLOMA, "giay_khen"), drawn, strict=False)
    ]
)


@given(st.lists(st.integers(0, 6), max_size=9), st.sets(st.integers(0, 8)), quotas, st.integers(0, 2))
def test_no_award_beyond_its_quota_none_to_the_excluded_and_a_word_to_everybody(
    totals, excluded, drawn, absent
):
    places = ranked(*totals, excluded=tuple(excluded))
    missing = [100 + index for index in range(absent)]
    found = allocate(places, drawn, len(totals) + absent, unranked=missing)
    for quota in drawn:
        given_ = found.given(quota.award)
        assert len(given_) <= quota.seats(len(totals) + absent)
        assert not excluded & set(given_)
        assert all(quota.floor is None or totals[key] >= quota.floor for key in given_)
    assert set(found.by_unit) == {*range(len(totals)), *missing}
    assert all(row.why and str(row.why[0]) for row in found.by_unit.values())
    ranks = {row.entrant.key: row.rank for row in places}
    for key, row in found.by_unit.items():
        # Nobody stands before an equal: who shares a rank gets the same.
        for other in found.by_unit.values():
            if ranks.get(key) and ranks.get(key) == ranks.get(other.key):
                assert row.award == other.award


@pytest.mark.parametrize("floor", ["NaN", "sNaN", "Infinity", "-1", D("NaN")])
def test_a_floor_that_is_no_number_is_refused(floor):
    with pytest.raises(Refused, match="Mức điểm sàn"):
        Quota.read({"award": FLAG, "floor": floor})
