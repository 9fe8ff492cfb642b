"""Cross-scoring: who scores whom, and the pages where units score each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.accounts.versioned_form import ReasonForm
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, find_member, year_page
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.timetable import Stage

from .. import actions, queries
from ..queries import ScoredUnit, Scoring
from ..queries.cross_page import (
    CrossForm,
    CrossPage,
    cross_page,
    find_scoring,
    may_cross_score,
    may_read_scoring,
)
from ..queries.sheet_page import rights_to
from ..verifiers import may_verify, verifying_in
from .grid import script, sealed_for


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit's scoring of a sheet in the table, with what the user may do there."""

    scoring: Scoring
    may_score: bool
    may_read: bool
    may_reopen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A scored unit in the table; ``may_close``: its verification may be finished without who is missing."""

    scored: ScoredUnit
    cells: tuple[Cell, ...]
    may_close: bool


@year_page()
def cross_scoring(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """The rota with how far each is, and how several scorers' points become one."""
    lines = [_line(request, year, scored) for scored in queries.cross_rota(year)]
    own = [cell for line in lines for cell in line.cells if _is_own(request, cell.scoring)]
    context = {
        "mode": verifying_in(year).mode,
        "rules": queries.rules_of(year),
        "lines": lines,
        "own": own,
        "own_done": sum(cell.scoring.is_finished for cell in own),
        "done": sum(line.scored.finished for line in lines),
        "total": sum(len(line.cells) for line in lines),
        "section": "scores",
    }
    return render(request, "scoring/cross_scoring.html", context)


@year_page()
def cross_sheet(request: YearRequest, year: ClusterYear, unit_code: str, scorer_code: str) -> HttpResponse:
    """Score another unit's sheet; or, finished, read how it was scored."""
    scored, scoring = _find(year, unit_code, scorer_code)
    may_write = may_cross_score(request.access, year, scoring)
    if not (may_write or may_read_scoring(request.access, scored, scoring)):
        raise PermissionDenied
    page = _page(request, year, scoring)
    if request.method != "POST":
        return _show(request, page, CrossForm(page) if may_write else None)
    form = CrossForm(page, request.POST)
    if form.is_valid():
        try:
            done = _save(request, page, form)
        except NotPermitted:
            raise
        except Refused as refused:
            scored, scoring = _find(year, unit_code, scorer_code)
            page = _page(request, year, scoring)
            form = _again(form, page, refused)
        else:
            messages.success(request, done)
            return redirect(year.url("cross_scoring"))
    return _show(request, page, form)


@year_page()
def reopen_cross_sheet(
    request: YearRequest, year: ClusterYear, unit_code: str, scorer_code: str
) -> HttpResponse:
    """Let a unit that has finished score again, with a reason."""
    _scored, scoring = _find(year, unit_code, scorer_code)
    if not _may_reopen(request, year, scoring):
        raise PermissionDenied
    return _with_reason(
        request,
        year,
        lambda reason: actions.reopen_cross_scores(
            request.actor,
            scoring.sheet,  # type: ignore[arg-type]
            scoring.scorer,
            reason=reason,
        ),
        title=_("Mở lại chấm chéo của %(unit)s") % {"unit": scoring.scorer.short_name},
        submit=_("Mở lại"),
        unit=scoring.scored,
        done=_("Đã mở lại; lý do được ghi vào nhật ký."),
    )


@year_page()
def finish_verification(request: YearRequest, year: ClusterYear, unit_code: str) -> HttpResponse:
    """Finish verifying a sheet without waiting for the units that have not scored it, with a reason."""
    unit = find_member(year, unit_code)
    scored = next((one for one in queries.cross_rota(year) if one.unit.pk == unit.pk), None)
    sheet = scored.sheet if scored else None
    if scored is None or sheet is None or not rights_to(request.access, year, unit, sheet).may_verify:
        raise PermissionDenied
    awaited = ", ".join(one.short_name for one in scored.awaited)
    return _with_reason(
        request,
        year,
        lambda reason: actions.finish_verification(request.actor, sheet, reason=reason),
        title=_("Hoàn thành thẩm định khi chưa chờ %(units)s") % {"units": awaited}
        if awaited
        else _("Hoàn thành thẩm định"),
        submit=_("Hoàn thành thẩm định"),
        unit=unit,
        done=_("Đã hoàn thành thẩm định phiếu của %(unit)s.") % {"unit": unit.short_name},
    )


def _find(year: ClusterYear, unit_code: str, scorer_code: str) -> tuple[ScoredUnit, Scoring]:
    found = find_scoring(year, unit_code, scorer_code)
    if found is None or found[1].sheet is None or not found[1].sheet.is_handed_in:
        raise Http404
    return found


def _page(request: YearRequest, year: ClusterYear, scoring: Scoring) -> CrossPage:
    page = cross_page(year, scoring, request.actor.today)
    if page is None:
        raise Http404
    return page


def _save(request: YearRequest, page: CrossPage, form: CrossForm) -> str:
    """Save, then finish when that was pressed; return what to tell the user."""
    sheet, scorer = page.scoring.sheet, page.scoring.scorer
    assert sheet is not None  # noqa: S101 - found with its sheet
    actions.save_cross_scores(request.actor, sheet, scorer, form.entries(), form.cleaned_data["version"])
    if request.POST.get("then") == "finish":
        actions.finish_cross_scores(request.actor, sheet, scorer)
        return _("Đã chấm chéo xong phiếu của %(unit)s.") % {"unit": page.scoring.scored.short_name}
    return _("Đã lưu.")


def _again(form: CrossForm, page: CrossPage, refused: Refused) -> CrossForm:
    """The form with all that was typed, over what is stored now, and the faults in their places."""
    typed = form.data.copy()  # type: ignore[attr-defined]
    typed["version"] = str(page.version)
    again = CrossForm(page, typed)
    if isinstance(refused, Stale):
        again.compare()
    again.show(refused)
    return again


def _show(request: YearRequest, page: CrossPage, form: CrossForm | None) -> HttpResponse:
    context = {
        "page": page,
        "scoring": page.scoring,
        "form": form,
        "grid": [
            (
                group,
                total,
                [
                    (
                        row,
                        form.row_fields(row.row) if form else {},
                        form.row_newer(row.row) if form else {},
                    )
                    for row in rows
                ],
            )
            for group, rows, total in page.groups
        ],
        "facts": sealed_for(request, request.cluster_year, page.page, form.side) if form else "",
        "scripts": [script("keys"), script("paste"), script("points"), script("save")] if form else [],
        "section": "scores",
    }
    return render(request, "scoring/cross_sheet.html", context)


def _line(request: YearRequest, year: ClusterYear, scored: ScoredUnit) -> Line:
    cells = tuple(
        Cell(
            scoring,
            may_cross_score(request.access, year, scoring),
            may_read_scoring(request.access, scored, scoring),
            _may_reopen(request, year, scoring),
        )
        for scoring in scored.scorings
    )
    verifies = rights_to(request.access, year, scored.unit, scored.sheet).may_verify
    return Line(scored, cells, verifies and scored.sheet is not None)


def _may_reopen(request: YearRequest, year: ClusterYear, scoring: Scoring) -> bool:
    is_time = not year.is_closed and year.current_stage is Stage.VERIFICATION
    is_done = scoring.is_finished and scoring.is_open
    return is_time and is_done and may_verify(request.access, year, scoring.scored)


def _is_own(request: YearRequest, scoring: Scoring) -> bool:
    access = request.access
    return access.may(Permission.CROSS_SCORE, scoring.scorer)


def _with_reason(
    request: YearRequest, year: ClusterYear, act: Any, *, title: str, submit: str, unit: Any, done: str
) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data["reason"])
        except NotPermitted:
            raise
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, done)
            return redirect(year.url("cross_scoring"))
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "unit": unit,
        "back": year.url("cross_scoring"),
        "section": "scores",
    }
    return render(request, "scoring/reason.html", context)
