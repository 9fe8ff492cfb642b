"""How far each role reaches among the subjects: own unit and below, what one oversees, or everything."""

from datetime import date

import pytest

from thidua.accounts.permissions import Permission
from thidua.clusters.models import Cluster, ClusterKind, ClusterYear, Membership, Unit, UnitKind
from thidua.subjects.access import reach, with_those_below

ON = date(2017, 5, 10)


def codes(world, who, permission=Permission.READ_SUBJECTS) -> set[str]:
    return set(reach(world.people[who], permission, ON).units().values_list("code", flat=True))


@pytest.fixture
def school(world) -> Unit:
    """A school under unit b."""
    return Unit.objects.create(
        code="truong", kind=UnitKind.OTHER, name="Trường", short_name="Trường", parent=world.units["b"]
    )


def test_a_members_people_reach_their_unit_and_those_below(world, school):
    gate = Unit.objects.create(code="to", kind=UnitKind.OTHER, name="Tổ", short_name="Tổ", parent=school)
    for who in ("specialist_b", "head_b"):
        assert codes(world, who) == {"so-b", "truong", gate.code}
        assert codes(world, who, Permission.EDIT_SUBJECTS) == {"so-b", "truong", gate.code}
    assert codes(world, "head_a") == {"so-a"}


def test_the_chair_reaches_no_farther_than_its_own_unit(world):
    assert codes(world, "head_a") == {"so-a"}
    assert codes(world, "secretary") == {"so-a"}


def test_an_authority_reaches_its_own_clusters_units_and_those_below(world, school):
    assert codes(world, "authority") == {"bo", "so-a", "so-b", "so-c", "truong"}
    other = Unit.objects.create(code="bo-khac", kind=UnitKind.MINISTRY, name="Bộ khác", short_name="BK")
    cluster = Cluster.objects.create(
        code="khac", kind=ClusterKind.KHOI, name="Khối", awarding_authority=other
    )
    stranger = Unit.objects.get(code="so-ngoai")
    year = ClusterYear.objects.create(cluster=cluster, year=2017, chair=stranger)
    Membership.objects.create(cluster_year=year, unit=stranger)
    assert "so-ngoai" not in codes(world, "authority")


@pytest.mark.parametrize("who", ["inspector", "operator"])
def test_inspector_and_operator_read_everything_and_write_nothing(world, who):
    assert reach(world.people[who], Permission.READ_SUBJECTS, ON).everywhere
    assert reach(world.people[who], Permission.EDIT_SUBJECTS, ON).is_empty
    assert reach(world.people[who], Permission.MERGE_SUBJECTS, ON).is_empty


def test_an_editor_a_leaver_and_a_closed_account_reach_nothing(world):
    assert reach(world.people["editor"], Permission.READ_SUBJECTS, ON).is_empty
    leaver = world.people["specialist_c"]
    leaver.appointments.update(until=date(2017, 5, 1))
    assert reach(leaver, Permission.READ_SUBJECTS, ON).is_empty
    closed = world.people["head_c"]
    closed.is_active = False
    assert reach(closed, Permission.READ_SUBJECTS, ON).is_empty


def test_a_circle_of_units_ends(world):
    a, b = world.units["a"], world.units["b"]
    a.parent, b.parent = b, a
    a.save(), b.save()
    assert with_those_below({a.pk}) == {a.pk, b.pk}
