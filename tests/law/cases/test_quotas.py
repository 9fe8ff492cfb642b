"""Quotas are rules of the round: how many of a pool may be proposed (law-current.md §3-4, law-2017.md)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.law.pack import Basis, Citation, Confirmation, Quota
from thidua.core.law.quotas import pool_limit

from .telling import in_force


def a_quota(percent, minimum=0, confirmation=Confirmation.SEEN):
    basis = Basis(Citation("TT02", "18", "2"), confirmation)
    return Quota("TTLDXS-08", "tap_the_lao_dong_tien_tien", Decimal(str(percent)), basis, minimum)


@pytest.mark.parametrize(
    ("pool", "limit"), [(0, 0), (1, 1), (4, 1), (5, 1), (9, 1), (10, 2), (24, 4), (25, 5), (100, 20)]
)
def test_ttldxs_08_twenty_percent_of_the_units_and_at_least_one(pool, limit):
    """Procuracy: 20% of units with Tập thể lao động tiên tiến, at least 1."""
    assert pool_limit(a_quota(20, minimum=1), pool) == limit


@pytest.mark.parametrize(("pool", "limit"), [(6, 0), (7, 1), (13, 1), (14, 2), (20, 3), (46, 6), (47, 7)])
def test_fractions_of_fifteen_percent_are_dropped(pool, limit):
    assert pool_limit(a_quota(15), pool) == limit


@pytest.mark.parametrize("confirmation", [Confirmation.OPEN, Confirmation.OLD, Confirmation.LOW])
def test_a_quota_not_confirmed_limits_nobody_and_is_not_guessed(confirmation):
    assert pool_limit(a_quota(15, confirmation=confirmation), 100) is None


def test_a_pool_cannot_be_below_zero():
    with pytest.raises(ValueError, match="-1"):
        pool_limit(a_quota(15), -1)


@given(st.integers(0, 10**6), st.decimals(0, 100, places=2), st.integers(0, 5))
def test_a_limit_never_exceeds_the_pool_nor_its_percent_save_for_the_minimum(pool, percent, minimum):
    limit = pool_limit(a_quota(percent, minimum), pool)
    assert 0 <= limit <= pool
    assert limit * 100 <= pool * percent or limit <= minimum
    assert limit >= min(minimum, pool)
    assert (limit + 1) * 100 > pool * percent


def test_nd91_fifteen_percent_of_the_advanced_workers_in_2017():
    on = date(2017, 12, 5)
    (quota,) = in_force(on).award("chien_si_thi_dua_co_so").quotas
    assert (quota.pool, quota.percent) == ("lao_dong_tien_tien", 15)
    assert pool_limit(quota, 46) == 6


def test_nd91_the_government_s_flag_for_twenty_percent_of_the_flag_holders_in_2017():
    on = date(2017, 12, 5)
    (quota,) = in_force(on).award("co_thi_dua_chinh_phu").quotas
    assert (quota.pool, quota.percent) == ("co_thi_dua_bo_tinh", 20)
    assert pool_limit(quota, 23) == 4
