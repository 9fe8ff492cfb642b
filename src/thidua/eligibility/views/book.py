"""The law book: packs by period, a pack's ladder, an instrument's lines, two packs side by side."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from thidua.accounts.pages import SignedInRequest, office_page
from thidua.core.law.facts import SubjectKind
from thidua.core.law.pack import LawPack
from thidua.law.graph import ladder_svg
from thidua.law.packs import load_packs, overlays

from ..citing import short_title
from ..law_in_force import law_of
from ..queries import book as queries
from ..queries.awards import doubts_of_pack
from ..queries.changes import changes


@office_page()
def law_book(request: SignedInRequest) -> HttpResponse:
    """The packs by period; the one in force today first seen."""
    packs = list(load_packs().values())
    today = request.actor.today
    in_force = [pack.id for pack in packs if pack.holds(today)]
    context = {
        "packs": [(pack, queries.counted(pack)) for pack in reversed(packs)],
        "in_force": in_force,
        "pairs": list(pairwise(packs)),
        "overlays": overlays().values(),
    }
    return render(request, "eligibility/book.html", context)


@office_page()
def law_pack(request: SignedInRequest, pack: str) -> HttpResponse:
    """A pack's awards for one kind of subject, conditions in words and cited; made to be printed."""
    overlay = request.GET.get("to_chuc", "")
    found = _pack(pack, overlay)
    kinds = queries.kinds_of(found)
    kind = next((one for one in kinds if one == request.GET.get("doi-tuong")), kinds[0])
    pages = queries.award_pages(found, kind, request.actor.today)
    context: dict[str, Any] = {
        "pack": found,
        "kind": kind,
        "kinds": kinds,
        "pages": pages,
        "bars": queries.bars_told(found),
        "instruments": queries.counted(found),
        "wage": queries.wage_of(found, request.actor.today),
        "doubts": doubts_of_pack(found, [page.award for page in pages]),
        "heads": [head for head in overlays().values() if found.id in head.over],
        "laid": overlays().get(overlay) if found.overlays else None,
    }
    return render(request, "eligibility/pack.html", context)


@office_page()
def law_instrument(request: SignedInRequest, pack: str, instrument: str) -> HttpResponse:
    """An instrument and every line of the pack that cites it."""
    found = _pack(pack, request.GET.get("to_chuc", ""))
    if instrument not in found.instruments:
        raise Http404
    one = found.instruments[instrument]
    lines = queries.citings(found, one)
    context = {"pack": found, "instrument": one, "name": short_title(one), "lines": lines}
    return render(request, "eligibility/instrument.html", context)


@office_page()
def law_changes(request: SignedInRequest, old: str, new: str) -> HttpResponse:
    """Two packs side by side, condition by condition."""
    before, after = _pack(old), _pack(new)
    context = {"old": before, "new": after, "changes": changes(before, after)}
    return render(request, "eligibility/changes.html", context)


@office_page()
def law_ladder(request: SignedInRequest, pack: str, kind: str) -> HttpResponse:
    """The ladder of a pack drawn, as a picture."""
    found = _pack(pack, request.GET.get("to_chuc", ""))
    if kind not in queries.kinds_of(found):
        raise Http404
    drawn = ladder_svg(found, SubjectKind(kind), translate=gettext, language=get_language() or "vi")
    return HttpResponse(drawn, content_type="image/svg+xml")


def _pack(name: str, overlay: str = "") -> LawPack:
    found = law_of(name, overlay)
    if found is None:
        raise Http404
    return found
