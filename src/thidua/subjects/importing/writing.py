"""Writing a checked file: subjects, facts, ends, proposals to merge, and what the journal keeps of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from thidua.accounts.actor import Actor
from thidua.clusters.models import Unit
from thidua.core.faults import gettext_noop
from thidua.journal.actions import append

from ..actions.facts import fact_of, row_of
from ..actions.merges import request_merge
from ..actions.subjects import told
from ..models import Subject, YearFact
from ..words import fact_line
from .plan import FileDouble, SubjectPlan, Summary

_BATCH = 500
_REASON = gettext_noop("Cùng họ tên và cùng năm sinh hoặc cùng đơn vị, phát hiện khi nhập danh sách.")


def write(
    actor: Actor, plans: Sequence[SubjectPlan], doubles: Iterable[FileDouble], *, file_name: str, digest: str
) -> None:
    """Write ``plans``; called inside the transaction in which they were checked."""
    touched = [plan for plan in plans if not plan.is_empty]
    before = [_before(plan) for plan in touched]
    _store_subjects(touched)
    _store_facts(actor, touched)
    for plan, was in zip(touched, before, strict=True):
        _note(actor, plan, was)
    for double in doubles:
        _propose(actor, double)
    summary = Summary.of(plans)
    if touched:
        append(
            actor,
            "import_subjects",
            actor.user,
            after={
                "file": file_name,
                "sha256": digest,
                "new": summary.new,
                "changed": summary.changed,
                "facts": summary.facts + summary.ended,
            },
        )


def _before(plan: SubjectPlan) -> dict[str, object] | None:
    """Who a subject was; its plan has already set what the file changes of it."""
    if plan.subject is None or plan.is_new:
        return None
    return {**told(plan.subject), **{key: _plain(value) for key, value in plan.changed.items()}}


def _plain(value: object) -> object:
    return value.name if isinstance(value, Unit) else value


def _store_subjects(plans: Iterable[SubjectPlan]) -> None:
    listed = list(plans)
    Subject.objects.bulk_create(
        [plan.subject for plan in listed if plan.subject and plan.is_new], batch_size=_BATCH
    )
    for plan in listed:
        if plan.subject and plan.changed:
            plan.subject.version += 1
            plan.subject.save()


def _store_facts(actor: Actor, plans: Iterable[SubjectPlan]) -> None:
    rows = []
    for plan in plans:
        rows += [row_of(actor, plan.subject, fact) for fact in plan.facts if plan.subject]
        for row, until in plan.ended:
            row.until = until
            row.save(update_fields=["until"])
    YearFact.objects.bulk_create(rows, batch_size=_BATCH)


def _note(actor: Actor, plan: SubjectPlan, was: dict[str, object] | None) -> None:
    assert plan.subject is not None  # noqa: S101 - only such plans are written
    after = told(plan.subject)
    if lines := [*map(fact_line, plan.facts), *(fact_line(fact_of(row)) for row, _ in plan.ended)]:
        after["facts"] = "\n".join(lines)
    append(actor, "import_subjects", plan.subject, before=was, after=after, unit_id=plan.subject.unit_id)


def _propose(actor: Actor, double: FileDouble) -> None:
    """Ask for the merge: in one unit the older stays, else the importer's own; a unit itself always."""
    new, other = double.plan.subject, double.other
    if new is None:
        return
    older_stays = double.is_same_unit and not new.is_unit_id
    kept, merged = (other, new) if older_stays else (new, other)
    request_merge(actor, kept, merged, reason=gettext(_REASON))
