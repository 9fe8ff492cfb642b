"""A unit renamed later is still called, on the pages of a past year, what it was called then."""

from datetime import date

import pytest

from tests.furnished import furnish
from thidua.clusters import actions
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members, names_in

OLD, NEW = "Sở Minh họa B", "Sở Văn hóa và Thể thao mới"


@pytest.fixture
def renamed(world):
    """Unit b is renamed in 2018; the cluster's year is 2017, and 2018 is open too."""
    unit = world.units["b"]
    actions.save_unit(
        world.actor("operator", "2018-03-02"),
        code=unit.code,
        kind=unit.kind,
        name=NEW,
        short_name="Mới",
        since=date(2018, 3, 1),
    )
    world.following = actions.open_year(
        world.actor("operator", "2018-03-02"),
        world.year.cluster,
        2018,
        members=list(Unit.objects.filter(code__in=["so-a", "so-b", "so-c"])),
        chair=Unit.objects.get(code="so-b"),
    )
    return world


def seen(world, page, *args, year=None, name="inspector"):
    return world.client(name).get((year or world.year).url(page, *args)).content.decode()


def test_members_bear_the_names_of_their_year(renamed):
    year = ClusterYear.objects.get(pk=renamed.year.pk)
    assert [unit.short_name for unit in members(year)] == ["A", "B", "C"]
    assert names_in(year)[renamed.units["b"].pk] == (OLD, "B")
    assert [unit.short_name for unit in members(renamed.following)] == ["A", "Mới", "C"]
    assert Unit.objects.get(code="so-b").name == NEW


@pytest.mark.parametrize(
    ("page", "args"),
    [("year", ()), ("pact", ()), ("agree_figures", ("so-b",)), ("score_sheet", ("so-b",))],
)
def test_pages_of_a_past_year_show_the_name_of_then(renamed, page, args):
    furnish(renamed)
    name = "inspector" if page in ("year", "pact", "score_sheet") else "head_b"
    shown = seen(renamed, page, *args, name=name)
    assert OLD in shown
    assert NEW not in shown.replace(f"· {NEW}", "")  # the reader's own unit is called what it is today


def test_the_overview_names_deputy_and_members_as_then_and_the_new_chair_as_now(renamed):
    shown = seen(renamed, "year")
    assert f"Cụm phó: {OLD}" in shown
    assert "Mới" not in shown
    assert f"Cụm trưởng: {NEW}" in seen(renamed, "year", year=renamed.following)


def test_the_pacts_signatures_are_listed_by_the_names_of_then(renamed):
    rows = renamed.client("inspector").get(renamed.year.url("pact")).context["table"].rows
    assert [row.unit.name for row in rows] == ["Sở Minh họa A", OLD, "Sở Minh họa C"]
    rows = renamed.client("inspector").get(renamed.following.url("pact")).context["table"].rows
    assert NEW in [row.unit.name for row in rows]
