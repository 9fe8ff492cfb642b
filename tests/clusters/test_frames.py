"""Clusters and their years: made, opened, side by side."""

from datetime import date

import pytest

from thidua.clusters import actions
from thidua.clusters.access import access_to
from thidua.clusters.models import Cluster, ClusterKind, ClusterYear, Unit, UnitKind
from thidua.core.faults import NotPermitted, Refused
from thidua.core.timetable import Stage, usual_due

OPEN = "/cum/cum-thu/mo-nam/"


def a_unit(world, code, kind=UnitKind.DEPARTMENT):
    return actions.save_unit(
        world.actor("operator"),
        code=code,
        kind=kind,
        name=f"Sở {code}",
        short_name=code,
        since=date(2010, 1, 1),
    )


def a_cluster(world, code, kind=ClusterKind.CUM, authority=None, name="operator"):
    return actions.create_cluster(
        world.actor(name),
        code=code,
        kind=kind,
        name=f"Cụm {code}",
        awarding_authority=authority or world.year.cluster.awarding_authority,
    )


def a_year(world, cluster, members, year=2017, name="operator", **more):
    return actions.open_year(world.actor(name), cluster, year, members=members, chair=members[0], **more)


def filled_in(world, **changes):
    return {
        "year": "2018",
        "members": [world.units[code].pk for code in "abc"],
        "chair": world.units["b"].pk,
        "deputy": "",
        "regulation": "Điều 1. Họp hai lần một năm.",
        **{f"due_{stage.value}": f"{usual_due(2018, stage):%d/%m/%Y}" for stage in Stage},
        **changes,
    }


def test_two_clusters_and_a_bloc_run_side_by_side(world):
    north = a_cluster(world, "cum-bac")
    bloc = a_cluster(world, "khoi-bo", ClusterKind.KHOI)
    shared = a_unit(world, "chung")
    northern = a_year(world, north, [shared, a_unit(world, "x")])
    blocs = a_year(world, bloc, [a_unit(world, "y"), shared, world.units["c"]])
    actions.appoint(world.actor("operator"), world.people["stranger"], shared, since=date(2017, 1, 1))
    head = world.people["stranger"]
    day = date(2017, 5, 10)
    held = [
        {role.value for role in access_to(head, year, day).roles} for year in (northern, blocs, world.year)
    ]
    assert held == [{"unit_head", "chair"}, {"unit_head"}, set()]
    client = world.client("stranger")
    assert [client.get(y.get_absolute_url()).status_code for y in (northern, blocs, world.year)] == [
        200,
        200,
        403,
    ]
    page = client.get("/cum/")
    assert [card.cluster.code for card in page.context["page"]] == ["cum-bac", "khoi-bo"]
    both = world.client("head_c").get("/cum/")
    assert {card.cluster.code for card in both.context["page"]} == {"cum-thu", "khoi-bo"}


def test_moving_one_cluster_moves_no_other(world):
    other = a_year(world, a_cluster(world, "cum-bac"), [world.units["a"], world.units["b"]])
    actions.return_to_stage(world.actor("head_a"), world.at(Stage.RUNNING), Stage.PLEDGING, reason="Ký lại")
    other.refresh_from_db()
    assert other.current_stage is Stage.PREPARATION


@pytest.mark.parametrize("name", ["head_a", "secretary", "editor", "inspector"])
def test_only_authority_and_operator_frame_clusters(world, name):
    with pytest.raises(NotPermitted):
        a_cluster(world, "cum-khac", name=name)
    client = world.client(name)
    for address in ("/cum/them/", OPEN, "/quan-tri/", "/quan-tri/don-vi/", "/quan-tri/don-vi-moi/"):
        assert client.get(address).status_code == 403


def test_an_authority_frames_only_what_is_under_it(world):
    other = a_unit(world, "bo-khac", UnitKind.MINISTRY)
    with pytest.raises(NotPermitted):
        a_cluster(world, "cum-khac", authority=other, name="authority")
    foreign = a_cluster(world, "cum-khac", authority=other)
    with pytest.raises(NotPermitted):
        a_year(world, foreign, [world.units["a"], world.units["b"]], name="authority")
    assert world.client("authority").get("/cum/cum-khac/mo-nam/").status_code == 404
    assert world.client("operator").get("/cum/cum-khac/mo-nam/").status_code == 200


def test_a_cluster_is_made_and_leads_on_to_its_first_year(world):
    typed = {
        "name": "Khối thi đua các đơn vị sự nghiệp",
        "kind": "khoi",
        "code": "",
        "awarding_authority": world.year.cluster.awarding_authority_id,
    }
    answer = world.client("authority").post("/cum/them/", typed)
    assert answer.url == "/cum/khoi-thi-dua-cac-don-vi-su-nghiep/mo-nam/"
    assert Cluster.objects.get(code="khoi-thi-dua-cac-don-vi-su-nghiep").kind == "khoi"
    again = world.client("authority").post("/cum/them/", typed)
    assert "đã có" in again.content.decode()


def test_the_next_year_is_filled_in_from_the_last(world):
    form = world.client("operator").get(OPEN).context["form"]
    assert form.initial["year"] == 2018
    assert [unit.code for unit in form.initial["members"]] == ["so-a", "so-b", "so-c"]
    assert form.initial["chair"] == world.units["b"]
    assert form.initial["due_review"] == date(2018, 11, 17)


def test_a_year_is_opened_with_members_in_the_clusters_order(world):
    extra = a_unit(world, "aa")
    typed = filled_in(world, members=[extra.pk, *(world.units[code].pk for code in "cab")])
    assert world.client("authority").post(OPEN, typed).url == "/cum/cum-thu/2018/"
    year = ClusterYear.objects.get(year=2018)
    order = list(year.memberships.order_by("position").values_list("unit__code", flat=True))
    assert order == ["so-a", "so-b", "so-c", "aa"]
    assert year.chair == world.units["b"]
    assert not year.is_demonstration


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"year": "2017"}, "year"),
        ({"members": []}, "members"),
        ({"chair": ""}, "chair"),
        ({"due_review": "17/11/1918"}, "due_review"),
        ({"due_review": "01/01/2018"}, "due_review"),
        ({"due_review": "ngày mai"}, "due_review"),
    ],
)
def test_a_faulty_frame_is_refused_at_its_field_with_everything_typed(world, changes, field):
    answer = world.client("operator").post(OPEN, filled_in(world, **changes))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert "Họp hai lần một năm" in answer.content.decode()
    assert not ClusterYear.objects.filter(year=2018).exists()


def test_all_faults_of_a_frame_are_told_at_once(world):
    with pytest.raises(Refused) as refused:
        actions.open_year(
            world.actor("operator"),
            world.year.cluster,
            2017,
            members=[world.units["a"]],
            chair=world.units["b"],
            deputy=world.units["c"],
        )
    assert {fault.place for fault in refused.value.faults} == {"year", "chair", "deputy", "members"}


def test_the_list_finds_a_cluster_without_accents_and_asks_a_fixed_number_of_queries(
    world, django_assert_max_num_queries
):
    for number in range(30):
        cluster = a_cluster(world, f"cum-{number}")
        a_year(world, cluster, [world.units["a"], world.units["b"]])
    client = world.client("operator")
    with django_assert_max_num_queries(5):
        page = client.get("/cum/")
    assert len(page.context["page"]) == 24
    found = client.get("/cum/", {"q": "CUM thi dua thu"})
    assert [card.cluster.code for card in found.context["page"]] == ["cum-thu"]


def test_a_cluster_without_a_year_is_seen_by_those_who_open_years(world):
    a_cluster(world, "cum-moi")
    assert "Chưa có năm nào." in world.client("authority").get("/cum/").content.decode()
    assert "Cụm cum-moi" not in world.client("head_a").get("/cum/").content.decode()


def test_a_unit_without_a_cluster_is_told_what_to_do(world):
    assert "chưa ở trong cụm" in world.client("stranger").get("/cum/").content.decode()
    assert Unit.objects.filter(code="so-ngoai").exists()
