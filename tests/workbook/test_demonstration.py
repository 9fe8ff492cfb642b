"""The demonstration years go in through the workbook, and the article's facts come out computed."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from thidua.accounts.actor import Actor
from thidua.accounts.models import User
from thidua.accounts.roles import Role
from thidua.clusters.models import ClusterYear
from thidua.core.ballot import Question
from thidua.core.timetable import Stage
from thidua.reporting import queries as reporting
from thidua.review import queries as review
from thidua.review.models import Ballot
from thidua.scoring import queries as scoring
from thidua.scoring.models import ScoreLine
from thidua.scoring.queries.appeals import appeals_of
from thidua.workbook import importing
from thidua.workbook.exporting import export_year
from thidua.workbook.reading import read
from thidua.workbook.writing import write

from .fresh import cells, empty_the_database

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PICTURES = EXAMPLES / "pictures"


@pytest.fixture
def operator(db) -> Actor:
    user = User.objects.create(username="quantri", full_name="Quản trị", role=Role.OPERATOR)
    return Actor(user, datetime(2018, 7, 10, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))


def bring_in(operator: Actor, year: int) -> ClusterYear:
    content = (EXAMPLES / f"dong-bang-song-hong-{year}.xlsx").read_bytes()
    importing.accept(operator, content, pictures=PICTURES)
    return ClusterYear.objects.get(year=year)


@pytest.fixture
def year_2017(operator) -> ClusterYear:
    return bring_in(operator, 2017)


def test_the_named_facts_of_2017_come_out_computed(year_2017):
    medals = reporting.medal_table(year_2017)
    first = medals[0]
    assert (first.unit.code, first.total) == ("vinhphuc", 241)
    assert (first.gold, first.silver, first.bronze) == (70, 68, 103)
    assert reporting.medals_total(year_2017).total > 1440

    late = {(r.unit.code, r.duty.code): r.days for r in reporting.late_reports(year_2017, date(2018, 7, 10))}
    assert late == {
        ("hungyen", "sau-thang"): 7,
        ("bacninh", "sau-thang"): 4,
        ("namdinh", "nam"): 6,
        ("hungyen", "nam"): 3,
    }
    flags = [p.unit.code for p in review.proposals(year_2017) if p.award == "co_thi_dua_bo_tinh"]
    assert set(flags) == {"ninhbinh", "hanam", "vinhphuc"}
    assert review.elected(year_2017, Question.CHAIR).code == "ninhbinh"
    ranked = scoring.ranking(year_2017)
    assert [r.unit.code for r in ranked[:3]] == ["ninhbinh", "hanam", "vinhphuc"]
    assert [r.rank for r in ranked[:3]] == [1, 2, 3]
    assert year_2017.is_closed
    assert year_2017.is_demonstration
    following = ClusterYear.objects.get(year=2018)
    assert following.chair.code == "ninhbinh"
    assert following.current_stage is Stage.PREPARATION


def test_2018_stands_in_its_midyear_review(operator, year_2017):
    year = bring_in(operator, 2018)
    assert year.current_stage is Stage.MIDYEAR_REVIEW
    assert year.chair.code == "ninhbinh"
    late = {r.unit.code for r in reporting.late_reports(year, date(2018, 7, 10)) if r.submitted_at is None}
    assert {"hungyen", "namdinh"} <= late


def test_appeals_of_2017_were_answered_and_one_figure_agreed(year_2017):
    found = appeals_of(year_2017, date(2018, 7, 10))
    assert sorted(row.state for row in found) == ["partly", "rejected", "rejected", "withdrawn"]
    line = ScoreLine.objects.get(
        sheet__cluster_year=year_2017, sheet__unit__code="thaibinh", criterion__code="1.10"
    )
    assert (line.self_entry, line.verified_entry, line.agreed_entry) == (43, 41, 42)
    result = review.year_result(year_2017)
    (flags,) = result.seats
    assert (flags.number, flags.left, flags.tied) == (3, 0, ())


def test_the_bloc_waits_for_secret_votes(operator):
    content = (EXAMPLES / "khoi-minh-hoa-2018.xlsx").read_bytes()
    importing.accept(operator, content)
    year = ClusterYear.objects.get(cluster__code="khoi-minh-hoa")
    assert (year.current_stage, year.is_demonstration) == (Stage.REVIEW, True)
    (ballot,) = Ballot.objects.filter(meeting__cluster_year=year)
    assert ballot.is_secret and ballot.is_open and ballot.public_key
    assert [elector.has_voted for elector in ballot.electors.all()] == [False] * 3


@pytest.mark.parametrize("year", [2017, 2018])
def test_export_import_export_gives_the_same_workbook(operator, year):
    bring_in(operator, 2017)
    first = bring_in(operator, year) if year == 2018 else ClusterYear.objects.get(year=2017)
    content = write(export_year(first))
    empty_the_database()
    importing.accept(operator, content, pictures=PICTURES)
    again = write(export_year(ClusterYear.objects.get(year=year)))
    assert cells(again) == cells(content)


def test_importing_what_is_there_already_changes_nothing(operator, year_2017):
    content = write(export_year(year_2017))
    prepared = importing.prepare(operator, content)
    assert [str(f.as_fault()) for f in prepared.faults] == []
    assert prepared.is_empty


def test_the_example_files_are_what_their_makers_say():
    """What is in the files of ``examples`` reads back without a fault."""
    for year in (2017, 2018):
        reading = read((EXAMPLES / f"dong-bang-song-hong-{year}.xlsx").read_bytes())
        assert not reading.faults
