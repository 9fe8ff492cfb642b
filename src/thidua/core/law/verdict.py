"""The three verdicts the rules can give on an award."""

from __future__ import annotations

from enum import StrEnum

from thidua.core.faults import gettext_noop


class Verdict(StrEnum):
    """Whether an award may be proposed, the less favourable first.

    What is not known for certain is never a silent yes or no.
    """

    NOT_ELIGIBLE = "not_eligible"
    UNDETERMINED = "undetermined"
    ELIGIBLE = "eligible"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _VERDICT_LABELS[self]


_VERDICT_LABELS = {
    Verdict.ELIGIBLE: gettext_noop("Đủ điều kiện"),
    Verdict.NOT_ELIGIBLE: gettext_noop("Chưa đủ điều kiện"),
    Verdict.UNDETERMINED: gettext_noop("Cần người quyết định"),
}
