"""Voting: what is asked, what may be answered, how the count decides.

Quorum and thresholds are each cluster's own (its operating regulation): settings of a ballot, printed
beside its result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
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

# What one paper says: candidate → choice.
Paper = Mapping[int, Choice]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a ballot is counted.

    ``electorate``: units entitled to vote; ``present``: those who voted; both percentages are whole
    numbers, of which 67 stands for two thirds exactly, as the field writes it; ``seats``: how many may be
    elected.
    """

    electorate: int
    present: int
    quorum_percent: int = 67
    threshold_percent: int = 50
    base: Base = Base.PRESENT
    seats: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.present <= self.electorate:
            raise ValueError("present must lie between 0 and the electorate")
        if not (0 <= self.quorum_percent <= 100 and 1 <= self.threshold_percent <= 100):
            raise ValueError("percentages must lie within 0 (threshold: 1) and 100")
        if self.seats < 1:
            raise ValueError("at least one seat is voted on")


@dataclass(frozen=True, slots=True)
class Tally:
    """What the papers say of one candidate. ``base`` is the number the percentage is taken of."""

    candidate: int
    agree: int
    disagree: int
    abstain: int
    base: int
    passed: bool
    elected: bool

    @property
    def percent(self) -> Decimal:
        """Agreeing votes as a percentage of the base, to two places for showing; decisions are exact."""
        if not self.base:
            return Decimal("0.00")
        return (Decimal(self.agree * 100) / Decimal(self.base)).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The count: turnout, papers valid and not, each candidate's tally (best first), and who is elected.

    ``tied`` passed but stand level for the last seats, which none of them gets: they are voted on again.
    """

    electorate: int
    present: int
    valid: int
    invalid: int
    quorum_reached: bool
    tallies: tuple[Tally, ...]
    elected: tuple[int, ...]
    tied: tuple[int, ...]
    seats: int

    @property
    def seats_left(self) -> int:
        """Seats nobody was elected to."""
        return self.seats - len(self.elected)

    def of(self, candidate: int) -> Tally:
        """The tally of ``candidate``."""
        return next(tally for tally in self.tallies if tally.candidate == candidate)


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


def agrees_too_often(paper: Paper, seats: int) -> bool:
    """Whether a paper agrees to more candidates than may be elected."""
    return sum(choice is Choice.AGREE for choice in paper.values()) > seats


def is_valid(paper: Paper, candidates: Collection[int], seats: int) -> bool:
    """Whether a paper counts.

    It names only candidates, says agree or disagree of one at least, and agrees to no more than ``seats``.
    """
    return (
        all(candidate in candidates for candidate in paper)
        and any(choice is not Choice.ABSTAIN for choice in paper.values())
        and not agrees_too_often(paper, seats)
    )


def choose_one(candidates: Iterable[int], chosen: int | None) -> dict[int, Choice]:
    """The paper of an election by choosing: agree with one, disagree with the rest (or with all)."""
    return {unit: Choice.AGREE if unit == chosen else Choice.DISAGREE for unit in candidates}


def count(papers: Iterable[Paper], settings: Settings, candidates: Sequence[int]) -> Outcome:
    """Count ``papers`` (candidate → choice; a candidate left out is abstained on).

    Elected are the best ``seats`` of those who pass. When the last seats are contested by more candidates
    with the same number of votes than seats are left, none of these is elected. Without a quorum nobody
    is. The order of the papers does not matter.
    """
    cast = list(papers)
    if len(cast) > settings.present:
        raise ValueError("more papers than voters")
    valid = [paper for paper in cast if is_valid(paper, candidates, settings.seats)]
    base = {
        Base.MEMBERS: settings.electorate,
        Base.PRESENT: settings.present,
        Base.VALID: len(valid),
    }[settings.base]
    quorum = reaches_quorum(settings.present, settings.electorate, settings.quorum_percent)
    votes = {c: Counter(paper.get(c, Choice.ABSTAIN) for paper in valid) for c in candidates}
    passed = [
        c
        for c in candidates
        if votes[c][Choice.AGREE] and passes(votes[c][Choice.AGREE], base, settings.threshold_percent)
    ]
    elected, tied = _fill_seats({c: votes[c][Choice.AGREE] for c in passed}, settings.seats)
    if not quorum:
        elected, tied = (), ()
    tallies = [
        Tally(
            candidate=c,
            agree=votes[c][Choice.AGREE],
            disagree=votes[c][Choice.DISAGREE],
            abstain=votes[c][Choice.ABSTAIN],
            base=base,
            passed=c in passed,
            elected=c in elected,
        )
        for c in candidates
    ]
    return Outcome(
        electorate=settings.electorate,
        present=settings.present,
        valid=len(valid),
        invalid=len(cast) - len(valid),
        quorum_reached=quorum,
        tallies=tuple(sorted(tallies, key=lambda tally: -tally.agree)),
        elected=elected,
        tied=tied,
        seats=settings.seats,
    )


def _fill_seats(votes: Mapping[int, int], seats: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Who gets a seat, and who stands level for the last ones, of those who passed."""
    ordered = sorted(votes, key=lambda candidate: -votes[candidate])
    if len(ordered) <= seats:
        return tuple(ordered), ()
    last = votes[ordered[seats - 1]]
    if votes[ordered[seats]] != last:
        return tuple(ordered[:seats]), ()
    return (
        tuple(candidate for candidate in ordered if votes[candidate] > last),
        tuple(candidate for candidate in ordered if votes[candidate] == last),
    )
