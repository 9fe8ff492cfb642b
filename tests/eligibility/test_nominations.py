"""Every nomination is checked against the law; the check is shown and kept, and stops nobody."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.eligibility.people import a_subject, graded, judged, tell, titled
from tests.review.village import FLAG, a_ballot, chair, counted
from thidua.awards.models import Decision, Grant
from thidua.core.law.facts import FactKind, SubjectKind
from thidua.core.timetable import Stage
from thidua.eligibility.nominations import check_nominations
from thidua.journal.models import Entry
from thidua.review import actions, queries

DAY = date(2017, 12, 31)


def a_collective(world, code, facts=()):
    return a_subject(
        world,
        f"so-{code}",
        facts,
        unit=code,
        kind=SubjectKind.COLLECTIVE,
        is_unit=True,
        name=f"Sở Minh họa {code.upper()}",
    )


@pytest.fixture
def flag_facts():
    """What the flag of 2017 asks of a collective, save what a person decides."""
    return [
        *graded([2017], "xuat_sac"),
        *titled([2017], "tap_the_lao_dong_xuat_sac"),
        (2017, FactKind.SHARE, "ldtt:0.9"),
        (2017, FactKind.SHARE, "hoan_thanh:1"),
        (2017, FactKind.SHARE, "count:cstd_co_so:2"),
        (2017, FactKind.CLUSTER_RANK, "1", "bo_tinh"),
        (2017, FactKind.EXCEEDS_TARGETS, "true"),
    ]


@pytest.fixture
def reviewed(world):
    """A and B were elected for the flag; the year stands at the proposals."""
    counted(world, a_ballot(world, seats=2), "AAD", "AAD", "ADA")
    world.at(Stage.PROPOSAL)
    return world


def page(world, who="head_a"):
    return " ".join(world.client(who).get(world.year.url("proposals")).content.decode().split())


def test_a_unit_is_asked_as_the_collective_it_is_on_the_last_day_of_the_year(world, flag_facts):
    a_collective(world, "b", [*flag_facts, (2018, FactKind.GRADE, "khong_hoan_thanh")])
    checks = check_nominations([(world.units["b"].pk, FLAG)], DAY)
    (check,) = checks.values()
    assert check.on == DAY
    assert check.pack == "V2014"
    assert check.subject.code == "so-b"
    assert check.verdict == "undetermined"
    assert check.failed
    assert "Cần người có thẩm quyền kết luận" in check.why


def test_what_cannot_be_asked_says_why(world):
    a_collective(world, "b")
    checks = check_nominations([(world.units["a"].pk, FLAG), (world.units["b"].pk, "khong_co")], DAY)
    assert checks[world.units["a"].pk, FLAG].verdict is None
    assert "chưa có hồ sơ đối tượng" in checks[world.units["a"].pk, FLAG].why
    assert "không có danh hiệu, hình thức này" in checks[world.units["b"].pk, "khong_co"].why
    long_ago = check_nominations([(world.units["b"].pk, FLAG)], date(2001, 12, 31))
    assert "Không có gói quy định nào" in long_ago[world.units["b"].pk, FLAG].why
    assert check_nominations([], DAY) == {}


def test_a_merged_collective_is_read_through_the_one_that_stands(world, flag_facts):
    merged, kept = (
        a_collective(world, "b"),
        a_subject(world, "so-moi", flag_facts, kind=SubjectKind.COLLECTIVE),
    )
    merged.merged_into = kept
    merged.save()
    check = check_nominations([(world.units["b"].pk, FLAG)], DAY)[world.units["b"].pk, FLAG]
    assert check.subject == kept
    assert check.verdict == "undetermined"


def test_the_list_shows_each_verdict_and_leads_to_the_tree_where_the_reader_may_go(reviewed, flag_facts):
    subject = a_collective(reviewed, "b", flag_facts)
    actions.propose(chair(reviewed), reviewed.year)
    text = page(reviewed, "head_b")
    assert "Cần người quyết định" in text
    assert "Chưa kiểm tra được" in text
    assert "Đơn vị chưa có hồ sơ đối tượng tập thể" in text
    assert f'href="/doi-tuong/{subject.pk}/du-dieu-kien/{FLAG}/?ngay=31/12/2017"' in text
    other = page(reviewed, "head_c")
    assert "Cần người quyết định" in other
    assert f"/doi-tuong/{subject.pk}/" not in other


def test_an_eligible_unit_is_told_so(reviewed, flag_facts):
    subject = a_collective(reviewed, "b", flag_facts)
    check = check_nominations([(reviewed.units["b"].pk, FLAG)], DAY)[reviewed.units["b"].pk, FLAG]
    while check.verdict == "undetermined":
        tell(reviewed, subject, judged(2017, **{check.failed.replace("-", "_"): True}))
        again = check_nominations([(reviewed.units["b"].pk, FLAG)], DAY)[reviewed.units["b"].pk, FLAG]
        assert again.failed != check.failed
        check = again
    assert check.verdict == "eligible"
    actions.propose(chair(reviewed), reviewed.year)
    assert "Đủ điều kiện" in page(reviewed)


def test_an_unmet_verdict_stops_nobody_and_stays_in_the_journal(reviewed):
    a_collective(reviewed, "b", graded([2017], "hoan_thanh"))
    proposed = actions.propose(chair(reviewed), reviewed.year)
    assert [proposal.unit.short_name for proposal in proposed] == ["A", "B"]
    kept = {entry.unit_id: entry.after["eligibility"] for entry in Entry.objects.filter(action="propose")}
    of_b = kept[reviewed.units["b"].pk]
    assert (of_b["verdict"], of_b["pack"], of_b["on"]) == ("not_eligible", "V2014", "2017-12-31")
    assert of_b["failed"]
    assert of_b["why"].startswith("Chưa đạt: ")
    of_a = kept[reviewed.units["a"].pk]
    assert of_a["verdict"] == ""
    assert "chưa có hồ sơ đối tượng" in of_a["why"]


def test_proposing_against_the_ballots_is_checked_too(reviewed):
    a_collective(reviewed, "c", graded([2017], "hoan_thanh"))
    actions.propose_unit(
        chair(reviewed), reviewed.year, reviewed.units["c"], award=FLAG, reason="Theo ý kiến của Bộ"
    )
    entry = Entry.objects.get(action="propose_unit")
    assert entry.after["eligibility"]["verdict"] == "not_eligible"
    text = " ".join(reviewed.client("head_a").get(reviewed.year.url("journal")).content.decode().split())
    assert "Chưa đủ điều kiện" in text
    assert "not_eligible" not in text


def test_whoever_proposes_is_told_at_once(reviewed):
    a_collective(reviewed, "b", graded([2017], "hoan_thanh"))
    client = reviewed.client("head_a")
    text = client.post(reviewed.year.url("propose"), follow=True).content.decode()
    assert "B: Cờ thi đua của Bộ, tỉnh. Chưa đủ điều kiện: Chưa đạt: " in text
    assert "A: Cờ thi đua của Bộ, tỉnh. Chưa kiểm tra được điều kiện: " in text
    asked = {"unit": reviewed.units["c"].pk, "award": FLAG, "reason": "Theo ý kiến của Bộ"}
    text = client.post(reviewed.year.url("propose_unit"), asked, follow=True).content.decode()
    assert "C: Cờ thi đua của Bộ, tỉnh. Chưa kiểm tra được điều kiện: " in text


def test_whoever_decides_sees_the_check(reviewed, flag_facts):
    a_collective(reviewed, "b", flag_facts)
    actions.propose(chair(reviewed), reviewed.year)
    reviewed.at(Stage.HAND_OVER)
    text = reviewed.client("authority").get(reviewed.year.url("decide")).content.decode()
    assert "Cần người quyết định" in text
    assert "Xem từng điều kiện" in text


def test_the_page_asks_no_more_for_more_nominations(reviewed, flag_facts):
    def asked():
        client = reviewed.client("head_c")
        with CaptureQueriesContext(connection) as captured:
            client.get(reviewed.year.url("proposals"))
        return len(captured)

    for code in "abc":
        a_collective(reviewed, code, flag_facts)
    actions.propose(chair(reviewed), reviewed.year)
    two = asked()
    actions.propose_unit(chair(reviewed), reviewed.year, reviewed.units["c"], award=FLAG, reason="Thêm")
    actions.propose_unit(
        chair(reviewed), reviewed.year, reviewed.units["a"], award="bang_khen_bo_tinh", reason="Thêm"
    )
    assert asked() == two
    assert len(queries.proposals(reviewed.year)) == 4


def test_what_was_granted_is_not_said_to_be_in_its_own_way(reviewed, flag_facts):
    subject = a_collective(reviewed, "b", flag_facts)
    of_a, of_b = actions.propose(chair(reviewed), reviewed.year)
    tell(reviewed, subject, [(2017, FactKind.AWARD, FLAG)])
    assert "Đã được tặng cho năm 2017" in page(reviewed)
    decision = Decision.objects.create(
        cluster_year=reviewed.year,
        number="01/QĐ",
        signed_on=DAY,
        signer_name="Nguyễn Văn Minh Họa",
        signer_position="Bộ trưởng",
        abstract="Về việc tặng Cờ thi đua",
    )
    Grant.objects.create(decision=decision, proposal=of_b, is_granted=True)
    text = page(reviewed)
    assert "Đã được tặng cho năm 2017" not in text
    assert "Đã tặng; kết quả kiểm tra lúc đề nghị có ở nhật ký." in text
    Grant.objects.create(decision=decision, proposal=of_a, is_granted=False, reason="Vượt số lượng")
    assert "Chưa kiểm tra được" in page(reviewed)
