"""What a ballot asks and how it is to be counted: the settings printed beside its result.

Quorum and thresholds are each cluster's own (its operating regulation).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

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


class PaperForm(StrEnum):
    """What a paper asks of the voter."""

    PER_ITEM = "per_item"
    CHOOSE = "choose"
    PREFERENCE = "preference"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _FORM_LABELS[self]


_FORM_LABELS = {
    PaperForm.PER_ITEM: gettext_noop("Đồng ý, không đồng ý từng đơn vị"),
    PaperForm.CHOOSE: gettext_noop("Chọn trong danh sách"),
    PaperForm.PREFERENCE: gettext_noop("Xếp thứ tự ưu tiên"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """How a ballot is counted.

    ``electorate``: units entitled to vote; ``present``: those who voted (or took a paper); both
    percentages are whole numbers, of which 67 stands for two thirds exactly, as the field writes it;
    ``seats``: how many may be elected; ``limits_agreement``: whether a paper answering each candidate is
    invalid when it agrees to more than ``seats`` (choosing and ordering are limited by themselves);
    ``judged_by_others``: the electors that have no vote on themselves, whose own vote is then in no base.
    """

    electorate: int
    present: int
    quorum_percent: int = 67
    threshold_percent: int = 50
    base: Base = Base.PRESENT
    seats: int = 1
    form: PaperForm = PaperForm.PER_ITEM
    limits_agreement: bool = True
    judged_by_others: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not 0 <= self.present <= self.electorate:
            raise ValueError("present must lie between 0 and the electorate")
        if not (0 <= self.quorum_percent <= 100 and 1 <= self.threshold_percent <= 100):
            raise ValueError("percentages must lie within 0 (threshold: 1) and 100")
        if self.seats < 1:
            raise ValueError("at least one seat is voted on")

    @property
    def most_agreed(self) -> int | None:
        """How many candidates a paper may agree to; None: any number."""
        if self.form is PaperForm.PREFERENCE:
            return None
        return self.seats if self.limits_agreement or self.form is PaperForm.CHOOSE else None


def share(percent: int) -> Fraction:
    """A whole percentage as an exact share: 67 is two thirds, as in "2/3" of regulations."""
    return Fraction(2, 3) if percent == 67 else Fraction(percent, 100)


def share_words(percent: int) -> str:
    """A share as regulations write it: ``2/3`` for 67, else ``80%``."""
    return "2/3" if percent == 67 else f"{percent}%"


def reaches_quorum(present: int, electorate: int, quorum_percent: int) -> bool:
    """Whether enough of the electorate voted (at least the quorum's share)."""
    return electorate > 0 and present >= share(quorum_percent) * electorate


def passes(agree: int, base: int, threshold_percent: int) -> bool:
    """Whether ``agree`` of ``base`` is enough.

    50 means more than half ("trên 50%"); every other threshold is reached by equality ("từ 2/3 trở lên",
    "từ 80% trở lên"), as the law and the clusters' regulations word them.
    """
    if base <= 0:
        return False
    needed = share(threshold_percent) * base
    return agree > needed if threshold_percent == 50 else agree >= needed
