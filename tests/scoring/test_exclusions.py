"""Units left out for what no record shows: recorded with the document, lifted with a reason."""

import pytest

from thidua.core.exclusion import ExclusionKind
from thidua.core.faults import NotPermitted, Refused
from thidua.core.ranking_rules import RankingRules
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.scoring import actions
from thidua.scoring.models import Exclusion
from thidua.scoring.queries import ranking

DOCUMENT = "Quyết định kỷ luật số 12/QĐ-UBND ngày 03/8/2017"


def record(world, code="b", kind=ExclusionKind.HEAD_DISCIPLINED, who="secretary", document=DOCUMENT):
    return actions.record_exclusion(
        world.actor(who), world.year, world.units[code], kind=kind, document=document
    )


def out(world):
    return [row.unit.short_name for row in ranking(world.year) if row.excluded_for]


def test_the_recorded_is_out_of_the_ranking_with_kind_clause_document_and_who(all_handed_in):
    world = all_handed_in
    rules = RankingRules(clauses={ExclusionKind.HEAD_DISCIPLINED: "khoản 4 Điều 8 Quy chế"})
    actions.save_scoring_rules(world.actor("secretary"), world.year, ranking=rules)
    record(world)
    (row,) = [row for row in ranking(world.year) if row.excluded_for]
    (reason,) = row.excluded_for
    assert (row.rank, row.unit.short_name, str(reason)) == (None, "B", "Người đứng đầu bị kỷ luật")
    assert (reason.clause, reason.document) == ("khoản 4 Điều 8 Quy chế", DOCUMENT)
    assert reason.recorded_by == "Người secretary"
    page = world.client("head_c").get(world.year.url("ranking")).content.decode()
    for shown in ("khoản 4 Điều 8 Quy chế", DOCUMENT, "Người secretary"):
        assert shown in page
    assert "Gỡ" not in page


def test_lifted_with_a_reason_it_is_ranked_again_and_the_record_stays(all_handed_in):
    world = all_handed_in
    found = record(world)
    with pytest.raises(Refused, match="lý do gỡ"):
        actions.lift_exclusion(world.actor("head_a"), found, reason=" ")
    actions.lift_exclusion(world.actor("head_a"), found, reason="Quyết định bị hủy")
    assert out(world) == []
    entry = Entry.objects.get(action="lift_exclusion")
    assert (entry.reason, entry.before["lifted"], entry.after["lifted"]) == ("Quyết định bị hủy", False, True)
    with pytest.raises(Refused, match="Đã gỡ"):
        actions.lift_exclusion(world.actor("head_a"), found, reason="Lần nữa")
    page = world.client("inspector").get(world.year.url("ranking")).content.decode()
    assert "Quyết định bị hủy" in page
    record(world)
    assert out(world) == ["B"]


def test_what_cannot_be_recorded_is_told_with_every_fault(all_handed_in):
    world = all_handed_in
    with pytest.raises(Refused) as refused:
        record(world, kind=ExclusionKind.NO_PACT, document=" ")
    assert [fault.place for fault in refused.value.faults] == ["kind", "document"]
    record(world)
    with pytest.raises(Refused, match="đã được ghi lý do không xét này"):
        record(world)
    rules = RankingRules(kinds=(ExclusionKind.NO_PACT,))
    actions.save_scoring_rules(world.actor("secretary"), world.year, ranking=rules)
    with pytest.raises(Refused, match="không phải lý do không xét"):
        record(world, code="c")
    assert out(world) == []  # the regulation no longer knows the reason
    outside = world.people["stranger"].appointments.get().unit
    with pytest.raises(Refused, match="không phải thành viên"):
        actions.record_exclusion(
            world.actor("secretary"), world.year, outside, kind=ExclusionKind.NO_PACT, document=DOCUMENT
        )


@pytest.mark.parametrize("who", ["specialist_a", "head_b", "authority", "inspector"])
def test_only_chair_and_secretary_record(all_handed_in, who):
    with pytest.raises(NotPermitted):
        record(all_handed_in, who=who)


def test_not_once_the_year_is_handed_over(all_handed_in):
    all_handed_in.at(Stage.HAND_OVER)
    with pytest.raises(Refused):
        record(all_handed_in)


def test_the_pages_record_and_lift_and_keep_what_was_typed(all_handed_in):
    world = all_handed_in
    client = world.client("secretary")
    address = world.year.url("record_exclusion")
    page = client.post(address, {"unit": world.units["b"].pk, "kind": "", "document": DOCUMENT})
    assert DOCUMENT in page.content.decode()
    sent = {"unit": world.units["b"].pk, "kind": "corruption", "document": DOCUMENT}
    assert client.post(address, sent).status_code == 302
    found = Exclusion.objects.get()
    lift = world.year.url("lift_exclusion", found.pk)
    assert lift in client.get(world.year.url("ranking")).content.decode()
    assert client.post(lift, {"reason": ""}).status_code == 200
    assert client.post(lift, {"reason": "Ghi nhầm đơn vị"}).status_code == 302
    assert out(world) == []
