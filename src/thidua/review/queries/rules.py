"""A ballot's settings in words: the same on its page, beside its result, on its papers and in minutes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from thidua.accounts.moments import moment_words
from thidua.core.ballot import Base, PaperForm, Question, share_words

from ..models import Ballot
from .paper_counts import teller_names


@dataclass(frozen=True, slots=True)
class Rule:
    """One setting: what it is called, and what it says."""

    name: str
    words: str


def rules_of(ballot: Ballot) -> list[Rule]:
    """Return every setting of the ballot, in the order of reading."""
    electors = ballot.electors.all()
    rules = [
        Rule(gettext("Cách bỏ phiếu"), way_words(ballot)),
        Rule(gettext("Cách ghi phiếu"), form_words(ballot)),
        Rule(gettext("Được bỏ phiếu"), _electorate_words(ballot)),
        Rule(gettext("Bỏ phiếu cho đơn vị mình"), _self_words(ballot)),
        Rule(gettext("Số được chọn"), str(ballot.seats)),
        Rule(gettext("Trúng khi"), threshold_words(ballot)),
        Rule(
            gettext("Túc số"),
            gettext("từ %(quorum)s số đơn vị được bỏ phiếu trở lên (%(count)s đơn vị được bỏ phiếu)")
            % {"quorum": share_words(ballot.quorum_percent), "count": len(electors)},
        ),
    ]
    if ballot.voting_until:
        rules.append(Rule(gettext("Bỏ phiếu đến"), moment_words(ballot.voting_until)))
    if names := teller_names(ballot):
        rules.append(Rule(gettext("Ban kiểm phiếu"), "; ".join(names)))
    return rules


def paper_sentence(ballot: Ballot) -> str:
    """Return what a paper says of the settings besides way, quorum and threshold, which it tells itself."""
    return gettext(
        "Cách ghi phiếu: %(form)s. Được bỏ phiếu: %(electorate)s. Số được chọn: %(seats)s. Bỏ phiếu cho "
        "đơn vị mình: %(self)s."
    ) % {
        "form": form_words(ballot),
        "electorate": _electorate_words(ballot),
        "seats": ballot.seats,
        "self": _self_words(ballot),
    }


def way_words(ballot: Ballot) -> str:
    """Secret or open, and by which means."""
    if ballot.is_on_paper:
        return gettext("kín, bằng phiếu giấy") if ballot.is_secret else gettext("công khai, bằng phiếu giấy")
    if ballot.is_secret:
        return gettext("kín, trên hệ thống")
    return gettext("công khai, trên hệ thống hoặc giơ tay")


def form_words(ballot: Ballot) -> str:
    """What a paper asks, and when it agrees to too many."""
    count = len(ballot.candidates.all())
    numbers = {"seats": ballot.seats, "count": count}
    if ballot.form == PaperForm.PREFERENCE:
        return (
            gettext(
                "xếp thứ tự cả %(count)s đơn vị; tổng thứ tự thấp nhất xếp trên; “đồng ý” là được xếp trong "
                "%(seats)s thứ tự đầu"
            )
            % numbers
        )
    is_election = ballot.question != Question.AWARD and count > 1
    if ballot.form == PaperForm.CHOOSE or is_election:
        return (
            gettext(
                "chọn nhiều nhất %(seats)s trong %(count)s đơn vị; đơn vị không được chọn tính là "
                "không đồng ý"
            )
            % numbers
        )
    if ballot.limits_agreement:
        return (
            gettext(
                "đồng ý, không đồng ý hoặc không có ý kiến từng đơn vị; phiếu đồng ý quá %(seats)s đơn vị là "
                "không hợp lệ"
            )
            % numbers
        )
    return gettext(
        "đồng ý, không đồng ý hoặc không có ý kiến từng đơn vị; không giới hạn số đơn vị được đồng ý"
    )


def invalid_words(ballot: Ballot) -> str:
    """What makes a paper invalid."""
    if ballot.form == PaperForm.PREFERENCE:
        return gettext("không xếp đủ các đơn vị, ghi trùng thứ tự, ghi thêm đơn vị khác")
    blank = gettext("không có ý kiến về đơn vị nào, ghi thêm đơn vị khác")
    is_limited = (
        ballot.limits_agreement or ballot.form == PaperForm.CHOOSE or ballot.question != Question.AWARD
    )
    if not is_limited:
        return blank
    return gettext("%(blank)s, đồng ý quá %(seats)s đơn vị") % {"blank": blank, "seats": ballot.seats}


def threshold_words(ballot: Ballot) -> str:
    """What a candidate needs, in the words of regulations: more than half, at least two thirds…"""
    members = (
        gettext("tổng số đơn vị được bỏ phiếu")
        if ballot.electorate_reason
        else gettext("tổng số đơn vị thành viên")
    )
    present = (
        gettext("số đơn vị nhận phiếu") if ballot.is_on_paper else gettext("số đơn vị tham gia bỏ phiếu")
    )
    words = {Base.MEMBERS: members, Base.PRESENT: present, Base.VALID: gettext("số phiếu hợp lệ")}[
        Base(ballot.base)
    ]
    if ballot.threshold_percent == 50:
        return gettext("trên 50%% %(base)s đồng ý") % {"base": words}
    return gettext("từ %(share)s %(base)s trở lên đồng ý") % {
        "share": share_words(ballot.threshold_percent),
        "base": words,
    }


def _electorate_words(ballot: Ballot) -> str:
    electors = ballot.electors.all()
    if not ballot.electorate_reason:
        return gettext("mọi đơn vị thành viên") if ballot.may_vote_on_self else _names(ballot)
    return gettext("%(count)s đơn vị: %(units)s; lý do: %(reason)s") % {
        "count": len(electors),
        "units": _names(ballot),
        "reason": ballot.electorate_reason.replace("\n", " ").rstrip(" ."),
    }


def _names(ballot: Ballot) -> str:
    return ", ".join(elector.unit.short_name for elector in ballot.electors.all())


def _self_words(ballot: Ballot) -> str:
    if ballot.may_vote_on_self:
        return gettext("được")
    return gettext("không được; tỷ lệ của một đơn vị không tính phiếu của chính đơn vị đó")
