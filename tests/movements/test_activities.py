"""Joint programmes and exchanges are recorded by their host and counted for every unit."""

from datetime import date

import pytest

from thidua.core.faults import NotPermitted, Refused
from thidua.core.timetable import Field
from thidua.movements import actions, queries


def activity(world, **changes):
    return {
        "kind": "chuong_trinh_chung",
        "name": "Liên hoan dân ca",
        "field": Field.CULTURE,
        "held_on": date(2017, 5, 1),
        "host": world.units["b"],
        "participants": [world.units["c"]],
        **changes,
    }


def test_the_host_takes_part_and_every_unit_is_counted(world):
    actions.record_activity(world.actor("specialist_b"), world.year, **activity(world))
    overview = queries.activity_overview(world.year)
    assert [group.field for group in overview.by_field] == [Field.CULTURE]
    counts = {row.unit.code: (row.hosted, row.programmes, row.exchanges) for row in overview.by_unit}
    assert counts == {"so-a": (0, 0, 0), "so-b": (1, 1, 0), "so-c": (0, 1, 0)}
    assert queries.activity_counts(world.year) == {"programmes": 1, "exchanges": 0}


def test_a_unit_records_what_it_hosts_and_the_chair_any(world):
    with pytest.raises(NotPermitted):
        actions.record_activity(world.actor("specialist_c"), world.year, **activity(world))
    actions.record_activity(world.actor("secretary"), world.year, **activity(world))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"participants": []}, "participants"),
        ({"held_on": date(2017, 8, 1)}, "held_on"),
        ({"held_on": date(2014, 8, 1)}, "held_on"),
        ({"kind": "khác"}, "kind"),
        ({"name": ""}, "name"),
    ],
)
def test_faults_name_their_field(world, changes, place):
    with pytest.raises(Refused) as refused:
        actions.record_activity(world.actor("specialist_b"), world.year, **activity(world, **changes))
    assert [fault.place for fault in refused.value.faults] == [place]


def test_units_outside_the_cluster_do_not_take_part(world):
    outside = type(world.units["a"]).objects.get(code="so-ngoai")
    with pytest.raises(Refused, match="Ngoài"):
        actions.record_activity(
            world.actor("specialist_b"), world.year, **activity(world, participants=[outside])
        )


def test_recorded_twice_collides_and_an_import_updates(world):
    actor = world.actor("specialist_b")
    actions.record_activity(actor, world.year, **activity(world))
    with pytest.raises(Refused, match="đã được ghi"):
        actions.record_activity(actor, world.year, **activity(world))
    importer = type(actor)(actor.user, actor.at, for_all_units=True)
    actions.record_activity(importer, world.year, **activity(world, place="Nhà hát"))
    [found] = queries.activities(world.year)
    assert found.place == "Nhà hát"
