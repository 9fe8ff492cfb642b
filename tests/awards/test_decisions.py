"""The authority answers each proposal; only what is granted is public."""

from dataclasses import replace
from datetime import date

import pytest

from thidua.awards import actions, queries
from thidua.awards.models import Decision, Grant
from thidua.clusters import obligations
from thidua.core.faults import NotPermitted, Refused
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.review.actions import withdraw_proposal
from thidua.review.models import Proposal

FLAG = "co_thi_dua_bo_tinh"


@pytest.fixture
def proposed(world):
    """A and B are proposed for the flag, C for nothing; the year stands at the hand-over."""
    world.at(Stage.HAND_OVER)
    actor = world.actor("head_a", "2017-11-25")
    world.proposals = {
        code: Proposal.objects.create(
            cluster_year=world.year, unit=world.units[code], award=FLAG, proposed_at=actor.at
        )
        for code in "ab"
    }
    return world


def decide(world, answers, name="authority", **changes):
    values = {
        "number": "4866/QĐ-BVHTTDL",
        "signed_on": date(2017, 12, 18),
        "signer_name": "Nguyễn Văn Minh Họa",
        "signer_position": "Bộ trưởng",
        "abstract": "Về việc tặng Cờ thi đua",
        **changes,
    }
    answers = {world.proposals[code].pk: answer for code, answer in answers.items()}
    return actions.decide(world.actor(name, "2017-12-20"), world.year, answers=answers, **values)


def test_each_proposal_is_granted_or_refused_with_a_reason(proposed):
    decide(proposed, {"a": (True, ""), "b": (False, "Vượt số lượng")})
    assert dict(Grant.objects.values_list("proposal__unit__short_name", "reason")) == {
        "A": "",
        "B": "Vượt số lượng",
    }
    assert [entry.proposal.unit.short_name for entry in queries.register_entries()] == ["A"]
    assert Entry.objects.get(action="decide").after["number"] == "4866/QĐ-BVHTTDL"


def test_only_the_clusters_authority_decides(proposed):
    for name in ("head_a", "secretary", "inspector", "operator"):
        with pytest.raises(NotPermitted):
            decide(proposed, {"a": (True, "")}, name=name)


def test_the_list_must_be_final_but_the_year_may_be_closed(proposed):
    proposed.at(Stage.PROPOSAL)
    with pytest.raises(Refused):
        decide(proposed, {"a": (True, "")})
    proposed.at(Stage.HAND_OVER)
    proposed.year.closed_on = date(2017, 12, 5)
    proposed.year.save()
    decide(proposed, {"a": (True, "")})


def test_every_fault_of_a_decision_is_told(proposed):
    with pytest.raises(Refused) as refused:
        decide(
            proposed,
            {"a": (False, " ")},
            number="",
            signer_name="",
            signed_on=date(2018, 1, 1),
        )
    places = {fault.place for fault in refused.value.faults}
    assert places == {"number", "signer_name", "signed_on", f"reason_{proposed.proposals['a'].pk}"}
    assert not Decision.objects.exists()


def test_a_proposal_is_answered_once_and_a_number_used_once(proposed):
    decide(proposed, {"a": (True, "")})
    with pytest.raises(Refused, match="đã được trả lời"):
        decide(proposed, {"a": (False, "Đổi ý")}, number="5000/QĐ-BVHTTDL")
    with pytest.raises(Refused, match="đã ghi"):
        decide(proposed, {"b": (True, "")})
    decide(proposed, {"b": (True, "")}, number="5000/QĐ-BVHTTDL")


def test_an_import_records_the_same_decision_again(proposed):
    importer = replace(proposed.actor("head_a", "2017-11-25"), for_all_units=True)
    for _ in range(2):
        actions.decide(
            importer,
            proposed.year,
            number="4866/QĐ-BVHTTDL",
            signed_on=date(2017, 12, 18),
            signer_name="Nguyễn Văn Minh Họa",
            signer_position="Bộ trưởng",
            abstract="Về việc tặng Cờ thi đua",
            answers={proposed.proposals["a"].pk: (True, "")},
        )
    assert Grant.objects.count() == 1


def test_what_was_decided_on_is_not_withdrawn_and_what_was_withdrawn_is_not_decided_on(proposed):
    withdraw_proposal_at = proposed.at(Stage.PROPOSAL)
    withdraw_proposal(
        proposed.actor("head_a"),
        Proposal.objects.get(pk=proposed.proposals["b"].pk, cluster_year=withdraw_proposal_at),
        reason="Xin rút",
    )
    proposed.at(Stage.HAND_OVER)
    with pytest.raises(Refused, match="không còn trong danh sách"):
        decide(proposed, {"b": (True, "")})
    decide(proposed, {"a": (True, "")})
    proposed.at(Stage.PROPOSAL)
    with pytest.raises(Refused, match="đã quyết định"):
        withdraw_proposal(
            proposed.actor("head_a"), Proposal.objects.get(unit=proposed.units["a"]), reason="Xin rút"
        )


def test_the_authority_owes_an_answer_to_every_proposal(proposed):
    def owed():
        return next(o for o in obligations.owed_in(proposed.year) if o.code == "decide")

    assert not owed().is_done
    assert not owed().blocks
    decide(proposed, {"a": (True, ""), "b": (True, "")})
    assert owed().is_done
    assert owed().done_on == date(2017, 12, 18)


def test_the_page_records_a_decision_and_leaves_the_rest_for_later(proposed):
    client = proposed.client("authority")
    address = proposed.year.url("decide")
    a, b = (proposed.proposals[code].pk for code in "ab")
    form = {
        "number": "4866/QĐ-BVHTTDL",
        "signed_on": "18/12/2017",
        "signer_name": "Nguyễn Văn Minh Họa",
        "signer_position": "Bộ trưởng",
        "abstract": "Về việc tặng Cờ thi đua",
        f"answer_{a}": "refused",
    }
    page = client.post(address, form).content.decode()
    assert "Hãy ghi lý do không tặng" in page
    assert "4866/QĐ-BVHTTDL" in page
    assert client.post(address, {**form, f"answer_{a}": "granted"}).status_code == 302
    page = client.get(proposed.year.url("proposals")).content.decode()
    assert "Số 4866/QĐ-BVHTTDL, ngày 18/12/2017" in page
    assert "Chưa có" in page
    assert f"answer_{b}" in client.get(address).content.decode()
    assert proposed.client("head_a").get(address).status_code == 403


def test_the_overview_lists_the_clusters_that_wait(proposed):
    client = proposed.client("authority")
    page = client.get("/de-nghi-cac-cum/").content.decode()
    assert "2 chờ quyết định" in page
    decide(proposed, {"a": (True, ""), "b": (False, "Vượt số lượng")})
    (row,) = queries.proposals_of_clusters(proposed.year.cluster.awarding_authority)
    assert (row.proposed, row.granted, row.refused, row.waiting) == (2, 1, 1, 0)
    for name in ("head_a", "operator", "inspector"):
        assert proposed.client(name).get("/de-nghi-cac-cum/").status_code == 403
