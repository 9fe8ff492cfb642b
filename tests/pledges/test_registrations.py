"""Units register the titles and commendations they strive for."""

from datetime import date

import pytest

from thidua.clusters import obligations
from thidua.core.award import SubjectKind
from thidua.core.faults import NotPermitted, Refused
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.pledges import actions, queries

FIGHTER = "chien_si_thi_dua_co_so"


def register(world, name="specialist_b", unit="b", **values):
    return actions.register(
        world.actor(name, "2017-03-16"),
        world.year,
        world.units[unit],
        **{"award": FIGHTER, "quantity": 5, **values},
    )


def test_a_unit_registers_for_itself_alone(world):
    registration = register(world)
    assert registration.subject == SubjectKind.PERSON
    for name in ("specialist_c", "head_c", "authority", "stranger"):
        with pytest.raises(NotPermitted):
            register(world, name)


def test_registering_again_changes_number_and_note_and_keeps_the_first_day(world):
    register(world)
    actions.register(
        world.actor("head_b", "2017-04-20"),
        world.year,
        world.units["b"],
        award=FIGHTER,
        quantity=7,
        note="Bổ sung",
    )
    [registration] = world.year.registrations.all()
    assert (registration.quantity, registration.note) == (7, "Bổ sung")
    assert registration.registered_at == world.actor("head_b", "2017-03-16").at
    assert Entry.objects.first().before == {"quantity": 5, "note": ""}


def test_unknown_awards_and_impossible_numbers_are_refused_together(world):
    with pytest.raises(Refused) as refused:
        register(world, award="huan_chuong_la", quantity=0)
    assert [fault.place for fault in refused.value.faults] == ["award", "quantity"]


def test_a_registration_is_withdrawn_by_its_unit(world):
    registration = register(world)
    with pytest.raises(NotPermitted):
        actions.withdraw_registration(world.actor("head_c"), registration)
    actions.withdraw_registration(world.actor("head_b"), registration)
    assert not world.year.registrations.exists()
    assert Entry.objects.first().before == {"award": FIGHTER, "quantity": 5, "note": ""}


def test_registering_ends_when_the_year_is_reviewed(world):
    register(world)
    world.at(Stage.MIDYEAR_REVIEW)
    with pytest.raises(Refused, match="giai đoạn"):
        register(world, quantity=6)


def test_the_table_shows_registered_awards_and_totals(world):
    register(world)
    register(world, "specialist_c", "c", quantity=3)
    register(world, "head_c", "c", award="co_thi_dua_bo_tinh", quantity=1)
    table = queries.registration_table(world.year)
    assert [award.code for award in table.awards] == [FIGHTER, "co_thi_dua_bo_tinh"]
    assert table.totals == [8, 1]
    assert [row.made for row in table.rows] == [0, 1, 2]


def test_each_unit_owes_a_registration_when_pledging(world):
    register(world)
    owed = {o.unit_id: o for o in obligations.owed_in(world.year) if o.code == "registration"}
    assert owed[world.units["b"].pk].done_on == date(2017, 3, 16)
    assert not owed[world.units["c"].pk].is_done
    assert owed[world.units["c"].pk].stage is Stage.PLEDGING
