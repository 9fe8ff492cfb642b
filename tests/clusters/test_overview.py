"""The year at a glance, and the buttons that move it."""

from datetime import date

import pytest
from django.urls import reverse

from thidua.clusters import actions, obligations
from thidua.clusters.forms.year import ReturnForm
from thidua.clusters.models import ClusterYear, Membership, Unit, UnitKind
from thidua.clusters.progress import ProgressBar, missing_things, progress_by_unit
from thidua.core.faults import Refused
from thidua.core.timetable import Obligation, Progress, Stage
from thidua.journal.models import Entry


def owed_by(unit, progress=Progress.NOT_STARTED, stage=Stage.PREPARATION, due=date(2017, 3, 15), **changes):
    values = {
        "code": "sign",
        "stage": stage,
        "what": "Ký giao ước",
        "unit_id": unit.pk if unit else None,
        "role": "unit_head",
        "due": due,
        "progress": progress,
        "link": "/",
        **changes,
    }
    return Obligation(**values)


@pytest.fixture
def owing(world, monkeypatch):
    """Make a year owe just what the test says."""

    def owe(*owed):
        monkeypatch.setattr(obligations, "_providers", [lambda year: owed])

    return owe


def more_units(world, count):
    for number in range(count):
        unit = Unit.objects.create(
            code=f"them-{number}", kind=UnitKind.DEPARTMENT, name=f"Sở {number}", short_name=f"S{number}"
        )
        Membership.objects.create(cluster_year=world.year, unit=unit, position=10 + number)


def test_progress_counts_what_is_done_under_way_and_overdue(world):
    a, b, c = (world.units[code] for code in "abc")
    owed = [
        owed_by(a, Progress.DONE, done_on=date(2017, 3, 1)),
        owed_by(a, Progress.AWAITING_APPROVAL, due=date(2017, 6, 1)),
        owed_by(b),
        owed_by(b, stage=Stage.REVIEW),  # not yet
    ]
    rows = {row.unit: row for row in progress_by_unit(world.year, owed, date(2017, 3, 20))}
    assert (rows[a].done, rows[a].owed, rows[a].started, rows[a].overdue) == (1, 2, 1, 0)
    assert (rows[b].done, rows[b].owed, rows[b].overdue, rows[b].late) == (0, 1, 1, 5)
    assert (rows[c].owed, rows[c].still) == (0, ())
    assert rows[a].bar == ProgressBar(done=500, started_at=500, started=500, overdue_at=1000, overdue=0)


def test_what_is_missing_is_told_once_with_who_owes_it(world):
    b, c = world.units["b"], world.units["c"]
    owed = [owed_by(b), owed_by(c), owed_by(None, what="Cử thư ký cụm", code="secretary")]
    things = missing_things(world.year, owed)
    assert [(thing.owed.what, [unit.short_name for unit, _ in thing.units]) for thing in things] == [
        ("Ký giao ước", ["B", "C"]),
        ("Cử thư ký cụm", []),
    ]


def test_the_page_names_what_is_missing_and_shuts_the_button(world, owing):
    owing(owed_by(world.units["b"]), owed_by(world.units["c"], Progress.DONE))
    page = world.client("head_a").get(world.year.get_absolute_url()).content.decode()
    assert "Ký giao ước" in page
    assert "disabled" in page
    assert "Mở giai đoạn" not in world.client("head_b").get(world.year.get_absolute_url()).content.decode()


def test_the_refusal_names_every_missing_thing_with_its_unit(world, owing):
    owing(
        owed_by(world.units["b"]),
        owed_by(world.units["c"], what="Nộp %(report)s", params=(("report", "báo cáo năm"),)),
    )
    with pytest.raises(Refused) as refused:
        actions.open_next_stage(world.actor("head_a"), world.year)
    assert len(refused.value.faults) == 2
    answer = world.client("head_a").post(world.year.url("open_next_stage"), {"leaving": "preparation"})
    assert answer.status_code == 409
    assert "B: Ký giao ước" in answer.content.decode()
    assert "C: Nộp báo cáo năm" in answer.content.decode()


def test_pressed_twice_the_button_opens_one_stage(world, owing):
    owing()
    client = world.client("head_a")
    address = world.year.url("open_next_stage")
    assert client.post(address, {"leaving": "preparation"}).status_code == 302
    again = client.post(address, {"leaving": "preparation"})
    assert again.status_code == 409
    assert "Ký giao ước" in again.content.decode()
    assert ClusterYear.objects.get().current_stage is Stage.PLEDGING
    assert Entry.objects.filter(action="open_next_stage").count() == 1


def test_the_last_stage_is_left_by_the_hand_over_only(world, owing):
    owing()
    with pytest.raises(Refused):
        actions.open_next_stage(world.actor("head_a"), world.at(Stage.HAND_OVER))


def test_going_back_by_the_page_needs_a_reason(world):
    world.at(Stage.RUNNING)
    client = world.client("head_a")
    address = world.year.url("return_to_stage")
    refused = client.post(address, {"stage": "pledging", "reason": ""})
    assert "reason" in refused.context["form"].errors
    ahead = client.post(address, {"stage": "review", "reason": "x"})
    assert "stage" in ahead.context["form"].errors
    assert client.post(address, {"stage": "pledging", "reason": "Hai đơn vị ký lại"}).status_code == 302
    assert ClusterYear.objects.get().current_stage is Stage.PLEDGING


@pytest.mark.parametrize("name", ["head_b", "secretary", "authority", "inspector", "operator"])
def test_only_the_chair_moves_the_year(world, name):
    client = world.client(name)
    assert client.post(world.year.url("open_next_stage")).status_code == 403
    assert client.get(world.year.url("return_to_stage")).status_code == 403


def test_the_stage_just_before_is_offered_first_for_going_back(world):
    year = world.at(Stage.REVIEW)
    form = ReturnForm(year)
    assert [value for value, _ in form.fields["stage"].choices][:2] == ["verification", "self_scoring"]


def test_the_page_asks_no_more_for_more_units(world, django_assert_max_num_queries):
    client = world.client("head_a")
    client.get(world.year.get_absolute_url())
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as three:
        client.get(world.year.get_absolute_url())
    more_units(world, 6)
    with django_assert_max_num_queries(len(three)):
        client.get(world.year.get_absolute_url())


def test_the_side_menu_switches_to_the_neighbouring_years_one_may_read(world):
    operator = world.actor("operator")
    units = list(world.units.values())
    for year in (2016, 2018, 2019):
        members = units if year != 2018 else units[:2]
        actions.open_year(operator, world.year.cluster, year, members=members, chair=units[0])

    def offered(name):
        neighbours = world.client(name).get(world.year.get_absolute_url()).context["neighbours"]
        return [year and year.year for year in (neighbours.before, neighbours.after)]

    assert offered("head_a") == [2016, 2018]
    assert offered("head_c") == [2016, 2019]
    page = world.client("head_a").get(world.year.get_absolute_url()).content.decode()
    assert reverse("year", args=["cum-thu", 2018]) in page


def test_the_menu_tells_in_which_roles_one_reads(world):
    page = world.client("head_a").get(world.year.get_absolute_url()).content.decode()
    assert "Cụm trưởng, Lãnh đạo đơn vị</strong> · Sở Minh họa A" in page
    assert (
        "Thanh tra</strong>" in world.client("inspector").get(world.year.get_absolute_url()).content.decode()
    )


def test_the_strip_tells_days_left_and_days_late(world):
    from thidua.clusters.queries import stage_strip

    strip = stage_strip(world.at(Stage.PLEDGING), date(2017, 4, 2))
    assert (strip[1].is_current, strip[1].left, strip[1].late) == (True, -3, 3)
    assert (strip[0].is_past, strip[0].late) == (True, 0)
    assert (strip[2].left, strip[2].late) == (74, 0)


def test_a_thing_whose_words_name_the_unit_is_still_told_once(world):
    owed = [
        owed_by(unit, what="Ký giao ước của %(unit)s", params=(("unit", unit.short_name),))
        for unit in (world.units["b"], world.units["c"])
    ]
    (thing,) = missing_things(world.year, owed)
    assert thing.owed.params == (("unit", "các đơn vị"),)
    assert [unit.short_name for unit, _ in thing.units] == ["B", "C"]
