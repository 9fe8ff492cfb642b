"""A challenge counts again what was cast and names whatever is no longer as it was at the closing."""

import json

import pytest

from tests.review.test_paper_counts import FIGURES, OTHER
from tests.review.village import DAY, a_ballot, chair, counted, the_meeting, vote
from thidua.core.faults import NotPermitted, Refused
from thidua.journal.models import Entry
from thidua.review import actions, queries
from thidua.review.models import Ballot, Candidate, Challenge, Elector, Mark, Paper, PaperCount, Urn


@pytest.fixture
def closed(world):
    return counted(world, a_ballot(world, seats=2), "AAD", "AAD", "ADD")


def ask(world, ballot, name="head_b"):
    return actions.challenge(world.actor(name, DAY), ballot, reason="Nghi ngờ số phiếu của B")


def words(made) -> str:
    return "\n".join(one.words for one in queries.discrepancies(made.found))


@pytest.mark.parametrize("name", ["head_a", "head_b", "secretary", "authority", "inspector"])
def test_an_untouched_ballot_agrees_whoever_may_ask(world, closed, name):
    made = ask(world, closed, name)
    assert (made.agrees, made.found) == (True, [])
    assert Entry.objects.get(action="challenge").reason == "Nghi ngờ số phiếu của B"
    assert (made.unit is not None) is name.startswith("head")


def test_a_unit_that_changed_its_name_since_is_still_the_same(world, closed):
    unit = world.units["b"]
    assert Entry.objects.get(action="close_ballot").after["codes"]["B"] == unit.code
    unit.short_name = "B mới"
    unit.save()
    assert ask(world, Ballot.objects.get(pk=closed.pk)).agrees
    Mark.objects.filter(candidate__unit=unit).update(choice="disagree")
    assert "B mới" in words(ask(world, Ballot.objects.get(pk=closed.pk)))


@pytest.mark.parametrize("name", ["specialist_b", "editor", "operator", "stranger"])
def test_others_may_not_ask(world, closed, name):
    with pytest.raises(NotPermitted):
        ask(world, closed, name)


def test_a_head_whose_unit_could_not_vote_may_not_ask(world):
    two = [world.units["a"], world.units["b"]]
    ballot = a_ballot(world, electorate=two, electorate_reason="C vắng")
    counted(world, ballot, "ADD", "ADD")
    with pytest.raises(NotPermitted, match="được bỏ phiếu ở cuộc này"):
        ask(world, ballot, "head_c")
    assert ask(world, ballot, "head_b").agrees


def test_an_open_ballot_and_an_empty_reason_are_refused(world):
    ballot = a_ballot(world)
    vote(world, ballot, "a", "ADD")
    with pytest.raises(Refused, match="đang mở"):
        ask(world, ballot)
    actions.close_ballot(chair(world), ballot)
    with pytest.raises(Refused, match="lý do"):
        actions.challenge(world.actor("head_b", DAY), ballot, reason=" ")
    assert not Challenge.objects.exists()


def test_an_altered_mark_is_found_with_its_unit_and_numbers(world, closed):
    mark = Mark.objects.filter(paper__voter=world.units["c"], candidate__unit=world.units["b"])
    assert mark.update(choice="agree") == 1
    made = ask(world, closed)
    assert not made.agrees
    assert "Đồng ý (B): ghi lúc khép lại 2, kiểm lại 3" in words(made)
    assert "Dấu niêm phong" in words(made)
    page = world.client("head_c").get(world.year.url("ballot", closed.pk)).content.decode()
    assert "không khớp" in page
    assert "kiểm lại 3" in page


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (lambda w, b: Paper.objects.filter(voter=w.units["c"]).delete(), "Số phiếu thu về: ghi lúc khép lại 3, kiểm lại 2"),
        (lambda w, b: Elector.objects.filter(unit=w.units["c"]).update(has_voted=False), "3"),
        (lambda w, b: Ballot.objects.filter(pk=b.pk).update(threshold_percent=100), "Trúng: ghi lúc khép lại A, B, kiểm lại A"),
        (lambda w, b: Ballot.objects.filter(pk=b.pk).update(sealed="0" * 64), "Dấu niêm phong"),
    ],
)  # fmt: skip
def test_whatever_is_altered_is_found(world, closed, tamper, told):
    tamper(world, closed)
    closed.refresh_from_db()
    made = ask(world, closed)
    assert not made.agrees
    assert told in words(made)


def test_an_altered_count_on_paper_is_found(world):
    ballot = a_ballot(world, the_meeting(world), is_secret=True, is_on_paper=True, seats=2)
    for name in ("secretary", "head_a"):
        actions.enter_paper_count(world.actor(name, DAY), ballot, FIGURES)
    actions.close_ballot(chair(world), ballot)
    ballot.refresh_from_db()
    assert ask(world, ballot).agrees
    one = PaperCount.objects.first()
    one.figures = OTHER.as_mapping()
    one.save()
    assert "hai người kiểm phiếu" in words(ask(world, ballot))
    PaperCount.objects.update(figures=OTHER.as_mapping())
    both = words(ask(world, ballot))
    assert "Đồng ý (B): ghi lúc khép lại 1, kiểm lại 2" in both
    assert "Dấu niêm phong" in both


def test_a_secret_paper_put_or_changed_in_the_urn_is_found(world):
    ballot = counted(world, a_ballot(world, is_secret=True, seats=2), "AAD", "AAD", "ADD")
    assert ask(world, ballot).agrees
    urn = Urn.objects.get(ballot=ballot)
    papers = json.loads(urn.papers)
    papers[0]["message"] = papers[0]["message"].replace('"disagree"', '"agree"', 1)
    Urn.objects.filter(pk=urn.pk).update(papers=json.dumps(papers))
    found = words(ask(world, Ballot.objects.get(pk=ballot.pk)))
    assert "chữ ký đúng: ghi lúc khép lại 3, kiểm lại 2" in found
    assert "Dấu niêm phong" in found
    assert "Số phiếu không hợp lệ: ghi lúc khép lại 0, kiểm lại 1" in found


def test_a_candidate_taken_off_is_found(world, closed):
    Candidate.objects.filter(ballot=closed, unit=world.units["c"]).delete()
    closed.refresh_from_db()
    assert "(C)" in words(ask(world, closed))


def test_the_page_asks_the_reason_and_shows_what_was_found(world, closed):
    address = world.year.url("ballot_challenge", closed.pk)
    client = world.client("head_b")
    assert "Hệ thống đếm lại" in client.get(address).content.decode()
    page = client.post(address, {"reason": "Đếm lại giúp"}, follow=True).content.decode()
    assert "mọi số liệu khớp" in page
    assert "Đếm lại giúp" in page
    assert "Người head_b (B)" in page or "(B): Đếm lại giúp" in page
