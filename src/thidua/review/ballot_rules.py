"""The settings a ballot is opened with, printed with its result, and which of them go together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from thidua.clusters.access import member_ids
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.award import AWARDS
from thidua.core.ballot import Base, PaperForm, Question
from thidua.core.faults import Fault, gettext_noop
from thidua.core.vietnamese import nfc_lines


@dataclass(frozen=True, slots=True)
class BallotRules:
    """How a ballot is voted on and counted: the fields of :class:`models.Ballot` that cannot change later."""

    is_secret: bool = False
    is_on_paper: bool = False
    form: PaperForm = PaperForm.PER_ITEM
    limits_agreement: bool = True
    may_vote_on_self: bool = True
    seats: int = 1
    threshold_percent: int = 50
    quorum_percent: int = 67
    base: Base = Base.PRESENT
    voting_until: datetime | None = None
    tellers: str = ""
    electorate_reason: str = ""

    def fields(self) -> dict[str, object]:
        """The values to store."""
        return {**asdict(self), "form": self.form.value, "base": self.base.value}

    def fitted(self, question: Question, candidates: Collection[Unit], *, everybody: bool) -> BallotRules:
        """The rules as this question needs them: an election chooses one of several, or is yes or no.

        Texts are made plain lines. Where ``everybody`` may vote there is nothing to give a reason for.
        """
        reason = "" if everybody else nfc_lines(self.electorate_reason)
        rules = replace(self, tellers=nfc_lines(self.tellers), electorate_reason=reason)
        if question is Question.AWARD:
            return rules
        form = PaperForm.CHOOSE if len(candidates) > 1 else PaperForm.PER_ITEM
        return replace(rules, form=form, limits_agreement=True)


def electors(
    listed: Sequence[Unit], chosen: Collection[Unit] | None, candidates: Collection[Unit], rules: BallotRules
) -> list[Unit]:
    """Return who may vote, of the members ``listed``: all, or those ``chosen``.

    A unit that may not vote on itself and stands alone has nothing to vote on.
    """
    wanted = None if chosen is None else {unit.pk for unit in chosen}
    found = [unit for unit in listed if wanted is None or unit.pk in wanted]
    if not rules.may_vote_on_self and len(candidates) == 1:
        found = [unit for unit in found if unit not in candidates]
    return found


def rule_faults(
    question: Question, award: str, rules: BallotRules, candidates: Collection[Unit], opened_at: datetime
) -> list[Fault]:
    """What is wrong with the question and the settings; ``place`` is the setting."""
    checks = (
        (
            question is Question.AWARD and award not in AWARDS,
            "award",
            gettext_noop("Hãy chọn danh hiệu hoặc hình thức khen thưởng được suy tôn."),
        ),
        (
            question is not Question.AWARD and bool(award),
            "award",
            gettext_noop("Bầu cụm trưởng, cụm phó không gắn với danh hiệu."),
        ),
        (
            question is not Question.AWARD and rules.seats != 1,
            "seats",
            gettext_noop("Mỗi cuộc bầu chỉ chọn một đơn vị."),
        ),
        (rules.seats < 1, "seats", gettext_noop("Số được chọn phải từ 1 trở lên.")),
        (
            not 50 <= rules.threshold_percent <= 100,
            "threshold_percent",
            gettext_noop("Tỷ lệ tối thiểu phải từ 50 đến 100 phần trăm."),
        ),
        (
            not 50 <= rules.quorum_percent <= 100,
            "quorum_percent",
            gettext_noop("Túc số phải từ 50 đến 100 phần trăm."),
        ),
        *_together(rules, len(candidates), opened_at),
    )
    return [Fault(cause, place=place) for is_wrong, place, cause in checks if is_wrong]


def _together(rules: BallotRules, candidates: int, opened_at: datetime) -> tuple[tuple[bool, str, str], ...]:
    """What of the settings does not go together."""
    barred = not rules.may_vote_on_self
    ordering = rules.form is PaperForm.PREFERENCE
    return (
        (
            barred and (rules.is_secret or rules.is_on_paper),
            "may_vote_on_self",
            gettext_noop(
                "Phiếu kín và phiếu giấy không ghi tên nên không ai biết phiếu của đơn vị nào: không thể cấm "
                "bỏ phiếu cho đơn vị mình. Hãy bỏ phiếu công khai trên hệ thống, hoặc cho phép."
            ),
        ),
        (
            barred and ordering and not rules.is_secret and not rules.is_on_paper,
            "may_vote_on_self",
            gettext_noop(
                "Xếp thứ tự thì phiếu nào cũng phải xếp đủ các đơn vị, kể cả đơn vị mình. Hãy cho phép, hoặc "
                "chọn cách ghi phiếu khác."
            ),
        ),
        (
            ordering and candidates > 0 and rules.seats >= candidates,
            "seats",
            gettext_noop("Xếp thứ tự chỉ có nghĩa khi số được chọn ít hơn số đơn vị đưa ra."),
        ),
        (
            not ordering and 0 < candidates < rules.seats,
            "seats",
            gettext_noop("Số được chọn nhiều hơn số đơn vị đưa ra bỏ phiếu. Hãy ghi số nhỏ hơn."),
        ),
        (
            rules.voting_until is not None and rules.is_on_paper,
            "voting_until",
            gettext_noop("Phiếu giấy được bỏ và kiểm tại hội nghị nên không đặt hạn bỏ phiếu."),
        ),
        (
            rules.voting_until is not None and rules.voting_until <= opened_at,
            "voting_until",
            gettext_noop("Hạn bỏ phiếu phải sau lúc mở."),
        ),
    )


def people_faults(
    year: ClusterYear,
    candidates: Collection[Unit],
    chosen: Collection[Unit] | None,
    electorate: Collection[Unit],
    rules: BallotRules,
) -> list[Fault]:
    """What is wrong with who stands and who may vote."""
    faults = []
    if not candidates:
        faults.append(Fault(gettext_noop("Hãy chọn ít nhất một đơn vị để bỏ phiếu."), place="candidates"))
    elif not electorate:
        faults.append(Fault(gettext_noop("Phải có ít nhất một đơn vị được bỏ phiếu."), place="electorate"))
    if chosen is not None and len(chosen) < len(member_ids(year)) and not rules.electorate_reason:
        faults.append(
            Fault(
                gettext_noop("Hãy ghi vì sao không phải mọi đơn vị thành viên được bỏ phiếu."),
                place="electorate_reason",
            )
        )
    for place, units in (("candidates", candidates), ("electorate", chosen or ())):
        faults += [
            Fault(
                gettext_noop("%(unit)s không phải thành viên của cụm năm nay."),
                place=place,
                params={"unit": unit.short_name},
            )
            for unit in units
            if unit.pk not in member_ids(year)
        ]
    return faults
