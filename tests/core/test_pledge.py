"""What a pledged figure may be, and how far results came towards it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.pledge import (
    check_figure,
    figures_version,
    fingerprint,
    is_percentage,
    percent,
    reached,
    unagreed,
)

FIGURES = st.decimals(min_value=0, max_value=Decimal("1e9"), places=3)
PLEDGES = st.decimals(min_value=Decimal("0.001"), max_value=Decimal("1e9"), places=3)


@pytest.mark.parametrize(
    ("agreed", "actual", "lower_is_better", "share"),
    [
        ("200", "241", False, "1.205"),
        ("95.5", "95.5", False, "1"),
        ("10", "0", False, "0"),
        ("10", "9", True, "1.1"),
        ("10", "11", True, "0.9"),
        ("10", "30", True, "0"),
        ("10", "0", True, "2"),
        ("0", "0", False, "1"),
        ("0", "5", False, "1"),
        ("0", "0", True, "1"),
        ("0", "1", True, "0"),
    ],
)
def test_share_of_a_pledge_reached(agreed, actual, lower_is_better, share):
    assert reached(Decimal(agreed), Decimal(actual), lower_is_better) == Decimal(share)


@given(PLEDGES)
def test_what_was_pledged_is_reached_exactly_either_way(agreed):
    assert reached(agreed, agreed, False) == reached(agreed, agreed, True) == 1


@given(FIGURES, FIGURES, FIGURES)
def test_doing_better_never_counts_less(agreed, one, other):
    worse, better = sorted((one, other))
    assert reached(agreed, worse, False) <= reached(agreed, better, False)
    assert reached(agreed, better, True) <= reached(agreed, worse, True)


@given(FIGURES, FIGURES)
def test_a_share_is_never_negative_and_less_is_better_at_most_doubles(agreed, actual):
    assert reached(agreed, actual, False) >= 0
    assert 0 <= reached(agreed, actual, True) <= 2


@given(PLEDGES, FIGURES)
def test_at_least_all_of_it_means_at_least_the_pledge(agreed, actual):
    assert (reached(agreed, actual, False) >= 1) == (actual >= agreed)
    assert (reached(agreed, actual, True) >= 1) == (actual <= agreed)


def test_percentages_round_halves_up():
    assert percent(Decimal("1.2045")) == Decimal("120.5")
    assert percent(Decimal("0.9945")) == Decimal("99.5")


def test_what_falls_short_is_never_shown_as_the_whole():
    assert percent(Decimal("0.9996")) == Decimal("99.9")
    assert percent(Decimal(1)) == 100


@pytest.mark.parametrize(
    ("value", "measure", "cause"),
    [
        ("-1", "huy chương", "âm"),
        ("100.1", "%", "100"),
        ("1e13", "đồng", "quá lớn"),
        ("1.2345", "%", "ba chữ số"),
    ],
)
def test_figures_out_of_range_are_refused_with_a_mend(value, measure, cause):
    [fault] = check_figure(Decimal(value), measure, "huy-chuong")
    assert cause in fault.cause
    assert fault.mend
    assert fault.place == "huy-chuong"


@given(st.decimals(min_value=0, max_value=100, places=3))
def test_every_share_of_a_whole_is_a_percentage(value):
    assert check_figure(value, "%") == []


@given(st.decimals(min_value=0, max_value=Decimal("9999999999999.999"), places=3))
def test_every_figure_that_can_be_stored_is_accepted(value):
    assert check_figure(value, "lượt khách") == []


def test_percent_is_known_by_its_sign_or_words():
    assert is_percentage(" % ")
    assert is_percentage("phần trăm")
    assert not is_percentage("huy chương")


def test_unagreed_keeps_the_order_of_the_targets():
    assert unagreed(["a", "b", "c"], {"b": Decimal(0), "c": None}) == ["a", "c"]


def test_a_fingerprint_changes_with_any_letter():
    assert fingerprint("Giao ước") != fingerprint("Giao uớc")
    assert len(fingerprint("")) == 64


def test_a_mark_of_figures_changes_with_any_value_and_not_with_how_it_is_written():
    one = figures_version({"a": Decimal("95.500"), "b": Decimal(10)})
    assert one == figures_version({"b": Decimal("10.0"), "a": Decimal("95.5"), "c": None})
    assert one != figures_version({"a": Decimal("95.501"), "b": Decimal(10)})
    assert one != figures_version({"a": Decimal("95.5")})
