"""How score sheets are verified: by whom, by which rota, and how several scorers' points become one."""

from __future__ import annotations

from enum import StrEnum

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
