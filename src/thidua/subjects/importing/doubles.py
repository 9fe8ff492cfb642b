"""New subjects of a file that may be there already: never joined in silence, but proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from thidua.core.faults import gettext_noop

from ..models import Subject
from ..queries.histories import chunks
from ..queries.lists import may_be_one
from .plan import FileDouble, SubjectPlan
from .subjects import Job


def find_doubles(plans: Iterable[SubjectPlan], codeless: set[int], job: Job) -> list[FileDouble]:
    """Return who may be told twice; in one unit and without a code (``codeless``) it is a fault instead."""
    new = [plan for plan in plans if plan.is_new and plan.subject]
    there: dict[str, list[Subject]] = defaultdict(list)
    standing = Subject.objects.standing().select_related("unit")
    for keys in chunks({plan.subject.name_key for plan in new if plan.subject}):
        for subject in standing.filter(name_key__in=keys):
            there[subject.name_key].append(subject)
    found: list[FileDouble] = []
    before: dict[str, list[SubjectPlan]] = defaultdict(list)
    for plan in new:
        assert plan.subject is not None  # noqa: S101 - chosen so above
        likely = [other for other in there[plan.subject.name_key] if may_be_one(plan.subject, other)]
        in_unit = [other for other in likely if other.unit_id == plan.subject.unit_id]
        if plan.number in codeless and in_unit:
            _note_likely(plan, in_unit[0], job)
            continue
        found += [FileDouble(plan, other) for other in likely]
        found += [
            FileDouble(plan, other.subject, other)
            for other in before[plan.subject.name_key]
            if other.subject and may_be_one(plan.subject, other.subject)
        ]
        before[plan.subject.name_key].append(plan)
    return found


def _note_likely(plan: SubjectPlan, other: Subject, job: Job) -> None:
    job.note(
        plan.number,
        "subject",
        gettext_noop("Đơn vị đã có “%(name)s” với mã %(code)s."),
        gettext_noop("Nếu là một, hãy ghi mã đó vào cột “Mã”; nếu là người khác, hãy đặt một mã mới."),
        name=other.name,
        code=other.code,
    )
