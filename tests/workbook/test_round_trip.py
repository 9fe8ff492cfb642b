"""A year with everything unusual in it: a secret ballot, a returned report, a withdrawn proposal."""

from datetime import date

import pytest
from django.db.models import F

from tests.review.village import a_ballot, a_paper, chair, vote
from tests.world import World
from thidua.clusters.models import ClusterYear
from thidua.core.ballot import Base, Choice, Question
from thidua.core.timetable import Stage
from thidua.pledges import actions as pledges
from thidua.reporting import actions as reporting
from thidua.reporting.models import DutyKind
from thidua.review import actions as review
from thidua.review import queries as review_queries
from thidua.review import urn
from thidua.review.ballot_rules import BallotRules
from thidua.review.models import Ballot, Elector, MeetingKind, Paper
from thidua.workbook import importing
from thidua.workbook.exporting import export_year
from thidua.workbook.importing import Rejected
from thidua.workbook.reading import read
from thidua.workbook.writing import write

from .fresh import cells, empty_the_database


def an_unusual_year(world: World) -> ClusterYear:
    """Reports in every state, a secret ballot of which one unit kept out, a withdrawn proposal."""
    pact = "Điều 1. Thi đua\n\nĐiều 2. Đoàn kết"
    pledges.save_pact(world.actor("secretary"), world.at(Stage.PREPARATION), text=pact)
    year = world.at(Stage.RUNNING)
    duty = reporting.save_duty(
        world.actor("secretary"),
        year,
        code="nam",
        kind=DutyKind.YEAREND,
        name="Báo cáo năm",
        due=date(2017, 10, 31),
    )
    for code in "ab":
        report = reporting.save_draft(
            world.actor(f"specialist_{code}"),
            duty,
            world.units[code],
            sections={"sports": f"Thể thao {code}\nhai dòng, “ngoặc”, =1+1"},
            figures={},
            medals=[],
        )
        if code == "a":
            reporting.ask_approval(world.actor("specialist_a"), report)
        else:
            reporting.submit_report(world.actor("head_b", "2017-10-30"), report)
            reporting.return_report(
                world.actor("secretary", "2017-10-31"), report, reason="Thiếu số", redo_due=date(2017, 11, 5)
            )
            reporting.submit_report(world.actor("head_b", "2017-11-06"), report)
    year = world.at(Stage.REVIEW)
    meeting = review.hold_meeting(
        world.actor("secretary", "2017-11-17"),
        year,
        kind=MeetingKind.YEAREND,
        held_on=date(2017, 11, 17),
        place="Hội trường",
        presided_by="Người chủ trì",
        attending=list(world.units.values()),
    )
    ballot = review.open_ballot(
        world.actor("secretary", "2017-11-17", 10),
        meeting,
        BallotRules(is_secret=True, seats=2, base=Base.MEMBERS),
        question=Question.AWARD,
        award="co_thi_dua_bo_tinh",
        candidates=[world.units["a"], world.units["b"]],
    )
    for code, choices in (("a", "ad"), ("c", "aa")):
        marks = {
            world.units[unit].pk: Choice.AGREE if choice == "a" else Choice.DISAGREE
            for unit, choice in zip("ab", choices, strict=True)
        }
        review.put_in_urn(ballot, a_paper(world, ballot, code, marks))
    review.close_ballot(world.actor("secretary", "2017-11-17", 11), ballot)
    year = world.at(Stage.PROPOSAL)
    review.propose(world.actor("head_a", "2017-11-18"), year)
    proposal = review.propose_unit(
        world.actor("head_a", "2017-11-18"),
        year,
        world.units["c"],
        award="bang_khen_bo_tinh",
        reason="Có thành tích đột xuất",
    )
    review.withdraw_proposal(world.actor("head_a", "2017-11-19"), proposal, reason="Ghi nhầm đơn vị")
    year = world.at(Stage.PROPOSAL)
    passed = [stage for stage in Stage if stage.order < Stage.PROPOSAL.order]
    year.stage_terms.filter(stage__in=passed).update(completed_on=F("due"))
    return year


def test_an_unusual_year_goes_out_and_comes_back_the_same(world):
    content = write(export_year(an_unusual_year(world)))
    empty_the_database()
    importing.accept(world.actor("operator", "2017-12-01"), content)
    year = ClusterYear.objects.get(year=2017)
    assert cells(write(export_year(year))) == cells(content)
    ballot = Ballot.objects.get()
    assert set(Elector.objects.filter(has_voted=True).values_list("unit__code", flat=True)) == {
        "so-a",
        "so-c",
    }
    assert not Paper.objects.exclude(voter=None).exists()
    assert not ballot.is_open


def test_signed_papers_come_back_with_their_key_so_that_they_verify_as_before(world):
    content = write(export_year(an_unusual_year(world)))
    before = Ballot.objects.get()
    papers, counted = urn.secret_papers(before), review_queries.outcome(before)
    assert len(papers) == 2
    empty_the_database()
    importing.accept(world.actor("operator", "2017-12-01"), content)
    after = Ballot.objects.get()
    assert urn.secret_papers(after) == papers
    assert (after.public_key, after.private_key, after.sealed) == (before.public_key, "", before.sealed)
    assert all(urn.is_genuine(after, paper) for paper in papers)
    outcome = review_queries.outcome(after)
    assert (outcome.valid, outcome.invalid) == (counted.valid, counted.invalid) == (2, 0)


@pytest.mark.parametrize("column", ["message", "prefix", "signature"])
def test_a_signed_paper_altered_in_the_workbook_is_refused(world, column):
    book = export_year(an_unusual_year(world))
    row = book["secret_papers"][0]
    altered = {
        "message": row.text("message").replace("disagree", "agree", 1),
        "prefix": "0" * 64,
        "signature": "zz",
    }
    if altered[column] == row.text(column):
        altered[column] = row.text(column).replace("agree", "disagree", 1)
    book["secret_papers"][0] = type(row)(0, {**row.values, column: altered[column]})
    empty_the_database()
    with pytest.raises(Rejected) as rejected:
        importing.accept(world.actor("operator", "2017-12-01"), write(book))
    assert any("chữ ký" in fault.cause for fault in rejected.value.faults)
    assert not Ballot.objects.exists()


def test_a_key_that_is_none_is_refused_at_its_cell(world):
    book = export_year(an_unusual_year(world))
    row = book["ballots"][0]
    book["ballots"] = [type(row)(0, {**row.values, "public_key": "khóa"})]
    empty_the_database()
    with pytest.raises(Rejected) as rejected:
        importing.accept(world.actor("operator", "2017-12-01"), write(book))
    assert any("khóa RSA" in fault.cause for fault in rejected.value.faults)


def test_unsigned_papers_of_an_older_workbook_come_back_listed_by_what_they_say(world):
    book = export_year(an_unusual_year(world))
    vote_row = type(book["ballots"][0])
    book["secret_papers"] = []
    book["ballots"] = [vote_row(0, {**book["ballots"][0].values, "public_key": None})]
    book["votes"] = [
        vote_row(0, {"ballot": "1", "paper": paper, "voter": None, "candidate": unit, "choice": choice})
        for paper, choices in ((1, ("agree", "agree")), (2, ("agree", "disagree")))
        for unit, choice in zip(("so-a", "so-b"), choices, strict=True)
    ]
    empty_the_database()
    importing.accept(world.actor("operator", "2017-12-01"), write(book))
    ballot = Ballot.objects.get()
    assert not ballot.public_key
    assert [row.is_valid for row in review_queries.receipt_rows(ballot)] == [True, True]
    again = export_year(ClusterYear.objects.get(year=2017))
    assert again["secret_papers"] == []
    assert [row.values for row in again["votes"]] == [row.values for row in book["votes"]]


def test_votes_of_a_secret_ballot_that_still_runs_are_not_exported(world):
    year = an_unusual_year(world)
    Ballot.objects.update(closed_at=None)
    book = export_year(year)
    assert (book["votes"], book["secret_papers"], book["ballots"][0]["public_key"]) == ([], [], None)


def test_who_voted_how_in_an_open_vote_is_exported_only_once_it_is_closed(world):
    ballot = a_ballot(world)
    vote(world, ballot, "b", "ADD")
    book = export_year(world.year)
    assert book["votes"] == []
    assert book["ballots"][0]["voted"] == ("so-b",)
    review.close_ballot(chair(world), ballot)
    votes = {(row["voter"], row["candidate"]): row["choice"] for row in export_year(world.year)["votes"]}
    assert votes == {
        ("so-b", "so-a"): Choice.AGREE,
        ("so-b", "so-b"): Choice.DISAGREE,
        ("so-b", "so-c"): Choice.DISAGREE,
    }


def test_taking_back_the_workbook_of_a_running_vote_changes_no_vote(world):
    ballot = a_ballot(world)
    vote(world, ballot, "b", "ADD")
    importing.accept(world.actor("operator", "2017-11-18"), write(export_year(world.year)))
    assert Paper.objects.get().voter == world.units["b"]
    assert [elector.unit.code for elector in Elector.objects.filter(has_voted=True)] == ["so-b"]


def test_a_sheet_of_a_running_year_updates_only_what_it_names(world):
    """A workbook with some sheets only changes what they say and leaves the rest."""
    year = an_unusual_year(world)
    book = export_year(year)
    before = cells(write(book))
    kept = {key: book[key] for key in ("year", "units", "duties")}
    duty = kept["duties"][0]
    kept["duties"] = [type(duty)(0, {**duty.values, "due": date(2017, 11, 3)})]
    importing.accept(world.actor("operator", "2017-12-01"), write(kept))
    after = cells(write(export_year(year)))
    assert after["duties"][0]["due"] == date(2017, 11, 3)
    assert {key: rows for key, rows in after.items() if key != "duties"} == {
        key: rows for key, rows in before.items() if key != "duties"
    }


def test_nothing_is_written_when_a_later_row_is_refused(world):
    year = an_unusual_year(world)
    book = export_year(year)
    duty = book["duties"][0]
    book["duties"] = [type(duty)(0, {**duty.values, "name": "Tên khác"})]
    book["hand_over"] = [
        type(duty)(0, {"handed_on": date(2017, 11, 20), "from_unit": "so-a", "to_unit": "so-b"})
    ]
    prepared = importing.prepare(world.actor("operator", "2017-12-01"), write(book))
    assert any("Chưa bầu được cụm trưởng" in str(fault.as_fault()) for fault in prepared.faults)
    year.refresh_from_db()
    assert year.duties.get().name == "Báo cáo năm"


def test_reading_back_what_was_written_gives_the_same_rows(world):
    book = export_year(an_unusual_year(world))
    again = read(write(book)).book
    for key, rows in book.items():
        told = [{k: v for k, v in row.values.items() if v not in (None, False, 0, ())} for row in rows]
        heard = [{k: v for k, v in row.values.items() if v not in (None, False, 0, ())} for row in again[key]]
        assert told == heard
