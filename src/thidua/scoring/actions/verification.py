"""The only writers of the verifier's side of a score sheet, and of its way back to the unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.moments import moment_words
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, require, require_stage
from thidua.core.faults import Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from ..facts import facts_by_unit, record_of
from ..models import Criterion, CrossSheet, ScoreLine, ScoreSheet, SheetState
from ..queries import awaited_scorers, criterion_value
from ..verifiers import require_verifier, verifying_in
from .differing import figure_faults, own_figure, unexplained


@transaction.atomic
def save_verification(
    actor: Actor,
    sheet: ScoreSheet,
    entries: Mapping[str, tuple[Decimal | None, str]],
    version: int | None = None,
) -> ScoreSheet:
    """Write the verifier's figures where they differ from the unit's, each with its reason.

    A figure equal to the unit's own counts as no difference. Criteria not named stay as they are.
    """
    sheet = _to_verify(actor, sheet)
    refuse_stale(version, sheet.version, sheet)
    rows = {row.code: row for row in _criteria(sheet)}
    values = {code: criterion_value(row) for code, row in rows.items()}
    lines = {
        line.criterion.code: line
        for line in ScoreLine.objects.filter(sheet=sheet).select_related("criterion")
    }
    facts = facts_by_unit(sheet.cluster_year, [sheet.unit], actor.today)[sheet.unit_id]
    precision = sheet.cluster_year.rubric.precision
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    faults = figure_faults(values, entries)
    for code, (entry, reason) in entries.items():
        if code not in values:
            continue
        line = lines.get(code) or ScoreLine(sheet=sheet, criterion=rows[code])
        if entry is not None and entry == own_figure(values[code], precision, line.self_entry, facts):
            entry = None
        written = (entry, nfc_lines(reason))
        if entry is not None and not written[1]:
            faults.append(unexplained(code))
        stood = (line.verified_entry, line.difference_reason)
        if written != stood:
            before[code], after[code] = stood, written
            line.verified_entry, line.difference_reason = written
            line.save()
    refuse_if_any(faults)
    if after:
        sheet.version += 1
        sheet.edited_by, sheet.edited_at = (actor.user if actor.user.pk else None), actor.at
        sheet.save()
        _append(actor, "save_verification", sheet, before=before, after=after)
    return sheet


@transaction.atomic
def finish_verification(actor: Actor, sheet: ScoreSheet, *, reason: str = "") -> None:
    """Declare the sheet verified: its points are final.

    The facts they follow from are stored with it, so that an activity recorded or a report returned
    afterwards does not move them. Where units cross-score, it waits for all of them, or is closed without
    the rest for a ``reason``, which the journal keeps with their names.
    """
    sheet = _to_verify(actor, sheet)
    awaited = [] if actor.for_all_units else awaited_scorers(sheet)
    if awaited and not reason.strip():
        raise Refused.because(
            gettext_noop("Còn đơn vị chưa chấm chéo xong phiếu này: %(units)s."),
            gettext_noop("Hãy đôn đốc, hoặc kết thúc kèm lý do ở trang Chấm chéo."),
            place="reason",
            units=", ".join(unit.short_name for unit in awaited),
        )
    silent = (
        ScoreLine.objects.filter(sheet=sheet, difference_reason="")
        .exclude(verified_entry=None)
        .select_related("criterion")
    )
    refuse_if_any(unexplained(line.criterion.code) for line in silent)
    before = sheet.state
    facts = facts_by_unit(sheet.cluster_year, [sheet.unit], actor.today)[sheet.unit_id]
    sheet.state, sheet.verified_at, sheet.facts = SheetState.VERIFIED, actor.at, record_of(facts)
    sheet.save()
    if not actor.for_all_units:
        _leave_out_unassigned(sheet)
    without = {"without": [unit.short_name for unit in awaited]} if awaited else {}
    _append(
        actor,
        "finish_verification",
        sheet,
        before={"state": before},
        after={"state": sheet.state, **without},
        reason=reason.strip() if awaited else "",
    )


@transaction.atomic
def reopen_verification(actor: Actor, sheet: ScoreSheet, *, reason: str) -> None:
    """Open a verified sheet to the verifier again, for a reason that the journal keeps."""
    sheet = _locked(sheet)
    require_verifier(actor, sheet.cluster_year, sheet.unit_id)
    require_stage(actor, sheet.cluster_year, Stage.VERIFICATION)
    if not sheet.is_verified:
        raise Refused.because(gettext_noop("Phiếu này chưa thẩm định xong."))
    _require_reason(reason)
    sheet.state, sheet.verified_at = SheetState.SUBMITTED, None
    sheet.save()
    _append(
        actor,
        "reopen_verification",
        sheet,
        before={"state": SheetState.VERIFIED},
        after={"state": sheet.state},
        reason=reason.strip(),
    )


@transaction.atomic
def return_sheet(actor: Actor, sheet: ScoreSheet, *, reason: str) -> None:
    """Send a sheet back to be worked on again.

    The unit's head may before it is handed in, the verifier after.
    """
    sheet = _locked(sheet)
    year = sheet.cluster_year
    if sheet.state == SheetState.AWAITING:
        require(actor, Permission.SUBMIT_SCORES, year, sheet.unit_id)
    else:
        require_verifier(actor, year, sheet.unit_id)
    require_stage(actor, year, Stage.SELF_SCORING, Stage.VERIFICATION)
    if sheet.is_verified:
        raise Refused.because(
            gettext_noop("Phiếu đã thẩm định xong lúc %(when)s."),
            gettext_noop("Hãy mở lại thẩm định trước khi trả phiếu."),
            when=moment_words(sheet.verified_at),
        )
    if sheet.state == SheetState.DRAFT:
        raise Refused.because(gettext_noop("Phiếu đang ở đơn vị, không còn gì để trả lại."))
    _require_reason(reason)
    before = sheet.state
    sheet.state = SheetState.DRAFT
    sheet.returned_at, sheet.return_reason = actor.at, reason.strip()
    sheet.save()
    # What others scored was said of these figures: they look again at what is handed in next.
    CrossSheet.objects.filter(sheet=sheet).update(finished_at=None)
    _append(
        actor,
        "return_sheet",
        sheet,
        before={"state": before},
        after={"state": sheet.state},
        reason=reason.strip(),
    )


def _leave_out_unassigned(sheet: ScoreSheet) -> None:
    """Let only those count for good who counted till now: not a unit that the rota no longer names."""
    assigned = verifying_in(sheet.cluster_year).scored_by.get(sheet.unit_id, ())
    if assigned:
        CrossSheet.objects.filter(sheet=sheet).exclude(scorer__in=assigned).update(finished_at=None)


def _to_verify(actor: Actor, sheet: ScoreSheet) -> ScoreSheet:
    """The sheet as it stands now, with its year locked, once the actor may verify it."""
    sheet = _locked(sheet)
    require_verifier(actor, sheet.cluster_year, sheet.unit_id)
    require_stage(actor, sheet.cluster_year, Stage.VERIFICATION)
    if actor.for_all_units:
        return sheet
    if sheet.is_verified:
        raise Refused.because(
            gettext_noop("Phiếu đã thẩm định xong lúc %(when)s."),
            when=moment_words(sheet.verified_at),
        )
    if not sheet.is_handed_in:
        raise Refused.because(
            gettext_noop("Đơn vị chưa nộp phiếu nên chưa thẩm định được."),
            gettext_noop("Hãy chờ đơn vị nộp phiếu."),
        )
    return sheet


def _locked(sheet: ScoreSheet) -> ScoreSheet:
    """The sheet as it stands now, with its year locked."""
    lock_year(sheet.cluster_year)
    joined = ScoreSheet.objects.select_related("cluster_year__cluster", "cluster_year__chair", "unit")
    return joined.get(pk=sheet.pk)


def _criteria(sheet: ScoreSheet) -> list[Criterion]:
    year = sheet.cluster_year_id
    return list(Criterion.objects.filter(group__rubric__cluster_year=year).select_related("target"))


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused.because(gettext_noop("Hãy ghi lý do."), place="reason")


def _append(actor: Actor, action: str, sheet: ScoreSheet, **kept: Any) -> None:
    append(actor, action, sheet, year_id=sheet.cluster_year_id, unit_id=sheet.unit_id, **kept)
