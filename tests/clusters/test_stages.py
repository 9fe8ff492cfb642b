"""The chair moves the year from stage to stage."""

import pytest

from thidua.clusters import actions
from thidua.core.faults import NotPermitted, Refused
from thidua.core.timetable import Stage
from thidua.journal.models import Entry


def test_only_the_chair_opens_the_next_stage(world):
    with pytest.raises(NotPermitted):
        actions.open_next_stage(world.actor("head_b"), world.year)


def test_going_back_needs_a_reason_and_is_journalled(world):
    year = world.at(Stage.RUNNING)
    with pytest.raises(Refused):
        actions.return_to_stage(world.actor("head_a"), year, Stage.PLEDGING, reason=" ")
    actions.return_to_stage(world.actor("head_a"), year, Stage.PLEDGING, reason="Hai đơn vị ký lại")
    year.refresh_from_db()
    assert year.current_stage is Stage.PLEDGING
    entry = Entry.objects.get(action="return_to_stage")
    assert entry.reason == "Hai đơn vị ký lại"
    assert entry.before == {"stage": "running"}


def test_the_overview_opens_for_a_member_and_not_for_a_stranger(world):
    address = world.year.get_absolute_url()
    assert world.client("specialist_c").get(address).status_code == 200
    assert world.client("stranger").get(address).status_code == 403
