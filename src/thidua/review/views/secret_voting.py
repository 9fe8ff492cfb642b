"""Voting in secret: the paper, its signing, the urn, and after closing the list of receipt codes.

Choices are made in the browser and never come here with a session. The two addresses a paper goes through
are apart on purpose: one knows the unit and sees a blinded number, the other sees the paper and is told
nothing of who sends it.
"""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from thidua.accounts.faults import fault_text
from thidua.accounts.pages import public_page
from thidua.accounts.permissions import Permission
from thidua.accounts.speaking import speaking_of
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, find_year, year_page
from thidua.core.ballot import PaperForm
from thidua.core.faults import Refused
from thidua.core.secret_paper import CastPaper
from thidua.core.timetable import Stage
from thidua.signing import blind

from .. import actions, queries, urn
from ..actions.secret_casting import taken_at
from ..models import Ballot
from ..paper_forms import chooses_one
from .ballots import find_ballot

# A paper of forty candidates has some two thousand bytes.
_LONGEST = 20_000


def secret_paper(request: YearRequest, year: ClusterYear, ballot: Ballot) -> HttpResponse:
    """Show the paper of a secret ballot: to mark, or, once it was given out, to send on from this browser."""
    unit = request.access.unit
    now = getattr(request, "now", None) or timezone.now()
    is_over = ballot.is_open and not taken_at(ballot, now)
    is_running = ballot.is_open and not is_over and year.current_stage is Stage.REVIEW and not year.is_closed
    has_paper = queries.has_voted(ballot, unit)
    if unit is None or not (has_paper or (is_running and queries.owes_vote(ballot, unit))):
        context = {"ballot": ballot, "has_voted": False, "is_over": is_over, "section": "review"}
        return render(request, "review/paper_closed.html", context)
    has_key = bool(ballot.private_key) and ballot.is_open
    context = {
        "ballot": ballot,
        "unit": unit,
        "may_mark": is_running and not has_paper and has_key,
        "has_paper": has_paper,
        "has_key": has_key,
        "candidates": [candidate.unit for candidate in ballot.candidates.all()],
        "places": range(1, len(ballot.candidates.all()) + 1),
        "chooses_one": chooses_one(ballot),
        "orders": ballot.form == PaperForm.PREFERENCE,
        "chooses": ballot.form == PaperForm.CHOOSE and not chooses_one(ballot),
        "most_agreed": queries.settings_of(ballot, 0).most_agreed or "",
        "public_key": b64encode(blind.spki(ballot.public_key)).decode() if ballot.public_key else "",
        "fingerprint": urn.ballot_id(ballot),
        "rules": queries.rules_of(ballot),
    }
    return render(request, "review/secret_paper.html", context)


@require_POST
@never_cache
def _sign(request: YearRequest, year: ClusterYear, ballot_id: int) -> HttpResponse:
    ballot = find_ballot(year, ballot_id)
    blinded = _hex(_said(request), "blinded")
    if request.access.unit is None or not blinded:
        return _refusal(_("Phiếu gửi đi để ký không đúng dạng."), 400)
    try:
        signature = actions.sign_paper(request.actor, ballot, request.access.unit, blinded)
    except Refused as refused:
        return _refusal(_told(refused), 409)
    return JsonResponse({"signature": signature.hex()})


# The head's unit gets its blinded paper signed.
ballot_sign = year_page(Permission.CAST)(_sign)


@public_page
@csrf_exempt
@require_POST
@never_cache
def ballot_urn(request: HttpRequest, code: str, year: int, ballot_id: int) -> HttpResponse:
    """Take a signed paper from nobody in particular. No session is read: one that is sent is refused.

    What is good of a paper is its signature; nothing of the request is written down.
    """
    found = find_year(code, year)
    ballot = find_ballot(found, ballot_id)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return _refusal(_("Phiếu phải được gửi không kèm phiên đăng nhập."), 400)
    said = _said(request)
    message, prefix, signature = said.get("message"), _hex(said, "prefix"), _hex(said, "signature")
    if not isinstance(message, str) or not message:
        return _refusal(_("Phiếu gửi đến không đúng dạng."), 400)
    with speaking_of(found.cluster.kind):
        try:
            paper = CastPaper(message.encode(), prefix, signature)
            actions.put_in_urn(ballot, paper)
        except UnicodeEncodeError:
            return _refusal(_("Phiếu gửi đến không đúng dạng."), 400)
        except Refused as refused:
            return _refusal(_told(refused), 409)
    return JsonResponse({"taken": True})


@year_page()
def ballot_papers(request: YearRequest, year: ClusterYear, ballot_id: int) -> HttpResponse:
    """After closing: every paper by its receipt code, with how it was counted.

    The whole list, always: which code somebody looks for would tell the server whose paper it is, so the
    looking is done in the browser.
    """
    found = find_ballot(year, ballot_id)
    if found.is_open or not urn.has_urn(found):
        return redirect(year.url("ballot", found.pk))
    rows = queries.receipt_rows(found)
    given = sum(elector.has_voted for elector in found.electors.all())
    context = {
        "ballot": found,
        "rows": rows,
        "candidates": [candidate.unit for candidate in found.candidates.all()],
        "given": given,
        "collected": len(rows),
        "invalid": sum(not row.is_valid for row in rows),
        "too_many": len(rows) > given,
        "fingerprint": urn.ballot_id(found),
        "section": "review",
    }
    return render(request, "review/secret_papers.html", context)


def _said(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent; empty when it is none."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > _LONGEST:
        return {}
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _hex(said: dict[str, Any], key: str) -> bytes:
    try:
        return bytes.fromhex(said[key])
    except (KeyError, TypeError, ValueError):
        return b""


def _told(refused: Refused) -> str:
    return " ".join(fault_text(fault) for fault in refused.faults)


def _refusal(told: str, status: int) -> JsonResponse:
    return JsonResponse({"refused": told}, status=status)
