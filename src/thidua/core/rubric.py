"""Kinds of criterion: each turns what was entered into points."""

from enum import StrEnum

from .faults import gettext_noop


class CriterionKind(StrEnum):
    """How a criterion gives its points."""

    JUDGED = "judged"
    YES_NO = "yes_no"
    COUNT = "count"
    TARGET = "target"
    LATENESS = "lateness"
    PARTICIPATION = "participation"
    BONUS = "bonus"
    PENALTY = "penalty"

    @property
    def label(self) -> str:
        """The Vietnamese name (a message id)."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    CriterionKind.JUDGED: gettext_noop("Chấm trong khoảng"),
    CriterionKind.YES_NO: gettext_noop("Có hoặc không"),
    CriterionKind.COUNT: gettext_noop("Số lượng nhân điểm"),
    CriterionKind.TARGET: gettext_noop("Kết quả so với giao ước"),
    CriterionKind.LATENESS: gettext_noop("Trừ theo báo cáo nộp muộn"),
    CriterionKind.PARTICIPATION: gettext_noop("Tham gia hoạt động chung"),
    CriterionKind.BONUS: gettext_noop("Điểm thưởng"),
    CriterionKind.PENALTY: gettext_noop("Điểm trừ"),
}
