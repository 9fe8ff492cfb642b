"""Which roles a person holds in a cluster year, and from when until when."""

import inspect
from datetime import date
from decimal import Decimal

import pytest

from thidua.accounts import actions as accounts
from thidua.accounts.permissions import Permission
from thidua.accounts.roles import Role
from thidua.clusters import actions
from thidua.clusters.access import access_to, current_appointment, unit_of
from thidua.clusters.models import Appointment
from thidua.clusters.queries import years_seen_by
from thidua.core.timetable import Stage
from thidua.pledges.actions import agree_figures, save_pact, save_target, sign_pact

DAY = date(2017, 5, 10)


def roles(world, name, day=DAY):
    return access_to(world.people[name], world.year, day).roles


def test_each_person_holds_the_roles_of_the_field(world):
    held = {
        "specialist_a": {Role.SPECIALIST},
        "head_a": {Role.UNIT_HEAD, Role.CHAIR},
        "head_b": {Role.UNIT_HEAD},
        "secretary": {Role.SPECIALIST, Role.SECRETARY},
        "authority": {Role.AUTHORITY},
        "editor": {Role.EDITOR},
        "inspector": {Role.INSPECTOR},
        "operator": {Role.OPERATOR},
        "stranger": set(),
    }
    assert {name: set(roles(world, name)) for name in held} == held


def test_the_chair_passes_on_with_the_chair_unit(world):
    world.year.chair = world.units["b"]
    assert roles(world, "head_a") == {Role.UNIT_HEAD}
    assert roles(world, "head_b") == {Role.UNIT_HEAD, Role.CHAIR}


def test_a_secretary_who_left_the_chair_unit_is_secretary_no_more(world):
    secretary = world.people["secretary"]
    actions.appoint(world.actor("operator"), secretary, world.units["b"], since=DAY)
    assert roles(world, "secretary") == {Role.SPECIALIST}
    assert unit_of(secretary, DAY) == world.units["b"]


def test_an_authority_oversees_its_own_clusters_only(world):
    actions.appoint(world.actor("operator"), world.people["authority"], world.units["b"], since=DAY)
    assert roles(world, "authority") == set()


@pytest.mark.parametrize("name", ["head_b", "inspector", "operator", "authority"])
def test_a_closed_account_holds_nothing(world, name):
    world.people[name].is_active = False
    assert roles(world, name) == set()
    assert years_seen_by(world.people[name], DAY) == []


def test_an_appointment_counts_from_its_day_until_the_day_it_ends(world):
    stranger = world.people["stranger"]
    actions.appoint(world.actor("operator"), stranger, world.units["c"], since=date(2017, 6, 1))
    assert roles(world, "stranger", date(2017, 5, 31)) == set()
    assert roles(world, "stranger", date(2017, 6, 1)) == {Role.UNIT_HEAD}
    place = Appointment.objects.get(user=stranger, unit=world.units["c"])
    actions.end_appointment(world.actor("operator", "2017-06-20"), place, until=date(2017, 6, 20))
    assert roles(world, "stranger", date(2017, 6, 19)) == {Role.UNIT_HEAD}
    assert roles(world, "stranger", date(2017, 6, 20)) == set()


def test_a_later_move_that_is_overtaken_never_comes_into_force(world):
    person = world.people["head_c"]
    operator = world.actor("operator")
    actions.appoint(operator, person, world.units["b"], since=date(2018, 1, 1))
    actions.appoint(operator, person, world.units["a"], since=date(2017, 6, 1))
    days = [date(2017, 5, 31), date(2017, 6, 1), date(2018, 1, 1), date(2020, 1, 1)]
    assert [unit_of(person, day).code for day in days] == ["so-c", "so-a", "so-a", "so-a"]


def test_the_actors_own_day_decides_what_the_actor_may_do(world):
    stranger = world.people["stranger"]
    actions.appoint(world.actor("operator"), stranger, world.units["a"], since=date(2017, 6, 1))
    before, after = world.actor("stranger", "2017-05-31"), world.actor("stranger", "2017-06-01")
    assert not access_to(stranger, world.year, before.today).may(Permission.MOVE_STAGE)
    assert access_to(stranger, world.year, after.today).may(Permission.MOVE_STAGE)


def test_own_reaches_the_own_unit_only(world):
    access = access_to(world.people["head_b"], world.year, DAY)
    assert access.may(Permission.SIGN_PACT, world.units["b"])
    assert not access.may(Permission.SIGN_PACT, world.units["c"])
    assert not access.may(Permission.SIGN_PACT, world.units["a"].pk)


def test_the_years_listed_are_the_years_that_open(world):
    for name in world.people:
        seen = world.year in years_seen_by(world.people[name], DAY)
        assert seen == access_to(world.people[name], world.year, DAY).may(Permission.READ_YEAR), name


def test_closing_an_account_shuts_the_door_at_once(world):
    client = world.client("head_b")
    address = world.year.get_absolute_url()
    assert client.get(address).status_code == 200
    accounts.set_active(world.actor("operator"), world.people["head_b"], active=False)
    answer = client.get(address)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/dang-nhap/")


def test_ending_an_appointment_shuts_the_door_at_once(world):
    client = world.client("head_b")
    address = world.year.get_absolute_url()
    assert client.get(address).status_code == 200
    place = Appointment.objects.get(user=world.people["head_b"])
    actions.end_appointment(world.actor("operator"), place, until=DAY)
    assert client.get(address).status_code == 403


def test_nobody_asks_the_machine_for_the_day():
    """Whoever asks what a user may do says on which day: acts of the past are recorded too."""
    for asked in (access_to, unit_of, current_appointment, years_seen_by):
        assert inspect.signature(asked).parameters["today"].default is inspect.Parameter.empty


def test_a_signature_of_the_past_bears_the_position_of_that_day(world):
    head = world.people["head_b"]
    Appointment.objects.filter(user=head).update(until=date(2018, 1, 1))
    year = world.at(Stage.PLEDGING)
    save_pact(world.actor("secretary"), year, text="Giao ước")
    target = save_target(
        world.actor("secretary"), year, name="Chỉ tiêu", field="culture", measure="việc", direction="tang"
    )
    agree_figures(world.actor("specialist_b"), year, world.units["b"], {target.code: Decimal(5)})
    signature = sign_pact(world.actor("head_b", "2017-03-24"), year, world.units["b"])
    assert signature.signer_position == "Lãnh đạo đơn vị"
