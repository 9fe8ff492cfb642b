"""The count of a vote on paper, as a teller writes it down: what it must add up to, and where two differ.

Two people count and enter their figures apart; only equal figures are a count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from .ballot import Count, Line
from .ballot_settings import PaperForm, Settings
from .faults import Fault, gettext_noop

ISSUED, COLLECTED, INVALID = "issued", "collected", "invalid"

_TOTALS = {
    ISSUED: gettext_noop("Số phiếu phát ra"),
    COLLECTED: gettext_noop("Số phiếu thu về"),
    INVALID: gettext_noop("Số phiếu không hợp lệ"),
}
_ANSWERS = (gettext_noop("Đồng ý"), gettext_noop("Không đồng ý"), gettext_noop("Không có ý kiến"))
_PLACES = (gettext_noop("Tổng thứ tự"), gettext_noop("Trong số được chọn"))


@dataclass(frozen=True, slots=True)
class Figures:
    """What a teller counted: papers issued, collected, invalid, and each candidate's cells by unit code.

    A candidate's cells are agree, disagree, abstain; where papers order the candidates, the sum of its
    places and how often it stands within the seats.
    """

    issued: int
    collected: int
    invalid: int
    votes: Mapping[str, tuple[int, ...]]

    @property
    def valid(self) -> int:
        """How many papers count."""
        return self.collected - self.invalid

    @classmethod
    def read(cls, stored: Mapping[str, object]) -> Figures:
        """Read what :meth:`as_mapping` wrote; ValueError when it is nothing of the kind."""
        votes = stored.get("votes")
        issued, collected, invalid = (stored.get(name) for name in _TOTALS)
        if not (
            isinstance(votes, Mapping)
            and isinstance(issued, int)
            and isinstance(collected, int)
            and isinstance(invalid, int)
        ):
            raise ValueError("no figures of a count on paper")
        cells = {str(code): tuple(int(n) for n in figures) for code, figures in votes.items()}
        return cls(issued, collected, invalid, cells)

    def as_mapping(self) -> dict[str, object]:
        """The figures as plain values, candidates by code."""
        return {
            ISSUED: self.issued,
            COLLECTED: self.collected,
            INVALID: self.invalid,
            "votes": {code: list(self.votes[code]) for code in sorted(self.votes)},
        }

    def counted(self, units: Mapping[str, int], form: PaperForm) -> Count:
        """The figures as a count like any other; ``units``: each candidate's id by its code."""
        lines = {unit: self._line(self.votes[code], form) for code, unit in units.items()}
        return Count(self.collected, self.invalid, lines)

    def _line(self, cells: tuple[int, ...], form: PaperForm) -> Line:
        if form is PaperForm.PREFERENCE:
            places, within = cells
            return Line(within, self.valid - within, 0, places)
        return Line(*cells)


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell on which two tellers differ: a candidate's code (empty: a total), its words, both values."""

    code: str
    cell: str
    one: int | None
    other: int | None


def cell_words(form: PaperForm) -> tuple[str, ...]:
    """What a candidate's cells are called (message ids)."""
    return _PLACES if form is PaperForm.PREFERENCE else _ANSWERS


def total_words() -> Mapping[str, str]:
    """What the totals are called (message ids), by field."""
    return _TOTALS


def differences(one: Figures, other: Figures, form: PaperForm) -> list[Difference]:
    """Every cell on which two counts differ, totals first."""
    found = [
        Difference("", words, getattr(one, name), getattr(other, name))
        for name, words in _TOTALS.items()
        if getattr(one, name) != getattr(other, name)
    ]
    for code in sorted({*one.votes, *other.votes}):
        cells = zip_longest(cell_words(form), one.votes.get(code, ()), other.votes.get(code, ()))
        found += [Difference(code, words or "", a, b) for words, a, b in cells if a != b]
    return found


def figure_faults(figures: Figures, settings: Settings, candidates: Sequence[str]) -> list[Fault]:
    """What does not add up; places are ``issued``…, or ``votes:CODE`` for a candidate's cells."""
    faults = _total_faults(figures, settings)
    width = len(cell_words(settings.form))
    if set(figures.votes) != set(candidates) or any(len(c) != width for c in figures.votes.values()):
        return [*faults, Fault(gettext_noop("Phiếu kiểm phải có đủ số của mọi đơn vị trong danh sách."))]
    if any(number < 0 for cells in figures.votes.values() for number in cells):
        return [*faults, Fault(gettext_noop("Số phiếu không được âm."))]
    if faults:
        return faults
    if settings.form is PaperForm.PREFERENCE:
        return _order_faults(figures, settings)
    return _answer_faults(figures, settings)


def _total_faults(figures: Figures, settings: Settings) -> list[Fault]:
    numbers = {"electorate": settings.electorate, **figures.as_mapping()}
    rules = (
        (
            figures.issued > settings.electorate,
            ISSUED,
            gettext_noop(
                "Số phiếu phát ra (%(issued)s) lớn hơn số đơn vị có quyền bỏ phiếu (%(electorate)s)."
            ),
        ),
        (
            figures.collected > figures.issued,
            COLLECTED,
            gettext_noop("Số phiếu thu về (%(collected)s) lớn hơn số phiếu phát ra (%(issued)s)."),
        ),
        (
            figures.invalid > figures.collected,
            INVALID,
            gettext_noop("Số phiếu không hợp lệ (%(invalid)s) lớn hơn số phiếu thu về (%(collected)s)."),
        ),
        (
            min(figures.issued, figures.collected, figures.invalid) < 0,
            ISSUED,
            gettext_noop("Số phiếu không được âm."),
        ),
    )
    return [
        Fault(cause, gettext_noop("Hãy đếm lại."), place, numbers)
        for is_wrong, place, cause in rules
        if is_wrong
    ]


def _answer_faults(figures: Figures, settings: Settings) -> list[Fault]:
    valid = figures.valid
    faults = [
        Fault(
            gettext_noop(
                "Đồng ý, không đồng ý và không có ý kiến cộng lại là %(sum)s, "
                "khác số phiếu hợp lệ (%(valid)s)."
            ),
            gettext_noop("Hãy đếm lại dòng này."),
            f"votes:{code}",
            {"sum": sum(cells), "valid": valid},
        )
        for code, cells in figures.votes.items()
        if sum(cells) != valid
    ]
    faults += [
        Fault(
            gettext_noop("Phiếu chọn trong danh sách không có ô “không có ý kiến”."),
            gettext_noop("Đơn vị không được chọn thì tính là không đồng ý."),
            f"votes:{code}",
        )
        for code, cells in figures.votes.items()
        if settings.form is PaperForm.CHOOSE and cells[2]
    ]
    agreed, most = sum(cells[0] for cells in figures.votes.values()), settings.most_agreed
    if most is not None and agreed > most * valid:
        faults.append(
            Fault(
                gettext_noop(
                    "Tổng số lượt đồng ý là %(agreed)s, nhưng %(valid)s phiếu hợp lệ, mỗi phiếu nhiều nhất "
                    "%(seats)s đơn vị, chỉ có thể có %(most)s."
                ),
                gettext_noop("Phiếu đồng ý quá số được chọn là phiếu không hợp lệ."),
                params={"agreed": agreed, "valid": valid, "seats": most, "most": most * valid},
            )
        )
    if sum(cells[2] for cells in figures.votes.values()) > valid * (len(figures.votes) - 1):
        faults.append(
            Fault(
                gettext_noop("Có phiếu trắng (không có ý kiến về đơn vị nào) được tính là hợp lệ."),
                gettext_noop("Hãy tính phiếu trắng vào số phiếu không hợp lệ."),
                INVALID,
            )
        )
    return faults


def _order_faults(figures: Figures, settings: Settings) -> list[Fault]:
    valid, many = figures.valid, len(figures.votes)
    places = valid * many * (many + 1) // 2
    within = valid * min(settings.seats, many)
    faults = [
        Fault(
            gettext_noop(
                "Tổng thứ tự phải từ %(valid)s đến %(most)s, số lần trong số được chọn không quá %(valid)s."
            ),
            gettext_noop("Hãy cộng lại dòng này."),
            f"votes:{code}",
            {"valid": valid, "most": valid * many},
        )
        for code, (sum_of_places, inside) in figures.votes.items()
        if not valid <= sum_of_places <= valid * many or inside > valid
    ]
    for index, wanted, cause in (
        (0, places, gettext_noop("Tổng thứ tự của mọi đơn vị là %(sum)s, phải là %(wanted)s.")),
        (1, within, gettext_noop("Tổng số lần trong số được chọn là %(sum)s, phải là %(wanted)s.")),
    ):
        found = sum(cells[index] for cells in figures.votes.values())
        if found != wanted:
            mend = gettext_noop("Mỗi phiếu hợp lệ xếp đủ mọi đơn vị, mỗi thứ tự một lần.")
            faults.append(Fault(cause, mend, params={"sum": found, "wanted": wanted}))
    return faults
