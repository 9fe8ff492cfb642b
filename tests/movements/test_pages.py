"""The movements pages: who may open them, what they say, what they cost."""

from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext

from tests.movements.test_movements import MOVEMENT
from thidua.clusters.models import Membership, Unit, UnitKind
from thidua.core.timetable import Stage
from thidua.movements import actions


@pytest.fixture
def movement(world):
    return actions.launch_movement(world.actor("secretary"), world.year, **MOVEMENT)


def more_units(world, count):
    for number in range(count):
        unit = Unit.objects.create(
            code=f"them-{number}", kind=UnitKind.DEPARTMENT, name=f"Sở {number}", short_name=f"S{number}"
        )
        Membership.objects.create(cluster_year=world.year, unit=unit, position=10 + number)
        world.units[unit.code] = unit


def test_an_empty_year_says_so_and_what_to_do(world):
    page = world.client("secretary").get(world.year.url("movements")).text
    assert "chưa phát động phong trào nào" in page
    assert "Phát động phong trào" in page
    activities = world.client("specialist_b").get(world.year.url("activities")).text
    assert "Trong năm chưa có chương trình chung nào" in activities


def test_a_member_reads_but_is_offered_no_editing(world, movement):
    page = world.client("specialist_b").get(world.year.url("movements")).text
    assert movement.name in page
    assert "Thêm văn bản" not in page
    assert world.client("specialist_b").get(world.year.url("launch_movement")).status_code == 403


def test_a_specialist_fills_in_the_own_part_through_the_page(world, movement):
    world.at(Stage.RUNNING)
    client = world.client("specialist_b")
    page = client.get(world.year.url("movement", movement.pk))
    assert world.year.url("movement_part", movement.pk, "so-b") in page.text
    address = world.year.url("movement_part", movement.pk, "so-b")
    assert client.post(address, {"activities": "Ra quân", "version": 0}).status_code == 302
    assert "Ra quân" in client.get(world.year.url("movement", movement.pk)).text


def test_another_units_part_is_closed_and_anothers_years_movement_is_not_found(world, movement):
    client = world.client("specialist_b")
    assert client.get(world.year.url("movement_part", movement.pk, "so-c")).status_code == 403
    assert client.get(world.year.url("movement_part", movement.pk, "so-ngoai")).status_code == 404
    type(world.year).objects.create(cluster=world.year.cluster, year=2016, chair=world.units["a"])
    other = world.year.url("movement", movement.pk).replace("/2017/", "/2016/")
    assert world.client("inspector").get(other).status_code == 404


def test_a_fault_in_the_form_is_shown_at_its_field(world):
    page = world.client("secretary").post(
        world.year.url("launch_movement"), {**MOVEMENT, "starts_on": "31/02/2017"}
    )
    assert page.status_code == 200
    assert 'id="id_starts_on_error"' in page.text
    assert MOVEMENT["name"] in page.text


def test_an_activity_is_recorded_changed_and_struck_out_by_its_host(world):
    client = world.client("specialist_b")
    typed = {
        "kind": "giao_luu",
        "name": "Giao lưu dân ca",
        "field": "culture",
        "held_on": "01/05/2017",
        "host": world.units["b"].pk,
        "participants": [world.units["c"].pk],
        "place": "Nhà hát",
    }
    assert client.post(world.year.url("record_activity"), typed).status_code == 302
    page = client.get(world.year.url("activities")).text
    assert "Giao lưu dân ca" in page
    [activity] = world.year.activities.all()
    edit = world.year.url("edit_activity", activity.pk)
    assert client.post(edit, {**typed, "place": "Đình làng", "version": 1}).status_code == 302
    assert world.client("specialist_c").get(edit).status_code == 403
    assert client.post(world.year.url("remove_activity", activity.pk)).status_code == 302
    assert not world.year.activities.exists()


def test_queries_do_not_grow_with_units_or_rows(world, movement, django_assert_max_num_queries):
    def record_all():
        world.at(Stage.RUNNING)
        importer = world.actor("secretary")
        importer = type(importer)(importer.user, importer.at, for_all_units=True)
        found = world.year.movements.get()
        for unit in world.units.values():
            actions.record_part(importer, found, unit, activities="Có")
            actions.record_activity(
                importer,
                world.year,
                kind="giao_luu",
                name=f"Giao lưu {unit.code}",
                field="culture",
                held_on=date(2017, 5, 1),
                host=unit,
                participants=[world.units["a"], world.units["b"]],
            )

    def count():
        from django.db import connection

        client = world.client("specialist_b")
        counts = []
        for address in (
            world.year.url("movements"),
            world.year.url("movement", movement.pk),
            world.year.url("activities"),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    record_all()
    with_three = count()
    more_units(world, 6)
    record_all()
    assert count() == with_three
    assert max(with_three) <= 16
