"""The kinds of criterion, and the choices their rules and the rubric's rounding leave."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache

from .faults import gettext_noop


class CriterionKind(StrEnum):
    """How a criterion gives its points."""

    JUDGED = "judged"
    YES_NO = "yes_no"
    COUNT = "count"
    TARGET = "target"
    LATENESS = "lateness"
    PARTICIPATION = "participation"
    SHARE = "share"
    MEDALS = "medals"
    INDICATOR = "indicator"
    BONUS = "bonus"
    PENALTY = "penalty"

    @property
    def label(self) -> str:
        """The Vietnamese name (a message id)."""
        return _KIND_LABELS[self]

    @property
    def is_computed(self) -> bool:
        """Whether points follow from recorded facts alone, so that nothing is entered."""
        return self in _COMPUTED

    @property
    def is_extra(self) -> bool:
        """Whether it stands outside the rubric's maximum: a bonus or a penalty, which may be left blank."""
        return self in (CriterionKind.BONUS, CriterionKind.PENALTY)


_COMPUTED = frozenset(
    {
        CriterionKind.LATENESS,
        CriterionKind.PARTICIPATION,
        CriterionKind.MEDALS,
        CriterionKind.INDICATOR,
    }
)
_KIND_LABELS = {
    CriterionKind.JUDGED: gettext_noop("Chấm trong khoảng"),
    CriterionKind.YES_NO: gettext_noop("Có hoặc không"),
    CriterionKind.COUNT: gettext_noop("Số lượng nhân điểm"),
    CriterionKind.TARGET: gettext_noop("Kết quả so với giao ước"),
    CriterionKind.LATENESS: gettext_noop("Trừ theo báo cáo nộp muộn"),
    CriterionKind.PARTICIPATION: gettext_noop("Tham gia hoạt động chung"),
    CriterionKind.SHARE: gettext_noop("Theo tỷ lệ phần trăm"),
    CriterionKind.MEDALS: gettext_noop("Huy chương đã báo cáo"),
    CriterionKind.INDICATOR: gettext_noop("Chỉ số đã báo cáo"),
    CriterionKind.BONUS: gettext_noop("Điểm thưởng"),
    CriterionKind.PENALTY: gettext_noop("Điểm trừ"),
}


class NoneHeld(StrEnum):
    """What participation gives when the cluster held nothing to take part in."""

    FULL = "full"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _NONE_HELD_LABELS[self]


_NONE_HELD_LABELS = {
    NoneHeld.FULL: gettext_noop("Đủ điểm tối đa"),
    NoneHeld.NOTHING: gettext_noop("Không có điểm"),
}


class Rounding(StrEnum):
    """How points are brought to the rubric's number of decimals."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _ROUNDING_LABELS[self]


_ROUNDING_LABELS = {
    Rounding.HALF_UP: gettext_noop("Làm tròn, nửa lấy lên"),
    Rounding.HALF_EVEN: gettext_noop("Làm tròn, nửa lấy số chẵn"),
    Rounding.DOWN: gettext_noop("Bỏ phần lẻ"),
}
_ROUNDING_MODES = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_DOWN,
}


class BandMeasure(StrEnum):
    """What the bands of a criterion give."""

    PERCENT = "percent"
    POINTS = "points"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _BAND_MEASURE_LABELS[self]


_BAND_MEASURE_LABELS = {
    BandMeasure.PERCENT: gettext_noop("Phần trăm của điểm tối đa"),
    BandMeasure.POINTS: gettext_noop("Điểm"),
}


@dataclass(frozen=True, slots=True)
class Precision:
    """To how many ``places`` behind the comma a rubric's points are brought, and how (``rounding``)."""

    places: int = 2
    rounding: Rounding = Rounding.HALF_UP

    @property
    def step(self) -> Decimal:
        """The smallest difference between two points."""
        return _step(self.places)

    @property
    def mode(self) -> str:
        """The rounding as :mod:`decimal` names it."""
        return _ROUNDING_MODES[self.rounding]

    def of(self, points: Decimal) -> Decimal:
        """Return ``points`` rounded."""
        return points.quantize(_step(self.places), _ROUNDING_MODES[self.rounding])


@cache
def _step(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)
