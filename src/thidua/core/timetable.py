"""The nine stages of a cluster's year, what each owes, and how late a thing is.

Cycle: Circular 07/2019/TT-BVHTTDL art. 9 and the Central Board's guidance 2745/HD-BTĐKT;
the days themselves are each cluster's own and are stored, not fixed here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .faults import gettext_noop


class Stage(StrEnum):
    """A stage of the cluster year, in order."""

    PREPARATION = "preparation"
    PLEDGING = "pledging"
    RUNNING = "running"
    MIDYEAR_REVIEW = "midyear_review"
    SELF_SCORING = "self_scoring"
    VERIFICATION = "verification"
    REVIEW = "review"
    PROPOSAL = "proposal"
    HAND_OVER = "hand_over"

    @property
    def label(self) -> str:
        """The stage's Vietnamese name (a message id)."""
        return _STAGE_LABELS[self]

    @property
    def order(self) -> int:
        """Position in the year, from 0."""
        return list(Stage).index(self)

    @property
    def next(self) -> Stage | None:
        """The stage that follows, or None after the last."""
        stages = list(Stage)
        return stages[self.order + 1] if self.order + 1 < len(stages) else None


_STAGE_LABELS = {
    Stage.PREPARATION: gettext_noop("Chuẩn bị"),
    Stage.PLEDGING: gettext_noop("Ký giao ước"),
    Stage.RUNNING: gettext_noop("Thực hiện"),
    Stage.MIDYEAR_REVIEW: gettext_noop("Sơ kết"),
    Stage.SELF_SCORING: gettext_noop("Tự chấm"),
    Stage.VERIFICATION: gettext_noop("Thẩm định"),
    Stage.REVIEW: gettext_noop("Bình xét"),
    Stage.PROPOSAL: gettext_noop("Đề nghị"),
    Stage.HAND_OVER: gettext_noop("Bàn giao"),
}

# Month and day on which a stage of a new year is due unless the chair sets another.
USUAL_DUE = {
    Stage.PREPARATION: (3, 15),
    Stage.PLEDGING: (3, 30),
    Stage.RUNNING: (6, 15),
    Stage.MIDYEAR_REVIEW: (7, 15),
    Stage.SELF_SCORING: (10, 31),
    Stage.VERIFICATION: (11, 10),
    Stage.REVIEW: (11, 17),
    Stage.PROPOSAL: (11, 30),
    Stage.HAND_OVER: (12, 5),
}


def usual_due(year: int, stage: Stage) -> date:
    """Return the customary last day of ``stage`` in ``year``."""
    month, day = USUAL_DUE[stage]
    return date(year, month, day)


def a_year_on(day: date) -> date:
    """The same day a year later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


class Progress(StrEnum):
    """How far an owed thing has come; the words of a task list."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    AWAITING_APPROVAL = "awaiting_approval"
    RETURNED = "returned"
    DONE = "done"

    @property
    def label(self) -> str:
        """The Vietnamese word shown on the chip (a message id)."""
        return _PROGRESS_LABELS[self]


_PROGRESS_LABELS = {
    Progress.NOT_STARTED: gettext_noop("Chưa bắt đầu"),
    Progress.IN_PROGRESS: gettext_noop("Đang làm"),
    Progress.AWAITING_APPROVAL: gettext_noop("Chờ duyệt"),
    Progress.RETURNED: gettext_noop("Bị trả lại"),
    Progress.DONE: gettext_noop("Xong"),
}


def days_late(due: date, done: date | None, today: date) -> int:
    """Days after ``due`` that the thing was done, or that it is still missing; 0 when in time."""
    return max(((done or today) - due).days, 0)


def days_left(due: date, today: date) -> int:
    """Days from ``today`` to ``due``; negative once it has passed."""
    return (due - today).days


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing owed in a cluster year, by a unit (``unit_id``) or by the chair (``unit_id`` None).

    ``what`` is a message id filled with ``params``; ``role`` says whose desk it lies on now
    (a value of ``accounts.roles.Role``); ``link`` is the page where it is done, ``read_link`` one where any
    reader of the year sees how it stands. What ``blocks`` must be done before the chair may open the stage
    after ``stage``; what ``ends_with_stage`` can be done no more afterwards. Where it lies on the desk of
    certain ``people`` (user ids), ``role`` only names the kind.
    """

    code: str
    stage: Stage
    what: str
    unit_id: int | None
    role: str
    due: date | None
    progress: Progress
    link: str
    done_on: date | None = None
    params: tuple[tuple[str, object], ...] = ()
    blocks: bool = True
    read_link: str = ""
    people: frozenset[int] = frozenset()
    ends_with_stage: bool = False

    @property
    def is_done(self) -> bool:
        """Whether nothing more is owed."""
        return self.progress is Progress.DONE

    @property
    def names_unit(self) -> bool:
        """Whether the words of ``what`` already name the unit."""
        return "unit" in dict(self.params)

    def lateness(self, today: date) -> int:
        """Days late, done or not; 0 without a due day, or when it was done on a day nobody wrote down."""
        if self.due is None or (self.is_done and self.done_on is None):
            return 0
        return days_late(self.due, self.done_on if self.is_done else None, today)


def missing(obligations: Iterable[Obligation], stage: Stage) -> list[Obligation]:
    """Return what still stands between ``stage`` and the one after it."""
    return [owed for owed in obligations if owed.blocks and owed.stage is stage and not owed.is_done]


class Field(StrEnum):
    """A field of the culture sector by which results are reported."""

    HERITAGE = "heritage"
    CULTURE = "culture"
    SPORTS = "sports"
    TOURISM = "tourism"
    FAMILY = "family"
    EMULATION = "emulation"

    @property
    def label(self) -> str:
        """The Vietnamese name (a message id)."""
        return _FIELD_LABELS[self]


_FIELD_LABELS = {
    Field.HERITAGE: gettext_noop("Di sản văn hóa"),
    Field.CULTURE: gettext_noop("Văn hóa"),
    Field.SPORTS: gettext_noop("Thể dục thể thao"),
    Field.TOURISM: gettext_noop("Du lịch"),
    Field.FAMILY: gettext_noop("Gia đình"),
    Field.EMULATION: gettext_noop("Thi đua, khen thưởng"),
}
