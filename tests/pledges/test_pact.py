"""The pact's text and targets are drafted by the chair's side until somebody signs."""

from decimal import Decimal

import pytest

from tests.pledges.conftest import FAMILIES, MEDALS, TEXT, agree
from thidua.accounts.actor import Actor
from thidua.clusters import obligations
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.pledges import actions, queries
from thidua.pledges.models import AgreedFigure, Pact, Target


def importer(world) -> Actor:
    actor = world.actor("secretary")
    return Actor(actor.user, actor.at, for_all_units=True)


def owed(world, code):
    return [o for o in obligations.owed_in(world.year) if o.code == code]


def test_text_and_targets_are_owed_before_pledging(world):
    assert not owed(world, "pact")[0].is_done
    assert not owed(world, "targets")[0].is_done
    assert owed(world, "pact")[0].blocks
    actor = world.actor("secretary")
    actions.save_pact(actor, world.year, text=TEXT)
    actions.save_target(actor, world.year, **MEDALS)
    assert owed(world, "pact")[0].is_done
    assert owed(world, "targets")[0].is_done


@pytest.mark.parametrize("name", ["specialist_b", "head_b", "authority", "inspector", "stranger"])
def test_only_the_chairs_side_drafts(world, name):
    with pytest.raises(NotPermitted):
        actions.save_pact(world.actor(name), world.year, text=TEXT)
    with pytest.raises(NotPermitted):
        actions.save_target(world.actor(name), world.year, **MEDALS)


def test_an_empty_pact_is_refused(world):
    with pytest.raises(Refused) as refused:
        actions.save_pact(world.actor("secretary"), world.year, text="  \n ")
    assert [fault.place for fault in refused.value.faults] == ["text"]


def test_an_older_text_does_not_overwrite_a_newer(drafted):
    actor = drafted.actor("head_a", "2017-03-02", 14)
    actions.save_pact(actor, drafted.year, text="Bản hai", version=1)
    with pytest.raises(Stale, match="Người head_a đã lưu lúc 14:00 02/03/2017"):
        actions.save_pact(drafted.actor("secretary"), drafted.year, text="Bản ba", version=1)
    assert Pact.objects.get().text == "Bản hai"


def test_two_people_who_both_begin_the_pact_do_not_overwrite_each_other(world):
    actions.save_pact(world.actor("secretary"), world.year, text="Một", version=0)
    with pytest.raises(Stale):
        actions.save_pact(world.actor("head_a"), world.year, text="Hai", version=0)


def test_a_target_gets_a_code_from_its_name_and_a_second_of_the_name_collides(world):
    values = {key: value for key, value in MEDALS.items() if key != "code"}
    target = actions.save_target(world.actor("secretary"), world.year, **values)
    assert target.code == "huy-chuong-tai-cac-giai-quoc-gia-quoc-te"
    with pytest.raises(Refused, match="đã có"):
        actions.save_target(world.actor("secretary"), world.year, **values)


def test_the_first_signature_freezes_text_and_targets_and_says_so(a_signed_unit):
    actor = a_signed_unit.actor("secretary")
    for change in (
        lambda: actions.save_pact(actor, a_signed_unit.year, text="Khác"),
        lambda: actions.save_target(actor, a_signed_unit.year, **{**MEDALS, "code": "moi"}),
        lambda: actions.remove_target(actor, Target.objects.first()),
    ):
        with pytest.raises(Refused, match="đã có chữ ký .B ký lúc 09:00 20/03/2017."):
            change()


def test_an_import_of_the_same_signed_pact_changes_nothing(a_signed_unit):
    entries = Entry.objects.count()
    actor = importer(a_signed_unit)
    actions.save_pact(actor, a_signed_unit.year, text=TEXT)
    actions.save_target(actor, a_signed_unit.year, **FAMILIES)
    actions.agree_figures(
        actor, a_signed_unit.year, a_signed_unit.units["b"], {"huy-chuong": Decimal("200.000")}
    )
    assert Entry.objects.count() == entries
    with pytest.raises(Refused, match="đã có chữ ký"):
        actions.save_pact(actor, a_signed_unit.year, text="Khác")


def test_a_measure_may_not_contradict_figures_already_agreed(drafted):
    agree(drafted, "b")
    target = Target.objects.get(code="huy-chuong")
    with pytest.raises(Refused) as refused:
        actions.save_target(
            drafted.actor("secretary"), drafted.year, **{**MEDALS, "measure": "%"}, target=target
        )
    assert [fault.place for fault in refused.value.faults] == ["measure"]


def test_removing_a_target_takes_its_figures_along_and_the_journal_keeps_them(drafted):
    agree(drafted, "b")
    actions.remove_target(drafted.actor("secretary"), Target.objects.get(code="huy-chuong"))
    assert AgreedFigure.objects.count() == 1
    assert Entry.objects.get(action="remove_target").before["figures"] == {"B": "200.000"}


def test_no_draft_is_changed_once_the_year_runs(drafted):
    with pytest.raises(Refused, match="giai đoạn"):
        actions.save_pact(drafted.actor("secretary"), drafted.at(Stage.RUNNING), text="Khác")


def test_the_table_has_every_units_figures_in_the_order_of_the_targets(drafted):
    agree(drafted, "b")
    table = queries.pact_table(drafted.year)
    assert [target.code for target in table.targets] == ["huy-chuong", "gia-dinh-van-hoa"]
    assert {row.unit.code: row.figures for row in table.rows} == {
        "so-a": (None, None),
        "so-b": (Decimal(200), Decimal("88.5")),
        "so-c": (None, None),
    }
    assert queries.agreed_figures(drafted.year)["gia-dinh-van-hoa", drafted.units["b"].pk] == Decimal("88.5")
