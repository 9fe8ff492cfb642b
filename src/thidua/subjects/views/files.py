"""Pages on lists of subjects as files: take one out, the empty one, hand one in, preview, accept."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.permissions import Permission
from thidua.clusters.files import PAPERS
from thidua.clusters.models import Unit
from thidua.core.faults import Refused
from thidua.core.vietnamese import number
from thidua.sheets.marking import mark
from thidua.sheets.reading import cells_of_file

from .. import exporting, file_actions, importing
from ..access import reach
from ..forms.files import FileForm
from ..forms.subjects import FilterForm
from ..models import ImportFile
from ..queries import found


@office_page(Permission.READ_SUBJECTS)
def export(request: SignedInRequest) -> HttpResponse:
    """A file of the subjects within reach, narrowed as the list is; in FACTS's codes with ``dang=facts``."""
    within = reach(request.user, Permission.READ_SUBJECTS, request.actor.today)
    wanted = FilterForm(within, request.GET).wanted()
    unit = wanted["unit"]
    chosen = list(found(within, **wanted))
    content = file_actions.take_out(
        request.actor,
        chosen,
        unit if isinstance(unit, Unit) else request.user,
        in_codes=request.GET.get("dang") == "facts",
    )
    name = f"doi-tuong-{unit.code}.xlsx" if isinstance(unit, Unit) else "doi-tuong.xlsx"
    return _file(content, name)


@office_page(Permission.EDIT_SUBJECTS)
def template(request: SignedInRequest) -> HttpResponse:
    """The empty file, with the units one may write to choose from."""
    units = reach(request.user, Permission.EDIT_SUBJECTS, request.actor.today).units()
    return _file(exporting.template(units.order_by("short_name")), "doi-tuong-mau.xlsx")


@office_page(Permission.EDIT_SUBJECTS)
def import_subjects(request: SignedInRequest) -> HttpResponse:
    """Hand in a list."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = file_actions.keep_file(request.actor, form.cleaned_data["file"])
        except Refused as refused:
            show_in(form, refused)
        else:
            return redirect("preview_subjects", kept.pk)
    return render(request, "subjects/import.html", {"form": form})


@office_page(Permission.EDIT_SUBJECTS)
def preview(request: SignedInRequest, upload: uuid.UUID) -> HttpResponse:
    """What a handed-in list would do; a button writes it, or on purpose its good rows only."""
    kept = _own(request, upload)
    status = 200
    if request.method == "POST":
        try:
            summary = file_actions.accept_file(
                request.actor,
                kept,
                only_good=request.POST.get("only_good") == "1",
                doubles=request.POST.getlist("double"),
            )
        except importing.Rejected as rejected:
            prepared, status = rejected.prepared, 409
        else:
            messages.success(request, _imported(kept.file_name, summary))
            return redirect("subjects")
    elif kept.is_applied:
        messages.warning(request, _("Danh sách này đã nhập rồi."))
        return redirect("subjects")
    else:
        prepared = importing.prepare(request.actor, file_actions.content_of(kept))
    context = {
        "upload": kept,
        "prepared": prepared,
        "summary": prepared.summary,
        "changes": importing.changes_told(prepared.plans),
    }
    return render(request, "subjects/preview.html", context, status=status)


@office_page(Permission.EDIT_SUBJECTS)
def marked(request: SignedInRequest, upload: uuid.UUID) -> HttpResponse:
    """The handed-in list with its bad cells marked."""
    kept = _own(request, upload)
    content = file_actions.content_of(kept)
    prepared = importing.prepare(request.actor, content)
    return _file(mark(cells_of_file(content), prepared.faults), f"sua-{kept.file_name}")


def _imported(name: str, summary: importing.Summary) -> str:
    return _("Đã nhập “%(name)s”: %(new)s đối tượng mới, %(facts)s sự kiện mới.") % {
        "name": name,
        "new": number(summary.new),
        "facts": number(summary.facts),
    }


def _own(request: SignedInRequest, upload: uuid.UUID) -> ImportFile:
    """A list of the user's own; others' are not there."""
    kept = ImportFile.objects.filter(pk=upload, user=request.user).first()
    if kept is None:
        raise Http404
    return kept


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=PAPERS[".xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
