"""Whoever reads a page may follow every link in it: none leads to a refusal or to nothing."""

from datetime import date, datetime
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.furnished import furnish
from tests.workbook.test_demonstration import EXAMPLES, PICTURES
from tests.world import OFFICE
from thidua.accounts.actor import Actor
from thidua.accounts.demonstration import LOGINS
from thidua.accounts.models import User
from thidua.accounts.roles import Role
from thidua.cli import demo
from thidua.clusters.models import ClusterYear
from thidua.core.timetable import Stage
from thidua.reporting.models import ReportingDuty
from thidua.site import papers
from thidua.site.menu import YEAR_PAGES
from thidua.workbook import importing

HOME = "/viec-cua-toi/"


class Links(HTMLParser):
    """The addresses of the links inside ``main``."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "main":
            self.inside = True
        address = dict(attributes).get("href") or ""
        if tag == "a" and self.inside and address.startswith("/"):
            self.found.append(address.partition("#")[0])

    def handle_endtag(self, tag):
        if tag == "main":
            self.inside = False


def dead_links(browser: Client, pages: list[str], known: set[str] | None = None) -> list[str]:
    """The links of ``pages`` that do not open for ``browser``; pages not open to it are passed over."""
    tried, dead = known if known is not None else set(), []
    for page in pages:
        answer = browser.get(page)
        if answer.status_code != 200:
            continue
        tried.add(page)
        for address in Links(answer.content.decode()).found:
            if address not in tried:
                tried.add(address)
                code = browser.get(address).status_code
                if code not in (200, 302):
                    dead.append(f"{page} → {address}: {code}")
    return dead


@pytest.mark.parametrize("stage", [Stage.PREPARATION, Stage.RUNNING, Stage.REVIEW, Stage.HAND_OVER])
def test_every_link_of_the_year_opens_for_whoever_sees_it(world, stage, monkeypatch):
    # Each reader's papers are composed; drawing the files, the same for all, is for test_papers.py.
    undrawn = {form: (lambda paper: b"", *kind) for form, (_, *kind) in papers._FORMS.items()}
    monkeypatch.setattr(papers, "_FORMS", undrawn)
    furnish(world)
    ReportingDuty.objects.create(
        cluster_year=world.year, code="sau-thang", kind="sau_thang", name="Sáu tháng", due=date(2017, 6, 1)
    )
    year = world.at(stage)
    pages = [HOME, year.get_absolute_url(), *(year.url(entry.page) for entry in YEAR_PAGES)]
    dead = [
        f"{who}: {line}"
        for who in world.people
        if who != "stranger"
        for line in dead_links(world.client(who), pages)
    ]
    assert not dead, "\n".join(dead)


def test_every_link_of_the_demonstration_opens_for_whoever_sees_it(db, settings):
    settings.TODAY = date(2018, 7, 10)
    operator = Actor(
        User.objects.create(username="quantri", full_name="Quản trị", role=Role.OPERATOR),
        datetime(2018, 7, 10, 9, tzinfo=OFFICE),
    )
    for name in demo.FILES:
        importing.accept(operator, (EXAMPLES / name).read_bytes(), pictures=PICTURES)
    demo._people(operator)
    pages = [HOME, *(year.get_absolute_url() for year in ClusterYear.objects.select_related("cluster"))]
    dead = []
    for _, login in LOGINS:
        browser = Client()
        browser.force_login(
            User.objects.get(username=login), backend="django.contrib.auth.backends.ModelBackend"
        )
        dead += [f"{login}: {line}" for line in dead_links(browser, pages)]
    assert not dead, "\n".join(dead)
