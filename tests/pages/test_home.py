"""*Việc của tôi*: what each role finds on its desk."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.clusters.test_overview import more_units, owed_by, owing  # noqa: F401
from tests.world import OFFICE
from thidua.accounts.roles import Role
from thidua.clusters import actions
from thidua.clusters.access import access_to
from thidua.clusters.models import ClusterYear, Membership
from thidua.core.timetable import Progress, Stage
from thidua.newsroom.models import Article, ArticleState, Comment
from thidua.review.models import Proposal
from thidua.site import desk

HOME = "/viec-cua-toi/"
DAY = date(2017, 3, 10)
ROLES = ["specialist_b", "head_b", "head_a", "secretary", "authority", "editor", "inspector", "operator"]


def desk_of(world, name, *owed, today=DAY):
    year = world.year
    access = access_to(world.people[name], year, today)
    units = {unit.pk: unit for unit in world.units.values()}
    tasks = desk.on_desk(year, access, owed, units, today)
    step = desk.stage_task(year, access, list(owed), today)
    return desk.sort_out(tasks, desk.waiting_for_others(year, access, owed, today), step)


@pytest.mark.parametrize("name", [*ROLES, "stranger"])
def test_every_role_has_a_home(world, name):
    page = world.client(name).get(HOME)
    assert page.status_code == 200
    assert page.content.decode().count('id="next-step"') == 1


def test_the_most_pressing_thing_comes_first_and_the_rest_by_urgency(world):
    b = world.units["b"]
    days = {"late": -2, "later still": -9, "soon": 3, "far": 30}
    owed = [
        owed_by(b, code=code, role=Role.SPECIALIST, due=DAY + timedelta(days=left))
        for code, left in days.items()
    ]
    mine = desk_of(world, "specialist_b", *owed, owed_by(b, code="whenever", role=Role.SPECIALIST, due=None))
    assert mine.first.owed.code == "later still"
    assert [t.owed.code for t in mine.overdue] == ["late"]
    assert [t.owed.code for t in mine.this_week] == ["soon"]
    assert [t.owed.code for t in mine.later] == ["far", "whenever"]
    assert mine.count == 5


def test_each_sees_the_own_desk_only(world):
    b, c = world.units["b"], world.units["c"]
    owed = [
        owed_by(b, code="draft", role=Role.SPECIALIST),
        owed_by(b, code="approve", role=Role.UNIT_HEAD),
        owed_by(c, code="of c", role=Role.SPECIALIST),
        owed_by(b, code="done", role=Role.SPECIALIST, progress=Progress.DONE),
        owed_by(b, code="not yet", role=Role.SPECIALIST, stage=Stage.REVIEW),
    ]
    mine = desk_of(world, "specialist_b", *owed)
    assert (mine.first.owed.code, mine.count) == ("draft", 1)
    assert [task.owed.code for task in mine.waiting] == ["approve"]
    assert mine.waiting[0].desk == "Lãnh đạo đơn vị"
    heads = desk_of(world, "head_b", *owed)
    assert heads.first.owed.code == "approve"
    assert [task.owed.code for task in heads.waiting] == ["draft"]


def test_what_units_handed_in_lies_on_the_secretarys_desk_with_the_units_name(world):
    owed = [owed_by(world.units["c"], code="accept", role=Role.SECRETARY)]
    mine = desk_of(world, "secretary", *owed)
    assert mine.first.unit == world.units["c"]
    assert desk_of(world, "head_c", *owed).waiting[0].desk == "Thư ký cụm"


def test_without_a_secretary_the_chair_sits_at_that_desk(world):
    owed = [owed_by(None, code="duties", role=Role.SECRETARY)]
    assert [t.owed.code for t in desk_of(world, "head_a", *owed).waiting] == ["duties"]
    world.year.secretary = None
    assert desk_of(world, "head_a", *owed).first.owed.code == "duties"


@pytest.mark.parametrize(
    ("owed", "words"),
    [
        ([], "Mở giai đoạn “%(stage)s”"),
        (["b", "c"], "Đôn đốc %(count)s đơn vị còn việc của giai đoạn"),
        ([None], "Xem %(count)s việc còn thiếu trước khi mở giai đoạn “%(stage)s”"),
    ],
)
def test_with_a_clear_desk_the_chair_sees_the_next_move_of_the_year(world, owed, words):
    things = [owed_by(world.units[code] if code else None, role=Role.SPECIALIST) for code in owed]
    assert desk_of(world, "head_a", *things).first.owed.what == words
    assert desk_of(world, "head_b", *things).first is None or "b" in owed


def test_the_chair_sees_who_owes_the_late_first(world, owing):  # noqa: F811
    owing(
        owed_by(world.units["a"], Progress.DONE, done_on=DAY),
        owed_by(world.units["b"], due=date(2090, 1, 1)),
        owed_by(world.units["c"]),
    )
    context = world.client("head_a").get(HOME).context
    (board,) = context["boards"]
    assert [row.unit.short_name for row in board.progress] == ["C", "B", "A"]
    assert (board.is_chairing, board.late_units, board.owing_units) == (True, 1, 2)
    assert [
        row.unit.short_name for row in world.client("head_b").get(HOME).context["boards"][0].progress
    ] == [
        "A",
        "B",
        "C",
    ]


def test_the_authority_sees_every_cluster_the_latest_first(world):
    other = actions.create_cluster(
        world.actor("operator"),
        code="cum-khac",
        kind="cum",
        name="Cụm khác",
        awarding_authority=world.year.cluster.awarding_authority,
    )
    actions.open_year(
        world.actor("operator"), other, 2090, members=list(world.units.values()), chair=world.units["b"]
    )
    context = world.client("authority").get(HOME).context
    assert [(row.year.cluster.code, row.late > 0, row.units) for row in context["clusters"]] == [
        ("cum-thu", True, 3),
        ("cum-khac", False, 3),
    ]
    assert context["late_clusters"] == 1


def test_the_authority_decides_what_is_proposed(world, owing):  # noqa: F811
    owing(owed_by(world.units["c"], code="decide", role=Role.AUTHORITY, stage=Stage.PROPOSAL))
    assert world.client("authority").get(HOME).context["desk"].first is None
    world.at(Stage.PROPOSAL)
    first = world.client("authority").get(HOME).context["desk"].first
    assert (first.owed.code, first.unit) == ("decide", world.units["c"])


def test_the_editor_sees_comments_held_and_drafts(world):
    article = Article.objects.create(slug="bai", title="Bài đang viết", lead="x", body="x", byline="PC")
    page = world.client("editor").get(HOME).content.decode()
    assert "Hoàn thiện bài “Bài đang viết”" in page
    Article.objects.create(
        slug="tin", title="Tin", lead="x", body="x", byline="PC", state=ArticleState.PUBLISHED
    )
    for number in range(7):
        Comment.objects.create(
            article=article,
            author_name="Bạn đọc",
            email="a@example.vn",
            text=f"Ý kiến {number}",
            received_at=datetime(2017, 11, 18, 8, number, tzinfo=OFFICE),
        )
    answer = world.client("editor").get(HOME)
    page = answer.content.decode()
    assert "Duyệt 7 ý kiến bạn đọc" in page
    assert len(answer.context["news"].comments) == 5
    assert "a@example.vn" not in page


def test_the_operator_sees_accounts_without_a_unit_first(world):
    page = world.client("operator").get(HOME)
    assert page.context["system"].accounts == len(world.people)
    assert page.context["system"].without_unit == 0
    from thidua.clusters.models import Appointment

    actions.end_appointment(
        world.actor("operator"), Appointment.objects.get(user=world.people["head_c"]), until=date(2017, 5, 1)
    )
    assert "Bổ nhiệm 1 tài khoản chưa có đơn vị" in world.client("operator").get(HOME).content.decode()


def test_the_inspector_is_led_to_years_and_journals(world):
    page = world.client("inspector").get(HOME).content.decode()
    assert world.year.url("journal") in page
    assert "/nhat-ky/" in page


def test_after_the_hand_over_the_last_year_is_still_at_hand(world):
    actions.close_year(world.actor("head_a"), world.year, on=date(2017, 12, 5))
    page = world.client("head_b").get(HOME).content.decode()
    assert "Xem lại năm đó" in page
    assert world.year.get_absolute_url() in page


def test_nobody_is_left_without_a_word(world):
    assert "Chưa có năm nào mở cho bạn" in world.client("stranger").get(HOME).content.decode()
    ClusterYear.objects.all().delete()
    assert "Chưa có năm nào đang mở" in world.client("authority").get(HOME).content.decode()


def test_the_authority_is_told_what_awaits_its_decision_in_years_handed_over_too(world):
    def home():
        page = world.client("authority").get(HOME)
        return page.context["awaiting"], page.content.decode()

    then = datetime(2017, 11, 25, 9, tzinfo=OFFICE)
    for code in "ab":
        Proposal.objects.create(
            cluster_year=world.year, unit=world.units[code], award="co_thi_dua_bo_tinh", proposed_at=then
        )
    Proposal.objects.update_or_create(
        cluster_year=world.year,
        unit=world.units["c"],
        award="co_thi_dua_bo_tinh",
        defaults={"proposed_at": then, "withdrawn_at": then},
    )
    world.at(Stage.PROPOSAL)
    count, page = home()
    assert count == 0  # the cluster's list is not final yet
    assert "/de-nghi-cac-cum/" in page
    world.at(Stage.HAND_OVER)
    assert home()[0] == 2
    actions.close_year(world.actor("head_a", "2017-12-05"), world.year, on=date(2017, 12, 5))
    count, page = home()
    assert count == 2
    assert "Quyết định 2 đề nghị khen thưởng" in page
    assert "2 chờ quyết định" in page
    assert page.count("/de-nghi-cac-cum/") == 2


@pytest.mark.parametrize("name", ROLES)
def test_home_asks_no_more_for_more_units(world, name):
    client = world.client(name)
    client.get(HOME)
    counts = []
    for units in (0, 6):
        more_units(world, units)
        with CaptureQueriesContext(connection) as asked:
            client.get(HOME)
        counts.append(len(asked))
    assert counts[1] <= counts[0]


def test_overseers_ask_no_more_for_more_clusters(world):
    clients = [world.client(name) for name in ("authority", "inspector", "operator")]

    def asked():
        counts = []
        for client in clients:
            with CaptureQueriesContext(connection) as queries:
                client.get(HOME)
            counts.append(len(queries))
        return counts

    before = asked()
    for number in range(12):
        cluster = actions.create_cluster(
            world.actor("operator"),
            code=f"cum-{number}",
            kind="cum",
            name=f"Cụm {number}",
            awarding_authority=world.year.cluster.awarding_authority,
        )
        actions.open_year(
            world.actor("operator"), cluster, 2017, members=list(world.units.values()), chair=world.units["a"]
        )
    assert asked() == before


@pytest.mark.parametrize(("name", "first", "each_more"), [("head_b", 25, 21), ("head_a", 25, 21)])
def test_questions_asked_grow_by_a_fixed_number_for_each_open_year(world, name, first, each_more):
    client = world.client(name)

    def asked():
        with CaptureQueriesContext(connection) as context:
            assert client.get(HOME).status_code == 200
        return len(context)

    asked()
    assert (one := asked()) <= first
    for later in range(1, 4):
        year = ClusterYear.objects.create(
            cluster=world.year.cluster, year=2017 + later, chair=world.units["a"]
        )
        for unit in world.units.values():
            Membership.objects.create(cluster_year=year, unit=unit)
    assert asked() <= one + 3 * each_more
