"""Units and their dated names."""

from datetime import date

import pytest
from django.urls import reverse

from thidua.clusters import actions
from thidua.clusters.models import Cluster, ClusterYear, Membership, Unit, UnitKind
from thidua.core.faults import NotPermitted, Refused, Stale

NAMED = {
    "code": "so-vp",
    "kind": UnitKind.DEPARTMENT,
    "name": "Sở Văn hóa, Thể thao và Du lịch Vĩnh Phúc",
    "short_name": "Vĩnh Phúc",
    "place": "Vĩnh Phúc",
    "since": date(2008, 4, 1),
}


def save(world, **changes):
    return actions.save_unit(world.actor("operator"), **{**NAMED, **changes})


def names(unit):
    return [(name.name, name.since.year) for name in unit.names.order_by("since")]


def test_a_new_name_is_kept_beside_the_old(world):
    save(world)
    unit = save(world, name="Sở Văn hóa và Thể thao Vĩnh Phúc", since=date(2017, 3, 1))
    assert unit.name == "Sở Văn hóa và Thể thao Vĩnh Phúc"
    assert names(unit) == [
        ("Sở Văn hóa, Thể thao và Du lịch Vĩnh Phúc", 2008),
        ("Sở Văn hóa và Thể thao Vĩnh Phúc", 2017),
    ]


def test_an_older_name_told_later_does_not_become_todays(world):
    save(world)
    unit = save(world, name="Sở Văn hóa - Thông tin Vĩnh Phúc", since=date(1997, 1, 1))
    unit.refresh_from_db()
    assert unit.name == NAMED["name"]
    assert [since for _, since in names(unit)] == [1997, 2008]


def test_a_name_that_does_not_hold_yet_is_refused(world):
    with pytest.raises(Refused):
        save(world, since=date(2017, 6, 1))


def test_a_code_in_use_is_refused_for_a_new_unit(world):
    save(world)
    with pytest.raises(Refused) as refused:
        save(world, is_new=True, name="Sở khác")
    assert [fault.place for fault in refused.value.faults] == ["code"]


def test_a_rename_on_top_of_anothers_is_refused_by_name(world):
    unit = save(world)
    save(world, name="Sở Văn hóa và Thể thao Vĩnh Phúc", since=date(2017, 3, 1))
    with pytest.raises(Stale) as stale:
        save(world, name="Sở Du lịch Vĩnh Phúc", since=date(2017, 4, 1), known_as=unit.name)
    assert "Người operator" in str(stale.value)


def test_members_do_not_write_units(world):
    with pytest.raises(NotPermitted):
        actions.save_unit(world.actor("head_a"), **NAMED)


def test_the_pages_add_rename_and_find_by_an_old_name(world):
    client = world.client("authority")
    typed = {
        "name": NAMED["name"],
        "short_name": "Vĩnh Phúc",
        "kind": "so",
        "place": "Vĩnh Phúc",
        "parent": "",
        "since": "01/04/2008",
        "code": "",
    }
    assert client.post("/quan-tri/don-vi-moi/", typed).status_code == 302
    assert client.post("/quan-tri/don-vi-moi/", typed).context["form"].errors["code"]
    renamed = {
        **typed,
        "name": "Sở Văn hóa và Thể thao Vĩnh Phúc",
        "since": "01/03/2017",
        "known_as": NAMED["name"],
    }
    assert client.post("/quan-tri/don-vi/vinh-phuc/", renamed).status_code == 302
    stale = client.post("/quan-tri/don-vi/vinh-phuc/", {**renamed, "name": "Sở Du lịch Vĩnh Phúc"})
    assert stale.status_code == 200
    assert "sau khi bạn mở trang này" in stale.content.decode()
    assert "Sở Du lịch Vĩnh Phúc" in stale.content.decode()
    page = client.get("/quan-tri/don-vi/", {"q": "the thao va du lich vinh"})
    assert [unit.code for unit in page.context["page"]] == ["vinh-phuc"]
    assert "từ 01/03/2017" in page.content.decode()
    assert Unit.objects.get(code="vinh-phuc").name == "Sở Văn hóa và Thể thao Vĩnh Phúc"


def test_the_list_does_not_ask_more_for_more_units(world, django_assert_max_num_queries):
    for number in range(60):
        save(world, code=f"u{number}", short_name=f"U{number}")
    client = world.client("operator")
    with django_assert_max_num_queries(5):
        client.get("/quan-tri/don-vi/")


def test_an_authority_changes_no_unit_of_another_authoritys_clusters(world):
    other = Unit.objects.create(code="ubnd-x", kind=UnitKind.PEOPLES_COMMITTEE, name="UBND X", short_name="X")
    outside, authority = Unit.objects.get(code="so-ngoai"), world.actor("authority")
    theirs = Cluster.objects.create(code="cum-x", kind="cum", name="Cụm X", awarding_authority=other)
    year = ClusterYear.objects.create(cluster=theirs, year=2017, chair=outside)

    def rename(unit):
        return actions.save_unit(
            authority,
            code=unit.code,
            kind=unit.kind,
            name="Tên mới",
            short_name="Mới",
            since=date(2017, 5, 1),
        )

    assert rename(outside).name == "Tên mới"  # in no cluster yet
    assert rename(world.units["b"]).name == "Tên mới"  # in its own
    Membership.objects.create(cluster_year=year, unit=outside)
    Membership.objects.create(cluster_year=year, unit=world.units["b"])
    assert rename(world.units["b"])  # in both
    for unit in (outside, other):
        with pytest.raises(NotPermitted):
            rename(unit)
        assert world.client("authority").get(reverse("unit", args=[unit.code])).status_code == 403
    listed = world.client("authority").get(reverse("units")).text
    assert reverse("unit", args=["so-b"]) in listed
    assert reverse("unit", args=["so-ngoai"]) not in listed
    assert (
        save(world, code="so-ngoai", name="Do quản trị đặt", since=date(2017, 5, 5)).name == "Do quản trị đặt"
    )
