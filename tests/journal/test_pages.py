"""The journal's pages."""

import pytest
from django.urls import reverse
from django.utils import translation

from thidua.clusters import actions
from thidua.clusters.models import Membership, Unit, UnitKind
from thidua.core.faults import Refused
from thidua.core.timetable import Stage
from thidua.journal.actions import append
from thidua.journal.models import Entry
from thidua.newsroom.actions import save_article
from thidua.pledges.actions import register, save_pact

READERS = ["head_a", "secretary", "authority", "inspector", "operator"]
OTHERS = ["head_b", "specialist_a", "editor", "stranger"]


@pytest.fixture
def page(world):
    return world.year.url("journal")


@pytest.mark.parametrize("name", READERS)
def test_those_who_run_and_oversee_the_year_read_it(world, page, name):
    assert world.client(name).get(page).status_code == 200


@pytest.mark.parametrize("name", OTHERS)
def test_others_do_not(world, page, name):
    assert world.client(name).get(page).status_code == 403


def test_an_entry_tells_who_when_what_before_after_and_why(world, page):
    actions.return_to_stage(world.actor("head_a"), world.at(Stage.RUNNING), Stage.PLEDGING, reason="Ký lại")
    text = world.client("inspector").get(page).content.decode()
    for told in ("Quay lại giai đoạn trước", "Người head_a", "09:00 10/05/2017", "Ký lại"):
        assert told in text
    assert "<del>Thực hiện</del>" in text
    assert "<ins>Ký giao ước</ins>" in text


def test_a_typed_text_that_looks_like_a_day_does_not_break_it(world, page):
    year = world.at(Stage.PLEDGING)
    register(world.actor("specialist_b"), year, world.units["b"], award="giay_khen", note="2017-02-30")
    answer = world.client("head_a").get(page)
    assert answer.status_code == 200
    assert "2017-02-30" in answer.text


@pytest.mark.parametrize(("name", "reads"), [("head_a", False), ("operator", False), ("inspector", True)])
@pytest.mark.parametrize("in_a_year", [True, False])
def test_unpublished_news_is_withheld(world, page, name, reads, in_a_year):
    save_article(
        world.actor("editor"),
        title="Tin",
        lead="Sa-pô",
        body="Bản thảo chưa đăng",
        byline="A",
        cluster_year=world.year if in_a_year else None,
    )
    answer = world.client(name).get(page if in_a_year else reverse("system_journal"))
    if answer.status_code == 200:
        assert ("Bản thảo chưa đăng" in answer.text) is reads
        assert "Soạn bài" in answer.text


def test_an_entry_is_in_the_offices_language_whatever_the_writer_reads_in(world):
    year = world.at(Stage.PLEDGING)
    with translation.override("en"):
        register(world.actor("specialist_b"), year, world.units["b"], award="giay_khen")
        save_pact(world.actor("secretary"), year, text="Giao ước")
    subjects = Entry.objects.values_list("subject", flat=True)
    assert any("Giấy khen" in subject for subject in subjects), list(subjects)
    assert not any("Certificate" in subject for subject in subjects)


def test_a_text_too_long_to_keep_is_refused(world):
    with pytest.raises(Refused) as refused:
        save_pact(world.actor("secretary"), world.year, text="y" * 32_001)
    assert [fault.place for fault in refused.value.faults] == ["text"]
    with pytest.raises(Refused):
        actions.return_to_stage(
            world.actor("head_a"), world.at(Stage.RUNNING), Stage.PLEDGING, reason="y" * 32_001
        )
    assert not Entry.objects.exists()
    assert save_pact(world.actor("secretary"), world.at(Stage.PLEDGING), text="y" * 32_000)


def test_it_is_narrowed_by_unit_action_and_person(world, page):
    for name, unit in (("head_b", "b"), ("head_c", "c")):
        append(
            world.actor(name),
            "sign_pact",
            world.units[unit],
            year_id=world.year.pk,
            unit_id=world.units[unit].pk,
        )
    append(
        world.actor("head_b"),
        "register",
        world.units["b"],
        year_id=world.year.pk,
        unit_id=world.units["b"].pk,
    )
    client = world.client("head_a")

    def told(**wanted):
        lines = client.get(page, wanted).context["lines"]
        return sorted((line.entry.action, line.entry.actor_name[-1]) for line in lines)

    assert told(unit=world.units["b"].pk) == [("register", "b"), ("sign_pact", "b")]
    assert told(action="sign_pact") == [("sign_pact", "b"), ("sign_pact", "c")]
    assert told(person=world.people["head_c"].pk) == [("sign_pact", "c")]
    assert told(unit="999", action="gì đó", person="x") == told()


def test_another_years_entries_are_not_in_it(world, page):
    append(world.actor("head_b"), "sign_pact", world.units["b"], year_id=world.year.pk + 1)
    append(world.actor("operator"), "create_user", world.people["head_b"])
    assert world.client("head_a").get(page).context["lines"] == []


def test_what_a_draft_held_is_shown_to_those_who_may_read_drafts_only(world, page):
    append(
        world.actor("specialist_b"),
        "save_draft",
        world.units["b"],
        after={"text": "Con số chưa chắc"},
        year_id=world.year.pk,
        unit_id=world.units["b"].pk,
    )
    for name in ("head_a", "secretary", "authority", "operator"):
        text = world.client(name).get(page).content.decode()
        assert "Con số chưa chắc" not in text
        assert "Soạn báo cáo" in text
    assert "Con số chưa chắc" in world.client("inspector").get(page).content.decode()


def test_it_is_paged_and_asks_the_same_for_more_entries_and_units(world, page, django_assert_num_queries):
    client = world.client("inspector")

    def fill(entries, units):
        for number in range(units):
            unit = Unit.objects.create(
                code=f"them-{entries}-{number}", kind=UnitKind.DEPARTMENT, name="Sở", short_name=f"S{number}"
            )
            Membership.objects.create(cluster_year=world.year, unit=unit, position=10 + number)
        for _ in range(entries):
            append(
                world.actor("head_b"),
                "register",
                world.units["b"],
                year_id=world.year.pk,
                unit_id=world.units["b"].pk,
            )

    fill(3, 0)
    with django_assert_num_queries(10):
        client.get(page)
    fill(120, 6)
    with django_assert_num_queries(10):
        answer = client.get(page)
    assert len(answer.context["lines"]) == 50
    assert "Trang 1/3" in answer.content.decode()
    last = client.get(page, {"trang": "3", "action": "register"})
    assert len(last.context["lines"]) == 23
    assert "?trang=2&amp;action=register" in last.content.decode()


def test_the_systems_journal_is_read_by_operator_and_inspector(world):
    append(world.actor("operator"), "create_user", world.people["head_b"], after={"username": "head_b"})
    append(world.actor("head_a"), "edit_year", world.year, year_id=world.year.pk)
    for name in ("operator", "inspector"):
        text = world.client(name).get("/nhat-ky/").content.decode()
        assert "Tạo tài khoản" in text
        assert "Sửa thiết lập năm" not in text
    for name in ("head_a", "secretary", "authority", "editor"):
        assert world.client(name).get("/nhat-ky/").status_code == 403


def test_an_empty_journal_says_what_will_be_there(world, page):
    assert "Mỗi thay đổi sẽ tự ghi vào đây" in world.client("head_a").get(page).content.decode()
    assert "Không có mục nào khớp" in world.client("head_a").get(page, {"action": "x"}).content.decode()
