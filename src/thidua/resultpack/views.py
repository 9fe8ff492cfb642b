"""Pages: check a pack, the units' keys, a year's pack."""

from __future__ import annotations

import time
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.pages import SignedInRequest, office_page, public_page
from thidua.accounts.permissions import Permission
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.faults import Refused
from thidua.newsroom.spam import sender_mark
from thidua.signing import ed25519

from . import queries
from .actions import make_pack
from .checking.check import check
from .forms import PackForm, ReplaceKeyForm
from .keys import may_replace_key, replace_key
from .models import UnitKey
from .speaking import told

# Checking takes seconds of the processor: how many packs one address may have checked in ten minutes.
_MOST_CHECKS, _WITHIN = 30, 600


@public_page
def check_pack(request: HttpRequest) -> HttpResponse:
    """Check an uploaded pack as ``thidua verify`` does; nothing of it is kept."""
    form = PackForm(request.POST, request.FILES) if request.method == "POST" else PackForm()
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        if _too_many(request):
            form.add_error(
                "file", _("Đã kiểm tra quá nhiều gói từ địa chỉ này. Hãy đợi mười phút rồi thử lại.")
            )
        else:
            began = time.perf_counter()
            report = check(form.cleaned_data["file"].read())
            context |= {
                "report": told(report),
                "signer": report.manifest.signer if report.manifest else None,
                "file_name": form.cleaned_data["file"].name,
                "seconds": round(time.perf_counter() - began, 2),
                "standing": queries.standing_of(report.manifest.signer) if report.manifest else None,
            }
    return render(request, "resultpack/check.html", context)


def _too_many(request: HttpRequest) -> bool:
    """Count one more check from this address; whether that is more than it may have."""
    key = f"pack-checks:{sender_mark(request, timezone.localdate())}"
    cache.add(key, 0, _WITHIN)
    return cache.incr(key) > _MOST_CHECKS


@public_page
def keys(request: HttpRequest) -> HttpResponse:
    """The units' keys with their fingerprints, to hold those of packs against."""
    actor = getattr(request, "actor", None) if request.user.is_authenticated else None
    return render(request, "resultpack/keys.html", {"rows": queries.unit_keys(actor)})


@public_page
def key_file(request: HttpRequest, public_key: str) -> HttpResponse:
    """One public key as PEM."""
    key = get_object_or_404(UnitKey.objects.select_related("unit"), public_key=public_key)
    response = HttpResponse(ed25519.pem(key.public_key), content_type="application/x-pem-file")
    response["Content-Disposition"] = (
        content_disposition_header(True, f"khoa-{key.unit.code}.pem") or "attachment"
    )
    return response


@office_page()
def replace_unit_key(request: SignedInRequest, unit_code: str) -> HttpResponse:
    """Give a unit a new key, for a reason: its head, or the operator."""
    unit = get_object_or_404(Unit, code=unit_code)
    if not may_replace_key(request.actor, unit):
        raise Http404
    form = ReplaceKeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = replace_key(request.actor, unit, reason=form.cleaned_data["reason"])
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(
                request, _("Đã lập khóa ký mới, dấu vân tay %(mark)s.") % {"mark": made.fingerprint}
            )
            return redirect("keys")
    context = {"form": form, "unit": unit, "key": queries.key_in_use(unit)}
    return render(request, "resultpack/replace_key.html", context)


@year_page(Permission.EXPORT_YEAR)
def result_pack(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """What the year's pack holds, whose key signs it; a POST makes one and gives it out."""
    if request.method == "POST":
        made = make_pack(request.actor, year)
        response = HttpResponse(made.content, content_type="application/zip")
        name = f"goi-ket-qua-{year.cluster.code}-{year.year}.zip"
        response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        response["Cache-Control"] = "private, no-store"
        return response
    context = {
        "key": queries.key_in_use(year.chair),
        "refused": queries.unready(year),
        "made": queries.packs_made(year),
        "may_replace": may_replace_key(request.actor, year.chair),
    }
    return render(request, "resultpack/year.html", context)
