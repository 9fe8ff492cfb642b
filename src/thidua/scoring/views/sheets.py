"""One unit's score sheet: scoring oneself, handing in, verifying, sending back, evidence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.posted import whole
from thidua.accounts.versioned_form import ReasonForm
from thidua.clusters import files
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.faults import NotPermitted, Refused, Stale

from .. import actions
from ..forms.sheets import SCORE, GridForm, VerificationForm
from ..models import Evidence, SheetState
from ..queries.sheet_page import SheetPage, rights_to
from ..queries.source_page import talk_by_code
from .found import Found, attach_files, find_sheet, sheet_form, write_sheet
from .grid import autosave, script, sealed_for, wants_answer

SCRIPTS = [script(name) for name in ("keys", "paste", "points", "save", "presence")]


@year_page()
def score_sheet(request: YearRequest, year: ClusterYear, unit_code: str) -> HttpResponse:
    """Show the sheet; save the side that was sent, then do what the pressed button says."""
    found = find_sheet(request, year, unit_code)
    if request.method != "POST":
        return _show(request, found, found.mode, sheet_form(found.mode, found.page))
    mode = request.POST.get("side", "")
    form = sheet_form(mode, found.page, request.POST, request.FILES)
    if form is None:
        raise Http404
    if wants_answer(request):
        return autosave(request, found, form)
    if form.is_valid():
        try:
            done = _save(request, found, form)
        except NotPermitted:
            raise
        except Refused as refused:
            found = find_sheet(request, year, unit_code)
            form = _again(form, found.page, refused)
        else:
            messages.success(request, done)
            return redirect(found.address)
    return _show(request, found, mode, form)


@year_page()
def return_sheet(request: YearRequest, year: ClusterYear, unit_code: str) -> HttpResponse:
    """Send a sheet back with a reason: to the specialist, or to the unit."""
    found = find_sheet(request, year, unit_code)
    if not found.rights.may_return:
        raise PermissionDenied
    return _with_reason(
        request, found, actions.return_sheet, _("Trả lại phiếu chấm"), _("Trả lại"), _("Đã trả lại phiếu.")
    )


@year_page()
def reopen_verification(request: YearRequest, year: ClusterYear, unit_code: str) -> HttpResponse:
    """Open a verified sheet to the verifier again, with a reason."""
    found = find_sheet(request, year, unit_code)
    if not found.rights.may_reopen:
        raise PermissionDenied
    return _with_reason(
        request,
        found,
        actions.reopen_verification,
        _("Mở lại thẩm định"),
        _("Mở lại"),
        _("Đã mở lại thẩm định; lý do được ghi vào nhật ký."),
    )


@year_page()
def evidence(request: YearRequest, year: ClusterYear, evidence_id: int) -> HttpResponseBase:
    """Hand out a file of evidence to those who may read its sheet."""
    stored = get_object_or_404(
        Evidence.objects.select_related("line__sheet__unit"),
        pk=evidence_id,
        line__sheet__cluster_year=year,
    )
    sheet = stored.line.sheet
    if not rights_to(request.access, year, sheet.unit, sheet).may_read:
        raise PermissionDenied
    return files.serve(stored)


def _save(request: YearRequest, found: Found, form: GridForm) -> str:
    """Save the form, then do what the pressed button says; return what to tell the user."""
    actor = request.actor
    sheet = write_sheet(request, found, form, form.entries())
    then, _colon, what = request.POST.get("then", "").partition(":")
    if isinstance(form, VerificationForm):
        if then == "finish":
            actions.finish_verification(actor, sheet)
            return _("Đã hoàn thành thẩm định phiếu của %(unit)s.") % {"unit": found.page.unit.short_name}
        return _("Đã lưu.")
    attach_files(request, found, form)
    if then == "remove":
        actions.remove_evidence(actor, get_object_or_404(Evidence, line__sheet=sheet, pk=whole(what, 0)))
    elif then == "ask":
        actions.ask_sheet_approval(actor, sheet)
        return _("Đã trình lãnh đạo đơn vị duyệt.")
    elif then == "submit":
        actions.submit_sheet(actor, sheet)
        return _("Đã duyệt và nộp phiếu tự chấm điểm.")
    return _("Đã lưu.")


def _again(form: GridForm, page: SheetPage, refused: Refused) -> GridForm:
    """The form with all that was typed, over the sheet as it stands now, and the faults in their places.

    Saved once more it writes over what somebody else saved meanwhile: each such cell says what that is.
    """
    typed = form.data.copy()  # type: ignore[attr-defined]
    typed["version"] = str(page.version)
    again = type(form)(page, typed)
    if isinstance(refused, Stale):
        again.compare()
    again.show(refused)
    return again


def _show(request: YearRequest, found: Found, mode: str, form: GridForm | None) -> HttpResponse:
    page = found.page
    facts = sealed_for(request, found.year, page, form.side) if form else ""
    shows_verified = mode != SCORE and page.sheet is not None and page.sheet.is_handed_in
    context = {
        "page": page,
        "sheet": page.sheet,
        "rights": found.rights,
        "mode": mode,
        "form": form,
        "grid": _grid(page, form),
        "shows_verified": shows_verified,
        "shows_agreed": shows_verified and page.has_agreed,
        "has_differences": any(row.differs for row in page.rows),
        "facts": facts,
        "is_chairs": page.unit.pk == found.year.chair_id,
        "saves_itself": form is not None and not form.is_stale and page.state != SheetState.AWAITING,
        "scripts": SCRIPTS,
        "talk": talk_by_code(page.sheet),
        "section": "scores",
    }
    return render(request, "scoring/sheet.html", context)


def _grid(page: SheetPage, form: GridForm | None) -> list[tuple[Any, list[tuple[Any, Any, Any]]]]:
    """Groups with their rows: each with its fields, and what others have saved in these meanwhile."""
    return [
        (
            group,
            [
                (row, form.row_fields(row) if form else {}, form.row_newer(row) if form else {})
                for row in group.rows
            ],
        )
        for group in page.groups
    ]


def _with_reason(
    request: YearRequest, found: Found, action: Any, title: str, submit: str, done: str
) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            action(request.actor, found.sheet, reason=form.cleaned_data["reason"])
        except NotPermitted:
            raise
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, done)
            return redirect(found.year.url("scores"))
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "unit": found.page.unit,
        "back": found.address,
        "section": "scores",
    }
    return render(request, "scoring/reason.html", context)
