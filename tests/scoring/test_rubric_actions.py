"""The chair's desk writes the rubric, until units score themselves by it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.scoring.conftest import GROUPS, criterion
from thidua.clusters.models import ClusterYear, Membership
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.rubric import CriterionKind, Parameters, RubricGroup, maximum
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.scoring import actions
from thidua.scoring.models import Criterion
from thidua.scoring.queries import rubric_groups, rubric_of


def save(world, groups=GROUPS, who="secretary", **more):
    return actions.save_rubric(world.actor(who), world.year, name="Thang", places=2, groups=groups, **more)


def test_a_rubric_is_kept_as_it_was_given(world):
    save(world)
    assert rubric_groups(rubric_of(world.year)) == GROUPS
    assert maximum(GROUPS) == 100


def test_only_the_chairs_desk_writes_it(world):
    with pytest.raises(NotPermitted):
        save(world, who="head_b")


def test_it_is_frozen_from_self_scoring_on(with_rubric):
    with pytest.raises(Refused, match="lý do sửa"):
        save(with_rubric)


def test_every_fault_is_named_and_nothing_written(world):
    wrong = (replace(GROUPS[0], name=""), GROUPS[1], replace(GROUPS[2], code="I"))
    with pytest.raises(Refused) as refused:
        save(world, wrong)
    assert {fault.place for fault in refused.value.faults} == {"I:name", "I:code"}
    assert rubric_of(world.year) is None


def test_an_unknown_target_is_named(world):
    lost = replace(criterion("1.1", CriterionKind.TARGET, 10), target_code="khong-co")
    with pytest.raises(Refused) as refused:
        save(world, (RubricGroup("I", "Một", (lost,)),))
    assert refused.value.faults[0].place == "1.1:target"


def test_a_change_keeps_rows_by_code_and_journals_what_changed(world):
    save(world)
    kept = Criterion.objects.get(code="1.1").pk
    changed = replace(GROUPS[0].criteria[0], max_points=Decimal(45))
    actions.save_criterion(world.actor("secretary"), world.year, "I", changed, was="1.1", version=1)
    assert Criterion.objects.get(pk=kept).max_points == 45
    assert list(Entry.objects.filter(action="save_rubric").first().after) == ["1.1"]


def test_a_renamed_criterion_is_the_same_row(world):
    save(world)
    kept = Criterion.objects.get(code="1.1").pk
    renamed = replace(GROUPS[0].criteria[0], code="1.9")
    actions.save_criterion(world.actor("secretary"), world.year, "I", renamed, was="1.1", position=2)
    assert Criterion.objects.get(pk=kept).code == "1.9"
    assert [c.code for c in rubric_groups(rubric_of(world.year))[0].criteria] == ["1.2", "1.9"]


def test_a_code_cannot_be_used_twice(world):
    save(world)
    twice = criterion("1.2", CriterionKind.JUDGED, 5)
    with pytest.raises(Refused, match=r"1\.2"):
        actions.save_criterion(world.actor("secretary"), world.year, "II", twice)


def test_groups_are_added_changed_and_removed(world):
    secretary = world.actor("secretary")
    save(world)
    actions.save_group(secretary, world.year, code="IV", name="Khác", position=1)
    actions.save_group(secretary, world.year, code="V", name="Khác hẳn", was="IV")
    actions.remove_group(secretary, world.year, "III")
    actions.remove_criterion(secretary, world.year, "1.1")
    groups = rubric_groups(rubric_of(world.year))
    assert [group.code for group in groups] == ["V", "I", "II"]
    assert [c.code for c in groups[1].criteria] == ["1.2"]


def test_two_editors_notice_each_other(world):
    save(world)
    actions.save_group(world.actor("head_a"), world.year, code="IV", name="Khác", version=1)
    with pytest.raises(Stale, match="Người head_a"):
        actions.save_group(world.actor("secretary"), world.year, code="V", name="Nữa", version=1)


def test_a_criterion_already_scored_cannot_be_removed(with_rubric, hand_in):
    hand_in("b")
    with_rubric.at(Stage.RUNNING)
    with pytest.raises(Refused, match="đã có đơn vị chấm"):
        actions.remove_criterion(with_rubric.actor("secretary"), with_rubric.year, "1.1")


def test_last_years_rubric_is_taken_over(world):
    save(world)
    year = ClusterYear.objects.create(
        cluster=world.year.cluster, year=2018, chair=world.units["a"], secretary=world.people["secretary"]
    )
    Membership.objects.create(cluster_year=year, unit=world.units["a"])
    actions.copy_rubric(world.actor("secretary"), year)
    assert rubric_groups(rubric_of(year)) == GROUPS
    with pytest.raises(Refused, match="không chép đè"):
        actions.copy_rubric(world.actor("secretary"), year)


def test_parameters_come_back_exactly(world):
    rule = criterion("1.1", CriterionKind.COUNT, 20, points_each=Decimal("1.125"))
    save(world, (RubricGroup("I", "Một", (rule,)),))
    assert rubric_groups(rubric_of(world.year))[0].criteria[0].parameters == Parameters(
        points_each=Decimal("1.125")
    )
