"""Writing a report: its text, figures and medals, noticed when two people write at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import old_text_faults
from thidua.clusters.access import access_to, lock_year, member_ids, require, require_stage
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.reporting import MedalRow, figure_faults, medal_faults
from thidua.core.vietnamese import nfc, nfc_lines
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from ..models import (
    CompetitionLevel,
    Figure,
    Indicator,
    MedalCount,
    Report,
    ReportingDuty,
    ReportSection,
    ReportState,
    SectionKind,
)


@transaction.atomic
def save_draft(
    actor: Actor,
    duty: ReportingDuty,
    unit: Unit,
    *,
    sections: Mapping[str, str],
    figures: Mapping[str, Decimal | None],
    medals: Sequence[MedalRow],
    version: int | None = None,
) -> Report:
    """Write the unit's report for ``duty``; nothing is written when nothing differs.

    ``sections`` (by ``SectionKind``) and ``figures`` (by indicator code; None empties) change what they
    name, ``medals`` replaces the whole table. ``version`` is that of the report the form was made from, 0
    when there was none. Faults are at ``section_<kind>``, ``figure_<code>``, ``medal_<row>_<field>``.
    """
    year = duty.cluster_year
    lock_year(year)
    require(actor, Permission.DRAFT_REPORT, year, unit)
    require_stage(actor, year)
    if unit.pk not in member_ids(year):
        raise Refused.because(gettext_noop("Đơn vị này không phải thành viên của cụm trong năm."))
    if not ReportingDuty.objects.filter(pk=duty.pk).exists():
        raise Refused.because(gettext_noop("Chế độ báo cáo này vừa được xóa."))
    report = Report.objects.select_related("edited_by").filter(duty=duty, unit=unit).first()
    _refuse_unless_open(actor, report)
    indicators = {i.code: i for i in Indicator.objects.filter(cluster_year=year)}
    texts = {str(kind): nfc_lines(text) for kind, text in sections.items()}
    rows = [_clean_row(row) for row in medals]
    _refuse_faults(texts, figures, rows, indicators)
    before = _contents(report)
    after = _merged(before, texts, figures, rows)
    if report is not None and before == after:
        return report
    refuse_stale(version, report.version if report else 0, report, action="save_draft")
    report = _touch(actor, report, duty, unit)
    _write(report, texts, figures, rows, indicators)
    changed = sorted(key for key in {**before, **after} if before.get(key) != after.get(key))
    append(
        actor,
        "save_draft",
        report,
        before={key: before.get(key) for key in changed},
        after={key: after.get(key) for key in changed},
        year_id=year.pk,
        unit_id=unit.pk,
    )
    return report


def _refuse_unless_open(actor: Actor, report: Report | None) -> None:
    if report is None or actor.for_all_units:
        return
    if report.state in (ReportState.SUBMITTED, ReportState.ACCEPTED):
        raise Refused.because(
            gettext_noop("Báo cáo đã nộp nên không sửa được nữa."),
            gettext_noop("Nếu cần sửa, hãy đề nghị cụm trưởng trả lại báo cáo."),
        )


def _refuse_faults(
    texts: Mapping[str, str],
    figures: Mapping[str, Decimal | None],
    rows: Sequence[MedalRow],
    indicators: Mapping[str, Indicator],
) -> None:
    faults = [
        Fault(gettext_noop("Báo cáo không có phần này."), place=f"section_{kind}")
        for kind in texts
        if kind not in SectionKind.values
    ]
    faults += old_text_faults({f"section_{kind}": text for kind, text in texts.items()})
    faults += old_text_faults(
        {f"medal_{index}_competition": row.competition for index, row in enumerate(rows)}
    )
    for code, value in figures.items():
        if code not in indicators:
            faults.append(Fault(gettext_noop("Năm này không có chỉ số đó."), place=f"figure_{code}"))
        elif value is not None:
            faults += figure_faults(value, indicators[code].measure, f"figure_{code}")
    for index, name, fault in medal_faults(rows):
        faults.append(Fault(fault.cause, fault.mend, f"medal_{index}_{name}", fault.params))
    for index, row in enumerate(rows):
        if row.level not in CompetitionLevel.values:
            faults.append(Fault(gettext_noop("Hãy chọn cấp của giải."), place=f"medal_{index}_level"))
        if len(row.competition) > 200:
            faults.append(
                Fault(gettext_noop("Tên giải dài quá 200 ký tự."), place=f"medal_{index}_competition")
            )
    refuse_if_any(faults)


def _clean_row(row: MedalRow) -> MedalRow:
    return MedalRow(nfc(row.competition), row.level, row.gold, row.silver, row.bronze)


def _contents(report: Report | None) -> dict[str, object]:
    """The report as it is stored, flat: what the journal compares."""
    contents: dict[str, object] = {"medals": []}
    if report is None:
        return contents
    for kind, text in report.sections.values_list("kind", "text"):
        contents[f"section_{kind}"] = text
    for code, value in report.figures.values_list("indicator__code", "value"):
        contents[f"figure_{code}"] = _written(value)
    rows = report.medals.values("competition", "level", "gold", "silver", "bronze").order_by("pk")
    contents["medals"] = list(rows)
    return contents


def _merged(
    before: Mapping[str, object],
    texts: Mapping[str, str],
    figures: Mapping[str, Decimal | None],
    rows: Sequence[MedalRow],
) -> dict[str, object]:
    """What the contents will be."""
    named: dict[str, object] = {f"section_{kind}": text or None for kind, text in texts.items()}
    named |= {f"figure_{code}": None if value is None else _written(value) for code, value in figures.items()}
    after = {**before, **named, "medals": [asdict(row) for row in rows]}
    return {key: value for key, value in after.items() if value is not None}


def _written(value: Decimal) -> str:
    """A figure as text, the same for 95.5 and 95.500."""
    return f"{value.normalize():f}"


def _touch(actor: Actor, report: Report | None, duty: ReportingDuty, unit: Unit) -> Report:
    """Make the report or raise its version.

    A change by somebody who may not submit takes the report off the head's desk.
    """
    if report is None:
        return Report.objects.create(duty=duty, unit=unit, edited_by=_author(actor), edited_at=actor.at)
    if report.state == ReportState.AWAITING and not _may_submit(actor, duty.cluster_year, unit):
        report.state = resting_state(report)
    report.version += 1
    report.edited_by, report.edited_at = _author(actor), actor.at
    report.save()
    return report


def resting_state(report: Report) -> ReportState:
    """The state of a report that is being written: returned, once the chair has sent it back."""
    was_returned = report.submissions.exclude(returned_at=None).exists()
    return ReportState.RETURNED if was_returned else ReportState.DRAFT


def _may_submit(actor: Actor, year: ClusterYear, unit: Unit) -> bool:
    return actor.for_all_units or access_to(actor.user, year, actor.today).may(Permission.SUBMIT_REPORT, unit)


def _author(actor: Actor) -> User | None:
    return actor.user if actor.user.pk else None


def _write(
    report: Report,
    texts: Mapping[str, str],
    figures: Mapping[str, Decimal | None],
    rows: Sequence[MedalRow],
    indicators: Mapping[str, Indicator],
) -> None:
    ReportSection.objects.filter(report=report, kind__in=texts).delete()
    ReportSection.objects.bulk_create(
        ReportSection(report=report, kind=kind, text=text) for kind, text in texts.items() if text
    )
    Figure.objects.filter(report=report, indicator__code__in=figures).delete()
    Figure.objects.bulk_create(
        Figure(report=report, indicator=indicators[code], value=value)
        for code, value in figures.items()
        if value is not None
    )
    MedalCount.objects.filter(report=report).delete()
    MedalCount.objects.bulk_create(MedalCount(report=report, **asdict(row)) for row in rows)
