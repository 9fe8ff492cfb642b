"""What every writer of a unit's own side of its sheet does first and last."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.accounts.actor import Actor
from thidua.accounts.models import User
from thidua.accounts.moments import moment_words
from thidua.accounts.permissions import Permission
from thidua.clusters.access import access_to, lock_year, member_ids, require, require_stage
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import Fault, Refused, gettext_noop
from thidua.core.rubric import RubricCriterion
from thidua.core.timetable import Stage

from ..models import Criterion, ScoreSheet, SheetState
from ..queries import criterion_value


@dataclass(frozen=True, slots=True)
class Rule:
    """A stored criterion and its value."""

    row: Criterion
    value: RubricCriterion


def open_sheet(actor: Actor, year: ClusterYear, unit: Unit) -> ScoreSheet:
    """The unit's sheet (a new one unsaved, with version 0), its year locked, once the actor may write it."""
    lock_year(year)
    require(actor, Permission.SELF_SCORE, year, unit)
    if unit.pk not in member_ids(year):
        raise Refused.because(gettext_noop("Đơn vị không phải thành viên của cụm năm này."))
    found = ScoreSheet.objects.filter(cluster_year=year, unit=unit).first()
    require_scoring(actor, year, found)
    return found or ScoreSheet(cluster_year=year, unit=unit, version=0, edited_at=actor.at)


def require_scoring(actor: Actor, year: ClusterYear, sheet: ScoreSheet | None) -> None:
    """Refuse when it is not the time: a sheet handed in is closed, one sent back is open again."""
    if actor.for_all_units:
        return
    if sheet is not None and sheet.is_handed_in:
        raise Refused.because(
            gettext_noop("Phiếu đã nộp lúc %(when)s nên không sửa được nữa."),
            gettext_noop("Nếu cần sửa, hãy đề nghị thư ký cụm trả lại phiếu."),
            when=moment_words(sheet.submitted_at),
        )
    sent_back = sheet is not None and sheet.is_returned
    require_stage(
        actor, year, *((Stage.SELF_SCORING, Stage.VERIFICATION) if sent_back else (Stage.SELF_SCORING,))
    )


def criteria_in(year: ClusterYear) -> dict[str, Rule]:
    """The year's criteria by code, in the rubric's order; refused while there are none."""
    rows = (
        Criterion.objects.filter(group__rubric__cluster_year=year)
        .select_related("target")
        .order_by("group__position", "position")
    )
    criteria = {row.code: Rule(row, criterion_value(row)) for row in rows}
    if not criteria:
        raise Refused.because(
            gettext_noop("Năm này chưa có thang điểm nên chưa chấm được."),
            gettext_noop("Thư ký cụm lập thang điểm trước."),
        )
    return criteria


def touch(actor: Actor, sheet: ScoreSheet) -> None:
    """Count one more save, by whom; take it back from the head's desk unless the head saved."""
    if sheet.is_awaiting and not actor.for_all_units:
        access = access_to(actor.user, sheet.cluster_year, actor.today)
        if not access.may(Permission.SUBMIT_SCORES, sheet.unit_id):
            sheet.state = SheetState.DRAFT
    sheet.version += 1
    sheet.edited_by, sheet.edited_at = person(actor), actor.at
    sheet.save()


def unknown(code: str) -> Fault:
    """Say that the rubric has no criterion ``code``."""
    return Fault(gettext_noop("Thang điểm không có tiêu chí “%(code)s”."), place=code, params={"code": code})


def person(actor: Actor) -> User | None:
    """The actor as the one who saved; None for the program itself."""
    return actor.user if actor.user.pk else None
