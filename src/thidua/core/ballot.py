"""Voting: what is asked, what may be answered, how the count decides."""

from enum import StrEnum

from .faults import gettext_noop


class Question(StrEnum):
    """What a ballot decides."""

    AWARD = "award"
    CHAIR = "chair"
    DEPUTY = "deputy"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _QUESTION_LABELS[self]


_QUESTION_LABELS = {
    Question.AWARD: gettext_noop("Suy tôn đề nghị tặng"),
    Question.CHAIR: gettext_noop("Bầu cụm trưởng năm sau"),
    Question.DEPUTY: gettext_noop("Bầu cụm phó năm sau"),
}


class Choice(StrEnum):
    """What a paper says of a candidate."""

    AGREE = "agree"
    DISAGREE = "disagree"
    ABSTAIN = "abstain"

    @property
    def label(self) -> str:
        """The Vietnamese word (a message id)."""
        return _CHOICE_LABELS[self]


_CHOICE_LABELS = {
    Choice.AGREE: gettext_noop("Đồng ý"),
    Choice.DISAGREE: gettext_noop("Không đồng ý"),
    Choice.ABSTAIN: gettext_noop("Không có ý kiến"),
}


class Base(StrEnum):
    """What the percentage is taken of."""

    MEMBERS = "members"
    PRESENT = "present"
    VALID = "valid"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _BASE_LABELS[self]


_BASE_LABELS = {
    Base.MEMBERS: gettext_noop("Tổng số thành viên"),
    Base.PRESENT: gettext_noop("Số có mặt"),
    Base.VALID: gettext_noop("Số phiếu hợp lệ"),
}
