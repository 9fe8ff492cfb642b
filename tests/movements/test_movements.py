"""Directives are cited, movements launched, and each unit records its part."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.clusters import obligations
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.timetable import Progress, Stage
from thidua.journal.models import Entry
from thidua.movements import actions, queries
from thidua.movements.models import Directive, Movement

DIRECTIVE = {
    "number": "34-CT/TW",
    "issued_on": date(2014, 4, 7),
    "issuer": "Bộ Chính trị",
    "abstract": "Về tiếp tục đổi mới công tác thi đua, khen thưởng",
}
MOVEMENT = {
    "name": "Toàn dân đoàn kết xây dựng đời sống văn hóa",
    "launched_by": "Ủy ban Trung ương MTTQ Việt Nam",
    "level": "trung_uong",
    "kind": "thuong_xuyen",
    "starts_on": date(2017, 1, 1),
}
PDF = b"%PDF-1.7\n%made for a test\n%%EOF\n"


@pytest.fixture
def movement(world) -> Movement:
    return actions.launch_movement(world.actor("secretary"), world.year, **MOVEMENT)


def owed(world, code):
    return [o for o in obligations.owed_in(world.year) if o.code == code]


def test_a_directive_is_cited_with_its_file_and_the_file_is_served_to_members_only(world):
    upload = SimpleUploadedFile("chi-thi.pdf", PDF)
    directive = actions.save_directive(world.actor("secretary"), world.year, **DIRECTIVE, file=upload)
    address = world.year.url("directive_file", directive.pk)
    answer = world.client("specialist_c").get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert "attachment" in answer["Content-Disposition"]
    assert world.client("stranger").get(address).status_code == 403


def test_a_file_that_is_not_what_its_name_says_is_refused_and_nothing_is_kept(world):
    upload = SimpleUploadedFile("chi-thi.pdf", b"MZ this is a program")
    with pytest.raises(Refused, match="đuôi tệp"):
        actions.save_directive(world.actor("secretary"), world.year, **DIRECTIVE, file=upload)
    assert not Directive.objects.exists()


def test_a_new_file_replaces_the_old_and_removing_the_directive_removes_it(
    world, django_capture_on_commit_callbacks
):
    actor = world.actor("secretary")
    directive = actions.save_directive(actor, world.year, **DIRECTIVE, file=SimpleUploadedFile("a.pdf", PDF))
    first = directive.text.file
    with django_capture_on_commit_callbacks(execute=True):
        actions.save_directive(
            actor,
            world.year,
            **DIRECTIVE,
            file=SimpleUploadedFile("b.pdf", PDF),
            directive=directive,
            version=1,
        )
    assert not first.storage.exists(first.name)
    second = Directive.objects.get().text.file
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_directive(actor, directive)
    assert not second.storage.exists(second.name)
    assert Entry.objects.get(action="remove_directive").before["number"] == "34-CT/TW"


def test_a_directive_cited_twice_collides_but_an_import_updates_it(world):
    actor = world.actor("secretary")
    actions.save_directive(actor, world.year, **DIRECTIVE)
    with pytest.raises(Refused, match="đã có"):
        actions.save_directive(actor, world.year, **DIRECTIVE)
    importer = type(actor)(actor.user, actor.at, for_all_units=True)
    changed = actions.save_directive(importer, world.year, **{**DIRECTIVE, "abstract": "Trích yếu mới"})
    assert Directive.objects.get().abstract == changed.abstract == "Trích yếu mới"


def test_only_the_chair_side_and_the_authority_cite_and_launch(world):
    for name in ("specialist_b", "head_b", "inspector", "stranger"):
        with pytest.raises(NotPermitted):
            actions.save_directive(world.actor(name), world.year, **DIRECTIVE)
        with pytest.raises(NotPermitted):
            actions.launch_movement(world.actor(name), world.year, **MOVEMENT)
    actions.launch_movement(world.actor("authority"), world.year, **MOVEMENT)


def test_a_movement_ends_after_it_begins_and_names_a_level_that_exists(world):
    with pytest.raises(Refused) as refused:
        actions.launch_movement(
            world.actor("head_a"),
            world.year,
            **{**MOVEMENT, "level": "xã", "ends_on": date(2016, 1, 1), "name": " "},
        )
    assert {fault.place for fault in refused.value.faults} == {"level", "ends_on", "name"}


def test_an_older_form_is_refused_with_who_saved_and_when(world, movement):
    actor = world.actor("secretary", "2017-03-02", 10)
    actions.launch_movement(
        actor, world.year, **{**MOVEMENT, "criteria": "Mới"}, movement=movement, version=1
    )
    with pytest.raises(Stale, match="Người secretary đã lưu lúc 10:00 02/03/2017"):
        actions.launch_movement(actor, world.year, **MOVEMENT, movement=movement, version=1)


def test_the_stale_form_keeps_what_was_typed_and_may_be_saved_again(world, movement):
    actions.launch_movement(
        world.actor("secretary"), world.year, **{**MOVEMENT, "targets": "A"}, movement=movement, version=1
    )
    client = world.client("head_a")
    typed = {**MOVEMENT, "starts_on": "01/01/2017", "targets": "Bản của cụm trưởng", "version": 1}
    page = client.post(world.year.url("edit_movement", movement.pk), typed)
    assert "Bản của cụm trưởng" in page.text
    assert 'name="version" value="2"' in page.text
    saved = client.post(world.year.url("edit_movement", movement.pk), {**typed, "version": 2})
    assert saved.status_code == 302
    movement.refresh_from_db()
    assert movement.targets == "Bản của cụm trưởng"


def test_launching_is_owed_before_the_year_may_go_on(world):
    [before] = owed(world, "movement")
    assert (before.progress, before.role, before.blocks) == (Progress.NOT_STARTED, "secretary", True)
    actions.launch_movement(world.actor("secretary"), world.year, **MOVEMENT)
    assert owed(world, "movement")[0].is_done


def test_each_unit_records_its_own_part_while_the_year_runs(world, movement):
    world.at(Stage.RUNNING)
    movement.refresh_from_db()
    part = actions.record_part(
        world.actor("specialist_b"),
        movement,
        world.units["b"],
        activities="Ra quân\r\nTổng kết",
        results="95 %",
    )
    assert part.activities == "Ra quân\nTổng kết"
    with pytest.raises(NotPermitted):
        actions.record_part(world.actor("specialist_b"), movement, world.units["c"], activities="…")
    by_unit = {o.unit_id: o for o in owed(world, f"part:{movement.pk}")}
    assert by_unit[world.units["b"].pk].is_done
    assert not by_unit[world.units["c"].pk].is_done
    assert not by_unit[world.units["c"].pk].blocks


def test_no_part_is_recorded_before_the_year_runs(world, movement):
    with pytest.raises(Refused, match="giai đoạn"):
        actions.record_part(world.actor("specialist_b"), movement, world.units["b"], activities="Sớm")


def test_two_people_of_a_unit_do_not_overwrite_each_other(world, movement):
    world.at(Stage.RUNNING)
    movement.refresh_from_db()
    unit = world.units["b"]
    actions.record_part(world.actor("specialist_b"), movement, unit, activities="Một", version=0)
    with pytest.raises(Stale):
        actions.record_part(world.actor("head_b"), movement, unit, activities="Hai", version=0)


def test_a_movement_is_withdrawn_only_while_no_unit_took_part(world, movement):
    world.at(Stage.RUNNING)
    movement.refresh_from_db()
    actions.record_part(world.actor("specialist_b"), movement, world.units["b"], activities="Một")
    with pytest.raises(Refused, match="Đã có đơn vị"):
        actions.withdraw_movement(world.actor("head_a"), movement)


def test_movements_are_read_with_how_many_units_take_part(world, movement):
    assert [m.units_taking_part for m in queries.movements(world.year)] == [0]


def test_a_closed_year_is_only_read(world, movement):
    world.year.closed_on = date(2017, 12, 5)
    world.year.save()
    with pytest.raises(Refused, match="đã bàn giao"):
        actions.save_directive(world.actor("secretary"), world.year, **DIRECTIVE)
