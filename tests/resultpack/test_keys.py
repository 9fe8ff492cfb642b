"""The units' keys: made at first use, sealed, replaced for a reason, recognised afterwards."""

from __future__ import annotations

import pytest

from tests.resultpack.year import packed
from thidua.core.faults import NotPermitted, Refused
from thidua.journal.models import Entry
from thidua.resultpack.actions import make_pack
from thidua.resultpack.checking.check import check
from thidua.resultpack.keys import opened, replace_key, signing_key
from thidua.resultpack.models import UnitKey


def test_a_key_is_made_at_its_first_use_and_used_again(world):
    unit = world.units["a"]
    key = signing_key(world.actor("secretary"), unit)
    assert signing_key(world.actor("inspector"), unit) == key
    assert Entry.objects.get(action="make_key").after == {"fingerprint": key.fingerprint}
    assert opened(key).hex() not in key.private_key


def test_a_unit_has_one_key_in_use(world):
    old = signing_key(world.actor("secretary"), world.units["a"])
    new = replace_key(world.actor("head_a"), world.units["a"], reason="Đổi máy chủ")
    old.refresh_from_db()
    assert not old.is_in_use and old.retired_for == "Đổi máy chủ" and old.private_key == ""
    assert signing_key(world.actor("secretary"), world.units["a"]) == new
    entry = Entry.objects.get(action="replace_key")
    assert (entry.before, entry.after) == (
        {"fingerprint": old.fingerprint},
        {"fingerprint": new.fingerprint},
    )
    assert entry.reason == "Đổi máy chủ"


@pytest.mark.parametrize("who", ["head_a", "operator"])
def test_who_replaces_a_key(world, who):
    assert replace_key(world.actor(who), world.units["a"], reason="Nghi lộ khóa").is_in_use


@pytest.mark.parametrize("who", ["specialist_a", "secretary", "head_b", "authority", "inspector", "stranger"])
def test_nobody_else_does(world, who):
    with pytest.raises(NotPermitted):
        replace_key(world.actor(who), world.units["a"], reason="Thử")
    assert not UnitKey.objects.exists()


def test_without_a_reason_no_key_is_replaced(world):
    with pytest.raises(Refused, match="Chưa nêu lý do"):
        replace_key(world.actor("head_a"), world.units["a"], reason="  ")


def test_a_pack_signed_before_stays_valid(a_lived_year):
    before = packed(a_lived_year)
    replace_key(a_lived_year.actor("head_a", "2017-12-01"), a_lived_year.units["a"], reason="Đổi máy chủ")
    assert check(before.content, before.fingerprint).is_valid
    assert packed(a_lived_year).fingerprint != before.fingerprint


def test_the_secret_lost_says_so_and_a_new_key_helps(a_lived_year, settings):
    world = a_lived_year
    packed(world)
    settings.SECRET_KEY = "khác hẳn"
    with pytest.raises(Refused) as refused:
        make_pack(world.actor("secretary", "2017-11-21"), world.year)
    assert "THIDUA_SECRET_KEY" in str(refused.value) and "thay khóa mới" in str(refused.value)
    replace_key(world.actor("operator", "2017-11-21"), world.units["a"], reason="Mất khóa bí mật")
    assert check(packed(world).content).is_valid


def test_a_key_put_in_the_place_of_another_does_not_open(world):
    key = signing_key(world.actor("secretary"), world.units["a"])
    other = signing_key(world.actor("secretary"), world.units["b"])
    key.private_key = other.private_key
    with pytest.raises(Refused, match="Không mở được khóa ký"):
        opened(key)
