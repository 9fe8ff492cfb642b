"""What a cluster year owes of its scoring: a rubric, a sheet of every unit, each sheet verified."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from thidua.accounts.roles import Role
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members, stage_dues
from thidua.clusters.ties import Tie
from thidua.core.faults import gettext_noop
from thidua.core.timetable import Obligation, Progress, Stage

from .models import Criterion, Exclusion, ScoreSheet, SheetState
from .owed_verification import owed_in_verification

_PROGRESS = {
    SheetState.DRAFT: Progress.IN_PROGRESS,
    SheetState.AWAITING: Progress.AWAITING_APPROVAL,
    SheetState.SUBMITTED: Progress.DONE,
    SheetState.VERIFIED: Progress.DONE,
}


def owed_in_scoring(year: ClusterYear) -> Iterable[Obligation]:
    """The rubric, each unit's sheet, and the verification of all; a fixed number of queries."""
    dues = stage_dues(year)
    has_rubric = Criterion.objects.filter(group__rubric__cluster_year=year).exists()
    yield Obligation(
        code="rubric",
        stage=Stage.PREPARATION,
        what=gettext_noop("Lập thang điểm thi đua"),
        unit_id=None,
        role=Role.SECRETARY,
        due=dues.get(Stage.PREPARATION),
        progress=Progress.DONE if has_rubric else Progress.NOT_STARTED,
        link=year.url("rubric"),
        read_link=year.url("rubric"),
    )
    sheets = {sheet.unit_id: sheet for sheet in ScoreSheet.objects.filter(cluster_year=year)}
    units = members(year)
    for unit in units:
        yield _owed_sheet(year, unit, sheets.get(unit.pk))
    yield from owed_in_verification(year, units, sheets)


def ties_in_scoring(year: ClusterYear) -> Iterable[Tie]:
    """Units with a score sheet, be it only begun."""
    for unit_id in ScoreSheet.objects.filter(cluster_year=year).order_by().values_list("unit", flat=True):
        yield Tie(unit_id, gettext_noop("đã có phiếu chấm điểm"))
    excluded = Exclusion.objects.filter(cluster_year=year).order_by().values_list("unit", flat=True)
    for unit_id in excluded.distinct():
        yield Tie(unit_id, gettext_noop("đã bị ghi lý do không xét thi đua"))


def _owed_sheet(year: ClusterYear, unit: Unit, sheet: ScoreSheet | None) -> Obligation:
    state = SheetState(sheet.state) if sheet else None
    progress = _PROGRESS[state] if state else Progress.NOT_STARTED
    if sheet and sheet.is_returned and state is SheetState.DRAFT:
        progress = Progress.RETURNED
    return Obligation(
        code="score_sheet",
        stage=Stage.SELF_SCORING,
        what=gettext_noop("Nộp phiếu tự chấm điểm của %(unit)s"),
        params=(("unit", unit.short_name),),
        unit_id=unit.pk,
        role=Role.UNIT_HEAD if state is SheetState.AWAITING else Role.SPECIALIST,
        due=stage_dues(year).get(Stage.SELF_SCORING),
        progress=progress,
        done_on=timezone.localdate(sheet.submitted_at) if sheet and sheet.submitted_at else None,
        link=year.url("score_sheet", unit.code),
        # A sheet not handed in is nobody else's to read.
        read_link=year.url("scores"),
    )
