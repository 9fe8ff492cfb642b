"""How a count decides: quorum, thresholds, seats, ties, forms of papers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.ballot import (
    Base,
    Choice,
    PaperForm,
    Settings,
    agrees_too_often,
    choose,
    choose_one,
    count,
    decide,
    passes,
    reaches_quorum,
    tally,
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


def test_a_paper_may_agree_to_any_number_where_that_is_ruled():
    papers = papers_of(one="AAA", two="AAD", three="ADD")
    free = Settings(3, 3, seats=1, limits_agreement=False)
    outcome = count(papers, free, [1, 2, 3])
    assert (outcome.valid, outcome.elected) == (3, (1,))
    assert count(papers, Settings(3, 3, seats=1), [1, 2, 3]).invalid == 2


def test_choosing_some_leaves_the_rest_not_agreed_to():
    settings = Settings(4, 4, seats=2, form=PaperForm.CHOOSE, limits_agreement=False)
    papers = [choose([1, 2, 3], [1, 2]), {1: A}, choose([1, 2, 3], [1, 2, 3]), choose([1, 2, 3], [])]
    outcome = count(papers, settings, [1, 2, 3])
    # Choosing three of two is invalid whatever else is ruled; choosing nobody says no to all.
    assert (outcome.valid, outcome.invalid) == (3, 1)
    assert [(t.agree, t.disagree, t.abstain) for t in map(outcome.of, (1, 2, 3))] == [
        (2, 1, 0),
        (1, 2, 0),
        (0, 3, 0),
    ]


def test_an_order_is_counted_by_the_sum_of_places():
    settings = Settings(5, 5, seats=2, form=PaperForm.PREFERENCE, base=Base.VALID)
    papers = [(1, 2, 3), (1, 2, 3), (2, 1, 3), (3, 2, 1), (1, 3)]
    outcome = count(papers, settings, [1, 2, 3])
    assert (outcome.valid, outcome.invalid) == (4, 1)  # an order names every candidate
    assert [(t.candidate, t.places, t.agree) for t in outcome.tallies] == [(1, 7, 3), (2, 7, 4), (3, 10, 1)]
    assert outcome.elected == (1, 2)
    assert not outcome.of(3).passed  # within the first two on one paper of four only


def test_candidates_with_one_sum_of_places_are_level_for_the_last_seat():
    settings = Settings(2, 2, seats=2, form=PaperForm.PREFERENCE, threshold_percent=60, base=Base.VALID)
    outcome = count([(1, 2, 3), (1, 3, 2)], settings, [1, 2, 3])
    assert (outcome.elected, outcome.tied) == ((1,), ())  # 2 and 3 each within two places once of two
    low = count(
        [(1, 2, 3), (1, 3, 2)], Settings(2, 2, 50, 50, Base.VALID, 2, PaperForm.PREFERENCE), [1, 2, 3]
    )
    assert low.elected == (1,)
    even = Settings(2, 2, seats=1, form=PaperForm.PREFERENCE, threshold_percent=40)
    assert count([(1, 2), (2, 1)], even, [1, 2]).tied == (1, 2)


def test_papers_of_another_form_are_invalid():
    ordered = Settings(2, 2, form=PaperForm.PREFERENCE)
    assert count([{1: A}, (1, 2)], ordered, [1, 2]).invalid == 1
    assert count([(1, 2), {1: A}], Settings(2, 2), [1, 2]).invalid == 1


@pytest.mark.parametrize(
    ("base", "bases", "elected"),
    [
        # 3 of 4 others and 3 of all 4 with one absent: the own vote is in no base of the own percentage.
        (Base.MEMBERS, (3, 3, 4), (1, 2)),
        (Base.PRESENT, (2, 2, 3), (1, 2)),
        (Base.VALID, (2, 2, 3), (1, 2)),
    ],
)
def test_a_vote_that_may_not_be_given_is_in_no_base(base, bases, elected):
    # Electors 1, 2, 8, 9, of whom 9 is absent; candidates 1, 2 (electors) and 3 (not one).
    settings = Settings(
        4, 3, seats=2, base=base, threshold_percent=67, judged_by_others=frozenset({1, 2, 8, 9})
    )
    papers = [{2: A, 3: D}, {1: A, 3: D}, {1: A, 2: A, 3: D}]
    outcome = count(papers, settings, [1, 2, 3])
    assert tuple(outcome.of(c).base for c in (1, 2, 3)) == bases
    assert outcome.elected == elected
    assert outcome.of(1).abstain == 0


@pytest.mark.parametrize(
    ("agree", "threshold", "passed"),
    [
        (4, 50, False),
        (5, 50, True),
        (6, 67, True),
        (5, 67, False),
        (8, 100, False),
        (9, 100, True),
        (7, 75, True),
    ],
)
def test_the_edges_of_the_thresholds_of_nine(agree, threshold, passed):
    papers = [{1: A}] * agree + [{1: D}] * (9 - agree)
    # 4 of 9 is under a half, 5 over it; 6 of 9 are two thirds; 7 of 9 pass 75 %.
    outcome = count(papers, Settings(9, 9, threshold_percent=threshold), [1])
    assert (outcome.of(1).passed, bool(outcome.elected)) == (passed, passed)


@pytest.mark.parametrize(("present", "reached"), [(5, False), (6, True)])
def test_the_edge_of_the_quorum(present, reached):
    outcome = count([{1: A}] * present, Settings(9, present), [1])
    assert (outcome.quorum_reached, outcome.elected) == (reached, (1,) if reached else ())


CANDIDATES = [1, 2, 3, 4, 5]


@st.composite
def ballots(draw):
    papers = draw(
        st.lists(
            st.dictionaries(st.sampled_from([*CANDIDATES, 99]), st.sampled_from(list(Choice)), max_size=6),
            max_size=12,
        )
    )
    return papers, draw(settings_for(papers)), draw(st.permutations(papers))


@st.composite
def settings_for(draw, papers, form=None):
    return Settings(
        electorate=len(papers) + draw(st.integers(0, 5)),
        present=len(papers),
        quorum_percent=draw(st.integers(0, 100)),
        threshold_percent=draw(st.integers(1, 100)),
        base=draw(st.sampled_from(list(Base))),
        seats=draw(st.integers(1, 6)),
        form=form or draw(st.sampled_from([PaperForm.PER_ITEM, PaperForm.CHOOSE])),
        limits_agreement=draw(st.booleans()),
    )


@st.composite
def ordered_ballots(draw):
    orders = draw(
        st.lists(st.one_of(st.permutations(CANDIDATES).map(tuple), st.just((1, 2)), st.just(())), max_size=10)
    )
    return orders, draw(settings_for(orders, PaperForm.PREFERENCE)), draw(st.permutations(orders))


@given(st.one_of(ballots(), ordered_ballots()))
def test_the_order_of_the_papers_does_not_matter(ballot):
    papers, settings, shuffled = ballot
    assert tally(papers, settings, CANDIDATES) == tally(shuffled, settings, CANDIDATES)
    assert count(papers, settings, CANDIDATES) == count(shuffled, settings, CANDIDATES)


@given(st.one_of(ballots(), ordered_ballots()))
def test_deciding_on_a_tally_says_what_the_tally_says(ballot):
    papers, settings, _ = ballot
    read = tally(papers, settings, CANDIDATES)
    outcome = decide(read, settings, CANDIDATES)
    assert (outcome.valid, outcome.invalid, outcome.collected) == (read.valid, read.invalid, len(papers))
    for candidate in CANDIDATES:
        line, told = read.lines[candidate], outcome.of(candidate)
        assert (line.agree, line.disagree, line.abstain, line.places) == (
            told.agree,
            told.disagree,
            told.abstain,
            told.places,
        )


@given(ordered_ballots())
def test_every_valid_order_gives_every_place_once(ballot):
    papers, settings, _ = ballot
    outcome = count(papers, settings, CANDIDATES)
    assert sum(t.places for t in outcome.tallies) == outcome.valid * 15
    assert sum(t.agree for t in outcome.tallies) == outcome.valid * min(settings.seats, 5)
    if outcome.elected:
        worst = max(outcome.of(c).places for c in outcome.elected)
        assert all(t.elected for t in outcome.tallies if t.passed and t.places < worst)


@given(ordered_ballots(), st.sampled_from(CANDIDATES))
def test_a_first_place_more_never_unseats_the_candidate(ballot, candidate):
    papers, settings, _ = ballot
    before = count(papers, settings, CANDIDATES)
    more = [*papers, (candidate, *(c for c in CANDIDATES if c != candidate))]
    if candidate in before.elected:
        wider = replace(settings, electorate=settings.electorate + 1, present=settings.present + 1)
        after = count(more, wider, CANDIDATES)
        assert candidate in after.elected or not after.quorum_reached


@given(ballots())
def test_every_paper_is_counted_once_and_seats_are_not_exceeded(ballot):
    papers, settings, _ = ballot
    outcome = count(papers, settings, CANDIDATES)
    assert outcome.valid + outcome.invalid == len(papers)
    for told in outcome.tallies:
        assert told.agree + told.disagree + told.abstain == outcome.valid
        assert told.elected == (told.candidate in outcome.elected)
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
    most = settings.most_agreed
    if agrees_too_often(papers[0], most) or agrees_too_often(better[0], most):
        return
    if candidate in before.elected:
        assert candidate in count(better, settings, CANDIDATES).elected
