"""Changing one's own password."""

import pytest

from tests.world import PASSWORD
from thidua.accounts import actions
from thidua.core.faults import Refused
from thidua.journal.models import Entry

NEW = "Song-Hong-dang-cao-7"


def test_after_the_change_this_session_lives_and_the_others_end(world):
    here, elsewhere = world.client("head_b"), world.client("head_b")
    answer = here.post("/tai-khoan/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert answer.status_code == 302
    assert here.get("/viec-cua-toi/").status_code == 200
    assert elsewhere.get("/viec-cua-toi/").status_code == 302
    entry = Entry.objects.get(action="change_password")
    assert (entry.before, entry.after) == (None, None)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"old": "khong-phai", "new": NEW, "again": NEW}, "Mật khẩu hiện tại không đúng."),
        ({"old": PASSWORD, "new": NEW, "again": NEW + "x"}, "không giống nhau"),
        ({"old": PASSWORD, "new": "12345678901", "again": "12345678901"}, "số"),
        ({"old": PASSWORD, "new": "ngan", "again": "ngan"}, "10"),
        ({"old": PASSWORD, "new": "Người head_b", "again": "Người head_b"}, "giống"),
    ],
)
def test_a_poor_change_is_refused_at_its_field_and_changes_nothing(world, typed, said):
    page = world.client("head_b").post("/tai-khoan/", typed)
    assert page.status_code == 200
    assert said in page.content.decode()
    world.people["head_b"].refresh_from_db()
    assert world.people["head_b"].check_password(PASSWORD)


def test_a_reset_ends_every_session(world):
    client = world.client("head_b")
    actions.reset_password(world.actor("operator"), world.people["head_b"])
    assert client.get("/viec-cua-toi/").status_code == 302


def test_what_the_action_refuses_names_its_field(world):
    with pytest.raises(Refused) as refused:
        actions.change_password(world.actor("head_b"), old="khong-phai", new=NEW)
    assert [fault.place for fault in refused.value.faults] == ["old"]
