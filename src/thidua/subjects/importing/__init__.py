"""A file of subjects' way into the database: read, check, plan; and, once accepted, write.

Nothing is written until every row is good, or the user takes the good rows on purpose.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from django.db import IntegrityError, transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import unit_of
from thidua.core.faults import NotPermitted, Refused, gettext_noop
from thidua.sheets.reading import Reading, read_form
from thidua.sheets.values import CellFault, Faults, Row

from ..access import Reach, reach
from ..book import DATA, spoken
from .doubles import find_doubles
from .facts import bring_facts
from .plan import FileDouble, SubjectPlan, Summary, changes_told
from .subjects import Job, gather, resolve
from .units import Units
from .writing import write

__all__ = ["FileDouble", "Prepared", "Rejected", "Summary", "accept", "changes_told", "prepare"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file read and checked: what it would do (its good rows only, when some are not), and its faults."""

    plans: tuple[SubjectPlan, ...]
    doubles: tuple[FileDouble, ...]
    faults: tuple[CellFault, ...]
    rows: int
    good_rows: int
    may_take_good: bool

    @property
    def summary(self) -> Summary:
        """How much would be written."""
        return Summary.of(self.plans)

    @property
    def may_accept(self) -> bool:
        """Whether all of it may be written, and there is something to write."""
        return not self.faults and not self.summary.is_empty


class Rejected(Refused):
    """A file that cannot be written as it is; ``prepared`` holds the faults with their cells."""

    def __init__(self, prepared: Prepared) -> None:
        super().__init__(*(fault.as_fault() for fault in prepared.faults))
        self.prepared = prepared


def prepare(actor: Actor, content: bytes) -> Prepared:
    """Read and check a file, writing nothing. Raises :class:`Unreadable` for a file that is none of ours."""
    return _prepared(actor, content, lock=False)


def accept(
    actor: Actor,
    content: bytes,
    *,
    only_good: bool = False,
    doubles: Collection[str] | None = None,
    file_name: str = "",
) -> Summary:
    """Write a file in one transaction, and tell how much it was.

    ``only_good`` leaves the faulty rows out, on purpose; else :class:`Rejected` is raised when there are
    any. ``doubles`` names those to be proposed for merging (None: all that were found).
    """
    try:
        with transaction.atomic():
            prepared = _prepared(actor, content, lock=True)
            if prepared.faults and not (only_good and prepared.may_take_good):
                raise Rejected(prepared)
            chosen = [one for one in prepared.doubles if doubles is None or one.key in doubles]
            write(actor, prepared.plans, chosen, file_name=file_name, digest=sha256(content).hexdigest())
            return prepared.summary
    except IntegrityError as error:
        raise Refused.because(
            gettext_noop("Có người vừa ghi cùng những dữ liệu này."),
            gettext_noop("Hãy mở lại trang xem trước rồi nhập lại."),
        ) from error


def _prepared(actor: Actor, content: bytes, *, lock: bool) -> Prepared:
    within = Reach(everywhere=True) if actor.for_all_units else _reach(actor)
    reading = read_form(content, spoken())
    rows = reading.book.get(DATA, [])
    own = None if actor.for_all_units else unit_of(actor.user, actor.today)
    units = Units(within, own)
    plans, doubles = _planned(rows, Job(actor, reading, units, lock))
    faults = tuple(sorted(reading.faults, key=lambda fault: (fault.row, fault.column)))
    may_take_good = _is_by_row(reading)
    good = rows
    while reading.faults and may_take_good:
        good = _without_faulty(good, reading)
        reading.faults = Faults()
        plans, doubles = _planned(good, Job(actor, reading, units, lock))
    if faults and not may_take_good:
        plans, doubles, good = [], [], []
    return Prepared(
        plans=tuple(plan for plan in plans if plan.subject),
        doubles=tuple(doubles),
        faults=faults,
        rows=len(rows),
        good_rows=len(good),
        may_take_good=may_take_good and bool(faults) and not Summary.of(plans).is_empty,
    )


def _reach(actor: Actor) -> Reach:
    within = reach(actor.user, Permission.EDIT_SUBJECTS, actor.today)
    if within.is_empty:
        raise NotPermitted.because(gettext_noop("Bạn không có quyền làm việc này."))
    return within


def _planned(rows: list[Row], job: Job) -> tuple[list[SubjectPlan], list[FileDouble]]:
    plans = gather(rows, job)
    codeless = {plan.number for plan in plans if not plan.code}
    resolve(plans, job)
    bring_facts(plans, rows, job)
    return plans, find_doubles(plans, codeless, job)


def _is_by_row(reading: Reading) -> bool:
    """Whether every fault is of a row that can be left out, and all were found."""
    heading = reading.headings.get(DATA, 0)
    return not reading.faults.is_full and all(fault.row > heading for fault in reading.faults)


def _without_faulty(rows: list[Row], reading: Reading) -> list[Row]:
    faulty = {fault.row for fault in reading.faults}
    return [row for row in rows if row.number not in faulty]
