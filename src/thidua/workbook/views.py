"""Pages of the workbook: export and template, hand in, preview, accept."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.permissions import Permission
from thidua.clusters.files import PAPERS
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.faults import Refused
from thidua.sheets.marking import mark
from thidua.sheets.reading import cells_of_file

from . import actions, importing
from .forms import UploadForm
from .models import Upload
from .writing import template as empty_workbook


@year_page(Permission.EXPORT_YEAR)
def workbook(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """The year as a workbook: take it out, take the template, hand one in."""
    may_import = request.access.may(Permission.IMPORT_YEAR) and not year.is_closed
    form = UploadForm(request.POST or None, request.FILES or None) if may_import else None
    if form and request.method == "POST" and form.is_valid():
        try:
            upload = actions.keep_upload(request.actor, form.cleaned_data["file"], year)
        except Refused as refused:
            show_in(form, refused)
        else:
            return redirect(year.url("preview_import", upload.pk))
    return render(request, "workbook/workbook.html", {"form": form, "may_import": may_import})


@year_page(Permission.EXPORT_YEAR)
def export(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """The year's workbook, without what the user may not read."""
    content = actions.take_out(request.actor, year, request.access)
    return _file(content, f"{year.cluster.code}-{year.year}.xlsx")


@office_page()
def template(request: SignedInRequest) -> HttpResponse:
    """The empty workbook."""
    return _file(empty_workbook(), "so-mau.xlsx")


@office_page(Permission.CREATE_CLUSTER)
def import_year(request: SignedInRequest) -> HttpResponse:
    """Hand in the workbook of a year that is not in the system yet."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = actions.keep_upload(request.actor, form.cleaned_data["file"])
        except Refused as refused:
            show_in(form, refused)
        else:
            return redirect("preview_new_year", upload.pk)
    return render(request, "workbook/import_year.html", {"form": form})


@year_page(Permission.IMPORT_YEAR)
def preview_import(request: YearRequest, year: ClusterYear, upload: uuid.UUID) -> HttpResponse:
    """What a handed-in workbook would do to the year; the button writes it."""
    kept = _own_upload(request, upload, year)
    addresses = _Addresses(
        back=year.url("workbook"), here=request.path, marked=year.url("marked_import", upload)
    )
    return _preview(request, kept, addresses, "year.html")


@office_page(Permission.CREATE_CLUSTER)
def preview_new_year(request: SignedInRequest, upload: uuid.UUID) -> HttpResponse:
    """What a handed-in workbook would open; the button writes it."""
    kept = _own_upload(request, upload, None)
    addresses = _Addresses(
        back=reverse("import_year"), here=request.path, marked=reverse("marked_new_year", args=[upload])
    )
    return _preview(request, kept, addresses, "base.html")


@year_page(Permission.IMPORT_YEAR)
def marked_import(request: YearRequest, year: ClusterYear, upload: uuid.UUID) -> HttpResponse:
    """The handed-in workbook with its bad cells marked."""
    return _marked(request, _own_upload(request, upload, year))


@office_page(Permission.CREATE_CLUSTER)
def marked_new_year(request: SignedInRequest, upload: uuid.UUID) -> HttpResponse:
    """The handed-in workbook of a new year with its bad cells marked."""
    return _marked(request, _own_upload(request, upload, None))


@dataclass(frozen=True, slots=True)
class _Addresses:
    """Where the preview's links lead."""

    back: str
    here: str
    marked: str


def _own_upload(request: SignedInRequest, upload: uuid.UUID, year: ClusterYear | None) -> Upload:
    """A workbook of the user's own, handed in on this page; others' are not there."""
    own = Upload.objects.filter(pk=upload, user=request.user)
    kept = own.filter(cluster_year=year).first() if year else own.first()
    if kept is None:
        raise Http404
    return kept


def _preview(request: SignedInRequest, kept: Upload, addresses: _Addresses, frame: str) -> HttpResponse:
    if request.method == "POST":
        try:
            year = actions.accept_upload(request.actor, kept)
        except importing.Rejected as rejected:
            prepared = rejected.prepared
        else:
            messages.success(request, _("Đã nhập sổ “%(name)s”.") % {"name": kept.file_name})
            return redirect(year)
    elif kept.is_applied:
        messages.warning(request, _("Sổ này đã nhập rồi."))
        return redirect(kept.cluster_year) if kept.cluster_year else redirect(addresses.back)
    else:
        prepared = importing.prepare(request.actor, actions.content_of(kept), kept.cluster_year)
    context = {
        "frame": frame,
        "section": "workbook",
        "upload": kept,
        "prepared": prepared,
        "plans": [planned for planned in prepared.plans.values() if not planned.is_empty],
        "unchanged": [p.sheet.name for p in prepared.plans.values() if p.is_empty and p.same],
        "absent": sum(planned.absent for planned in prepared.plans.values()),
        "faults": prepared.faults,
        "may_accept": not prepared.faults and not prepared.is_empty,
        "addresses": addresses,
    }
    return render(request, "workbook/preview.html", context, status=409 if request.method == "POST" else 200)


def _marked(request: SignedInRequest, kept: Upload) -> HttpResponse:
    content = actions.content_of(kept)
    prepared = importing.prepare(request.actor, content, kept.cluster_year)
    return _file(mark(cells_of_file(content), prepared.faults), f"sua-{kept.file_name}")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=PAPERS[".xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
