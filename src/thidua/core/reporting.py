"""Reports: how late one is, the order of units by medals, figures within their range."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .faults import Fault, gettext_noop
from .timetable import days_late

MOST_MEDALS = 9999
# What NUMERIC(16, 3) holds.
LARGEST_FIGURE = Decimal(10) ** 13
_PLACES = 3


@dataclass(frozen=True, slots=True)
class MedalRow:
    """Medals reported from one competition; ``level`` is a value of ``CompetitionLevel``."""

    competition: str
    level: str
    gold: int = 0
    silver: int = 0
    bronze: int = 0

    @property
    def total(self) -> int:
        """Medals of all colours."""
        return self.gold + self.silver + self.bronze


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a report: the day it was handed in, and what the chair answered.

    ``redo_due`` is the day by which a returned report was to be handed in again.
    """

    submitted: date
    returned: date | None = None
    redo_due: date | None = None
    accepted: date | None = None


@dataclass(frozen=True, slots=True)
class HandingIn:
    """One handing-in a report owed so far: the day it came (None: still missing), and its days late."""

    submitted: date | None
    days: int


def handings_in(due: date, rounds: Iterable[Round], today: date) -> list[HandingIn]:
    """Return each handing-in that has a day to be measured against, in order.

    The choice, since operating regulations name only "the day": the *first* handing-in is measured
    against ``due`` — a return for mending does not make a punctual unit late, nor can handing in again
    make a late one punctual. After a return the next is measured against the ``redo_due`` set then
    (without one it adds nothing). What is still to be handed in counts to ``today``.
    """
    found = []
    expected: date | None = due
    for turn in sorted(rounds, key=lambda turn: turn.submitted):
        if expected is not None:
            found.append(HandingIn(turn.submitted, days_late(expected, turn.submitted, today)))
        expected = turn.redo_due if turn.returned else None
    if expected is not None:
        found.append(HandingIn(None, days_late(expected, None, today)))
    return found


def report_lateness(due: date, rounds: Iterable[Round], today: date) -> int:
    """Return the days a report is late: the greatest of its handings-in, not their sum; never negative."""
    return max((turn.days for turn in handings_in(due, rounds, today)), default=0)


def due_now(due: date, rounds: Iterable[Round]) -> date:
    """Return the day that counts at present: the last return's ``redo_due``, else ``due``."""
    latest = max(rounds, key=lambda turn: turn.submitted, default=None)
    return latest.redo_due if latest and latest.returned and latest.redo_due else due


@dataclass(frozen=True, slots=True)
class Medals:
    """A count of medals by colour."""

    gold: int = 0
    silver: int = 0
    bronze: int = 0

    @property
    def total(self) -> int:
        """Medals of all colours."""
        return self.gold + self.silver + self.bronze

    def __add__(self, other: Medals) -> Medals:
        return Medals(self.gold + other.gold, self.silver + other.silver, self.bronze + other.bronze)


def by_total(medals: Medals) -> tuple[int, int, int, int]:
    """Sort key, best first: total, then gold, silver, bronze; how clusters name their leader."""
    return (-medals.total, -medals.gold, -medals.silver, -medals.bronze)


def by_gold(medals: Medals) -> tuple[int, int, int]:
    """Sort key, best first: gold, then silver, then bronze; the custom of sports tables."""
    return (-medals.gold, -medals.silver, -medals.bronze)


def figure_fault(value: Decimal, measure: str) -> Fault | None:
    """Return what is wrong with a figure of an indicator, or None: 0 or more, a share at most 100%."""
    if value < 0:
        return Fault(gettext_noop("Số liệu không được âm."), gettext_noop("Hãy nhập từ 0 trở lên."))
    if "%" in measure and value > 100:
        return Fault(gettext_noop("Tỷ lệ không được vượt quá 100."), gettext_noop("Hãy nhập từ 0 đến 100."))
    if value >= LARGEST_FIGURE:
        return Fault(gettext_noop("Số liệu quá lớn."), gettext_noop("Hãy kiểm tra đơn vị tính."))
    if value != round(value, _PLACES):
        return Fault(gettext_noop("Số liệu chỉ lấy tối đa ba chữ số thập phân."))
    return None


def medal_faults(row: MedalRow) -> list[tuple[str, Fault]]:
    """Return the faults of one row of medals, each with the field (``competition``, ``gold``…) it is in."""
    faults: list[tuple[str, Fault]] = []
    if not row.competition:
        faults.append(("competition", Fault(gettext_noop("Hãy ghi tên giải đấu."))))
    for colour in ("gold", "silver", "bronze"):
        count = getattr(row, colour)
        if not 0 <= count <= MOST_MEDALS:
            faults.append((colour, Fault(gettext_noop("Số huy chương phải là số nguyên từ 0 đến 9.999."))))
    return faults


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return ``part`` as a percentage of ``whole`` to one decimal; None when it has no meaning."""
    if part is None or not whole:
        return None
    return round(part * 100 / whole, 1)
