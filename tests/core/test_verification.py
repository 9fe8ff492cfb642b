"""Verifying: the rota of cross-scoring is fair, and several scorers' points become one figure."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.verification import Combination, combine, rota

POINTS = st.decimals(min_value=-100, max_value=1000, places=2, allow_nan=False)


@pytest.mark.parametrize(
    ("combination", "expected"),
    [(Combination.MEAN, "7"), (Combination.MEDIAN, "8.5"), (Combination.TRIMMED_MEAN, "8.5")],
)
def test_an_outlier_moves_the_mean_but_not_the_median(combination: Combination, expected: str) -> None:
    assert combine([Decimal(9), Decimal(1), Decimal(8), Decimal(10)], combination) == Decimal(expected)


def test_the_median_of_an_odd_number_is_the_middle_figure() -> None:
    assert combine([Decimal(9), Decimal(1), Decimal(8)], Combination.MEDIAN) == 8


def test_a_third_is_not_rounded_before_the_rubric_rounds() -> None:
    third = combine([Decimal(1), Decimal(0), Decimal(0)], Combination.MEAN)
    assert third.quantize(Decimal("0.000001"), ROUND_HALF_UP) == Decimal("0.333333")


@pytest.mark.parametrize("points", [[Decimal(2)], [Decimal(2), Decimal(5)]])
def test_of_fewer_than_three_nothing_is_trimmed(points: list[Decimal]) -> None:
    assert combine(points, Combination.TRIMMED_MEAN) == combine(points, Combination.MEAN)


@pytest.mark.parametrize("combination", Combination)
def test_without_a_figure_there_is_none_to_combine(combination: Combination) -> None:
    with pytest.raises(ValueError, match="nothing to combine"):
        combine([], combination)


@given(st.lists(POINTS, min_size=1, max_size=9), st.sampled_from(Combination), st.randoms())
def test_the_figure_lies_between_the_scorers_whatever_their_order(points, combination, random) -> None:
    shuffled = list(points)
    random.shuffle(shuffled)
    figure = combine(points, combination)
    assert min(points) <= figure <= max(points)
    assert combine(shuffled, combination) == figure


@given(st.lists(POINTS, min_size=1, max_size=9), st.sampled_from(Combination), st.data())
def test_who_gives_more_never_lowers_the_figure(points, combination, data) -> None:
    place = data.draw(st.integers(0, len(points) - 1))
    raised = list(points)
    raised[place] += data.draw(st.decimals(min_value=0, max_value=50, places=2))
    assert combine(raised, combination) >= combine(points, combination)


def test_five_units_scored_by_two_each() -> None:
    assert rota([11, 12, 13, 14, 15], 2) == {
        11: (12, 13),
        12: (13, 14),
        13: (14, 15),
        14: (11, 15),
        15: (11, 12),
    }


@pytest.mark.parametrize("count", range(13))
def test_whatever_the_numbers_the_rota_is_balanced(count: int) -> None:
    for scorers in range(count + 2):
        for turn in (0, 2017, 2018):
            _is_balanced(list(range(100, 100 + count)), scorers, turn)


@given(
    st.lists(st.integers(1, 10_000), unique=True, max_size=40), st.integers(0, 45), st.integers(1990, 2100)
)
def test_nobody_scores_itself_and_all_score_equally_many(units, scorers, turn) -> None:
    _is_balanced(units, scorers, turn)
    assert rota(units, scorers, turn) == rota(list(units), scorers, turn)


def _is_balanced(units: list[int], scorers: int, turn: int) -> None:
    plan = rota(units, scorers, turn)
    wanted = min(scorers, max(len(units) - 1, 0))
    assert list(plan) == units
    for unit, by in plan.items():
        assert unit not in by
        assert len(set(by)) == len(by) == wanted
    assert all(count == wanted for count in Counter(one for by in plan.values() for one in by).values())
    if 2 * wanted < len(units):
        assert not any(unit in plan[one] for unit, by in plan.items() for one in by)


def test_another_year_brings_other_pairs() -> None:
    units = list(range(9))
    assert rota(units, 3, 2017) != rota(units, 3, 2018)
