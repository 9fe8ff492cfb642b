"""The only writers of evidence: files that prove a line of a score sheet."""

from __future__ import annotations

from django.core.files.base import File
from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.clusters.files import IMAGES, PAPERS, check_upload, forget
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import Refused, gettext_noop
from thidua.journal.actions import append

from ..models import Evidence, ScoreLine
from .open_sheet import criteria_in, open_sheet, person, touch, unknown

EVIDENCE_FILES = {**PAPERS, **IMAGES}


@transaction.atomic
def add_evidence(
    actor: Actor, year: ClusterYear, unit: Unit, criterion_code: str, upload: File[bytes]
) -> Evidence:
    """Attach a file to a line. The same file twice on one line is refused; an import keeps the first.

    Like every change, it takes the sheet off the desk of the head unless the head made it.
    """
    sheet = open_sheet(actor, year, unit)
    criteria = criteria_in(year)
    if criterion_code not in criteria:
        raise Refused(unknown(criterion_code))
    kept = check_upload(upload, EVIDENCE_FILES)
    if not sheet.pk:
        sheet.save()
    line, _new = ScoreLine.objects.get_or_create(sheet=sheet, criterion=criteria[criterion_code].row)
    same = Evidence.objects.filter(line=line, sha256=kept["sha256"]).first()
    if same and actor.for_all_units:
        return same
    if same:
        raise Refused.because(
            gettext_noop("Tệp “%(name)s” đã có trong minh chứng của tiêu chí này."),
            place=f"{criterion_code}:file",
            name=same.file_name,
        )
    evidence = Evidence.objects.create(line=line, added_at=actor.at, added_by=person(actor), **kept)
    touch(actor, sheet)
    append(
        actor,
        "add_evidence",
        evidence,
        after={"criterion": criterion_code, "file": evidence.file_name, "sha256": evidence.sha256},
        year_id=year.pk,
        unit_id=unit.pk,
    )
    return evidence


@transaction.atomic
def remove_evidence(actor: Actor, evidence: Evidence) -> None:
    """Take a file off a line, and the sheet off the desk of the head unless it is the head who does.

    The journal keeps the file's name and SHA-256.
    """
    old = evidence.line.sheet
    sheet = open_sheet(actor, old.cluster_year, old.unit)
    append(
        actor,
        "remove_evidence",
        evidence,
        before={
            "criterion": evidence.line.criterion.code,
            "file": evidence.file_name,
            "sha256": evidence.sha256,
        },
        year_id=sheet.cluster_year_id,
        unit_id=sheet.unit_id,
    )
    forget(evidence.file)
    evidence.delete()
    touch(actor, sheet)
