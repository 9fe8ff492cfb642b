"""Writing who a subject is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.models import Unit
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.law.facts import SubjectKind
from thidua.core.vietnamese import nfc
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from ..access import require_on
from ..models import Subject

# The actions that write what ``version`` counts.
WRITERS = ("save_subject", "import_subjects")
_PREFIXES = {SubjectKind.PERSON: "cn", SubjectKind.COLLECTIVE: "tt", SubjectKind.HOUSEHOLD: "hgd"}
# What a person may type as a code: no blanks, so that it is one word in a list of codes.
CODE = re.compile(r"[^\s,;]+")
EARLIEST_BIRTH = 1900


@transaction.atomic
def save_subject(
    actor: Actor,
    subject: Subject | None = None,
    *,
    kind: SubjectKind,
    name: str,
    unit: Unit,
    code: str = "",
    born: int | None = None,
    gender: str = "",
    position: str = "",
    is_unit: bool = False,
    version: int | None = None,
) -> Subject:
    """Make a subject, or change ``subject``: its unit may move within what the actor reaches, its kind not.

    A code left out is made up. ``is_unit`` says that the collective is ``unit`` itself.
    """
    require_on(actor, Permission.EDIT_SUBJECTS, unit)
    changed = lock(subject) if subject else Subject(version=0, kind=kind)
    if subject:
        require_on(actor, Permission.EDIT_SUBJECTS, changed.unit_id)
        refuse_merged(changed)
        refuse_stale(version, changed.version, changed, action__in=WRITERS)
    before = told(changed) if subject else None
    changed.name, changed.unit, changed.born = nfc(name), unit, born
    changed.position, changed.is_unit = nfc(position), unit if is_unit else None
    changed.gender = gender if changed.subject_kind is SubjectKind.PERSON else ""
    if not subject:
        # One at a time in a unit: two codes made up at once would be the same.
        Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        changed.code = nfc(code) or next(free_codes(unit, changed.subject_kind))
    refuse_if_any([*subject_faults(changed, actor.today), *_taken(changed)])
    if before == told(changed):
        return changed
    changed.version += 1
    changed.save()
    append(actor, "save_subject", changed, before=before, after=told(changed), unit_id=unit.pk)
    return changed


def lock(subject: Subject) -> Subject:
    """Let one writer of ``subject`` pass at a time, and return it as it is stored now."""
    return Subject.objects.select_for_update(of=("self",)).select_related("unit").get(pk=subject.pk)


def refuse_merged(subject: Subject) -> None:
    """Raise :class:`Refused` when the subject is read through another: it is written there too."""
    if subject.merged_into is not None:
        raise Refused.because(
            gettext_noop("Đối tượng này đã gộp vào %(kept)s."),
            gettext_noop("Hãy ghi ở trang của đối tượng đó, hoặc gỡ gộp trước."),
            kept=str(subject.merged_into),
        )


def subject_faults(subject: Subject, today: date) -> list[Fault]:
    """Return what is wrong with a subject by itself."""
    found = field_faults(subject)
    if not CODE.fullmatch(subject.code):
        found.append(
            Fault(
                gettext_noop("Mã không có khoảng trắng, dấu phẩy, dấu chấm phẩy."),
                gettext_noop("Ví dụ: CB-0123."),
                "code",
            )
        )
    if subject.born is not None and not EARLIEST_BIRTH <= subject.born <= today.year:
        found.append(
            Fault(
                gettext_noop("Năm sinh, năm thành lập phải trong khoảng từ %(earliest)s đến %(latest)s."),
                gettext_noop("Hãy xem lại năm đã ghi."),
                "born",
                {"earliest": EARLIEST_BIRTH, "latest": today.year},
            )
        )
    first = subject.facts.standing().order_by("year").first() if subject.pk and subject.born else None
    if first and subject.born and first.year < subject.born:
        found.append(
            Fault(
                gettext_noop("Đã có sự kiện của năm %(year)s, trước năm sinh hoặc năm thành lập này."),
                gettext_noop("Hãy xem lại năm, hoặc gạch sự kiện ghi nhầm trước."),
                "born",
                {"year": first.year},
            )
        )
    if subject.is_unit_id and subject.subject_kind is not SubjectKind.COLLECTIVE:
        found.append(Fault(gettext_noop("Chỉ tập thể mới có thể chính là đơn vị."), place="is_unit"))
    return found


def told(subject: Subject) -> dict[str, object]:
    """Return who a subject is, as the journal keeps it."""
    return {
        "code": subject.code,
        "kind": subject.kind,
        "name": subject.name,
        "unit": subject.unit.name,
        "born": subject.born,
        "gender": subject.gender,
        "position": subject.position,
        "is_unit": subject.is_unit_id is not None,
    }


def free_codes(unit: Unit, kind: SubjectKind) -> Iterator[str]:
    """Give codes nobody bears yet: ``namdinh-cn-001`` and on."""
    prefix = f"{unit.code}-{_PREFIXES[kind]}-"
    taken = set(Subject.objects.filter(code__startswith=prefix).values_list("code", flat=True))
    numbers = [int(end) for code in taken if (end := code.removeprefix(prefix)).isdecimal()]
    number = max(numbers, default=0)
    while True:
        number += 1
        yield f"{prefix}{number:03d}"


def _taken(subject: Subject) -> list[Fault]:
    others = Subject.objects.exclude(pk=subject.pk)
    found = []
    if others.filter(code=subject.code).exists():
        found.append(
            Fault(
                gettext_noop("Mã “%(code)s” đã dùng cho một đối tượng khác."),
                gettext_noop("Hãy chọn mã khác."),
                "code",
                {"code": subject.code},
            )
        )
    if subject.is_unit_id and others.filter(is_unit=subject.is_unit_id).exists():
        found.append(Fault(gettext_noop("Đơn vị này đã có tập thể đại diện."), place="is_unit"))
    return found
