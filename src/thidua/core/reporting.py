"""Reports: how late one is, the order of units by medals, figures within their range."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .faults import Fault, gettext_noop
from .pledge import check_figure
from .timetable import days_late
from .vietnamese import search_key

MOST_MEDALS = 9999
# More rows than any unit wins in, few enough for one page.
MOST_MEDAL_ROWS = 200


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
    (without one it adds nothing). What is still to be handed in counts to ``today``; what came after it
    had not come yet.
    """
    found = []
    expected: date | None = due
    for turn in sorted(rounds, key=lambda turn: turn.submitted):
        if turn.submitted > today:
            break
        if expected is not None:
            found.append(HandingIn(turn.submitted, days_late(expected, turn.submitted, today)))
        expected = turn.redo_due if turn.returned and turn.returned <= today else None
    if expected is not None:
        found.append(HandingIn(None, days_late(expected, None, today)))
    return found


def report_lateness(due: date, rounds: Iterable[Round], today: date) -> int:
    """Return the days a report is late: the greatest of its handings-in, not their sum; never negative."""
    return max((turn.days for turn in handings_in(due, rounds, today)), default=0)


def due_now(due: date, rounds: Iterable[Round]) -> date:
    """Return the day that counts at present: the last return's ``redo_due``, else ``due``."""
    *_, latest = (None, *sorted(rounds, key=lambda turn: turn.submitted))
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


def figure_faults(value: Decimal, measure: str, place: str = "") -> list[Fault]:
    """Return what is wrong with a reported figure counted in ``measure``: 0 or more, a share at most 100."""
    if value < 0:
        return [
            Fault(
                gettext_noop("Số liệu báo cáo không thể âm."),
                gettext_noop("Hãy nhập số từ 0 trở lên."),
                place,
            )
        ]
    return check_figure(value, measure, place)


def medal_faults(rows: Sequence[MedalRow]) -> list[tuple[int, str, Fault]]:
    """Return the faults of a medals table: the row from 0, the field (``competition``, ``gold``…), what."""
    faults: list[tuple[int, str, Fault]] = []
    if len(rows) > MOST_MEDAL_ROWS:
        fault = Fault(
            gettext_noop("Bảng huy chương có %(rows)s dòng, nhiều nhất là %(most)s."),
            gettext_noop("Hãy gộp các giải cùng loại."),
            params={"rows": len(rows), "most": MOST_MEDAL_ROWS},
        )
        return [(MOST_MEDAL_ROWS, "competition", fault)]
    seen: dict[str, int] = {}
    for index, row in enumerate(rows):
        key = search_key(row.competition)
        if not key:
            faults.append((index, "competition", Fault(gettext_noop("Hãy ghi tên giải đấu."))))
        elif key in seen:
            fault = Fault(
                gettext_noop("Giải này đã ghi ở dòng %(row)s."),
                gettext_noop("Hãy gộp hai dòng thành một."),
                params={"row": seen[key] + 1},
            )
            faults.append((index, "competition", fault))
        seen.setdefault(key, index)
        for colour, count in (("gold", row.gold), ("silver", row.silver), ("bronze", row.bronze)):
            if not 0 <= count <= MOST_MEDALS:
                faults.append((index, colour, Fault(gettext_noop("Số huy chương phải từ 0 đến 9.999."))))
    return faults
