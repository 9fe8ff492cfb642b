"""The frame of an open year corrected: members in and out, their order, chair and deputy."""

from datetime import date

import pytest

from tests.furnished import furnish
from thidua.clusters import actions, ties
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.pledges.models import Pact, Signature
from thidua.reporting.models import Report, ReportingDuty
from thidua.review.models import Ballot, Elector, Meeting
from thidua.scoring.models import ScoreSheet

PAGE = "reframe_year"


def reframe(world, name="authority", codes="abc", chair="a", deputy="b", more=(), **given):
    actions.reframe_year(
        world.actor(name),
        world.year,
        members=[*(world.units[code] for code in codes), *more],
        chair=world.units[chair],
        deputy=world.units[deputy] if deputy else None,
        **given,
    )
    return ClusterYear.objects.get(pk=world.year.pk)


def order(year):
    return list(year.memberships.order_by("position").values_list("unit__code", flat=True))


def typed(world, **changes):
    units = {f"member_{world.units[code].pk}": place for place, code in enumerate("abc", start=1)}
    return {
        "version": world.year.version,
        "chair": world.units["a"].pk,
        "deputy": world.units["b"].pk,
        **units,
        **changes,
    }


@pytest.mark.parametrize("name", ["authority", "operator"])
def test_members_come_leave_and_change_places(world, name):
    newcomer = Unit.objects.get(code="so-ngoai")
    year = reframe(world, name, "ca", chair="c", deputy="a", more=[newcomer])
    assert order(year) == ["so-c", "so-a", "so-ngoai"]
    assert (year.chair.code, year.deputy.code) == ("so-c", "so-a")
    entry = Entry.objects.get(action="reframe_year")
    assert entry.before == {
        "chair": "A",
        "deputy": "B",
        "secretary": "Người secretary",
        "members": ["A", "B", "C"],
    }
    assert entry.after == {"chair": "C", "deputy": "A", "secretary": "", "members": ["C", "A", "Ngoài"]}
    assert entry.year_id == year.pk


def test_another_chair_means_no_secretary_and_the_same_chair_keeps_theirs(world):
    assert reframe(world, deputy="c").secretary == world.people["secretary"]
    assert reframe(world, chair="b", deputy="a").secretary is None


@pytest.mark.parametrize("name", ["head_a", "secretary", "head_b", "editor", "inspector", "stranger"])
def test_others_do_not(world, name):
    with pytest.raises(NotPermitted):
        reframe(world, name, "ab")
    assert world.client(name).get(world.year.url(PAGE)).status_code == 403


def test_an_authority_reframes_only_what_is_under_it(world):
    other = Unit.objects.create(code="bo-khac", kind="bo", name="Bộ khác", short_name="Bộ khác")
    world.year.cluster.awarding_authority = other
    world.year.cluster.save()
    with pytest.raises(NotPermitted):
        reframe(world)
    assert world.client("authority").get(world.year.url(PAGE)).status_code == 403
    assert reframe(world, "operator", "ab").memberships.count() == 2


def test_a_closed_year_keeps_its_frame(world):
    actions.close_year(world.actor("head_a"), world.year, on=date(2017, 12, 5))
    with pytest.raises(Refused):
        reframe(world, codes="ab")
    assert world.client("authority").get(world.year.url(PAGE)).status_code == 404
    assert (
        world.year.url(PAGE)
        not in world.client("authority").get(world.year.get_absolute_url()).content.decode()
    )


def test_every_fault_of_the_frame_is_told_at_once(world):
    with pytest.raises(Refused) as refused:
        reframe(world, codes="c", chair="a", deputy="b")
    assert {fault.place for fault in refused.value.faults} == {"chair", "deputy", "members"}
    assert order(world.year) == ["so-a", "so-b", "so-c"]


def signs(world, unit):
    pact = Pact.objects.create(cluster_year=world.year, text="Giao ước")
    Signature.objects.create(pact=pact, unit=unit, signer_name="Ai", signed_at=world.actor("head_c").at)


def reports(world, unit):
    duty = ReportingDuty.objects.create(
        cluster_year=world.year, code="nam", kind="nam", name="Báo cáo", due=date(2017, 10, 31)
    )
    Report.objects.create(duty=duty, unit=unit, state="submitted", edited_at=world.actor("head_c").at)


def scores(world, unit):
    ScoreSheet.objects.create(cluster_year=world.year, unit=unit, edited_at=world.actor("head_c").at)


def votes(world, unit):
    meeting = Meeting.objects.create(
        cluster_year=world.year, kind="tong_ket", held_on=date(2017, 11, 17), place="x", presided_by="y"
    )
    ballot = Ballot.objects.create(meeting=meeting, question="chair", opened_at=world.actor("head_c").at)
    Elector.objects.create(ballot=ballot, unit=unit)


@pytest.mark.parametrize(
    ("does", "words"),
    [
        (signs, "Không bỏ được C: đơn vị đã ký giao ước"),
        (reports, "Không bỏ được C: đơn vị đã nộp báo cáo"),
        (scores, "Không bỏ được C: đơn vị đã có phiếu chấm điểm"),
        (votes, "Không bỏ được C: đơn vị có quyền bỏ phiếu"),
    ],
)
def test_a_unit_that_has_done_something_in_the_year_stays(world, does, words):
    does(world, world.units["c"])
    with pytest.raises(Refused):
        reframe(world, codes="ab")
    answer = world.client("authority").post(
        world.year.url(PAGE), typed(world, **{f"member_{world.units['c'].pk}": ""})
    )
    assert words in answer.content.decode()
    assert order(world.year) == ["so-a", "so-b", "so-c"]
    # Units without ties may still leave.
    assert order(reframe(world, codes="ca", deputy=None)) == ["so-c", "so-a"]


def test_every_capability_says_what_ties_a_unit(world):
    furnished = furnish(world)
    furnished.things.activity.participants.add(world.units["c"])
    of_b = set(ties.ties_in(world.year)[world.units["b"].pk])
    assert of_b == {
        "đã ghi phần tham gia phong trào",
        "đã dự hoạt động chung, giao lưu",
        "đã thống nhất mức chỉ tiêu",
        "đã đăng ký thi đua",
        "đang soạn báo cáo",
        "đã có phiếu chấm điểm",
        "đã gửi kiến nghị về điểm",
        "đã bị ghi lý do không xét thi đua",
        "có quyền bỏ phiếu",
        "có tên trên phiếu bầu",
        "được đề nghị khen thưởng",
    }
    assert "đã nộp báo cáo" in ties.ties_in(world.year)[world.units["c"].pk]
    assert world.units["c"].pk in ties.ties_in(world.year)
    assert Unit.objects.get(code="so-ngoai").pk not in ties.ties_in(world.year)


def test_the_page_lists_members_in_order_and_what_holds_them(world):
    signs(world, world.units["c"])
    page = world.client("authority").get(world.year.url(PAGE))
    assert [(row.unit.code, row.field.value()) for row in page.context["members"]] == [
        ("so-a", 1),
        ("so-b", 2),
        ("so-c", 3),
    ]
    assert [row.unit.code for row in page.context["others"]] == ["so-ngoai"]
    assert "đã ký giao ước" in page.content.decode()
    overview = world.client("authority").get(world.year.get_absolute_url()).content.decode()
    assert world.year.url(PAGE) in overview
    assert (
        world.year.url(PAGE) not in world.client("head_a").get(world.year.get_absolute_url()).content.decode()
    )


def test_a_place_typed_anew_goes_before_the_one_that_had_it(world):
    changes = {
        f"member_{world.units['c'].pk}": "1",
        f"member_{Unit.objects.get(code='so-ngoai').pk}": "2",
        "chair": world.units["c"].pk,
    }
    answer = world.client("operator").post(world.year.url(PAGE), typed(world, **changes), follow=True)
    assert order(world.year) == ["so-c", "so-a", "so-ngoai", "so-b"]
    assert "thư ký cũ đã thôi" in answer.content.decode()
    assert access_of(world, "head_c") == 200


def access_of(world, name):
    return world.client(name).get(world.year.url("return_to_stage")).status_code


def test_one_who_saved_settings_meanwhile_is_named(world):
    world.at(Stage.PLEDGING)
    stale = typed(world)
    actions.edit_year(
        world.actor("head_a"), world.year, secretary=None, regulation="Điều 1", dues={}, version=None
    )
    answer = world.client("authority").post(
        world.year.url(PAGE), {**stale, f"member_{world.units['c'].pk}": ""}
    )
    assert "Người head_a đã lưu lúc" in answer.content.decode()
    with pytest.raises(Stale):
        reframe(world, codes="ab", version=1)
    again = {**stale, "version": answer.context["form"].data["version"], f"member_{world.units['c'].pk}": ""}
    assert world.client("authority").post(world.year.url(PAGE), again).status_code == 302
    assert order(world.year) == ["so-a", "so-b"]


def test_nothing_changed_writes_nothing(world):
    year = reframe(world)
    assert year.version == world.year.version
    assert not Entry.objects.filter(action="reframe_year").exists()


def test_queries_do_not_grow_with_units(world, django_assert_max_num_queries):
    client = world.client("authority")
    client.get(world.year.url(PAGE))
    for number in range(12):
        Unit.objects.create(code=f"x{number}", kind="so", name=f"Sở {number}", short_name=f"X{number}")
    with django_assert_max_num_queries(30):
        client.get(world.year.url(PAGE))
