"""A vote on paper: two people count and enter apart, differences are shown, equal figures close it."""

from dataclasses import replace

import pytest

from tests.review.village import DAY, a_ballot, chair, the_meeting
from thidua.clusters import obligations
from thidua.core.ballot import PaperForm
from thidua.core.faults import NotPermitted, Refused
from thidua.core.paper_count import Figures
from thidua.journal.models import Entry
from thidua.review import actions, queries
from thidua.review.models import PaperCount

FIGURES = Figures(3, 3, 0, {"so-a": (3, 0, 0), "so-b": (1, 2, 0), "so-c": (0, 2, 1)})
OTHER = replace(FIGURES, votes={**FIGURES.votes, "so-b": (2, 1, 0)})


@pytest.fixture
def ballot(world):
    """A secret vote on paper for two seats; the head of b is named a teller."""
    return a_ballot(world, is_secret=True, is_on_paper=True, seats=2, tellers="Người head_b, Giám đốc\nAi đó")


def enter(world, ballot, name, figures=FIGURES):
    return actions.enter_paper_count(world.actor(name, DAY), ballot, figures)


def view(world, ballot, name):
    return queries.count_view(ballot, world.people[name], world.actor(name, DAY).today)


def test_two_equal_counts_close_the_ballot(world, ballot):
    enter(world, ballot, "secretary")
    with pytest.raises(Refused, match="hai người"):
        actions.close_ballot(chair(world), ballot)
    enter(world, ballot, "head_b")
    outcome = actions.close_ballot(chair(world), ballot)
    assert (outcome.present, outcome.collected, outcome.invalid) == (3, 3, 0)
    assert outcome.elected == (world.units["a"].pk,)
    ballot.refresh_from_db()
    assert len(ballot.sealed) == 64
    with pytest.raises(Refused, match="cuối cùng"):
        enter(world, ballot, "secretary", OTHER)
    (result,) = queries.outcomes(world.year)
    assert [unit.short_name for unit in result.elected] == ["A"]


def test_closing_before_two_equal_counts_leads_to_the_counting(world, ballot):
    url = world.year.url("ballot_close", ballot.pk)
    enter(world, ballot, "secretary")
    page = world.client("secretary").get(url).content.decode()
    assert "khi hai người kiểm phiếu nhập số liệu giống nhau" in page
    assert world.year.url("ballot_count", ballot.pk) in page
    assert "Đã bỏ phiếu" not in page
    assert "Chưa đủ túc số" not in page
    enter(world, ballot, "head_a")
    assert "Đã bỏ phiếu" in world.client("secretary").get(url).content.decode()


def test_one_person_does_not_count_twice_and_a_third_does_not_count(world, ballot):
    enter(world, ballot, "secretary")
    enter(world, ballot, "secretary", OTHER)
    assert PaperCount.objects.count() == 1
    enter(world, ballot, "head_b")
    with pytest.raises(Refused, match="Đã có hai người"):
        enter(world, ballot, "head_a")


@pytest.mark.parametrize("name", ["head_c", "specialist_b", "authority", "inspector"])
def test_only_who_runs_the_ballot_or_is_named_counts(world, ballot, name):
    with pytest.raises(NotPermitted):
        enter(world, ballot, name)
    assert world.client(name).get(world.year.url("ballot_count", ballot.pk)).status_code == 403


def test_neither_sees_the_others_figures_before_both_are_in(world, ballot):
    enter(world, ballot, "secretary", OTHER)
    assert view(world, ballot, "head_b").differing == ()
    page = world.client("head_b").get(world.year.url("ballot_count", ballot.pk)).content.decode()
    assert "value=" not in page.split("<table")[1]
    entry = Entry.objects.get(action="enter_paper_count")
    assert set(entry.after) == {"teller"}


def test_differences_are_shown_cell_by_cell_and_each_mends_its_own(world, ballot):
    enter(world, ballot, "secretary")
    enter(world, ballot, "head_b", OTHER)
    seen = view(world, ballot, "head_b")
    assert [(d.unit, d.cell, d.one, d.other) for d in seen.differing] == [
        ("B", "Đồng ý", 1, 2),
        ("B", "Không đồng ý", 2, 1),
    ]
    page = world.client("head_c").get(world.year.url("ballot", ballot.pk)).content.decode()
    assert "khác nhau" in page
    assert "Nhập số liệu kiểm phiếu" not in page
    enter(world, ballot, "head_b")
    entry = Entry.objects.filter(action="enter_paper_count").order_by("pk").last()
    assert entry.before["votes"]["so-b"] == [2, 1, 0]
    assert view(world, ballot, "head_b").is_agreed


def test_figures_that_do_not_add_up_are_refused_at_their_cell(world, ballot):
    address = world.year.url("ballot_count", ballot.pk)
    typed = {"issued": 3, "collected": 3, "invalid": 0}
    typed |= {
        f"votes:{code}:{i}": cell for code, cells in FIGURES.votes.items() for i, cell in enumerate(cells)
    }
    page = world.client("head_b").post(address, {**typed, "votes:so-c:2": 2}).content.decode()
    assert "cộng lại là 4, khác số phiếu hợp lệ (3)" in page
    assert 'value="2"' in page  # nothing typed is lost
    assert world.client("head_b").post(address, typed).status_code == 302
    assert Figures.read(PaperCount.objects.get().figures) == FIGURES


def test_nobody_casts_in_the_system_and_nothing_is_owed_by_heads(world, ballot):
    with pytest.raises(Refused):
        actions.show_of_hands(world.actor("secretary", DAY), ballot, {world.units["a"].pk: {}})
    page = world.client("head_c").get(world.year.url("ballot_paper", ballot.pk)).content.decode()
    assert "không bỏ phiếu được" in page
    assert not [o for o in obligations.owed_in(world.year) if o.code.startswith("cast:")]


def test_an_open_vote_on_paper_is_not_cast_in_the_system_either(world):
    ballot = a_ballot(world, is_on_paper=True)
    with pytest.raises(Refused, match="phiếu giấy"):
        actions.cast(world.actor("head_b", DAY), ballot, world.units["b"], {})


def test_an_electronic_ballot_takes_no_counts(world):
    with pytest.raises(Refused, match="trên hệ thống"):
        enter(world, a_ballot(world), "secretary")


def test_a_ballot_with_a_count_is_not_taken_back(world, ballot):
    enter(world, ballot, "secretary")
    with pytest.raises(Refused, match="không hủy"):
        actions.cancel_ballot(chair(world), ballot, reason="Thử")


def test_orders_on_paper_are_counted_by_sums_of_places(world):
    ballot = a_ballot(world, the_meeting(world), is_on_paper=True, form=PaperForm.PREFERENCE, seats=1)
    figures = Figures(3, 3, 0, {"so-a": (4, 2), "so-b": (6, 1), "so-c": (8, 0)})
    for name in ("secretary", "head_a"):
        enter(world, ballot, name, figures)
    outcome = actions.close_ballot(chair(world), ballot)
    assert outcome.elected == (world.units["a"].pk,)
    assert outcome.of(world.units["a"].pk).places == 4
