"""The pages and addresses of a secret vote: what they show, take, refuse, and do not write down."""

import json
import logging

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tools import blind_voter

from tests.review.village import a_ballot, a_paper, counted, vote
from thidua.core import secret_paper
from thidua.core.ballot import Choice, PaperForm, Question
from thidua.core.secret_paper import CastPaper, SecretVote
from thidua.journal.models import Entry
from thidua.review import urn
from thidua.review.models import Ballot, Elector, Urn
from thidua.workbook.exporting import export_year

AGREE = {"choices": {"so-a": Choice.AGREE, "so-b": Choice.DISAGREE, "so-c": Choice.DISAGREE}}


def sent(client, address, **said):
    return client.post(address, json.dumps(said), content_type="application/json")


def as_sent(paper: CastPaper) -> dict[str, str]:
    return {
        "message": paper.message.decode(),
        "prefix": paper.prefix.hex(),
        "signature": paper.signature.hex(),
    }


def test_a_vote_goes_from_the_page_to_the_signer_to_the_urn_to_the_list(world):
    ballot = a_ballot(world, is_secret=True)
    client, url = world.client("head_b"), world.year.url
    page = client.get(url("ballot_paper", ballot.pk))
    text = page.content.decode()
    assert f'data-fingerprint="{urn.ballot_id(ballot)}"' in text
    assert "secret-paper.js" in text
    assert "data-may-mark" in text
    assert "<form method" not in text.split('data-part="mark"')[1].split('data-part="working"')[0]
    assert "no-store" in page["Cache-Control"]

    vote_said = SecretVote(secret_paper.new_code(), **AGREE)
    blinded = blind_voter.prepare_and_blind(
        ballot.public_key, secret_paper.encode(urn.ballot_id(ballot), vote_said)
    )
    answer = sent(client, url("ballot_sign", ballot.pk), blinded=blinded.blinded.hex())
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    signature = blind_voter.finalize(ballot.public_key, blinded, bytes.fromhex(answer.json()["signature"]))
    given = client.get(url("ballot_paper", ballot.pk)).content.decode()
    assert "data-has-paper" in given
    assert "data-may-mark" not in given
    assert "Gửi tiếp phiếu chưa vào hòm" in client.get(url("ballot", ballot.pk)).content.decode()

    paper = CastPaper(blinded.message, blinded.prefix, signature)
    cast = sent(Client(), url("ballot_urn", ballot.pk), **as_sent(paper))
    assert (cast.status_code, cast.json()) == (200, {"taken": True})
    turnout = client.get(url("ballot", ballot.pk)).content.decode()
    assert "Phiếu đã phát: 1; phiếu trong hòm: 1" in turnout
    assert vote_said.code not in turnout
    assert client.get(url("ballot_papers", ballot.pk)).status_code == 302

    counted(world, ballot)
    listed = client.get(url("ballot_papers", ballot.pk)).content.decode()
    assert f'data-receipt="{vote_said.code}"' in listed
    assert "hợp lệ" in listed


def test_the_urn_sets_no_cookie_reads_no_session_and_writes_one_row(world):
    ballot = a_ballot(world, is_secret=True)
    paper = a_paper(world, ballot, "b", {u.pk: Choice.AGREE for u in world.units.values()})
    address = world.year.url("ballot_urn", ballot.pk)
    entries = Entry.objects.count()
    with CaptureQueriesContext(connection) as asked:
        answer = sent(Client(enforce_csrf_checks=True), address, **as_sent(paper))
    assert answer.status_code == 200
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    written = [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(written) == 1
    assert "review_urn" in written[0]
    assert not any("django_session" in query["sql"] for query in asked)
    assert Entry.objects.count() == entries


def test_a_paper_sent_with_a_session_is_refused(world):
    ballot = a_ballot(world, is_secret=True)
    paper = a_paper(world, ballot, "b", {u.pk: Choice.AGREE for u in world.units.values()})
    answer = sent(world.client("head_b"), world.year.url("ballot_urn", ballot.pk), **as_sent(paper))
    assert answer.status_code == 400
    assert Urn.objects.get(ballot=ballot).papers == "[]"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b'{"message":1}',
        b'{"message":"\\ud800","prefix":"","signature":""}',
        b'{"message":"x","prefix":"zz","signature":[]}',
        b"x" * 30_000,
        b"[" * 15_000,
        b"\xff\xfe",
    ],
)
def test_rubbish_gets_a_reason_and_no_fault_of_the_system(world, body):
    ballot = a_ballot(world, is_secret=True)
    for client, name in ((Client(), "ballot_urn"), (world.client("head_b"), "ballot_sign")):
        answer = client.post(world.year.url(name, ballot.pk), body, content_type="application/json")
        assert answer.status_code in (400, 409)
        assert answer.json()["refused"]
    assert Urn.objects.get(ballot=ballot).papers == "[]"
    assert not Elector.objects.filter(has_voted=True).exists()


def test_casting_is_logged_by_nobody_good_or_bad(world, caplog):
    """No line of our log tells when a paper came or from where; a refused one neither."""
    ballot = a_ballot(world, is_secret=True)
    paper = a_paper(world, ballot, "b", {u.pk: Choice.AGREE for u in world.units.values()})
    address = world.year.url("ballot_urn", ballot.pk)
    levels = {name: logging.getLogger(name).level for name in settings.LOGGING["loggers"]}
    assert levels == {"django.request": logging.ERROR}  # as configured: refusals are not logged
    sent(Client(REMOTE_ADDR="203.0.113.7"), address, **as_sent(paper))
    sent(Client(REMOTE_ADDR="203.0.113.7"), address, message="x")
    assert caplog.records == []


def test_the_server_is_started_without_an_access_log():
    from argparse import Namespace

    from thidua.cli.server import _web

    command = _web(Namespace(host="127.0.0.1", port=8000, workers=1))
    assert not any("access-log" in word for word in command)


def test_a_refusal_to_sign_is_told_in_words(world):
    ballot = a_ballot(world, is_secret=True)
    client, address = world.client("head_b"), world.year.url("ballot_sign", ballot.pk)
    vote(world, ballot, "b", "ADD")
    answer = sent(client, address, blinded="ab" * 256)
    assert answer.status_code == 409
    assert "đã nhận phiếu" in answer.json()["refused"]
    assert sent(client, address, blinded="x").status_code == 400
    without_token = Client(enforce_csrf_checks=True)
    without_token.force_login(world.people["head_b"], backend="django.contrib.auth.backends.ModelBackend")
    assert sent(without_token, address, blinded="ab" * 256).status_code == 403


def test_no_page_or_workbook_shows_a_paper_while_the_ballot_is_open(world):
    ballot = a_ballot(world, is_secret=True)
    paper = a_paper(world, ballot, "b", {u.pk: Choice.AGREE for u in world.units.values()})
    sent(Client(), world.year.url("ballot_urn", ballot.pk), **as_sent(paper))
    code = secret_paper.code_of(paper)
    for name in ("head_a", "head_b", "secretary", "inspector", "operator"):
        client = world.client(name)
        pages = [world.year.url(page, ballot.pk) for page in ("ballot", "ballot_papers", "ballot_close")]
        for address in (*pages, world.year.url("review"), world.year.url("journal")):
            assert code not in client.get(address, follow=True).content.decode()
    assert code not in repr(export_year(world.year))


@pytest.mark.parametrize(
    ("rules", "form", "most"),
    [
        ({"seats": 2}, "per_item", "2"),
        ({"seats": 2, "limits_agreement": False}, "per_item", ""),
        ({"seats": 2, "form": PaperForm.CHOOSE}, "choose", "2"),
        ({"seats": 1, "form": PaperForm.PREFERENCE}, "preference", ""),
        ({"question": Question.CHAIR}, "choose_one", "1"),
    ],
)
def test_the_page_asks_in_the_ballot_s_form(world, rules, form, most):
    ballot = a_ballot(world, is_secret=True, **rules)
    page = world.client("head_b").get(world.year.url("ballot_paper", ballot.pk)).content.decode()
    assert f'data-form="{form}"' in page
    assert f'data-most="{most}"' in page


def test_whose_turn_it_is_not_gets_no_paper(world):
    ballot = a_ballot(world, is_secret=True)
    address = world.year.url("ballot_paper", ballot.pk)
    for name in ("specialist_b", "secretary", "authority", "inspector", "stranger"):
        assert world.client(name).get(address).status_code == 403
    Elector.objects.filter(ballot=ballot, unit=world.units["c"]).delete()
    assert "secret-paper.js" not in world.client("head_c").get(address).content.decode()
    vote(world, ballot, "b", "ADD")
    counted(world, ballot)
    closed = world.client("head_b").get(address).content.decode()
    assert "Danh sách phiếu" in closed
    assert "data-open" not in closed


def test_closing_tells_of_signed_papers_that_are_not_in_the_urn(world):
    ballot = a_ballot(world, is_secret=True)
    a_paper(world, ballot, "b", {u.pk: Choice.AGREE for u in world.units.values()})
    vote(world, ballot, "a", "ADD")
    page = world.client("head_a").get(world.year.url("ballot_close", ballot.pk)).content.decode()
    assert "Đã phát 2 phiếu nhưng trong hòm mới có 1" in page


def test_the_list_costs_the_same_queries_for_many_papers(world):
    ballot = a_ballot(world, is_secret=True)
    client = world.client("head_a")
    counted(world, ballot, "ADD")

    def queries_of():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(world.year.url("ballot_papers", ballot.pk)).status_code == 200
        return len(asked)

    few = queries_of()
    private, public = blind_voter.blind.new_key()
    papers = [
        blind_voter.a_signed_paper(public, private, SecretVote(secret_paper.new_code(), **AGREE))
        for _ in range(8)
    ]
    Ballot.objects.filter(pk=ballot.pk).update(public_key=public)
    Urn.objects.update(papers=secret_paper.write_urn(papers))
    assert queries_of() == few
