"""What a cluster year owes to those who appealed: an answer to each within its term."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.accounts.roles import Role
from thidua.clusters.models import ClusterYear
from thidua.clusters.queries import names_in
from thidua.clusters.ties import Tie
from thidua.core.faults import gettext_noop
from thidua.core.timetable import Obligation, Progress, Stage
from thidua.core.verification import AppealState, VerificationMode

from .actions.appeals import APPEAL_STAGES
from .models import Appeal, LineComment
from .verifiers import Verifying, verifying_in


def owed_in_appeals(year: ClusterYear) -> Iterable[Obligation]:
    """The answer to each open appeal: it holds up no stage, but is told before one is left."""
    rows = Appeal.objects.filter(sheet__cluster_year=year, state=AppealState.OPEN)
    found = list(rows.select_related("sheet__unit", "criterion", "unit"))
    if not found:
        return
    names, verifying = names_in(year), verifying_in(year)
    stage = year.current_stage if year.current_stage in APPEAL_STAGES else Stage.REVIEW
    for appeal in found:
        scored = appeal.sheet.unit
        yield Obligation(
            code="appeal",
            stage=stage,
            what=gettext_noop("Trả lời kiến nghị của %(from)s về điểm của %(about)s, tiêu chí %(criterion)s"),
            params=(
                ("from", _name(names, appeal.unit_id, appeal.unit.short_name)),
                ("about", _name(names, appeal.sheet.unit_id, scored.short_name)),
                ("criterion", appeal.criterion.code),
            ),
            unit_id=None,
            role=Role.SECRETARY,
            due=appeal.answer_by,
            progress=Progress.NOT_STARTED,
            # A sheet sent back meanwhile is the unit's again: its lines are not read, nor answered about.
            link=year.url("answer_appeal", appeal.pk) if appeal.sheet.is_verified else year.url("appeals"),
            read_link=year.url("score_line", scored.code, appeal.criterion.code)
            if appeal.sheet.is_handed_in
            else year.url("appeals"),
            blocks=False,
            people=_people(verifying, appeal.sheet.unit_id),
            ends_with_stage=stage is APPEAL_STAGES[-1],
        )


def ties_in_appeals(year: ClusterYear) -> Iterable[Tie]:
    """Units that appealed, or said something about a line."""
    appealed = Appeal.objects.filter(sheet__cluster_year=year).order_by().values_list("unit", flat=True)
    for unit_id in appealed.distinct():
        yield Tie(unit_id, gettext_noop("đã gửi kiến nghị về điểm"))
    said = LineComment.objects.filter(sheet__cluster_year=year).exclude(unit=None).order_by()
    for unit_id in said.values_list("unit", flat=True).distinct():
        yield Tie(unit_id, gettext_noop("đã góp ý về điểm"))


def _people(verifying: Verifying, unit_id: int) -> frozenset[int]:
    """The inspectors who answer, where a group verifies the sheet."""
    if verifying.mode is not VerificationMode.INSPECTION:
        return frozenset()
    group = verifying.group_of(unit_id)
    return group.people if group else frozenset()


def _name(names: dict[int, tuple[str, str]], unit_id: int, otherwise: str) -> str:
    return names[unit_id][1] if unit_id in names else otherwise
