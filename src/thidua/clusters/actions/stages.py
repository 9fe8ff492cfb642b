"""Writing a year's settings and moving it from stage to stage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Permission
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Obligation, Stage, missing
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from .. import obligations
from ..access import forget_kept, lock_year, require, require_stage, unit_of
from ..models import ClusterYear, StageTerm, Unit
from .dues import due_faults

# The actions that write what ``version`` counts.
WRITERS = ("edit_year", "reframe_year")


@transaction.atomic
def edit_year(
    actor: Actor,
    year: ClusterYear,
    *,
    secretary: User | None,
    regulation: str,
    dues: Mapping[Stage, date],
    version: int | None = None,
) -> None:
    """Name the secretary, write the operating regulation, set the stages' due days."""
    lock_year(year)
    require(actor, Permission.EDIT_YEAR, year)
    require_stage(actor, year)
    refuse_stale(version, year.version, year, action__in=WRITERS)
    faults = [] if actor.for_all_units else list(due_faults(dues, year.year))
    if secretary is not None and unit_of(secretary, actor.today) != year.chair:
        faults.append(
            Fault(
                gettext_noop("Thư ký phải là người của đơn vị cụm trưởng (%(chair)s)."),
                place="secretary",
                params={"chair": year.chair.short_name},
            )
        )
    refuse_if_any(faults)
    before = {"secretary": str(year.secretary or ""), "regulation": year.regulation, "dues": _dues(year)}
    year.secretary, year.regulation = secretary, nfc_lines(regulation)
    year.version += 1
    year.save(update_fields=["secretary", "regulation", "version"])
    for stage, due in dues.items():
        StageTerm.objects.update_or_create(cluster_year=year, stage=stage, defaults={"due": due})
    after = {"secretary": str(secretary or ""), "regulation": year.regulation, "dues": _dues(year)}
    append(actor, "edit_year", year, before=before, after=after, year_id=year.pk)


@transaction.atomic
def open_next_stage(actor: Actor, year: ClusterYear, *, leaving: Stage | None = None) -> Stage:
    """Open the stage after the present one, once nothing that blocks it is missing.

    ``leaving`` is the stage the button was shown for: pressed twice, it opens one stage only. The last
    stage is left by the hand-over only (``review.actions.hand_over``). Raises :class:`Refused` with one
    fault for each missing thing.
    """
    lock_year(year)
    require(actor, Permission.MOVE_STAGE, year)
    require_stage(actor, year)
    if leaving is not None and leaving is not year.current_stage:
        raise Refused.because(
            gettext_noop("Cụm đã chuyển sang giai đoạn “%(stage)s” từ trước."), stage=year.current_stage.label
        )
    following = year.current_stage.next
    if following is None:
        raise Refused.because(
            gettext_noop("Đây là giai đoạn cuối."), gettext_noop("Hãy bàn giao cờ luân lưu để khép lại năm.")
        )
    if not actor.for_all_units:
        still = missing(obligations.owed_in(year), year.current_stage)
        names = dict(Unit.objects.filter(memberships__cluster_year=year).values_list("pk", "short_name"))
        refuse_if_any(_missing_fault(owed, names) for owed in still)
    _move(actor, year, following, "open_next_stage", "")
    return following


@transaction.atomic
def return_to_stage(actor: Actor, year: ClusterYear, stage: Stage, *, reason: str) -> None:
    """Go back to an earlier stage, for a reason that the journal keeps."""
    lock_year(year)
    require(actor, Permission.MOVE_STAGE, year)
    require_stage(actor, year)
    if stage.order >= year.current_stage.order:
        raise Refused.because(gettext_noop("Chỉ quay lại được giai đoạn đã qua."), place="stage")
    if not reason.strip():
        raise Refused.because(gettext_noop("Hãy ghi lý do quay lại."), place="reason")
    _move(actor, year, stage, "return_to_stage", nfc_lines(reason))


@transaction.atomic
def close_year(actor: Actor, year: ClusterYear, *, on: date) -> None:
    """Close the year for good; called by the hand-over, which has checked the right to do so."""
    year.closed_on = on
    year.save(update_fields=["closed_on"])
    StageTerm.objects.filter(cluster_year=year, completed_on=None).update(completed_on=on)
    forget_kept(year)
    append(actor, "close_year", year, after={"closed_on": on}, year_id=year.pk)


def _move(actor: Actor, year: ClusterYear, stage: Stage, action: str, reason: str) -> None:
    before = year.current_stage
    year.stage = stage
    year.save(update_fields=["stage"])
    passed = [s for s in Stage if before.order <= s.order < stage.order]
    StageTerm.objects.filter(cluster_year=year, stage__in=passed).update(completed_on=actor.today)
    reopened = [s for s in Stage if s.order >= stage.order]
    StageTerm.objects.filter(cluster_year=year, stage__in=reopened).update(completed_on=None)
    forget_kept(year)
    append(
        actor, action, year, before={"stage": before}, after={"stage": stage}, year_id=year.pk, reason=reason
    )


def _missing_fault(owed: Obligation, names: Mapping[int, str]) -> Fault:
    what = Fault(owed.what, params=dict(owed.params))
    if owed.unit_id is None or owed.names_unit:
        return what
    return Fault("%(unit)s: %(what)s", params={"unit": names.get(owed.unit_id, "–"), "what": what})


def _dues(year: ClusterYear) -> dict[str, date]:
    return dict(StageTerm.objects.filter(cluster_year=year).values_list("stage", "due"))
