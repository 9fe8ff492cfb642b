"""The pages of meetings and ballots: who may open what, the path of a vote, numbers of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.review.village import FLAG, a_ballot, counted, the_meeting, vote
from thidua.clusters.models import Membership, Unit, UnitKind
from thidua.core.ballot import Question
from thidua.core.timetable import Stage
from thidua.review import actions, queries
from thidua.review.models import Ballot, Elector, Paper


def test_a_vote_is_marked_looked_over_confirmed_and_receipted_without_its_choice(world):
    ballot = a_ballot(world)
    client = world.client("head_b")
    address = world.year.url("ballot_paper", ballot.pk)
    assert "Xem lại phiếu" in client.get(address).content.decode()
    assert "no-store" in client.get(address)["Cache-Control"]
    marks = {f"unit_{unit.pk}": "agree" for unit in world.units.values()}
    missing = dict(list(marks.items())[:-1], step="look_over")
    assert "Hãy chọn một ý kiến cho C" in client.post(address, missing).content.decode()
    page = client.post(address, {**marks, "step": "look_over"}).content.decode()
    assert "Xác nhận, bỏ phiếu" in page
    assert not Paper.objects.exists()
    back = client.post(address, {**marks, "step": "edit"}).content.decode()
    assert back.count("checked") == 3
    receipt = client.post(address, {**marks, "step": "confirm"}, follow=True).content.decode()
    assert "đã vào hòm phiếu" in receipt
    assert "Đồng ý" not in receipt
    assert Elector.objects.get(ballot=ballot, unit=world.units["b"]).has_voted
    twice = client.post(address, {**marks, "step": "confirm"})
    assert twice.status_code == 409
    assert Paper.objects.count() == 1


def test_an_election_of_several_chooses_one(world):
    ballot = a_ballot(world, question=Question.CHAIR)
    client = world.client("head_c")
    address = world.year.url("ballot_paper", ballot.pk)
    page = client.post(address, {"chosen": world.units["b"].pk, "step": "look_over"}).content.decode()
    assert "Sở Minh họa B" in page
    client.post(address, {"chosen": world.units["b"].pk, "step": "confirm"})
    paper = Paper.objects.get()
    assert {m.candidate.unit.short_name: m.choice for m in paper.marks.all()} == {
        "A": "disagree",
        "B": "agree",
        "C": "disagree",
    }


def test_only_heads_get_a_paper(world):
    ballot = a_ballot(world)
    address = world.year.url("ballot_paper", ballot.pk)
    for name in ("specialist_b", "secretary", "authority", "inspector", "stranger"):
        assert world.client(name).get(address).status_code == 403


def test_the_ballot_page_shows_turnout_but_no_vote_while_open(world):
    ballot = a_ballot(world)
    vote(world, ballot, "b", "AAD")
    page = world.client("secretary").get(world.year.url("ballot", ballot.pk)).content.decode()
    assert "Đã bỏ" in page
    assert "1/3" in page
    assert "Ý kiến của từng đơn vị" not in page
    assert "trên 50% số đơn vị tham gia bỏ phiếu đồng ý" in page
    assert "từ 2/3" in page


@pytest.mark.parametrize("is_secret", [False, True])
def test_who_voted_how_is_shown_after_closing_of_open_ballots_only(world, is_secret):
    ballot = counted(world, a_ballot(world, is_secret=is_secret), "AAD", "AAD", "ADA")
    page = world.client("head_c").get(world.year.url("ballot", ballot.pk)).content.decode()
    assert "66,67%" in page
    assert ("Ý kiến của từng đơn vị" in page) is not is_secret


def test_the_chair_opens_and_closes_by_the_pages(world):
    the_meeting(world)
    client = world.client("head_a")
    assert "Bầu cụm trưởng" in client.get(world.year.url("review")).content.decode()
    form = {
        "award": FLAG,
        "seats": 1,
        "candidates": [unit.pk for unit in world.units.values()],
        "is_secret": "secret",
        "threshold_percent": 67,
        "quorum_percent": 67,
        "base": "members",
    }
    opened = client.post(world.year.url("ballot_open", "award"), form)
    ballot = Ballot.objects.get()
    assert opened["Location"] == world.year.url("ballot", ballot.pk)
    assert ballot.is_secret
    refused = client.post(world.year.url("ballot_open", "award"), form)
    assert "đang mở" in refused.content.decode()
    vote(world, ballot, "b", "ADD")
    closing = world.year.url("ballot_close", ballot.pk)
    assert "Chưa đủ túc số" in client.get(closing).content.decode()
    assert world.client("head_b").post(closing).status_code == 403
    client.post(closing)
    ballot.refresh_from_db()
    assert not ballot.is_open
    assert client.post(closing).status_code == 409


def test_a_show_of_hands_is_entered_on_one_grid(world):
    ballot = a_ballot(world)
    a, b, c = world.units.values()
    client = world.client("secretary")
    address = world.year.url("ballot_hands", ballot.pk)
    partly = {f"v{a.pk}_{a.pk}": "agree"}
    assert "A còn thiếu ý kiến" in client.post(address, partly).content.decode()
    votes = {f"v{voter.pk}_{unit.pk}": "agree" for voter in (a, b) for unit in (a, b, c)}
    assert client.post(address, votes).status_code == 302
    assert [e.has_voted for e in ballot.electors.order_by("unit__code")] == [True, True, False]
    assert world.client("head_a").get(address).status_code == 200
    assert world.client("head_b").get(address).status_code == 403
    secret = a_ballot(world, ballot.meeting, award="bang_khen_bo_tinh", is_secret=True)
    assert client.get(world.year.url("ballot_hands", secret.pk)).status_code == 302


def test_a_ballot_of_another_year_is_not_found(world):
    ballot = a_ballot(world)
    other = type(world.year).objects.create(
        cluster=world.year.cluster, year=2018, chair=world.units["a"], stage=Stage.REVIEW
    )
    Membership.objects.create(cluster_year=other, unit=world.units["a"])
    client = world.client("head_a")
    for page in ("ballot", "ballot_paper", "ballot_close", "ballot_cancel", "ballot_hands"):
        assert client.get(other.url(page, ballot.pk)).status_code == 404
    assert client.get(other.url("meeting_edit", "hop-kin")).status_code == 404
    assert client.get(world.year.url("ballot_open", "gi-do")).status_code == 404


def test_an_open_ballot_taken_back_by_its_page(world):
    ballot = a_ballot(world)
    client = world.client("secretary")
    assert client.post(world.year.url("ballot_cancel", ballot.pk), {"reason": "Mở nhầm"}).status_code == 302
    assert not Ballot.objects.exists()


def _queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_queries_do_not_grow_with_the_units(world):
    meeting = the_meeting(world)
    client = world.client("head_a")

    def numbers(award):
        ballot = a_ballot(
            world, meeting, award=award, candidates=[u.unit for u in world.year.memberships.all()]
        )
        vote(world, ballot, "b", "ADD")
        actions.close_ballot(world.actor("head_a", "2017-11-17"), ballot)
        pages = ("review", "proposals", "hand_over")
        found = [_queries(client, world.year.url(page)) for page in pages]
        found.append(_queries(client, world.year.url("ballot", ballot.pk)))
        return found

    few = numbers(FLAG)
    Ballot.objects.all().delete()
    for number in range(6):
        unit = Unit.objects.create(
            code=f"them-{number}", kind=UnitKind.DEPARTMENT, name=f"Sở thêm {number}", short_name=str(number)
        )
        Membership.objects.create(cluster_year=world.year, unit=unit, position=10 + number)
    del world.year._member_ids
    meeting.cluster_year = world.year
    assert numbers(FLAG) == few
    assert len(queries.outcomes(world.year)[0].rows) == 9
    assert max(few) < 40
