"""How many of a pool a quota lets through: a rule of the round, never of one subject's verdict.

Nationally few are left: the 2022 Law sets none for Lao động tiên tiến (LDTT-04), the 15% of Chiến sĩ thi
đua cơ sở (CSTDCS-04) and the 20% of the Government's flag (COCP-06) are known from Decree 91/2017 alone;
ministries set their own (TTLDXS-08: 20%, at least one unit).
"""

from __future__ import annotations

from .pack import Quota

_WHOLE = 100


def pool_limit(quota: Quota, pool_size: int) -> int | None:
    """How many of a pool of ``pool_size`` subjects may be proposed; None while the figure is not confirmed.

    Fractions are dropped; ``quota.minimum`` is granted however small the pool, but never more than the pool
    holds. Raises :class:`ValueError` for a pool below zero.
    """
    if pool_size < 0:
        raise ValueError(pool_size)
    if not quota.basis.confirmation.is_confirmed:
        return None
    share = int(pool_size * quota.percent / _WHOLE)
    return min(pool_size, max(share, quota.minimum))
