"""The demonstration's people: what the file says of itself, and the cases it promises."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client
from tools.demonstration import common, subjects_2018

from tests.pages.test_links_lead_somewhere import dead_links
from tests.subjects.lists import cells
from tests.workbook.test_demonstration import bring_in
from tests.world import OFFICE
from thidua.accounts.actor import Actor
from thidua.accounts.demonstration import LOGINS
from thidua.accounts.models import User
from thidua.accounts.roles import Role
from thidua.cli import demo
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.law.contradictions import contradictions
from thidua.core.law.facts import FactKind
from thidua.scoring import queries as scoring
from thidua.sheets.writing import write_form
from thidua.subjects import importing, queries
from thidua.subjects.book import spoken
from thidua.subjects.models import MergeRequest, Subject, YearFact

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TODAY = date(2018, 7, 10)


@pytest.fixture
def operator(db, settings) -> Actor:
    settings.TODAY = TODAY
    user = User.objects.create(username="quantri", full_name="Quản trị", role=Role.OPERATOR)
    return Actor(user, datetime(2018, 7, 10, 9, tzinfo=OFFICE))


@pytest.fixture
def loaded(operator) -> Actor:
    """The people of the demonstration, over its nine units."""
    for row in common.unit_rows():
        Unit.objects.create(**row.values)
    demo._subjects(operator, EXAMPLES)
    return operator


@pytest.fixture
def whole(operator) -> Actor:
    """Both years, the accounts and the people of the demonstration."""
    for year in (2017, 2018):
        bring_in(operator, year)
    demo._people(operator)
    demo._subjects(operator, EXAMPLES)
    return operator


def test_the_file_holds_what_its_maker_says():
    made = write_form(spoken(), subjects_2018.book())
    assert cells((EXAMPLES / demo.SUBJECTS).read_bytes()) == cells(made)


def test_everybody_comes_in_and_nobody_is_taken_for_real(loaded):
    kinds = {count.kind: count.number for count in queries.counted(_everywhere())}
    assert kinds == {"person": 60, "collective": 20, "household": 6}
    assert not Subject.objects.exclude(name__contains="(minh hoạ)").exists()
    assert {unit.as_subject.code for unit in Unit.objects.filter(kind="so")} == set(subjects_2018.CODES)
    assert YearFact.objects.filter(year__lt=2012).count() == 0
    importer = Actor(loaded.user, loaded.at, for_all_units=True)
    again = importing.prepare(importer, (EXAMPLES / demo.SUBJECTS).read_bytes())
    assert again.summary.is_empty
    assert not again.faults


def test_no_history_contradicts_itself(loaded):
    told = queries.histories(Subject.objects.standing(), TODAY)
    assert [history.subject for history in told if contradictions(history, TODAY)] == []


def test_the_promised_cases_are_there(loaded):
    open_ones = YearFact.objects.filter(kind=FactKind.UNDER_REVIEW, until=None)
    assert open_ones.exists()
    ended = YearFact.objects.filter(kind=FactKind.DISCIPLINE, until__lte=TODAY)
    running = YearFact.objects.filter(kind=FactKind.DISCIPLINE, until__gt=TODAY)
    assert ended.exists() and running.exists()
    assert YearFact.objects.filter(value="bang_khen_bo_tinh:dot_xuat").exists()
    assert {"VDV-03:true", "HLV-04:true"} <= set(
        YearFact.objects.filter(kind=FactKind.JUDGED).values_list("value", flat=True)
    )


def test_the_whole_demonstration_holds_together(whole):
    """The double awaits a printed login, ranks are those of the cluster's own year, no link is dead."""
    request = MergeRequest.objects.get()
    head = User.objects.get(username="lanhdao.namdinh")
    assert list(queries.awaiting(head, TODAY)) == [request]
    year = ClusterYear.objects.get(year=2017)
    ranked = {row.unit.code: str(row.rank) for row in scoring.ranking(year)}
    facts = YearFact.objects.filter(year=2017, kind=FactKind.CLUSTER_RANK)
    assert dict(facts.values_list("subject__code", "value")) == ranked

    pages = ["/doi-tuong/", "/doi-tuong/?trang=2", "/doi-tuong/gop/", "/doi-tuong/nhap/"]
    pages += [
        f"/doi-tuong/{pk}/?gach=1"
        for pk in Subject.objects.filter(unit__code="namdinh").values_list("pk", flat=True)[:2]
    ]
    dead = []
    for _, login in LOGINS:
        browser = Client()
        browser.force_login(
            User.objects.get(username=login), backend="django.contrib.auth.backends.ModelBackend"
        )
        dead += [f"{login}: {line}" for line in dead_links(browser, pages, set())]
    assert not dead, "\n".join(dead)


def _everywhere():
    from thidua.subjects.access import Reach

    return Reach(everywhere=True)
