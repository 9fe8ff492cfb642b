"""A count on paper adds up, is held cell by cell against another, and is decided on like any count."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.ballot import Choice, PaperForm, Settings, count, decide, tally
from thidua.core.paper_count import Difference, Figures, differences, figure_faults

RIGHT = Figures(8, 7, 1, {"a": (5, 1, 0), "b": (2, 3, 1)})
SETTINGS = Settings(9, 8, seats=2)


def places(figures: Figures, settings: Settings = SETTINGS) -> list[str]:
    return [fault.place for fault in figure_faults(figures, settings, ["a", "b"])]


def test_figures_that_add_up_have_no_fault():
    assert places(RIGHT) == []
    assert Figures.read(RIGHT.as_mapping()) == RIGHT


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"issued": 10}, ["issued"]),
        ({"collected": 9}, ["collected"]),
        ({"invalid": 8}, ["invalid"]),
        ({"issued": 10, "collected": 11, "invalid": 12}, ["issued", "collected", "invalid"]),
        ({"votes": {"a": (5, 1, 0), "b": (2, 3, 2)}}, ["votes:b"]),
        ({"votes": {"a": (5, 1, -1), "b": (2, 3, 1)}}, [""]),
        ({"votes": {"a": (5, 1, 0)}}, [""]),
        ({"votes": {"a": (5, 1), "b": (2, 3)}}, [""]),
    ],
)
def test_each_fault_is_told_at_its_place(changes, wrong):
    assert places(replace(RIGHT, **changes)) == wrong


def test_more_agreement_than_papers_can_hold_is_a_fault_only_where_it_is_limited():
    over = replace(RIGHT, votes={"a": (5, 1, 0), "b": (4, 1, 1)})
    assert places(over, Settings(9, 8, seats=1)) == [""]
    assert places(over, Settings(9, 8, seats=1, limits_agreement=False)) == []


def test_blank_papers_are_not_valid_ones():
    blank = Figures(6, 6, 0, {"a": (0, 2, 4), "b": (0, 2, 4)})  # two papers at least say nothing of either
    assert places(blank) == ["invalid"]


def test_papers_that_choose_have_no_abstention():
    chosen = Settings(9, 8, seats=1, form=PaperForm.CHOOSE)
    assert places(replace(RIGHT, votes={"a": (3, 3, 0), "b": (2, 3, 1)}), chosen) == ["votes:b"]
    assert places(replace(RIGHT, votes={"a": (3, 3, 0), "b": (3, 3, 0)}), chosen) == []


def test_sums_of_places_are_those_of_whole_orders():
    ordered = Settings(9, 8, seats=1, form=PaperForm.PREFERENCE)
    right = Figures(8, 7, 1, {"a": (8, 4), "b": (10, 2)})
    assert places(right, ordered) == []
    assert places(replace(right, votes={"a": (9, 4), "b": (10, 2)}), ordered) == [""]
    assert places(replace(right, votes={"a": (8, 5), "b": (10, 2)}), ordered) == [""]
    assert places(replace(right, votes={"a": (5, 4), "b": (13, 2)}), ordered) == ["votes:a", "votes:b"]


def test_every_cell_that_differs_is_told_with_both_values():
    other = replace(RIGHT, invalid=0, votes={"a": (5, 1, 0), "b": (3, 3, 0)})
    assert differences(RIGHT, RIGHT, PaperForm.PER_ITEM) == []
    assert differences(RIGHT, other, PaperForm.PER_ITEM) == [
        Difference("", "Số phiếu không hợp lệ", 1, 0),
        Difference("b", "Đồng ý", 2, 3),
        Difference("b", "Không có ý kiến", 1, 0),
    ]


def test_what_is_no_count_is_not_read():
    for wrong in ({}, {"issued": 1, "collected": 1, "invalid": "x", "votes": {}}, {"votes": []}):
        with pytest.raises(ValueError, match="no figures"):
            Figures.read(wrong)


@given(
    st.lists(st.dictionaries(st.sampled_from([1, 2]), st.sampled_from(list(Choice)), min_size=1), max_size=8),
    st.booleans(),
)
def test_papers_counted_by_hand_add_up_and_elect_the_same(papers, limited):
    settings = Settings(8, len(papers), seats=1, limits_agreement=limited)
    read = tally(papers, settings, [1, 2])
    figures = Figures(
        len(papers),
        read.cast,
        read.invalid,
        {
            code: (line.agree, line.disagree, line.abstain)
            for code, line in zip("ab", read.lines.values(), strict=True)
        },
    )
    assert figure_faults(figures, settings, ["a", "b"]) == []
    again = decide(figures.counted({"a": 1, "b": 2}, PaperForm.PER_ITEM), settings, [1, 2])
    assert again == count(papers, settings, [1, 2])
