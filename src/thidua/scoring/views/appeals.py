"""The year's appeals: their list, answering one, taking one back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.clusters.queries import call_by_names_of
from thidua.core.faults import NotPermitted, Refused
from thidua.core.verification import AppealState

from .. import actions
from ..forms.lines import AnswerForm
from ..models import Appeal
from ..queries.appeals import AppealRow, appeals_of, count_appeals, terms_of
from ..queries.line_page import line_page
from ..queries.sheet_page import rights_to, sheet_page
from ..verifiers import may_verify

# The narrowings of the list, by what stands in the address.
OPEN, OVERDUE, MINE = "cho-tra-loi", "qua-han", "cua-don-vi"


@year_page()
def appeals(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Every appeal with its answer and term; open ones, late ones, one's own."""
    rows = appeals_of(year, request.actor.today)
    own = request.access.unit
    chosen = request.GET.get("loc", "")
    narrowed = {
        OPEN: [row for row in rows if row.is_open],
        OVERDUE: [row for row in rows if row.is_overdue],
        MINE: [row for row in rows if own and own.pk in (row.appeal.unit_id, row.appeal.sheet.unit_id)],
    }
    filters = [("", _("Tất cả"), len(rows)), (OPEN, _("Chờ trả lời"), len(narrowed[OPEN]))]
    filters.append((OVERDUE, _("Quá hạn trả lời"), len(narrowed[OVERDUE])))
    if request.access.may(Permission.RAISE_APPEAL):
        filters.append((MINE, _("Của đơn vị tôi"), len(narrowed[MINE])))
    context = {
        "rows": [(row, _may_answer(request, year, row)) for row in narrowed.get(chosen, rows)],
        "counts": count_appeals(rows),
        "filters": filters,
        "chosen": chosen if chosen in narrowed else "",
        "terms": terms_of(year),
        "section": "scores",
    }
    return render(request, "scoring/appeals.html", context)


@year_page()
def answer_appeal(request: YearRequest, year: ClusterYear, appeal_id: int) -> HttpResponse:
    """Answer an appeal beside the line it speaks of."""
    appeal = _find(year, appeal_id)
    if not may_verify(request.access, year, appeal.sheet.unit_id):
        raise PermissionDenied
    if not rights_to(request.access, year, appeal.sheet.unit, appeal.sheet).may_read:
        raise PermissionDenied
    page = sheet_page(year, appeal.sheet.unit, request.actor.today)
    shown = (
        line_page(year, page, appeal.criterion.code, request.access, request.actor.today) if page else None
    )
    if page is None or shown is None or appeal.state != AppealState.OPEN:
        return redirect(year.url("score_line", appeal.sheet.unit.code, appeal.criterion.code))
    form = AnswerForm(shown.row.criterion, request.POST or None, initial={"agreed": appeal.wanted_entry})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer_appeal(
                request.actor,
                appeal,
                AppealState(given["outcome"]),
                answer=given["answer"],
                agreed=given["agreed"],
            )
        except NotPermitted:
            raise
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã trả lời kiến nghị."))
            return redirect(year.url("score_line", appeal.sheet.unit.code, appeal.criterion.code))
    context = {
        "appeal": appeal,
        "line": shown,
        "sheet_page": page,
        "unit": appeal.sheet.unit,
        "form": form,
        "is_own": request.access.unit is not None and request.access.unit.pk == appeal.sheet.unit_id,
        "back": year.url("score_line", appeal.sheet.unit.code, appeal.criterion.code),
        "section": "scores",
    }
    return render(request, "scoring/answer.html", context)


@year_page(Permission.RAISE_APPEAL)
@require_POST
def withdraw_appeal(request: YearRequest, year: ClusterYear, appeal_id: int) -> HttpResponse:
    """Take back an appeal of one's own unit."""
    appeal = _find(year, appeal_id)
    actions.withdraw_appeal(request.actor, appeal)
    messages.success(request, _("Đã rút kiến nghị."))
    return redirect(year.url("score_line", appeal.sheet.unit.code, appeal.criterion.code))


def _may_answer(request: YearRequest, year: ClusterYear, row: AppealRow) -> bool:
    return row.is_open and not year.is_closed and may_verify(request.access, year, row.appeal.sheet.unit_id)


def _find(year: ClusterYear, appeal_id: int) -> Appeal:
    joined = Appeal.objects.select_related("sheet__cluster_year", "sheet__unit", "criterion", "unit")
    appeal = get_object_or_404(joined, pk=appeal_id, sheet__cluster_year=year)
    appeal.sheet.cluster_year = year
    call_by_names_of(year, [appeal.unit, appeal.sheet.unit])
    return appeal
