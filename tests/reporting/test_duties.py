"""The chair says what is to be reported."""

import pytest

from tests.reporting.conftest import day
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.reporting import actions
from thidua.reporting.models import DutyKind, ReportingDuty


@pytest.mark.parametrize("who", ["specialist_a", "head_b", "authority", "inspector", "operator", "stranger"])
def test_only_the_chair_and_its_secretary_set_duties(world, who):
    with pytest.raises(NotPermitted):
        actions.save_duty(
            world.actor(who), world.year, kind=DutyKind.YEAREND, name="Báo cáo", due=day(10, 31)
        )


def test_a_duty_is_named_by_its_words_and_changed_by_its_code(world):
    head = world.actor("head_a")
    duty = actions.save_duty(head, world.year, kind=DutyKind.PLAN, name="Kế hoạch thi đua", due=day(3, 1))
    assert duty.code == "ke-hoach-thi-dua"
    actions.save_duty(
        head, world.year, code=duty.code, kind=DutyKind.PLAN, name="Kế hoạch", due=day(3, 5), version=1
    )
    assert ReportingDuty.objects.get().due == day(3, 5)


def test_a_long_name_makes_a_code_by_which_the_duty_is_found_again(world):
    secretary = world.actor("secretary")
    name = "a" * 39 + " báo cáo"
    made = actions.save_duty(secretary, world.year, kind=DutyKind.YEAREND, name=name, due=day(10, 31))
    assert made.code == "a" * 39
    again = actions.save_duty(
        secretary, world.year, code=made.code, kind=DutyKind.YEAREND, name="Tên mới", due=day(10, 31)
    )
    assert again == made
    asked = actions.save_indicator(secretary, world.year, name=name, field="culture", measure="việc")
    assert asked.code == "a" * 39


def test_a_code_kept_from_before_is_not_made_anew(world):
    kept = ReportingDuty.objects.create(
        cluster_year=world.year, code="bao-cao-", kind=DutyKind.YEAREND, name="Báo cáo", due=day(10, 31)
    )
    actions.save_duty(
        world.actor("secretary"),
        world.year,
        code=kept.code,
        kind=DutyKind.YEAREND,
        name="Tên mới",
        due=day(10, 31),
    )
    assert ReportingDuty.objects.get().name == "Tên mới"


def test_a_new_duty_collides_with_one_of_the_same_name(reporting):
    with pytest.raises(Refused) as refused:
        actions.save_duty(
            reporting.world.actor("secretary"),
            reporting.year,
            kind=DutyKind.MIDYEAR,
            code="",
            name="Sáu tháng",
            due=day(7, 1),
            is_new=True,
        )
    assert refused.value.faults[0].place == "name"


def test_two_who_change_a_duty_are_told(reporting):
    secretary = reporting.world.actor("secretary")
    change = {"code": "nam", "kind": DutyKind.YEAREND, "name": "Báo cáo năm"}
    actions.save_duty(secretary, reporting.year, due=day(11, 1), version=1, **change)
    with pytest.raises(Stale):
        actions.save_duty(secretary, reporting.year, due=day(11, 2), version=1, **change)


def test_a_duty_far_from_its_year_or_without_a_name_is_refused(world):
    with pytest.raises(Refused) as refused:
        actions.save_duty(
            world.actor("secretary"),
            world.year,
            code="x",
            kind="la",
            name=" ",
            due=day(3, 1).replace(year=2071),
        )
    assert {fault.place for fault in refused.value.faults} == {"kind", "name", "due"}


def test_what_units_have_begun_to_fulfil_is_not_taken_back(reporting):
    reporting.draft("b")
    secretary = reporting.world.actor("secretary")
    with pytest.raises(Refused):
        actions.remove_duty(secretary, reporting.midyear)
    with pytest.raises(Refused):
        actions.remove_indicator(secretary, reporting.visitors)
    actions.remove_duty(secretary, reporting.yearend)
    actions.remove_indicator(secretary, reporting.families)
    assert list(reporting.year.duties.all()) == [reporting.midyear]


def test_the_target_of_an_indicator_is_of_the_same_year(reporting):
    other = reporting.target
    other.cluster_year_id = 0
    with pytest.raises(Refused, match="năm khác"):
        actions.save_indicator(
            reporting.world.actor("secretary"),
            reporting.year,
            name="Khách",
            field="tourism",
            measure="lượt",
            target=other,
        )
