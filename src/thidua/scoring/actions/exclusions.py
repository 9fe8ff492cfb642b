"""The only writers of exclusions that no record of the year shows by itself."""

from __future__ import annotations

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.access import lock_year, member_ids, require, require_stage
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.exclusion import ExclusionKind
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append

from ..models import Exclusion
from ..queries import ranking_rules

EXCLUSION_STAGES = tuple(stage for stage in Stage if stage is not Stage.HAND_OVER)


@transaction.atomic
def record_exclusion(
    actor: Actor, year: ClusterYear, unit: Unit, *, kind: ExclusionKind, document: str
) -> Exclusion:
    """Leave a unit out of the review for what the regulation names, on a document that shows it."""
    lock_year(year)
    require(actor, Permission.RECORD_EXCLUSION, year)
    require_stage(actor, year, *EXCLUSION_STAGES)
    standing = Exclusion.objects.filter(cluster_year=year, unit=unit, kind=kind, lifted_at=None).first()
    row = Exclusion(
        cluster_year=year,
        unit=unit,
        kind=kind,
        document=nfc_lines(document),
        recorded_by=actor.user,
        recorded_at=actor.at,
    )
    if standing and actor.for_all_units and standing.document == row.document:
        return standing
    refuse_if_any([*_faults(year, unit, kind, row.document, standing), *_wrong_fields(row)])
    row.save()
    append(actor, "record_exclusion", row, after=_told(row), year_id=year.pk, unit_id=unit.pk)
    return row


@transaction.atomic
def lift_exclusion(actor: Actor, exclusion: Exclusion, *, reason: str) -> None:
    """Take a unit back into the review; the record stays, with the reason."""
    year = exclusion.cluster_year
    lock_year(year)
    require(actor, Permission.RECORD_EXCLUSION, year)
    require_stage(actor, year, *EXCLUSION_STAGES)
    row = Exclusion.objects.select_for_update(of=("self",)).select_related("unit").get(pk=exclusion.pk)
    if row.lifted_at is not None:
        raise Refused.because(gettext_noop("Đã gỡ trước đó."))
    if not nfc_lines(reason):
        raise Refused.because(gettext_noop("Hãy ghi lý do gỡ."), place="reason")
    before = _told(row)
    row.lifted_at, row.lifting_reason = actor.at, nfc_lines(reason)
    refuse_if_any(_wrong_fields(row))
    row.save(update_fields=["lifted_at", "lifting_reason"])
    append(
        actor,
        "lift_exclusion",
        row,
        before=before,
        after=_told(row),
        year_id=year.pk,
        unit_id=row.unit_id,
        reason=row.lifting_reason,
    )


def _faults(
    year: ClusterYear, unit: Unit, kind: ExclusionKind, document: str, standing: Exclusion | None
) -> list[Fault]:
    faults = []
    if unit.pk not in member_ids(year):
        faults.append(Fault(gettext_noop("Đơn vị không phải thành viên của cụm năm nay."), place="unit"))
    if kind.is_computed:
        faults.append(
            Fault(
                gettext_noop("“%(kind)s” do hệ thống tự xét từ số liệu đã ghi, không ghi tay."),
                place="kind",
                params={"kind": kind.label},
            )
        )
    elif kind not in ranking_rules(year).kinds:
        faults.append(
            Fault(
                gettext_noop("Theo quy chế, “%(kind)s” không phải lý do không xét."),
                gettext_noop("Nếu quy chế có quy định, hãy bật lý do này ở trang “Quy tắc xếp hạng”."),
                "kind",
                {"kind": kind.label},
            )
        )
    if not document:
        faults.append(
            Fault(
                gettext_noop("Hãy ghi căn cứ: số, ngày của văn bản và nội dung."),
                gettext_noop("Ví dụ: Quyết định kỷ luật số 12/QĐ-UBND ngày 03/8/2017."),
                "document",
            )
        )
    if standing is not None:
        faults.append(
            Fault(
                gettext_noop("%(unit)s đã được ghi lý do không xét này."),
                place="unit",
                params={"unit": unit.short_name},
            )
        )
    return faults


def _wrong_fields(row: Exclusion) -> list[Fault]:
    # An empty document is told above, with an example.
    places = {"lifting_reason": "reason"}
    return [
        Fault(fault.cause, fault.mend, places.get(fault.place, fault.place), fault.params)
        for fault in field_faults(row)
        if fault.place != "document" or row.document
    ]


def _told(row: Exclusion) -> dict[str, object]:
    return {
        "unit": row.unit.short_name,
        "kind": str(row.kind),
        "document": row.document,
        "lifted": row.lifted_at is not None,
    }
