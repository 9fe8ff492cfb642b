"""Ballots of every form, counts on paper and challenges go out in the workbook and come back."""

from dataclasses import replace

import pytest
from django.db.models import F

from tests.review.village import DAY, a_ballot, chair, counted, the_meeting
from thidua.clusters.models import ClusterYear
from thidua.core.ballot import Base, Choice, PaperForm, Question
from thidua.core.paper_count import Figures
from thidua.core.timetable import Stage
from thidua.review import actions, queries
from thidua.review.models import Ballot, Challenge, PaperCount
from thidua.workbook import importing
from thidua.workbook.exporting import export_year
from thidua.workbook.importing import Rejected
from thidua.workbook.writing import write

from .fresh import cells, empty_the_database

FIGURES = Figures(2, 2, 0, {"so-a": (1, 1, 0), "so-b": (2, 0, 0), "so-c": (0, 2, 0)})


@pytest.fixture
def voted(world):
    """An order of preference, votes not on oneself, a count on paper that was challenged twice."""
    meeting, units = the_meeting(world), world.units
    ordered = a_ballot(
        world, meeting, form=PaperForm.PREFERENCE, seats=1, award="bang_khen_bo_tinh", tellers="Hai\nNgười"
    )
    for code, order in (("a", "bac"), ("b", "bca"), ("c", "abc")):
        paper = tuple(units[one].pk for one in order)
        actions.cast(world.actor(f"head_{code}", DAY), ordered, units[code], paper)
    actions.close_ballot(chair(world), ordered)
    others = a_ballot(world, meeting, may_vote_on_self=False, question=Question.CHAIR, base=Base.MEMBERS)
    for code, chosen in (("a", "b"), ("b", "a"), ("c", "b")):
        marks = {unit.pk: Choice.DISAGREE for unit in units.values() if unit != units[code]}
        marks[units[chosen].pk] = Choice.AGREE
        actions.cast(world.actor(f"head_{code}", DAY), others, units[code], marks)
    actions.close_ballot(chair(world), others)
    on_paper = a_ballot(
        world,
        meeting,
        is_secret=True,
        is_on_paper=True,
        seats=1,
        limits_agreement=False,
        electorate=[units["a"], units["b"]],
        electorate_reason="C vắng",
    )
    for name in ("secretary", "head_a"):
        actions.enter_paper_count(world.actor(name, DAY), on_paper, FIGURES)
    actions.close_ballot(chair(world), on_paper)
    actions.challenge(world.actor("head_b", DAY, 15), on_paper, reason="Đếm lại\ncho chắc")
    PaperCount.objects.filter(teller__username="head_a").update(
        figures={**FIGURES.as_mapping(), "invalid": 1}
    )
    actions.challenge(world.actor("inspector", DAY, 16), on_paper, reason="Thanh tra")
    PaperCount.objects.update(figures=FIGURES.as_mapping())
    passed = [stage for stage in Stage if stage.order < Stage.REVIEW.order]
    world.year.stage_terms.filter(stage__in=passed).update(completed_on=F("due"))
    return world


def test_ballots_go_out_and_come_back_the_same(voted):
    before = [result.outcome for result in queries.outcomes(voted.year)]
    seals = list(Ballot.objects.order_by("pk").values_list("sealed", flat=True))
    content = write(export_year(voted.year))
    empty_the_database()
    importing.accept(voted.actor("operator", "2017-12-01"), content)
    year = ClusterYear.objects.get(year=2017)
    assert cells(write(export_year(year))) == cells(content)
    after = [result.outcome for result in queries.outcomes(year)]
    assert [[(t.agree, t.disagree, t.base, t.places, t.elected) for t in o.tallies] for o in after] == [
        [(t.agree, t.disagree, t.base, t.places, t.elected) for t in o.tallies] for o in before
    ]
    assert list(Ballot.objects.order_by("pk").values_list("sealed", flat=True)) == seals
    assert [made.agrees for made in Challenge.objects.order_by("raised_at")] == [True, False]
    # What is there already is left alone.
    importing.accept(voted.actor("operator", "2017-12-01"), content)
    assert (Challenge.objects.count(), PaperCount.objects.count()) == (2, 2)


@pytest.mark.parametrize(
    ("sheet", "column", "value", "told"),
    [
        ("paper_counts", "teller", "khong_co_ai", "Không có tài khoản"),
        ("paper_counts", "agree", 7, "khác số phiếu hợp lệ"),
        ("votes", "place", 9, "mỗi thứ tự một lần"),
        ("challenges", "found", "[1", "không đọc được"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(voted, sheet, column, value, told):
    book = export_year(voted.year)
    row = book[sheet][0]
    book[sheet][0] = replace(row, values={**row.values, column: value})
    content = write(book)
    Ballot.objects.all().delete()
    with pytest.raises(Rejected) as rejected:
        importing.accept(voted.actor("operator", "2017-12-01"), content)
    assert told in str(rejected.value)
    assert "Chưa có hai người kiểm phiếu" not in str(rejected.value)


def test_a_running_count_is_not_written_down(world):
    ballot = a_ballot(world, is_on_paper=True, seats=2)
    actions.enter_paper_count(world.actor("secretary", DAY), ballot, replace(FIGURES, issued=3))
    assert export_year(world.year)["paper_counts"] == []


def test_a_workbook_of_before_these_settings_means_what_it_meant(world):
    counted(world, a_ballot(world, seats=2), "AAD", "AAD", "ADD")
    book = export_year(world.year)
    for name in ("form", "limits_agreement", "may_vote_on_self"):
        book["ballots"][0].values[name] = None
    content = write(book)
    Ballot.objects.all().delete()
    importing.accept(world.actor("operator", "2017-12-01"), content)
    ballot = Ballot.objects.get()
    assert (ballot.form, ballot.limits_agreement, ballot.may_vote_on_self) == (PaperForm.PER_ITEM, True, True)
