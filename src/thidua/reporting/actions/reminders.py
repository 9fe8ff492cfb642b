"""The chair calls a unit for a report that is late or coming due."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, member_ids, require, require_stage
from thidua.clusters.models import Unit
from thidua.core.faults import Refused, gettext_noop
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append

from ..models import Reminder, Report, ReportingDuty, ReportState
from ..tasks import send_reminder


@transaction.atomic
def remind(actor: Actor, duty: ReportingDuty, unit: Unit, *, message: str = "", page: str = "") -> Reminder:
    """Remind ``unit`` of its report, once a day; the worker mails it to the people of the unit.

    ``page`` is the full address of the report's page, written into the mail. The job is queued in the
    same transaction, so that neither is kept without the other; an import sends no mail.
    """
    year = duty.cluster_year
    lock_year(year)
    require(actor, Permission.CHASE, year)
    require_stage(actor, year)
    if unit.pk not in member_ids(year):
        raise Refused.because(gettext_noop("Đơn vị này không phải thành viên của cụm trong năm."))
    report = Report.objects.filter(duty=duty, unit=unit).first()
    if report and report.state in (ReportState.SUBMITTED, ReportState.ACCEPTED):
        raise Refused.because(gettext_noop("%(unit)s đã nộp báo cáo này."), unit=unit.short_name)
    latest = Reminder.objects.filter(duty=duty, unit=unit).first()
    if latest and timezone.localdate(latest.sent_at) == actor.today:
        raise Refused.because(
            gettext_noop("Hôm nay đã đôn đốc %(unit)s lúc %(when)s."),
            gettext_noop("Mỗi ngày chỉ đôn đốc một lần."),
            unit=unit.short_name,
            when=f"{timezone.localtime(latest.sent_at):%H:%M}",
        )
    reminder = Reminder.objects.create(duty=duty, unit=unit, sent_at=actor.at, message=nfc_lines(message))
    append(
        actor,
        "remind",
        reminder,
        after={"duty": duty.name, "message": reminder.message},
        year_id=year.pk,
        unit_id=unit.pk,
    )
    if not actor.for_all_units:
        send_reminder.enqueue(reminder.pk, page)
    return reminder
