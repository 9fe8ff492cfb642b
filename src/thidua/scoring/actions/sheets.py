"""The only writers of a unit's own side of its score sheet."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, require
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.points import entry_faults, lacks_evidence, takes_entry
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from ..facts import facts_by_unit
from ..models import ScoreLine, ScoreSheet, SheetState
from .open_sheet import Rule, criteria_in, open_sheet, require_scoring, touch, unknown


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
    sheet = open_sheet(actor, year, unit)
    refuse_stale(version, sheet.version if sheet.pk else 0, sheet if sheet.pk else None)
    criteria = criteria_in(year)
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
        touch(actor, sheet)
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
def ask_sheet_approval(actor: Actor, sheet: ScoreSheet) -> None:
    """Lay a complete sheet on the desk of the unit's head."""
    sheet = _handed_over(actor, sheet, Permission.SELF_SCORE)
    if sheet.state == SheetState.AWAITING:
        raise Refused.because(gettext_noop("Phiếu đã trình lãnh đạo, đang chờ duyệt."))
    _refuse_unentered(actor, sheet)
    _move(actor, sheet, SheetState.AWAITING, "ask_sheet_approval")


@transaction.atomic
def submit_sheet(actor: Actor, sheet: ScoreSheet) -> None:
    """Approve a complete sheet and hand it in; from then on every member may read it.

    Handed in again after a return, it keeps the moment of the first time.
    """
    sheet = _handed_over(actor, sheet, Permission.SUBMIT_SCORES)
    _refuse_unentered(actor, sheet)
    if sheet.submitted_at is None or actor.for_all_units:
        sheet.submitted_at = actor.at
    sheet.returned_at, sheet.return_reason = None, ""
    state = SheetState.VERIFIED if sheet.is_verified else SheetState.SUBMITTED
    _move(actor, sheet, state, "submit_sheet")


def _handed_over(actor: Actor, sheet: ScoreSheet, permission: Permission) -> ScoreSheet:
    """The sheet as it stands now, with its year locked, once the actor may pass it on."""
    lock_year(sheet.cluster_year)
    joined = ScoreSheet.objects.select_related("cluster_year__cluster", "cluster_year__chair", "unit")
    found = joined.get(pk=sheet.pk)
    require(actor, permission, found.cluster_year, found.unit_id)
    require_scoring(actor, found.cluster_year, found)
    return found


def _self_faults(
    criteria: Mapping[str, Rule], entries: Mapping[str, tuple[Decimal | None, str]]
) -> list[Fault]:
    faults: list[Fault] = []
    for code, (entry, _note) in entries.items():
        faults += entry_faults(criteria[code].value, entry) if code in criteria else [unknown(code)]
    return faults


def _refuse_unentered(actor: Actor, sheet: ScoreSheet) -> None:
    """Refuse while a criterion that takes an entry has none, or lacks the evidence the rubric asks for.

    Bonuses and penalties may stay blank.
    """
    if actor.for_all_units:
        return
    criteria = criteria_in(sheet.cluster_year)
    lines = ScoreLine.objects.filter(sheet=sheet).select_related("criterion").prefetch_related("evidence")
    entered = {line.criterion.code: line for line in lines if line.self_entry is not None}
    facts = facts_by_unit(sheet.cluster_year, [sheet.unit], actor.today)[sheet.unit_id]
    faults = []
    for code, rule in criteria.items():
        if not takes_entry(rule.value, facts):
            continue
        line = entered.get(code)
        if line is None:
            if not rule.value.kind.is_extra:
                cause = gettext_noop("Chưa chấm tiêu chí %(code)s.")
                faults.append(Fault(cause, place=code, params={"code": code}))
        elif lacks_evidence(rule.value, line.self_entry, has_evidence=bool(line.evidence.all())):
            cause = gettext_noop("Tiêu chí %(code)s thiếu minh chứng.")
            mend = gettext_noop("Hãy thêm tệp minh chứng ở dòng này rồi nộp lại.")
            faults.append(Fault(cause, mend, code, {"code": code}))
    refuse_if_any(faults)


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
