"""Where a number comes from: a unit's total, and one line of its sheet with what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.faults import NotPermitted, Refused

from .. import actions
from ..forms.lines import AppealForm, CommentForm, LineForm, SettleForm
from ..queries.line_page import LinePage, line_page, rights_on_line
from ..queries.source_page import source_page
from .found import Found, find_sheet

COMMENT, APPEAL, SETTLE = "comment", "appeal", "settle"
_FORMS: dict[str, type[LineForm]] = {COMMENT: CommentForm, APPEAL: AppealForm, SETTLE: SettleForm}


@year_page()
def score_sources(request: YearRequest, year: ClusterYear, unit_code: str) -> HttpResponse:
    """What a unit's total is made of, group by group and line by line."""
    found = find_sheet(request, year, unit_code)
    context = {
        "page": found.page,
        "sheet": found.page.sheet,
        "source": source_page(year, found.page),
        "section": "scores",
    }
    return render(request, "scoring/sources.html", context)


@year_page()
def score_line(request: YearRequest, year: ClusterYear, unit_code: str, criterion_code: str) -> HttpResponse:
    """Show a line whole; take a remark, an appeal, or what the meeting settled on."""
    found = find_sheet(request, year, unit_code)
    shown = line_page(year, found.page, criterion_code, request.access, request.actor.today)
    if shown is None:
        raise Http404
    if request.method != "POST":
        return _show(request, found, shown, {})
    sent = request.POST.get("do", "")
    if sent not in _FORMS:
        raise Http404
    form = _FORMS[sent](shown.row.criterion, request.POST, prefix=sent)
    if form.is_valid():
        try:
            done = _DO[sent](request, found, criterion_code, form.cleaned_data)
        except NotPermitted:
            raise
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, done)
            return redirect(request.path)
    return _show(request, found, shown, {sent: form})


def _comment(request: YearRequest, found: Found, code: str, given: dict[str, Any]) -> str:
    actions.add_comment(request.actor, found.sheet, code, given["text"])
    return _("Đã ghi ý kiến.")


def _appeal(request: YearRequest, found: Found, code: str, given: dict[str, Any]) -> str:
    unit = request.access.unit
    if unit is None:
        raise NotPermitted
    actions.raise_appeal(
        request.actor, found.sheet, unit, code, grounds=given["grounds"], wanted=given["wanted"]
    )
    return _("Đã gửi kiến nghị; người thẩm định sẽ trả lời trong hạn.")


def _settle(request: YearRequest, found: Found, code: str, given: dict[str, Any]) -> str:
    actions.settle_line(request.actor, found.sheet, code, given["figure"], reason=given["reason"])
    return _("Đã ghi số hội nghị thống nhất.")


_DO: dict[str, Callable[[YearRequest, Found, str, dict[str, Any]], str]] = {
    COMMENT: _comment,
    APPEAL: _appeal,
    SETTLE: _settle,
}


def _show(request: YearRequest, found: Found, shown: LinePage, sent: dict[str, LineForm]) -> HttpResponse:
    """The page with its forms; a form that was sent is shown even where it may no longer be made."""
    year, today = found.year, request.actor.today
    rights = rights_on_line(request.access, year, shown, today)
    offered = {COMMENT: rights.may_comment, APPEAL: rights.may_appeal, SETTLE: rights.may_settle}
    forms = {
        name: sent.get(name) or _FORMS[name](shown.row.criterion, prefix=name)
        for name, may in offered.items()
        if may or name in sent
    }
    own = request.access.unit
    context = {
        "sheet_page": found.page,
        "line": shown,
        "unit": found.page.unit,
        "rights": rights,
        "comment_form": forms.get(COMMENT),
        "appeal_form": forms.get(APPEAL),
        "settle_form": forms.get(SETTLE),
        "form": next(iter(sent.values()), None),
        "own_unit_id": own.pk if own else None,
        "section": "scores",
    }
    return render(request, "scoring/line.html", context)
