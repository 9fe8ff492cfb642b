"""A unit's head signs once figures are agreed; the signature freezes what was read."""

import hashlib
from datetime import date
from decimal import Decimal

import pytest

from tests.pledges.conftest import TEXT, agree
from thidua.accounts.actor import Actor
from thidua.clusters import obligations
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.pledge import figures_version
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.pledges import actions
from thidua.pledges.models import Signature


def test_a_signature_says_who_in_what_post_when_and_under_which_text(a_signed_unit):
    signature = Signature.objects.get()
    assert signature.signer_name == "Người head_b"
    assert signature.signer_position == "Lãnh đạo đơn vị"
    assert signature.signed_by == a_signed_unit.people["head_b"]
    assert signature.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    entry = Entry.objects.get(action="sign_pact")
    assert entry.after["figures"] == {"huy-chuong": "200.000", "gia-dinh-van-hoa": "88.500"}
    [owed] = [
        o
        for o in obligations.owed_in(a_signed_unit.year)
        if o.code == "signature" and o.unit_id == a_signed_unit.units["b"].pk
    ]
    assert owed.is_done
    assert owed.done_on == date(2017, 3, 20)


@pytest.mark.parametrize("name", ["specialist_b", "secretary", "head_c", "authority", "stranger"])
def test_only_the_units_own_head_signs(drafted, name):
    drafted.at(Stage.PLEDGING)
    agree(drafted, "b")
    with pytest.raises(NotPermitted):
        actions.sign_pact(drafted.actor(name), drafted.year, drafted.units["b"])


def test_signing_needs_a_figure_for_every_target(drafted):
    drafted.at(Stage.PLEDGING)
    actions.agree_figures(
        drafted.actor("specialist_b"), drafted.year, drafted.units["b"], {"huy-chuong": Decimal(1)}
    )
    with pytest.raises(Refused, match="Tỷ lệ gia đình văn hóa"):
        actions.sign_pact(drafted.actor("head_b"), drafted.year, drafted.units["b"])


def test_signing_needs_text_and_targets(world):
    world.at(Stage.PLEDGING)
    with pytest.raises(Refused) as refused:
        actions.sign_pact(world.actor("head_b"), world.year, world.units["b"])
    assert len(refused.value.faults) == 2


@pytest.mark.parametrize("stage", [Stage.PREPARATION, Stage.RUNNING])
def test_signing_only_in_its_stage(drafted, stage):
    agree(drafted, "b")
    with pytest.raises(Refused, match="giai đoạn"):
        actions.sign_pact(drafted.actor("head_b"), drafted.at(stage), drafted.units["b"])


def test_signing_twice_tells_when_it_was_signed(a_signed_unit):
    with pytest.raises(Refused, match="B đã ký giao ước lúc 09:00 20/03/2017"):
        actions.sign_pact(a_signed_unit.actor("head_b"), a_signed_unit.year, a_signed_unit.units["b"])
    assert Signature.objects.count() == 1


def test_what_is_signed_is_what_was_read(drafted):
    drafted.at(Stage.PLEDGING)
    agree(drafted, "b")
    read = figures_version({"huy-chuong": Decimal(200), "gia-dinh-van-hoa": Decimal("88.5")})
    agree(drafted, "b", medals="20")
    with pytest.raises(Stale):
        actions.sign_pact(
            drafted.actor("head_b"), drafted.year, drafted.units["b"], version=1, figures_version=read
        )
    actions.save_pact(drafted.actor("secretary"), drafted.year, text="Khác")
    with pytest.raises(Stale):
        actions.sign_pact(drafted.actor("head_b"), drafted.year, drafted.units["b"], version=1)
    assert not Signature.objects.exists()


def test_the_chair_reopens_with_a_reason_and_the_journal_keeps_who_had_signed(a_signed_unit):
    with pytest.raises(NotPermitted):
        actions.reopen_pact(a_signed_unit.actor("secretary"), a_signed_unit.year, reason="Sửa")
    with pytest.raises(Refused, match="lý do"):
        actions.reopen_pact(a_signed_unit.actor("head_a"), a_signed_unit.year, reason=" ")
    actions.reopen_pact(a_signed_unit.actor("head_a"), a_signed_unit.year, reason="Sửa chỉ tiêu huy chương")
    assert not Signature.objects.exists()
    entry = Entry.objects.get(action="reopen_pact")
    assert entry.reason == "Sửa chỉ tiêu huy chương"
    assert entry.before["signatures"][0]["signer_name"] == "Người head_b"
    actions.save_pact(a_signed_unit.actor("secretary"), a_signed_unit.year, text="Bản mới")


def test_reopening_an_unsigned_pact_is_needless(drafted):
    with pytest.raises(Refused, match="chưa có chữ ký"):
        actions.reopen_pact(drafted.actor("head_a"), drafted.at(Stage.PLEDGING), reason="Sửa")


def test_an_import_records_signatures_given_on_paper(drafted):
    actor = drafted.actor("secretary", "2017-03-28")
    importer = Actor(actor.user, actor.at, for_all_units=True)
    agree(drafted, "c")
    for position in ("Giám đốc", "Giám đốc Sở"):
        actions.sign_pact(
            importer,
            drafted.year,
            drafted.units["c"],
            signer_name="Nguyễn  Văn C",
            signer_position=position,
        )
    signature = Signature.objects.get()
    assert (signature.signer_name, signature.signer_position) == ("Nguyễn Văn C", "Giám đốc Sở")
    assert signature.signed_by is None
    assert signature.signed_at == importer.at
