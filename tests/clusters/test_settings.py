"""The settings of a year: secretary, regulation, due days."""

from datetime import date

import pytest

from thidua.clusters import actions
from thidua.clusters.models import ClusterYear, StageTerm
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.timetable import Stage, usual_due
from thidua.journal.models import Entry

DUES = {stage: usual_due(2017, stage) for stage in Stage}


def edit(world, name="head_a", **changes):
    given = {"secretary": world.people["secretary"], "regulation": "Điều 1", "dues": DUES, **changes}
    actions.edit_year(world.actor(name), world.year, **given)


def typed(world, **changes):
    return {
        "version": world.year.version,
        "secretary": world.people["secretary"].pk,
        "regulation": "Điều 1. Họp hai lần.",
        **{f"due_{stage.value}": f"{due:%d/%m/%Y}" for stage, due in DUES.items()},
        **changes,
    }


@pytest.mark.parametrize("name", ["head_b", "specialist_a", "editor", "inspector", "operator", "stranger"])
def test_others_do_not_set_the_year(world, name):
    with pytest.raises(NotPermitted):
        edit(world, name)
    assert world.client(name).get(world.year.url("year_settings")).status_code == 403


@pytest.mark.parametrize("name", ["head_a", "secretary", "authority"])
def test_those_who_run_or_oversee_it_do(world, name):
    edit(world, name, secretary=world.people["specialist_a"])
    world.year.refresh_from_db()
    assert world.year.secretary == world.people["specialist_a"]
    entry = Entry.objects.get(action="edit_year")
    assert entry.before["secretary"] == "Người secretary"
    assert entry.after["regulation"] == "Điều 1"


def test_the_secretary_comes_from_the_chair_unit(world):
    with pytest.raises(Refused) as refused:
        edit(world, secretary=world.people["specialist_b"])
    assert refused.value.faults[0].place == "secretary"
    form = world.client("head_a").get(world.year.url("year_settings")).context["form"]
    offered = set(form.fields["secretary"].queryset.values_list("username", flat=True))
    assert offered == {"specialist_a", "head_a", "secretary"}


def test_every_fault_of_the_due_days_stands_at_its_field(world):
    faulty = typed(world, due_midyear_review="01/01/2017", due_review="17/11/2007", due_proposal="mai")
    answer = world.client("head_a").post(world.year.url("year_settings"), faulty)
    assert "due_proposal" in answer.context["form"].errors
    answer = world.client("head_a").post(
        world.year.url("year_settings"), {**faulty, "due_proposal": "30/11/2017"}
    )
    errors = answer.context["form"].errors
    assert {"due_midyear_review", "due_review"} <= set(errors)
    assert "Họp hai lần" in answer.content.decode()
    assert StageTerm.objects.get(cluster_year=world.year, stage=Stage.REVIEW).due == date(2017, 11, 17)


def test_saving_on_top_of_anothers_is_told_and_loses_nothing(world):
    address = world.year.url("year_settings")
    mine = typed(world, regulation="Bản của thư ký")
    assert (
        world.client("head_a").post(address, typed(world, regulation="Bản của cụm trưởng")).status_code == 302
    )
    stale = world.client("secretary").post(address, mine)
    page = stale.content.decode()
    assert "Người head_a đã lưu lúc" in page
    assert "Bản của thư ký" in page
    assert ClusterYear.objects.get().regulation == "Bản của cụm trưởng"
    again = {**mine, "version": stale.context["form"].data["version"]}
    assert world.client("secretary").post(address, again).status_code == 302
    assert ClusterYear.objects.get().regulation == "Bản của thư ký"


def test_an_action_given_an_old_version_is_stale(world):
    edit(world, version=1)
    with pytest.raises(Stale):
        edit(world, version=1)


def test_a_closed_year_is_only_read(world):
    actions.close_year(world.actor("head_a"), world.year, on=date(2017, 12, 5))
    with pytest.raises(Refused):
        edit(world)
    page = world.client("head_a").get(world.year.get_absolute_url()).content.decode()
    assert "chỉ còn để tra cứu" in page
    assert "Thiết lập năm" not in page
