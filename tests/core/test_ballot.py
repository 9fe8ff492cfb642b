"""How a count decides: quorum, thresholds, seats, ties."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.ballot import (
    Base,
    Choice,
    Settings,
    agrees_too_often,
    choose_one,
    count,
    passes,
    reaches_quorum,
)
from thidua.core.timetable import a_year_on

A, D, N = Choice.AGREE, Choice.DISAGREE, Choice.ABSTAIN


def papers_of(**votes: str) -> list[dict[int, Choice]]:
    """Papers of three candidates from their votes: ``one="AAD"`` is what three papers say of unit 1."""
    numbers = {"one": 1, "two": 2, "three": 3}
    letters = {"A": A, "D": D, "N": N}
    size = len(next(iter(votes.values())))
    return [{numbers[name]: letters[marks[i]] for name, marks in votes.items()} for i in range(size)]


def test_half_is_not_enough_but_two_thirds_and_four_fifths_are_reached_by_equality():
    assert not passes(5, 10, 50)
    assert passes(6, 10, 50)
    assert passes(6, 9, 67)
    assert not passes(5, 9, 67)
    assert passes(8, 10, 80)
    assert not passes(7, 9, 80)
    assert passes(9, 10, 90)
    assert not passes(0, 0, 50)


def test_two_thirds_of_nine_make_a_quorum_of_two_thirds():
    assert reaches_quorum(6, 9, 67)
    assert not reaches_quorum(5, 9, 67)


def test_the_best_of_those_who_pass_take_the_seats():
    papers = papers_of(one="AAAAD", two="AAADD", three="DDDAA")
    outcome = count(papers, Settings(5, 5, seats=2), [1, 2, 3])
    assert outcome.elected == (1, 2)
    assert outcome.tied == ()
    assert outcome.of(1).percent == Decimal("80.00")
    assert not outcome.of(3).passed


def test_a_tie_for_the_last_seat_elects_none_of_the_tied():
    papers = papers_of(one="AAAAA", two="AADDD", three="DDAAD")
    outcome = count(papers, Settings(5, 5, seats=2, threshold_percent=40), [1, 2, 3])
    assert outcome.elected == (1,)
    assert outcome.tied == (2, 3)
    assert outcome.seats_left == 1


def test_nobody_is_elected_without_a_quorum():
    outcome = count(papers_of(one="AAA"), Settings(9, 3), [1])
    assert not outcome.quorum_reached
    assert outcome.of(1).passed
    assert outcome.elected == ()


@pytest.mark.parametrize(
    ("base", "number", "percent"),
    [(Base.MEMBERS, 9, "44.44"), (Base.PRESENT, 7, "57.14"), (Base.VALID, 6, "66.67")],
)
def test_the_percentage_is_taken_of_the_base_that_was_set(base, number, percent):
    papers = papers_of(one="AAAADDN")
    outcome = count(papers, Settings(9, 7, base=base), [1])
    assert (outcome.valid, outcome.invalid) == (6, 1)
    assert outcome.of(1).base == number
    assert outcome.of(1).percent == Decimal(percent)


def test_a_paper_naming_somebody_else_is_invalid():
    outcome = count([{1: A, 99: A}, {1: A}], Settings(2, 2), [1])
    assert (outcome.valid, outcome.invalid) == (1, 1)


def test_a_paper_agreeing_to_more_than_the_seats_is_invalid():
    outcome = count([{1: A, 2: A}, {1: A, 2: D}, {1: A}], Settings(3, 3, seats=1), [1, 2])
    assert (outcome.valid, outcome.invalid) == (2, 1)
    assert outcome.of(2).agree == 0
    assert count([{1: A, 2: A}], Settings(1, 1, seats=2), [1, 2]).invalid == 0


def test_choosing_one_disagrees_with_the_rest():
    assert choose_one([1, 2], 2) == {1: D, 2: A}
    assert choose_one([1, 2], None) == {1: D, 2: D}


def test_settings_that_make_no_sense_are_refused():
    for wrong in ({"present": 4}, {"seats": 0}, {"threshold_percent": 0}, {"quorum_percent": 101}):
        with pytest.raises(ValueError):
            Settings(**{"electorate": 3, "present": 3, **wrong})
    with pytest.raises(ValueError):
        count([{1: A}, {1: A}], Settings(3, 1), [1])


def test_a_leap_day_a_year_on():
    assert a_year_on(date(2016, 2, 29)) == date(2017, 2, 28)
    assert a_year_on(date(2017, 3, 15)) == date(2018, 3, 15)


CANDIDATES = [1, 2, 3, 4, 5]


@st.composite
def ballots(draw):
    papers = draw(
        st.lists(
            st.dictionaries(st.sampled_from([*CANDIDATES, 99]), st.sampled_from(list(Choice)), max_size=6),
            max_size=12,
        )
    )
    settings = Settings(
        electorate=len(papers) + draw(st.integers(0, 5)),
        present=len(papers),
        quorum_percent=draw(st.integers(0, 100)),
        threshold_percent=draw(st.integers(1, 100)),
        base=draw(st.sampled_from(list(Base))),
        seats=draw(st.integers(1, 6)),
    )
    return papers, settings, draw(st.permutations(papers))


@given(ballots())
def test_the_order_of_the_papers_does_not_matter(ballot):
    papers, settings, shuffled = ballot
    assert count(papers, settings, CANDIDATES) == count(shuffled, settings, CANDIDATES)


@given(ballots())
def test_every_paper_is_counted_once_and_seats_are_not_exceeded(ballot):
    papers, settings, _ = ballot
    outcome = count(papers, settings, CANDIDATES)
    assert outcome.valid + outcome.invalid == len(papers)
    for tally in outcome.tallies:
        assert tally.agree + tally.disagree + tally.abstain == outcome.valid
        assert tally.elected == (tally.candidate in outcome.elected)
    assert len(outcome.elected) <= settings.seats
    assert not set(outcome.elected) & set(outcome.tied)
    assert len(outcome.elected) + len(outcome.tied) == 0 or outcome.quorum_reached
    assert all(outcome.of(c).passed for c in (*outcome.elected, *outcome.tied))


@given(ballots())
def test_nobody_with_fewer_votes_is_elected_before_one_with_more(ballot):
    papers, settings, _ = ballot
    outcome = count(papers, settings, CANDIDATES)
    if outcome.quorum_reached and outcome.elected:
        lowest = min(outcome.of(c).agree for c in outcome.elected)
        assert all(t.elected for t in outcome.tallies if t.passed and t.agree > lowest)


@given(ballots(), st.sampled_from(CANDIDATES))
def test_one_more_vote_never_unseats_the_candidate_it_is_for(ballot, candidate):
    papers, settings, _ = ballot
    if settings.base is Base.VALID or not papers:
        return
    before = count(papers, settings, CANDIDATES)
    better = [{**papers[0], candidate: A}, *papers[1:]]
    if 99 in papers[0] or not any(c is not N for c in papers[0].values()):
        return
    if agrees_too_often(papers[0], settings.seats) or agrees_too_often(better[0], settings.seats):
        return
    if candidate in before.elected:
        assert candidate in count(better, settings, CANDIDATES).elected
