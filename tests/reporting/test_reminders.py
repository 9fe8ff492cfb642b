"""The chair calls late units; the worker mails them."""

import pytest
from django.core import mail

from thidua.core.faults import NotPermitted, Refused
from thidua.journal.models import Entry
from thidua.reporting import actions
from thidua.reporting.models import Reminder


def remind(reporting, by="secretary", on="2017-06-18", **what):
    return actions.remind(
        reporting.world.actor(by, on), reporting.midyear, reporting.world.units["b"], **what
    )


def test_a_reminder_is_kept_journalled_and_mailed_to_the_people_of_the_unit(reporting):
    remind(reporting, message="Mong Sở gửi sớm.", page="http://thidua.example.vn/bao-cao/")
    assert Reminder.objects.get().message == "Mong Sở gửi sớm."
    assert Entry.objects.get(action="remind").unit_id == reporting.world.units["b"].pk
    sent = mail.outbox[0]
    assert sent.to == ["head_b@example.vn", "specialist_b@example.vn"]
    assert "Báo cáo sáu tháng" in sent.subject
    assert "trễ 3 ngày" in sent.body
    assert "Mong Sở gửi sớm." in sent.body
    assert "http://thidua.example.vn/bao-cao/" in sent.body
    assert "&" not in sent.body


def test_who_has_left_or_is_closed_gets_no_mail(reporting):
    people = reporting.world.people
    people["head_b"].appointments.update(until="2017-06-01")
    people["specialist_b"].is_active = False
    people["specialist_b"].save()
    remind(reporting)
    assert mail.outbox == []


def test_a_unit_is_called_once_a_day(reporting):
    remind(reporting)
    with pytest.raises(Refused, match="Hôm nay đã đôn đốc"):
        remind(reporting, by="head_a")
    remind(reporting, on="2017-06-19")
    assert Reminder.objects.count() == 2


def test_a_unit_that_has_handed_in_is_left_in_peace(reporting):
    reporting.submitted("b")
    with pytest.raises(Refused, match="đã nộp"):
        remind(reporting)


@pytest.mark.parametrize("who", ["specialist_a", "head_b", "authority", "inspector"])
def test_only_the_chair_and_its_secretary_chase(reporting, who):
    with pytest.raises(NotPermitted):
        remind(reporting, by=who)
