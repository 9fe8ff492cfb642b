"""Two hundred at once: one token casts one paper, one unit gets one signature, closing loses nothing silently.

On PostgreSQL with its row locks, on SQLite with one writer at a time, over a file as an office has it.
"""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections
from tools import blind_voter

from tests.review.village import DAY, a_ballot, a_paper, chair
from tests.world import World
from thidua.core import secret_paper
from thidua.core.ballot import Choice
from thidua.core.faults import Refused
from thidua.core.secret_paper import SecretVote
from thidua.journal.models import Entry
from thidua.review import actions, urn
from thidua.review.models import Ballot, Elector

# On SQLite each test has a file of its own instead.
pytestmark = [] if connection.vendor == "sqlite" else [pytest.mark.django_db(transaction=True)]
MANY, THREADS = 200, 20
AGREE = {"so-a": Choice.AGREE, "so-b": Choice.DISAGREE, "so-c": Choice.DISAGREE}


@contextmanager
def in_place_of_memory(file: Path) -> Iterator[None]:
    """A SQLite file with the settings of real use, in place of the test database in memory."""
    usual, in_memory = connections.settings["default"]["NAME"], connections["default"]
    connections.settings["default"]["NAME"] = str(file)
    del connections["default"]
    try:
        yield
    finally:
        connections.close_all()
        connections.settings["default"]["NAME"] = usual
        connections["default"] = in_memory


@pytest.fixture(scope="module")
def an_empty_database_file(tmp_path_factory, django_db_setup, django_db_blocker) -> Path:
    """The test database without what earlier tests left in its free pages."""
    file = tmp_path_factory.mktemp("empty") / "thidua.sqlite3"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    return file


@pytest.fixture
def a_database_file(an_empty_database_file, tmp_path: Path, django_db_blocker) -> Iterator[Path]:
    file = tmp_path / "thidua.sqlite3"
    shutil.copy(an_empty_database_file, file)
    with django_db_blocker.unblock(), in_place_of_memory(file):
        yield file


@pytest.fixture
def lived_in(request) -> World:
    """The world in real transactions, so that threads see each other's work."""
    if connection.vendor == "sqlite":
        request.getfixturevalue("a_database_file")
    return World.make()


def all_at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Let the acts loose on twenty threads; return what each gave or raised."""
    results: list[object] = []
    ready = threading.Barrier(THREADS)

    def run(mine: list[Callable[[], object]]) -> None:
        ready.wait(30)
        for act in mine:
            try:
                results.append(act())
            except Exception as error:
                results.append(error)
        connections.close_all()

    threads = [threading.Thread(target=run, args=(acts[i::THREADS],)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
        assert not thread.is_alive()
    return results


def fresh(ballot: Ballot) -> Ballot:
    return Ballot.objects.select_related("meeting__cluster_year").get(pk=ballot.pk)


def test_two_hundred_casts_of_one_token_are_one_paper(lived_in):
    ballot = a_ballot(lived_in, is_secret=True)
    paper = a_paper(lived_in, ballot, "b", {u.pk: Choice.AGREE for u in lived_in.units.values()})
    results = all_at_once([lambda: actions.put_in_urn(fresh(ballot), paper)] * MANY)
    assert Counter(map(type, results)) == {type(None): MANY}
    assert urn.collected(fresh(ballot)) == 1


def test_two_hundred_askings_of_one_unit_are_one_signature(lived_in):
    ballot = a_ballot(lived_in, is_secret=True)
    message = secret_paper.encode(urn.ballot_id(ballot), SecretVote(secret_paper.new_code(), choices=AGREE))
    blinded = [blind_voter.prepare_and_blind(ballot.public_key, message).blinded for _ in range(MANY // 2)]
    head, unit = lived_in.actor("head_b", DAY), lived_in.units["b"]

    def ask(one: bytes) -> Callable[[], object]:
        return lambda: actions.sign_paper(head, fresh(ballot), unit, one)

    results = all_at_once([ask(one) for one in blinded for _ in range(2)])
    signatures = [result for result in results if isinstance(result, bytes)]
    refused = [result for result in results if isinstance(result, Refused)]
    assert len(signatures) + len(refused) == MANY
    assert len(set(signatures)) == 1
    assert Entry.objects.filter(action="sign_paper").count() == 1
    assert Elector.objects.filter(ballot=ballot, has_voted=True).count() == 1


def test_papers_that_come_while_the_ballot_closes_are_counted_or_refused(lived_in):
    ballot = a_ballot(lived_in, is_secret=True)
    Elector.objects.filter(ballot=ballot).update(has_voted=True)
    papers = [
        blind_voter.a_signed_paper(
            ballot.public_key, ballot.private_key, SecretVote(secret_paper.new_code(), choices=AGREE)
        )
        for _ in range(3)
    ]
    closing = [lambda: actions.close_ballot(chair(lived_in), fresh(ballot))]
    casts = [lambda paper=paper: actions.put_in_urn(fresh(ballot), paper) or paper for paper in papers]
    results = all_at_once([*casts[:2], *closing, *casts[2:]])
    taken = {secret_paper.code_of(result) for result in results if isinstance(result, type(papers[0]))}
    refused = [result for result in results if isinstance(result, Refused)]
    assert len(taken) + len(refused) == 3
    assert not [r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)]
    listed = {secret_paper.code_of(paper) for paper in urn.secret_papers(fresh(ballot))}
    assert listed == taken
    assert fresh(ballot).sealed == secret_paper.digest(urn.urn_text(fresh(ballot)))


# ---- what SQLite leaves in its file ----


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's files are not read here")
def test_after_closing_the_database_s_files_hold_no_earlier_urn_and_no_private_key(a_database_file):
    assert "secure_delete=ON" in settings.DATABASES["default"]["OPTIONS"]["init_command"]
    world = World.make()
    ballot = a_ballot(world, is_secret=True)
    first = a_paper(world, ballot, "a", {u.pk: Choice.AGREE for u in world.units.values()})
    actions.put_in_urn(ballot, first)
    alone = urn.urn_text(fresh(ballot))  # the urn when one paper lay in it: whose, the turnout tells
    private = ballot.private_key.splitlines()[3].encode()
    blinded = Elector.objects.get(unit=world.units["a"]).blinded.encode()

    def in_the_files(trace: bytes) -> bool:
        return any(trace in path.read_bytes() for path in a_database_file.parent.iterdir())

    ending = alone.encode()[-200:]  # a paper's signature, with the end of the list right behind it
    assert in_the_files(ending)
    for code in "bc":
        paper = a_paper(world, ballot, code, {u.pk: Choice.AGREE for u in world.units.values()})
        actions.put_in_urn(ballot, paper)
    assert in_the_files(private)
    assert in_the_files(blinded)
    actions.close_ballot(chair(world), fresh(ballot))
    connections.close_all()
    last = urn.urn_text(fresh(ballot)).encode()
    connections.close_all()
    assert not in_the_files(private)
    assert not in_the_files(blinded)
    assert in_the_files(ending) == last.endswith(ending)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's files are not read here")
def test_a_copy_of_the_files_of_an_open_ballot_holds_the_urn_as_it_is_and_no_earlier_one(a_database_file):
    """Else the order of the papers stood in the write-ahead file beside the order of the signings."""
    world = World.make()
    ballot = a_ballot(world, is_secret=True)
    papers = {}
    for code in "abc":
        papers[code] = a_paper(world, ballot, code, {u.pk: Choice.AGREE for u in world.units.values()})
        actions.put_in_urn(fresh(ballot), papers[code])
    files = b"".join(path.read_bytes() for path in a_database_file.parent.iterdir())
    for paper in papers.values():
        assert files.count(secret_paper.code_of(paper).encode()) == 1
