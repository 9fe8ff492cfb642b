"""Making, closing and resetting accounts."""

import pytest

from thidua.accounts import actions
from thidua.accounts.models import User
from thidua.accounts.roles import Role
from thidua.core.faults import NotPermitted, Refused
from thidua.journal.models import Entry


def make(world, name="operator", **changes):
    given = {"username": "Lan.NT", "full_name": "Nguyễn  Thị Lan", "role": Role.SPECIALIST, **changes}
    return actions.create_user(world.actor(name), **given)


def test_an_account_is_made_with_a_password_of_its_own(world):
    user, secret = make(world)
    user.refresh_from_db()
    assert (user.username, user.full_name) == ("lan.nt", "Nguyễn Thị Lan")
    assert user.check_password(secret)
    entry = Entry.objects.get(action="create_user")
    assert entry.actor == world.people["operator"]
    assert secret not in str(entry.after)


@pytest.mark.parametrize("name", ["head_a", "authority", "editor", "inspector", "specialist_b"])
def test_only_the_operator_manages_accounts(world, name):
    with pytest.raises(NotPermitted):
        make(world, name)
    with pytest.raises(NotPermitted):
        actions.reset_password(world.actor(name), world.people["head_b"])
    with pytest.raises(NotPermitted):
        actions.set_active(world.actor(name), world.people["head_b"], active=False)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"username": "HEAD_B"}, "username"),
        ({"role": Role.CHAIR}, "role"),
        ({"role": Role.SECRETARY}, "role"),
        ({"email": "khong phai thu"}, "email"),
        ({"full_name": ""}, "full_name"),
        ({"full_name": "a" * 200}, "full_name"),
    ],
)
def test_a_faulty_account_is_refused_at_its_field(world, changes, place):
    before = User.objects.count()
    with pytest.raises(Refused) as refused:
        make(world, **changes)
    assert place in [fault.place for fault in refused.value.faults]
    assert User.objects.count() == before


def test_nobody_closes_the_own_account(world):
    with pytest.raises(Refused):
        actions.set_active(world.actor("operator"), world.people["operator"], active=False)
