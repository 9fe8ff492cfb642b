"""What a cluster year owes of verifying its sheets, on the desk of whom the regulation names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from thidua.accounts.roles import Role
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import stage_dues
from thidua.core.faults import gettext_noop
from thidua.core.timetable import Obligation, Progress, Stage
from thidua.core.verification import VerificationMode

from .models import CrossSheet, ScoreSheet
from .verifiers import Group, Verifying, verifying_in

Sheets = Mapping[int, ScoreSheet]


def owed_in_verification(year: ClusterYear, units: list[Unit], sheets: Sheets) -> Iterable[Obligation]:
    """The verification of every sheet, by secretary or groups; and each unit's cross-scoring of others."""
    verifying = verifying_in(year)
    if verifying.mode is VerificationMode.INSPECTION:
        yield from _owed_by_groups(year, verifying, units, sheets)
        return
    if verifying.mode is VerificationMode.CROSS:
        yield from _owed_by_scorers(year, verifying, units, sheets)
    is_cross = verifying.mode is VerificationMode.CROSS
    verified = [sheet for sheet in sheets.values() if sheet.is_verified]
    yield Obligation(
        code="verify_sheets",
        stage=Stage.VERIFICATION,
        what=gettext_noop("Thẩm định phiếu chấm điểm: đã xong %(done)s/%(total)s phiếu"),
        params=(("done", len(verified)), ("total", len(units))),
        unit_id=None,
        role=Role.SECRETARY,
        due=stage_dues(year).get(Stage.VERIFICATION),
        progress=_progress(len(verified), len(units)),
        done_on=_last_day(verified),
        link=year.url("cross_scoring" if is_cross else "scores"),
        read_link=year.url("scores"),
    )


def _owed_by_scorers(
    year: ClusterYear, verifying: Verifying, units: list[Unit], sheets: Sheets
) -> Iterable[Obligation]:
    """One a unit. It holds nobody up: the verifier may close a sheet without it, for a reason."""
    finished = {
        (cross.sheet.unit_id, cross.scorer_id): cross
        for cross in CrossSheet.objects.filter(sheet__cluster_year=year, finished_at__isnull=False)
        .select_related("sheet")
        .only("scorer_id", "finished_at", "sheet__unit_id")
    }
    for unit in units:
        assigned = verifying.scored_for(unit.pk)
        if not assigned:
            continue
        done = [finished[scored, unit.pk] for scored in assigned if (scored, unit.pk) in finished]
        # What was closed without waiting is no longer owed.
        closed = sum(
            (scored, unit.pk) not in finished and scored in sheets and sheets[scored].is_verified
            for scored in assigned
        )
        moments = [cross.finished_at for cross in done if cross.finished_at]
        yield Obligation(
            code="cross_scores",
            stage=Stage.VERIFICATION,
            what=gettext_noop("%(unit)s chấm chéo các phiếu được phân công: đã xong %(done)s/%(total)s"),
            params=(("unit", unit.short_name), ("done", len(done)), ("total", len(assigned))),
            unit_id=unit.pk,
            role=Role.SPECIALIST,
            due=stage_dues(year).get(Stage.VERIFICATION),
            progress=_progress(len(done) + closed, len(assigned)),
            done_on=timezone.localdate(max(moments)) if moments else None,
            link=year.url("cross_scoring"),
            read_link=year.url("cross_scoring"),
            blocks=False,
        )


def _owed_by_groups(
    year: ClusterYear, verifying: Verifying, units: list[Unit], sheets: Sheets
) -> Iterable[Obligation]:
    """One a group, on the desks of its people; and a group for each unit that is in none."""
    placed = {unit_id for group in verifying.groups for unit_id in group.units}
    unplaced = [unit for unit in units if unit.pk not in placed]
    due = stage_dues(year).get(Stage.VERIFICATION)
    if unplaced:
        yield Obligation(
            code="inspection_groups",
            stage=Stage.VERIFICATION,
            what=gettext_noop("Lập tổ kiểm tra cho %(count)s đơn vị chưa thuộc tổ nào"),
            params=(("count", len(unplaced)),),
            unit_id=None,
            role=Role.SECRETARY,
            due=due,
            progress=Progress.IN_PROGRESS if verifying.groups else Progress.NOT_STARTED,
            link=year.url("inspection_groups"),
            read_link=year.url("inspection_groups"),
        )
    for group in verifying.groups:
        yield _owed_by_group(year, group, sheets, due)


def _owed_by_group(year: ClusterYear, group: Group, sheets: Sheets, due: date | None) -> Obligation:
    verified = [sheets[pk] for pk in group.units if pk in sheets and sheets[pk].is_verified]
    return Obligation(
        code=f"inspect_{group.pk}",
        stage=Stage.VERIFICATION,
        what=gettext_noop("%(group)s thẩm định phiếu chấm điểm: đã xong %(done)s/%(total)s phiếu"),
        params=(("group", group.name), ("done", len(verified)), ("total", len(group.units))),
        unit_id=None,
        role=Role.SECRETARY,
        due=due,
        progress=_progress(len(verified), len(group.units)),
        done_on=_last_day(verified),
        link=year.url("scores"),
        read_link=year.url("scores"),
        people=group.people,
    )


def _progress(done: int, total: int) -> Progress:
    if total and done == total:
        return Progress.DONE
    return Progress.IN_PROGRESS if done else Progress.NOT_STARTED


def _last_day(verified: list[ScoreSheet]) -> date | None:
    moments = [sheet.verified_at for sheet in verified if sheet.verified_at]
    return timezone.localdate(max(moments)) if moments else None
