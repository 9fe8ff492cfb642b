"""Inspection groups verify the sheets of their units, and nobody else does."""

from decimal import Decimal

import pytest

from tests.scoring.conftest import sheet_of
from thidua.clusters.access import access_to, forget_kept
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.timetable import Stage
from thidua.core.verification import VerificationMode
from thidua.journal.models import Entry
from thidua.scoring import actions
from thidua.scoring.models import InspectionGroup, ScoringRules
from thidua.scoring.owed import owed_in_scoring
from thidua.site.desk import on_desk

D = Decimal
DAY = "2017-11-05"


@pytest.fixture
def inspected(all_handed_in):
    """A group of c's specialist and the authority inspects unit b; unit a and c are in no group."""
    world = all_handed_in
    ScoringRules.objects.create(cluster_year=world.year, verified_by=VerificationMode.INSPECTION)
    group(world, "Tổ 1", ["specialist_c", "authority"], "b")
    return world


def group(world, name, people, units, who="secretary", **more):
    return actions.save_inspection_group(
        world.actor(who, DAY),
        world.year,
        name=name,
        people=[world.people[person] for person in people],
        units=[world.units[code] for code in units],
        **more,
    )


def differ(world, who, code="b"):
    forget_kept(world.year)
    sheet = sheet_of(world.year, world.units[code])
    return actions.save_verification(world.actor(who, DAY), sheet, {"1.1": (D(30), "Thiếu")})


def test_the_group_verifies_its_units(inspected):
    differ(inspected, "specialist_c")
    actions.finish_verification(
        inspected.actor("authority", DAY), sheet_of(inspected.year, inspected.units["b"])
    )
    assert sheet_of(inspected.year, inspected.units["b"]).is_verified


def test_the_secretary_and_others_do_not(inspected):
    with pytest.raises(NotPermitted, match="“Tổ 1” thẩm định"):
        differ(inspected, "secretary")
    for who, code in (("head_c", "b"), ("specialist_c", "a"), ("secretary", "a")):
        with pytest.raises(NotPermitted):
            differ(inspected, who, code)


def test_who_moves_to_the_inspected_unit_inspects_it_no_more(inspected):
    from datetime import date

    from thidua.clusters.models import Appointment

    person = inspected.people["specialist_c"]
    Appointment.objects.create(user=person, unit=inspected.units["b"], since=date(2017, 11, 1))
    with pytest.raises(NotPermitted):
        differ(inspected, "specialist_c")


def test_a_person_of_the_inspected_unit_is_refused(all_handed_in):
    with pytest.raises(Refused) as refused:
        group(all_handed_in, "Tổ 1", ["specialist_b", "stranger"], "bc")
    assert {fault.place for fault in refused.value.faults} == {"people"}
    assert len(refused.value.faults) == 2
    assert not InspectionGroup.objects.exists()


def test_every_fault_is_named(inspected):
    with pytest.raises(Refused) as refused:
        actions.save_inspection_group(
            inspected.actor("secretary", DAY), inspected.year, name=" ", people=[], units=[]
        )
    assert {fault.place for fault in refused.value.faults} == {"name", "people", "units"}
    with pytest.raises(Refused, match="Đã có tổ"):
        group(inspected, "tổ 1", ["specialist_c"], "a")
    with pytest.raises(Refused, match="B đã thuộc"):
        group(inspected, "Tổ 2", ["head_a"], "b")


def test_only_the_chairs_desk_makes_groups_until_verification_is_over(inspected):
    for who in ("head_b", "specialist_c", "authority"):
        with pytest.raises(NotPermitted):
            group(inspected, "Tổ 2", ["head_b"], "a", who=who)
    inspected.at(Stage.REVIEW)
    with pytest.raises(Refused, match="giai đoạn"):
        group(inspected, "Tổ 2", ["head_b"], "a")


def test_a_group_is_changed_and_dissolved_in_the_journal(inspected):
    found = InspectionGroup.objects.get()
    group(inspected, "Tổ 1", ["head_c"], "ab", group=found)
    entry = Entry.objects.filter(action="save_inspection_group").first()
    assert (entry.before["units"], entry.after["units"]) == (["B"], ["A", "B"])
    actions.remove_inspection_group(inspected.actor("head_a", DAY), inspected.year, found)
    assert not InspectionGroup.objects.exists()
    with pytest.raises(NotPermitted):
        differ(inspected, "head_c")


def test_it_lies_on_the_desks_of_the_groups_people(inspected):
    forget_kept(inspected.year)
    owed = list(owed_in_scoring(inspected.year))
    today = inspected.actor("secretary", DAY).today

    def desk(who):
        access = access_to(inspected.people[who], inspected.year, today)
        return {task.owed.code for task in on_desk(inspected.year, access, owed, {}, today)}

    code = f"inspect_{InspectionGroup.objects.get().pk}"
    assert code in desk("specialist_c") & desk("authority")
    assert code not in desk("secretary") | desk("head_c")
    assert "inspection_groups" in desk("secretary")
    assert "verify_sheets" not in {one.code for one in owed}


def test_the_pages_of_groups(inspected):
    listed = inspected.client("head_b").get(inspected.year.url("inspection_groups")).content.decode()
    assert "Tổ 1" in listed
    assert "Chưa thuộc tổ nào" in listed
    assert "Lập tổ" not in listed
    browser = inspected.client("secretary")
    make = inspected.year.url("new_inspection_group")
    data = {
        "name": "Tổ 2",
        "people": [inspected.people["head_c"].pk],
        "units": [inspected.units["c"].pk],
    }
    refused = browser.post(make, data).content.decode()
    assert "không kiểm tra phiếu của đơn vị này" in refused
    assert 'value="Tổ 2"' in refused
    assert browser.post(make, data | {"units": [inspected.units["a"].pk]}).status_code == 302
    made = InspectionGroup.objects.get(name="Tổ 2")
    assert "checked" in browser.get(inspected.year.url("inspection_group", made.pk)).content.decode()
    assert browser.post(inspected.year.url("remove_inspection_group", made.pk)).status_code == 302


def test_the_sheet_opens_to_the_group_for_verifying(inspected):
    sheet = inspected.year.url("score_sheet", "so-b")
    assert "Hoàn thành thẩm định" in inspected.client("specialist_c").get(sheet).content.decode()
    assert "Hoàn thành thẩm định" not in inspected.client("secretary").get(sheet).content.decode()


def test_two_editors_of_a_group_notice_each_other(inspected):
    found = InspectionGroup.objects.get()
    assert found.version == 1
    group(inspected, "Tổ 1", ["head_c"], "b", group=found, version=1)
    group(inspected, "Tổ 1", ["head_c"], "b", group=found, version=2)  # the same again is no change
    with pytest.raises(Stale):
        group(inspected, "Tổ 1", ["specialist_c"], "b", group=found, version=1)
    asked = inspected.year.url("inspection_group", found.pk)
    browser = inspected.client("secretary")
    sent = {
        "name": "Tổ kiểm tra 1",
        "people": [inspected.people["specialist_c"].pk],
        "units": [inspected.units["b"].pk],
    }
    page = browser.post(asked, sent | {"version": "1"}).content.decode()
    assert "sau khi bạn mở trang này" in page
    assert 'value="Tổ kiểm tra 1"' in page
    assert 'name="version" value="2"' in page
    assert browser.post(asked, sent | {"version": "2"}).status_code == 302
    found.refresh_from_db()
    assert (found.name, found.version) == ("Tổ kiểm tra 1", 3)
