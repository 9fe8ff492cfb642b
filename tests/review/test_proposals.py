"""Proposals follow from the ballots; whoever overrules says why."""

import pytest

from tests.review.village import FLAG, a_ballot, chair, counted
from thidua.clusters import obligations
from thidua.core.faults import NotPermitted, Refused
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.review import actions, queries


@pytest.fixture
def reviewed(world):
    """A and B were elected for the flag; the year stands at the proposals."""
    counted(world, a_ballot(world, seats=2), "AAD", "AAD", "ADA")
    world.at(Stage.PROPOSAL)
    return world


def test_the_elected_are_proposed_once(reviewed):
    first = actions.propose(chair(reviewed), reviewed.year)
    again = actions.propose(chair(reviewed), reviewed.year)
    assert [p.unit.short_name for p in first] == ["A", "B"]
    assert [p.pk for p in again] == [p.pk for p in first]
    rows = queries.proposal_rows(reviewed.year)
    assert {str(row.result.tally.percent) for row in rows} == {"100.00", "66.67"}
    assert not any(row.is_overruled for row in rows)


def test_only_the_chair_proposes_and_only_from_counted_ballots(world):
    world.at(Stage.PROPOSAL)
    with pytest.raises(NotPermitted):
        actions.propose(world.actor("secretary"), world.year)
    with pytest.raises(Refused):
        actions.propose(chair(world), world.year)


def test_overruling_needs_a_reason_that_stays_beside_it(reviewed):
    unit = reviewed.units["c"]
    with pytest.raises(Refused):
        actions.propose_unit(chair(reviewed), reviewed.year, unit, award=FLAG, reason=" ")
    actions.propose_unit(chair(reviewed), reviewed.year, unit, award=FLAG, reason="Theo ý kiến của Bộ")
    (row,) = queries.proposal_rows(reviewed.year)
    assert row.is_overruled
    assert row.proposal.reason == "Theo ý kiến của Bộ"
    with pytest.raises(Refused, match="đã được đề nghị"):
        actions.propose_unit(chair(reviewed), reviewed.year, unit, award=FLAG, reason="Lần nữa")


def test_a_withdrawn_proposal_keeps_its_reason_and_is_not_taken_over_again(reviewed):
    first, _second = actions.propose(chair(reviewed), reviewed.year)
    with pytest.raises(Refused):
        actions.withdraw_proposal(chair(reviewed), first, reason="")
    actions.withdraw_proposal(chair(reviewed), first, reason="Đơn vị xin rút")
    assert [p.unit.short_name for p in actions.propose(chair(reviewed), reviewed.year)] == ["B"]
    (withdrawn,) = queries.proposals(reviewed.year, withdrawn=True)
    assert withdrawn.withdrawal_reason == "Đơn vị xin rút"
    with pytest.raises(Refused):
        actions.withdraw_proposal(chair(reviewed), first, reason="Lần nữa")
    actions.propose_unit(chair(reviewed), reviewed.year, first.unit, award=FLAG, reason="Đơn vị đổi ý")
    assert len(queries.proposals(reviewed.year)) == 2
    assert Entry.objects.get(action="withdraw_proposal").reason == "Đơn vị xin rút"


def test_a_unit_outside_the_cluster_is_not_proposed(reviewed):
    outside = reviewed.people["stranger"].appointments.get().unit
    with pytest.raises(Refused):
        actions.propose_unit(chair(reviewed), reviewed.year, outside, award=FLAG, reason="Nhầm")


def test_proposing_is_owed_by_the_chair(reviewed):
    def owed():
        return next(o for o in obligations.owed_in(reviewed.year) if o.code == "propose")

    assert not owed().is_done
    actions.propose(chair(reviewed), reviewed.year)
    assert owed().is_done


def test_the_page_shows_basis_and_reason_and_only_the_chair_gets_buttons(reviewed):
    actions.propose(chair(reviewed), reviewed.year)
    address = reviewed.year.url("proposals")
    page = reviewed.client("head_c").get(address).content.decode()
    assert "66,67%" in page
    assert "Rút" not in page
    client = reviewed.client("head_a")
    assert "Rút" in client.get(address).content.decode()
    proposal = queries.proposals(reviewed.year)[0]
    client.post(reviewed.year.url("withdraw_proposal", proposal.pk), {"reason": "Đơn vị xin rút"})
    client.post(
        reviewed.year.url("propose_unit"),
        {"unit": reviewed.units["c"].pk, "award": FLAG, "reason": "Theo ý kiến của Bộ"},
    )
    page = client.get(address).content.decode()
    assert "Đơn vị xin rút" in page
    assert "Theo ý kiến của Bộ" in page
    assert reviewed.client("head_b").post(reviewed.year.url("propose")).status_code == 403
