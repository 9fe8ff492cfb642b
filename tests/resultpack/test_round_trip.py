"""A year packed and checked: everything agrees, twice the same, and nothing confidential is in it."""

from __future__ import annotations

import json
import re
import zipfile
from hashlib import sha256
from io import BytesIO

import pytest

from tests.resultpack.year import CASE, packed, review_ballot
from tests.world import PASSWORD
from thidua.core.faults import NotPermitted, Refused
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.resultpack.actions import make_pack
from thidua.resultpack.checking import container
from thidua.resultpack.checking.check import check
from thidua.resultpack.checking.container import MANIFEST, SIGNATURE


def counts(report) -> dict[str, int]:
    return {step.what: step.count for step in report.steps}


def test_a_year_packed_agrees_with_itself(a_pack):
    report = check(a_pack.content, a_pack.fingerprint)
    assert str(report.disagreement or "") == ""
    assert report.is_valid and report.key_agrees
    found = counts(report)
    assert found["đơn vị thành viên"] == 3
    assert found["dòng điểm, cùng điểm nhóm và tổng điểm"] == 3 * 7
    assert found["mã băm minh chứng"] == 3
    assert found["cuộc bỏ phiếu kiểm lại"] == 4
    assert found["phiếu đã đếm lại"] == 12
    assert found["chữ ký trên phiếu kín"] == 3


def test_without_a_key_asked_for_nothing_is_said_of_it(a_pack):
    assert check(a_pack.content).key_agrees is None


def test_another_key_is_refused(a_pack):
    report = check(a_pack.content, "AAAA-" * 7 + "AAAA")
    assert not report.is_valid and report.key_agrees is False
    assert report.disagreement.where == "manifest.json · key/fingerprint"


def test_ordinary_tools_read_it(a_pack):
    with zipfile.ZipFile(BytesIO(a_pack.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[:2] == [MANIFEST, SIGNATURE]
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert json.loads(archive.read("year.json"))["cluster"]["code"] == "cum-thu"


def test_made_twice_only_the_moment_and_what_follows_from_it_differ(a_lived_year):
    world = a_lived_year
    one = packed(world)
    other = make_pack(world.actor("inspector", "2017-12-05"), world.year)
    again = packed(world)
    assert again.content == one.content
    parts, others = one.parts, container.read(other.content)
    assert {name for name in parts if parts[name] != others[name]} == {MANIFEST, SIGNATURE}


def test_nobody_can_be_reached_by_it_and_no_secret_paper_has_a_voter(a_pack):
    text = b"".join(a_pack.parts.values()).decode("utf-8", "replace")
    assert "@example.vn" not in text
    assert PASSWORD not in text and "md5$" not in text
    ballots = a_pack.value("ballots.json")
    secret = next(ballot for ballot in ballots if ballot["is_secret"])
    for row in secret["cast"]:
        assert set(row) == {"message", "prefix", "signature"}
        assert set(json.loads(row["message"])) == {"ballot", "code", "choices"}
    assert "PRIVATE KEY" not in text


def test_what_a_unit_wrote_in_its_draft_is_withheld(a_pack):
    history = a_pack.value("sheets.json")[1]["history"]
    said = {row["action"]: row["said"] for row in history}
    assert said["save_self_scores"] is None
    assert said["save_verification"]["after"] == {"1.1": ["30", "Chưa đủ minh chứng"]}


def test_the_journal_keeps_who_made_a_pack(a_lived_year):
    made = packed(a_lived_year)
    entry = Entry.objects.filter(action="make_pack").latest("pk")
    assert entry.actor == a_lived_year.people["secretary"]
    assert entry.after == {"sha256": sha256(made.content).hexdigest(), "fingerprint": made.fingerprint}


@pytest.mark.parametrize("who", ["specialist_b", "head_c", "stranger", "editor"])
def test_who_may_not_export_may_not_pack(a_lived_year, who):
    with pytest.raises(NotPermitted):
        make_pack(a_lived_year.actor(who, "2017-11-20"), a_lived_year.year)


def test_no_pack_before_the_review(a_lived_year):
    year = a_lived_year.at(Stage.VERIFICATION)
    with pytest.raises(Refused, match="giai đoạn bình xét"):
        make_pack(a_lived_year.actor("secretary"), year)


def test_no_pack_while_a_ballot_is_open(a_lived_year):
    ballot = review_ballot(a_lived_year, CASE)
    ballot.closed_at = None
    ballot.save()
    with pytest.raises(Refused, match="đang mở"):
        make_pack(a_lived_year.actor("secretary"), a_lived_year.year)


def test_no_pack_while_a_sheet_is_not_verified(a_lived_year):
    a_lived_year.year.score_sheets.filter(unit__code="so-a").update(state="submitted", verified_at=None)
    with pytest.raises(Refused, match="chưa thẩm định xong"):
        make_pack(a_lived_year.actor("secretary"), a_lived_year.year)


def test_no_pack_without_a_rubric(world):
    with pytest.raises(Refused, match="chưa có thang điểm"):
        make_pack(world.actor("secretary"), world.at(Stage.REVIEW))


def test_a_year_whose_data_do_not_agree_is_not_given_out(a_lived_year):
    """A vote changed behind the system's back: the pack says so instead of being made."""
    ballot = review_ballot(a_lived_year, CASE)
    mark = ballot.papers.first().marks.first()
    mark.choice = "disagree" if mark.choice == "agree" else "agree"
    mark.save()
    with pytest.raises(Refused, match="niêm phong"):
        make_pack(a_lived_year.actor("secretary"), a_lived_year.year)
    assert not Entry.objects.filter(action="make_pack").exists()


def test_the_pack_of_a_closed_year(a_lived_year):
    year = a_lived_year.year
    year.closed_on = "2017-12-31"
    year.save()
    year.refresh_from_db()
    assert check(make_pack(a_lived_year.actor("inspector"), year).content).is_valid


def test_a_challenge_that_found_nothing_is_in_it(a_pack):
    challenges = [one for ballot in a_pack.value("ballots.json") for one in ballot["challenges"]]
    assert [one["agrees"] for one in challenges] == [True]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT.*", challenges[0]["at"])
