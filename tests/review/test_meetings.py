"""Meetings are recorded once they were held, and corrected without overwriting each other."""

from datetime import date

import pytest

from tests.review.village import the_meeting
from thidua.clusters import obligations
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.review import actions
from thidua.review.models import MeetingKind


def hold(actor, year, **changes):
    values = {
        "kind": MeetingKind.MIDYEAR,
        "held_on": date(2017, 7, 10),
        "place": "Sở Minh họa A",
        "presided_by": "Giám đốc Sở",
        **changes,
    }
    return actions.hold_meeting(actor, year, **values)


def test_the_secretary_records_and_corrects_a_meeting(world):
    secretary = world.actor("secretary", "2017-07-12")
    meeting = hold(secretary, world.year, attending=[world.units["a"], world.units["c"]])
    again = hold(secretary, world.year, minutes="Kết luận:  \n- nhất trí", version=1)
    assert again.pk == meeting.pk
    assert again.minutes == "Kết luận:\n- nhất trí"
    assert list(again.attending.all()) == []
    assert Entry.objects.filter(action="hold_meeting").count() == 2


def test_a_member_does_not_record_meetings(world):
    with pytest.raises(NotPermitted):
        hold(world.actor("head_b"), world.year)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"held_on": date(2017, 7, 13)}, "held_on"),
        ({"held_on": date(2015, 7, 1)}, "held_on"),
        ({"place": " "}, "place"),
        ({"presided_by": ""}, "presided_by"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(world, changes, place):
    with pytest.raises(Refused) as refused:
        hold(world.actor("secretary", "2017-07-12"), world.year, **changes)
    assert [fault.place for fault in refused.value.faults] == [place]


def test_two_editors_do_not_overwrite_each_other(world):
    hold(world.actor("secretary", "2017-07-12"), world.year)
    hold(world.actor("head_a", "2017-07-12"), world.year, place="Nơi khác", version=1)
    with pytest.raises(Stale) as stale:
        hold(world.actor("secretary", "2017-07-12"), world.year, version=1)
    assert "Người head_a" in str(stale.value)


def test_the_page_keeps_what_was_typed_on_a_stale_form(world):
    the_meeting(world)
    client = world.client("secretary")
    typed = {
        "version": 0,
        "held_on": "17/11/2017",
        "place": "Nơi gõ dở",
        "presided_by": "Giám đốc Sở",
    }
    response = client.post(world.year.url("meeting_edit", "tong-ket"), typed)
    assert response.status_code == 200
    page = response.content.decode()
    assert "Nơi gõ dở" in page
    assert "Người secretary" in page
    assert 'name="version" value="1"' in page


def test_meetings_are_owed_by_the_secretary(world):
    owed = {o.code: o for o in obligations.owed_in(world.year)}
    assert owed["meeting:so_ket"].stage is Stage.MIDYEAR_REVIEW
    assert owed["meeting:so_ket"].blocks
    assert not owed["meeting:ky_giao_uoc"].blocks
    the_meeting(world)
    done = {o.code: o for o in obligations.owed_in(world.year)}["meeting:tong_ket"]
    assert done.is_done
    assert done.done_on == date(2017, 11, 17)
