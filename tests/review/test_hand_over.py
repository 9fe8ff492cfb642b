"""The rotating flag passes to the elected chair and next year opens."""

from datetime import date

import pytest

from tests.review.village import a_ballot, an_elected_chair, chair, the_meeting, vote
from thidua.clusters.models import ClusterYear
from thidua.clusters.queries import members, stage_dues
from thidua.core.ballot import Choice, Question
from thidua.core.faults import NotPermitted, Refused
from thidua.core.timetable import Stage
from thidua.review import actions, queries
from thidua.review.models import HandOver


def ready(world, code="b"):
    """``code`` is elected chair and the year stands at the hand-over."""
    meeting = the_meeting(world)
    an_elected_chair(world, meeting, code)
    deputy = a_ballot(world, meeting, question=Question.DEPUTY, candidates=[world.units["c"]])
    for voter in "abc":
        unit = world.units["c"]

        actions.cast(
            world.actor(f"head_{voter}", "2017-11-17"), deputy, world.units[voter], {unit.pk: Choice.AGREE}
        )
    actions.close_ballot(chair(world), deputy)
    ClusterYear.objects.filter(pk=world.year.pk).update(regulation="Quy chế 2017")
    return world.at(Stage.HAND_OVER)


def test_next_year_opens_with_the_elected_and_this_one_closes(world):
    year = ready(world)
    following = actions.hand_over(world.actor("head_a", "2017-12-05"), year, handed_on=date(2017, 12, 4))
    year.refresh_from_db()
    assert year.is_closed
    assert (following.year, following.chair, following.deputy) == (2018, world.units["b"], world.units["c"])
    assert [unit.pk for unit in members(following)] == [unit.pk for unit in members(year)]
    assert following.regulation == "Quy chế 2017"
    assert following.is_demonstration
    dues = stage_dues(year)
    assert stage_dues(following) == {stage: due.replace(year=2018) for stage, due in dues.items()}
    done = HandOver.objects.get()
    assert (done.from_unit, done.to_unit) == (world.units["a"], world.units["b"])
    with pytest.raises(Refused):
        actions.hand_over(world.actor("head_a", "2017-12-05"), year, handed_on=date(2017, 12, 4))


def test_the_same_unit_may_be_elected_again(world):
    following = actions.hand_over(
        world.actor("head_a", "2017-12-05"), ready(world, "a"), handed_on=date(2017, 12, 4)
    )
    assert following.chair == world.units["a"]


def test_it_needs_an_elected_chair_the_right_stage_and_the_chair_acting(world):
    the_meeting(world)
    with pytest.raises(Refused):
        actions.hand_over(chair(world), world.year, handed_on=date(2017, 11, 17))
    year = world.at(Stage.HAND_OVER)
    with pytest.raises(Refused, match="Chưa bầu được"):
        actions.hand_over(chair(world), year, handed_on=date(2017, 11, 17))
    with pytest.raises(NotPermitted):
        actions.hand_over(world.actor("secretary"), year, handed_on=date(2017, 5, 1))


def test_a_day_to_come_is_refused(world):
    with pytest.raises(Refused):
        actions.hand_over(world.actor("head_a", "2017-12-05"), ready(world), handed_on=date(2017, 12, 6))


def test_a_next_year_that_is_there_already_is_taken_only_with_the_elected_chair(world):
    year = ready(world)
    there = ClusterYear.objects.create(cluster=year.cluster, year=2018, chair=world.units["c"])
    with pytest.raises(Refused, match="khác đơn vị được bầu"):
        actions.hand_over(world.actor("head_a", "2017-12-05"), year, handed_on=date(2017, 12, 4))
    ClusterYear.objects.filter(pk=there.pk).update(chair=world.units["b"])
    assert actions.hand_over(world.actor("head_a", "2017-12-05"), year, handed_on=date(2017, 12, 4)) == there


def test_the_page_hands_over_and_then_tells_who_to_whom(world):
    year = ready(world)
    address = year.url("hand_over")
    assert "Bàn giao và mở năm sau" not in world.client("head_b").get(address).content.decode()
    assert world.client("head_b").post(address, {"handed_on": "01/01/2017"}).status_code == 403
    client = world.client("head_a")
    assert "Bàn giao và mở năm sau" in client.get(address).content.decode()
    assert client.post(address, {"handed_on": "04/12/2016"}).status_code == 200
    page = client.post(address, {"handed_on": "04/12/2017", "note": "Trang trọng"}, follow=True)
    text = page.content.decode()
    assert "Sở Minh họa A trao cờ luân lưu của cụm cho Sở Minh họa B" in text
    assert "/cum/cum-thu/2018/" in text
    assert queries.hand_over_of(year).note == "Trang trọng"


def test_a_tied_election_hands_nothing_over(world):
    ballot = a_ballot(world, question=Question.CHAIR)
    for code, marks in zip("abc", ("ADD", "DAD", "DDA"), strict=True):
        vote(world, ballot, code, marks)
    actions.close_ballot(chair(world), ballot)
    assert queries.elected(world.year, Question.CHAIR) is None
