"""Pages on merging: what may be one, a request, the two side by side, the answer, and parting again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.paging import page_of
from thidua.accounts.permissions import Permission
from thidua.accounts.versioned_form import ReasonForm
from thidua.core.faults import Refused

from .. import actions, queries
from ..access import find_subject, reach
from ..forms.merges import MergeForm
from ..models import MergeRequest, MergeState


@office_page(Permission.READ_SUBJECTS)
def merges(request: SignedInRequest) -> HttpResponse:
    """What awaits one's answer, what may be one, and the requests there were."""
    today = request.actor.today
    mine = reach(request.user, Permission.MERGE_SUBJECTS, today)
    seen = queries.requests_seen(reach(request.user, Permission.READ_SUBJECTS, today))
    waiting = list(queries.awaiting(request.user, today))
    context = {
        "waiting": waiting,
        "doubles": [] if mine.is_empty else queries.possible_doubles(mine),
        "page": page_of(request, seen.exclude(pk__in=[asked.pk for asked in waiting]), 30),
        "may_merge": not mine.is_empty,
    }
    return render(request, "subjects/merges.html", context)


@office_page(Permission.MERGE_SUBJECTS)
def request_merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask that two be read as one; ``voi`` in the address is the code of the other."""
    found = find_subject(request, pk, Permission.MERGE_SUBJECTS)
    if found.is_merged:
        raise Http404
    form = MergeForm(found, request.POST or None, initial={"code": request.GET.get("voi", "")})
    if request.method == "POST" and form.is_valid():
        kept, merged = form.pair()
        try:
            asked = actions.request_merge(request.actor, kept, merged, reason=form.cleaned_data["reason"])
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(
                request, _("Đã gửi đề nghị; %(unit)s sẽ trả lời.") % {"unit": asked.asked_of.name}
            )
            return redirect(asked)
    return render(request, "subjects/request_merge.html", {"form": form, "subject": found})


@office_page(Permission.READ_SUBJECTS)
def merge(request: SignedInRequest, merge_id: int) -> HttpResponse:
    """The two side by side, with what may be done about them."""
    return _merge_page(request, _find(request, merge_id))


@office_page(Permission.MERGE_SUBJECTS)
@require_POST
def consent(request: SignedInRequest, merge_id: int) -> HttpResponse:
    """Agree that the two are one."""
    asked = _find(request, merge_id, may="answer")
    actions.consent_merge(request.actor, asked)
    messages.success(
        request, _("Đã gộp: các năm của hai bên nay đọc ở %(kept)s.") % {"kept": asked.kept.name}
    )
    return redirect(asked)


@office_page(Permission.MERGE_SUBJECTS)
@require_POST
def refuse(request: SignedInRequest, merge_id: int) -> HttpResponse:
    """Answer that the two are not one."""
    asked = _find(request, merge_id, may="answer")
    form = ReasonForm(request.POST)
    if form.is_valid():
        actions.refuse_merge(request.actor, asked, reason=form.cleaned_data["reason"])
        messages.success(request, _("Đã trả lời: hai đối tượng không phải là một."))
        return redirect(asked)
    return _merge_page(request, asked, form)


@office_page(Permission.MERGE_SUBJECTS)
@require_POST
def undo(request: SignedInRequest, merge_id: int) -> HttpResponse:
    """Part the two again."""
    asked = _find(request, merge_id, may="undo")
    form = ReasonForm(request.POST)
    if form.is_valid():
        actions.undo_merge(request.actor, asked, reason=form.cleaned_data["reason"])
        messages.success(request, _("Đã gỡ gộp: mỗi bên lại có các năm đã ghi cho mình."))
        return redirect(asked)
    return _merge_page(request, asked, form)


def _find(request: SignedInRequest, merge_id: int, *, may: str = "") -> MergeRequest:
    """The request, when it touches what the user reads; 403 when the user may not do ``may`` with it.

    One that has been answered is returned all the same: answering it anew says who was first.
    """
    seen = queries.requests_seen(reach(request.user, Permission.READ_SUBJECTS, request.actor.today))
    found = get_object_or_404(seen, pk=merge_id)
    today = request.actor.today
    allowed = {"answer": queries.may_answer, "undo": queries.may_undo}.get(may)
    is_answered = may == "answer" and found.merge_state is not MergeState.ASKED
    if allowed is not None and not is_answered and not allowed(found, request.user, today):
        raise PermissionDenied
    return found


def _merge_page(
    request: SignedInRequest, asked: MergeRequest, form: ReasonForm | None = None
) -> HttpResponse:
    context = {
        "told": queries.side_by_side(asked, request.user, request.actor.today),
        "asked": asked,
        "form": form or ReasonForm(),
        "readable": {
            subject.pk
            for subject in (asked.kept, asked.merged)
            if reach(request.user, Permission.READ_SUBJECTS, request.actor.today).covers(subject.unit_id)
        },
    }
    return render(request, "subjects/merge.html", context, status=422 if form else 200)
