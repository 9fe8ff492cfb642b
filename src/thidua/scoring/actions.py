"""The only writers of score sheets.

``rubric_actions`` writes the rubric, ``verification_actions`` the verifier's side; all are named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import access_to, lock_year, member_ids, require, require_stage
from thidua.clusters.files import IMAGES, PAPERS, check_upload
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.points import entry_faults, takes_entry
from thidua.core.rubric import RubricCriterion
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from .facts import facts_by_unit
from .models import Criterion, Evidence, ScoreLine, ScoreSheet, SheetState
from .queries import criterion_value
from .rubric_actions import (
    copy_rubric,
    name_rubric,
    remove_criterion,
    remove_group,
    save_criterion,
    save_group,
    save_rubric,
)
from .verification_actions import (
    finish_verification,
    reopen_verification,
    return_sheet,
    save_verification,
)

__all__ = [
    "EVIDENCE_FILES",
    "add_evidence",
    "ask_sheet_approval",
    "copy_rubric",
    "finish_verification",
    "name_rubric",
    "remove_criterion",
    "remove_evidence",
    "remove_group",
    "reopen_verification",
    "return_sheet",
    "save_criterion",
    "save_group",
    "save_rubric",
    "save_self_scores",
    "save_verification",
    "submit_sheet",
]

EVIDENCE_FILES = {**PAPERS, **IMAGES}


@transaction.atomic
def save_self_scores(
    actor: Actor,
    year: ClusterYear,
    unit: Unit,
    entries: Mapping[str, tuple[Decimal | None, str]],
    version: int | None = None,
) -> ScoreSheet:
    """Write a unit's entries and notes by criterion code; criteria not named stay as they are.

    The first save begins the sheet (a form made before that carries version 0). A sheet that waits for
    the head goes back to the desk of the unit's specialist when anybody but the head changes it.
    """
    sheet = _open_sheet(actor, year, unit)
    refuse_stale(version, sheet.version if sheet.pk else 0, sheet if sheet.pk else None)
    criteria = _criteria(year)
    refuse_if_any(_self_faults(criteria, entries))
    if not sheet.pk:
        sheet.save()
    lines = {line.criterion_id: line for line in ScoreLine.objects.filter(sheet=sheet)}
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for code, (entry, note) in entries.items():
        line = lines.get(criteria[code].row.pk) or ScoreLine(sheet=sheet, criterion=criteria[code].row)
        written = (entry, nfc_lines(note))
        stood = (line.self_entry, line.self_note)
        if written != stood:
            before[code], after[code] = stood, written
            line.self_entry, line.self_note = written
            line.save()
    if after or sheet.version == 0:
        _touch(actor, sheet)
        append(
            actor,
            "save_self_scores",
            sheet,
            before=before,
            after=after,
            year_id=year.pk,
            unit_id=unit.pk,
        )
    return sheet


@transaction.atomic
def add_evidence(
    actor: Actor, year: ClusterYear, unit: Unit, criterion_code: str, upload: File[bytes]
) -> Evidence:
    """Attach a file to a line. The same file twice on one line is refused; an import keeps the first."""
    sheet = _open_sheet(actor, year, unit)
    criteria = _criteria(year)
    if criterion_code not in criteria:
        raise Refused(_unknown(criterion_code))
    kept = check_upload(upload, EVIDENCE_FILES)
    if not sheet.pk:
        sheet.save()
        _touch(actor, sheet)
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
    evidence = Evidence.objects.create(line=line, added_at=actor.at, added_by=_person(actor), **kept)
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
    """Take a file off a line; the journal keeps its name and SHA-256."""
    old = evidence.line.sheet
    sheet = _open_sheet(actor, old.cluster_year, old.unit)
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
    name, storage = str(evidence.file.name), evidence.file.storage
    evidence.delete()
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def ask_sheet_approval(actor: Actor, sheet: ScoreSheet) -> None:
    """Lay a complete sheet on the desk of the unit's head."""
    sheet = _handed_over(actor, sheet, Permission.SELF_SCORE)
    if sheet.state == SheetState.AWAITING:
        raise Refused.because(gettext_noop("Phiếu đã trình lãnh đạo, đang chờ duyệt."))
    _refuse_unentered(actor, sheet)
    _move(actor, sheet, SheetState.AWAITING, "ask_sheet_approval")


@transaction.atomic
def submit_sheet(actor: Actor, sheet: ScoreSheet) -> None:
    """Approve a complete sheet and hand it in; from then on every member may read it."""
    sheet = _handed_over(actor, sheet, Permission.SUBMIT_SCORES)
    _refuse_unentered(actor, sheet)
    sheet.submitted_at = actor.at
    sheet.returned_at, sheet.return_reason = None, ""
    state = SheetState.VERIFIED if sheet.is_verified else SheetState.SUBMITTED
    _move(actor, sheet, state, "submit_sheet")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A stored criterion and its value."""

    row: Criterion
    value: RubricCriterion


def _open_sheet(actor: Actor, year: ClusterYear, unit: Unit) -> ScoreSheet:
    """The unit's sheet (a new one unsaved, with version 0), its year locked, once the actor may write it."""
    lock_year(year)
    require(actor, Permission.SELF_SCORE, year, unit)
    if unit.pk not in member_ids(year):
        raise Refused.because(gettext_noop("Đơn vị không phải thành viên của cụm năm này."))
    found = ScoreSheet.objects.filter(cluster_year=year, unit=unit).first()
    _require_scoring(actor, year, found)
    return found or ScoreSheet(cluster_year=year, unit=unit, version=0, edited_at=actor.at)


def _handed_over(actor: Actor, sheet: ScoreSheet, permission: Permission) -> ScoreSheet:
    """The sheet as it stands now, with its year locked, once the actor may pass it on."""
    lock_year(sheet.cluster_year)
    joined = ScoreSheet.objects.select_related("cluster_year__cluster", "cluster_year__chair", "unit")
    found = joined.get(pk=sheet.pk)
    require(actor, permission, found.cluster_year, found.unit_id)
    _require_scoring(actor, found.cluster_year, found)
    return found


def _require_scoring(actor: Actor, year: ClusterYear, sheet: ScoreSheet | None) -> None:
    """Refuse when it is not the time: a sheet handed in is closed, one sent back is open again."""
    if actor.for_all_units:
        return
    if sheet is not None and sheet.is_handed_in:
        raise Refused.because(
            gettext_noop("Phiếu đã nộp lúc %(when)s nên không sửa được nữa."),
            gettext_noop("Nếu cần sửa, hãy đề nghị thư ký cụm trả lại phiếu."),
            when=f"{timezone.localtime(sheet.submitted_at):%H:%M %d/%m/%Y}" if sheet.submitted_at else "–",
        )
    sent_back = sheet is not None and sheet.is_returned
    require_stage(
        actor, year, *((Stage.SELF_SCORING, Stage.VERIFICATION) if sent_back else (Stage.SELF_SCORING,))
    )


def _criteria(year: ClusterYear) -> dict[str, _Rule]:
    rows = (
        Criterion.objects.filter(group__rubric__cluster_year=year)
        .select_related("target")
        .order_by("group__position", "position")
    )
    criteria = {row.code: _Rule(row, criterion_value(row)) for row in rows}
    if not criteria:
        raise Refused.because(
            gettext_noop("Năm này chưa có thang điểm nên chưa chấm được."),
            gettext_noop("Thư ký cụm lập thang điểm trước."),
        )
    return criteria


def _self_faults(
    criteria: Mapping[str, _Rule], entries: Mapping[str, tuple[Decimal | None, str]]
) -> list[Fault]:
    faults: list[Fault] = []
    for code, (entry, _note) in entries.items():
        faults += entry_faults(criteria[code].value, entry) if code in criteria else [_unknown(code)]
    return faults


def _refuse_unentered(actor: Actor, sheet: ScoreSheet) -> None:
    """Refuse while a criterion that takes an entry has none; bonuses and penalties may stay blank."""
    if actor.for_all_units:
        return
    criteria = _criteria(sheet.cluster_year)
    entered = {
        line.criterion.code
        for line in ScoreLine.objects.filter(sheet=sheet).select_related("criterion")
        if line.self_entry is not None
    }
    facts = facts_by_unit(sheet.cluster_year, [sheet.unit], actor.today)[sheet.unit_id]
    refuse_if_any(
        Fault(gettext_noop("Chưa chấm tiêu chí %(code)s."), place=code, params={"code": code})
        for code, rule in criteria.items()
        if takes_entry(rule.value, facts) and not rule.value.kind.is_extra and code not in entered
    )


def _touch(actor: Actor, sheet: ScoreSheet) -> None:
    """Count one more save, by whom; take it back from the head's desk unless the head saved."""
    is_awaiting = sheet.state == SheetState.AWAITING and not actor.for_all_units
    if is_awaiting and not access_to(actor.user, sheet.cluster_year).may(
        Permission.SUBMIT_SCORES, sheet.unit_id
    ):
        sheet.state = SheetState.DRAFT
    sheet.version += 1
    sheet.edited_by, sheet.edited_at = _person(actor), actor.at
    sheet.save()


def _move(actor: Actor, sheet: ScoreSheet, state: SheetState, action: str) -> None:
    before = sheet.state
    sheet.state = state
    sheet.save()
    append(
        actor,
        action,
        sheet,
        before={"state": before},
        after={"state": state},
        year_id=sheet.cluster_year_id,
        unit_id=sheet.unit_id,
    )


def _unknown(code: str) -> Fault:
    return Fault(gettext_noop("Thang điểm không có tiêu chí “%(code)s”."), place=code, params={"code": code})


def _person(actor: Actor) -> Any:
    return actor.user if actor.user.pk else None
