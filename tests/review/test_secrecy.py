"""What a secret ballot stores, and what nobody can find in it (docs/ballot.md)."""

from dataclasses import replace

import pytest

from tests.review.village import DAY, a_ballot, chair, counted, vote
from thidua.core.ballot import Choice
from thidua.core.faults import Refused
from thidua.journal.models import Entry
from thidua.review import actions, queries
from thidua.review.models import Mark, Paper


def test_a_secret_paper_has_no_voter_and_the_journal_only_that_the_unit_voted(world):
    ballot = a_ballot(world, is_secret=True)
    vote(world, ballot, "b", "ADD")
    paper = Paper.objects.get()
    assert paper.voter is None
    assert {field.name for field in Paper._meta.get_fields()} == {"id", "ballot", "voter", "marks"}
    entry = Entry.objects.get(action="cast")
    assert entry.unit_id == world.units["b"].pk
    assert entry.after == {"has_voted": "B"}
    assert entry.before is None


def test_every_vote_writes_all_papers_anew_so_that_rows_cannot_be_matched_to_voters(world):
    ballot = a_ballot(world, is_secret=True)
    vote(world, ballot, "a", "ADD")
    first_papers, first_marks = _ids(Paper), _ids(Mark)
    vote(world, ballot, "b", "DAD")
    assert not first_papers & _ids(Paper)
    assert not first_marks & _ids(Mark)
    assert Paper.objects.count() == 2


def test_the_order_of_rows_is_not_the_order_of_voting(world, monkeypatch):
    shuffled = []
    monkeypatch.setattr(
        "thidua.review.actions.casting.secrets.SystemRandom.shuffle",
        lambda self, votes: shuffled.append(len(votes)) or votes.reverse(),
    )
    ballot = a_ballot(world, is_secret=True)
    for code, marks in zip("abc", ("ADD", "DAD", "DDA"), strict=True):
        vote(world, ballot, code, marks)
    assert shuffled == [1, 2, 3]


def test_nobody_sees_how_a_unit_voted_even_after_closing(world):
    ballot = counted(world, a_ballot(world, is_secret=True), "ADD", "ADD", "DAD")
    assert queries.open_votes(ballot) == {}
    assert queries.vote_rows(ballot) == []
    (result,) = queries.outcomes(world.year)
    assert [unit.short_name for unit in result.elected] == ["A"]


def test_the_secretary_never_records_a_secret_vote(world):
    ballot = a_ballot(world, is_secret=True)
    votes = {world.units["a"].pk: {world.units["a"].pk: Choice.AGREE}}
    with pytest.raises(Refused):
        actions.show_of_hands(world.actor("secretary", DAY), ballot, votes)
    with pytest.raises(Refused):
        actions.record_papers(chair(world), ballot, voted=[world.units["a"]], papers=list(votes.values()))
    assert not Paper.objects.exists()


def test_a_double_secret_vote_is_refused(world):
    ballot = a_ballot(world, is_secret=True)
    vote(world, ballot, "b", "ADD")
    with pytest.raises(Refused):
        vote(world, ballot, "b", "DDD")
    assert Paper.objects.count() == 1


def test_an_import_puts_papers_back_once_and_leaves_a_closed_ballot_alone(world):
    ballot = a_ballot(world, is_secret=True)
    importer = replace(chair(world), for_all_units=True)
    units = world.units
    papers = [{units["a"].pk: Choice.AGREE}, {units["b"].pk: Choice.AGREE}]
    voted = [units["a"], units["c"]]
    actions.record_papers(importer, ballot, voted=voted, papers=papers)
    outcome = actions.close_ballot(importer, ballot)
    actions.record_papers(importer, ballot, voted=voted, papers=list(reversed(papers)))
    assert actions.close_ballot(importer, ballot) == outcome
    with pytest.raises(Refused):
        actions.record_papers(importer, ballot, voted=voted, papers=[papers[0], papers[0]])


def _ids(model):
    return set(model.objects.values_list("pk", flat=True))
