"""How score sheets are verified: by whom, by which rota, and how several scorers' points become one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Context, Decimal
from enum import StrEnum
from math import gcd

from .faults import gettext_noop


class VerificationMode(StrEnum):
    """Who verifies the score sheets of a year, by the cluster's regulation."""

    SECRETARY = "secretary"
    CROSS = "cross"
    INSPECTION = "inspection"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _MODE_LABELS[self]


_MODE_LABELS = {
    VerificationMode.SECRETARY: gettext_noop("Thư ký cụm thẩm định"),
    VerificationMode.CROSS: gettext_noop("Các đơn vị chấm chéo"),
    VerificationMode.INSPECTION: gettext_noop("Tổ kiểm tra thẩm định"),
}


class Combination(StrEnum):
    """How the points that several units gave to a line become one figure."""

    MEAN = "mean"
    MEDIAN = "median"
    TRIMMED_MEAN = "trimmed_mean"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _COMBINATION_LABELS[self]


_COMBINATION_LABELS = {
    Combination.MEAN: gettext_noop("Trung bình cộng"),
    Combination.MEDIAN: gettext_noop("Trung vị"),
    Combination.TRIMMED_MEAN: gettext_noop("Trung bình sau khi bỏ điểm cao nhất và thấp nhất"),
}


# Wide enough that a mean of points of two places is exact, or cut far behind any place a rubric rounds to.
_EXACT = Context(prec=50)

# Without the highest and the lowest at least one figure must be left.
_FEWEST_TO_TRIM = 3


def combine(points: Sequence[Decimal], combination: Combination) -> Decimal:
    """The one figure for what several scorers gave; not rounded, that is the rubric's business.

    The trimmed mean leaves out one highest and one lowest figure; of fewer than three figures there is
    nothing to leave out, so it is the plain mean.

    :raises ValueError: without any figure.
    """
    if not points:
        message = "nothing to combine: no scorer has finished"
        raise ValueError(message)
    ordered = sorted(points)
    if combination is Combination.MEDIAN:
        middle = len(ordered) // 2
        return ordered[middle] if len(ordered) % 2 else _mean(ordered[middle - 1 : middle + 1])
    if combination is Combination.TRIMMED_MEAN and len(ordered) >= _FEWEST_TO_TRIM:
        return _mean(ordered[1:-1])
    return _mean(ordered)


def _mean(points: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for one in points:
        total = _EXACT.add(total, one)
    return _EXACT.divide(total, Decimal(len(points)))


def rota(units: Sequence[int], scorers: int, turn: int = 0) -> Mapping[int, tuple[int, ...]]:
    """Who scores whom: for each unit the others that score it, in the order of the members.

    Each unit is scored by ``scorers`` others (by all of them where there are fewer) and scores equally many;
    nobody scores itself, and while fewer than half score, no two units score each other. The members sit
    round a table and score those at fixed distances; ``turn`` (the year) picks the distances, so that the
    same pairs do not meet every year. It depends on nothing else, so it stays while the members stay.
    """
    count = len(units)
    if count <= 1:
        return dict.fromkeys(units, ())
    strides = [stride for stride in range(1, count) if gcd(stride, count) == 1]
    stride = strides[turn % len(strides)]
    wanted = min(max(scorers, 0), count - 1)
    distances = [stride * step % count for step in range(1, wanted + 1)]
    return {
        unit: tuple(units[place] for place in sorted((at + distance) % count for distance in distances))
        for at, unit in enumerate(units)
    }


class AppealState(StrEnum):
    """Where an appeal about a line of a score sheet stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _APPEAL_LABELS[self]

    @property
    def is_answered(self) -> bool:
        """Whether the verifier has answered."""
        return self in (AppealState.ACCEPTED, AppealState.PARTLY, AppealState.REJECTED)


_APPEAL_LABELS = {
    AppealState.OPEN: gettext_noop("Chờ trả lời"),
    AppealState.ACCEPTED: gettext_noop("Chấp nhận"),
    AppealState.PARTLY: gettext_noop("Chấp nhận một phần"),
    AppealState.REJECTED: gettext_noop("Không chấp nhận"),
    AppealState.WITHDRAWN: gettext_noop("Đã rút"),
}
