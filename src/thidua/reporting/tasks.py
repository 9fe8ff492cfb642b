"""Jobs of the worker: mails to the people of a unit."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext
from django_tasks import task

from thidua.clusters.models import Appointment
from thidua.core.reporting import due_now
from thidua.core.timetable import days_left

from .models import Reminder, Report
from .queries.standing import rounds_of


@task()
def send_reminder(reminder_id: int, page: str = "") -> int:
    """Mail a reminder to everybody who works in the unit; return how many addresses it went to."""
    reminder = Reminder.objects.select_related(
        "duty__cluster_year__cluster", "duty__cluster_year__chair", "unit"
    ).get(pk=reminder_id)
    sent_on = timezone.localdate(reminder.sent_at)
    people = Appointment.objects.in_force(sent_on).filter(unit=reminder.unit, user__is_active=True)
    addresses = sorted(set(people.exclude(user__email="").values_list("user__email", flat=True)))
    if not addresses:
        return 0
    report = (
        Report.objects.prefetch_related("submissions").filter(duty=reminder.duty, unit=reminder.unit).first()
    )
    due = due_now(reminder.duty.due, rounds_of(report))
    left = days_left(due, sent_on)
    with translation.override(settings.LANGUAGE_CODE):
        send_mail(
            gettext("Đôn đốc nộp “%(report)s”") % {"report": reminder.duty.name},
            render_to_string(
                "reporting/mail/reminder.txt",
                {"reminder": reminder, "due": due, "left": left, "page": page},
            ),
            None,
            addresses,
        )
    return len(addresses)
