"""The moderation of readers' comments."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import fault_text
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.permissions import Permission
from thidua.core.faults import Refused

from .. import actions, queries
from ..models import Comment, CommentState


@office_page(Permission.MODERATE)
def comments(request: SignedInRequest) -> HttpResponse:
    """Comments by state; those that wait, oldest first."""
    return _queue(request, _state(request.GET.get("tinh-trang", "")))


@office_page(Permission.MODERATE)
@require_POST
def decide(request: SignedInRequest, comment_id: int) -> HttpResponse:
    """Approve, refuse (or take down), or reply; a refusal keeps what was typed in the queue."""
    comment = get_object_or_404(Comment, pk=comment_id)
    state = comment.state
    reply, reason = request.POST.get("reply", ""), request.POST.get("reason", "")
    try:
        with transaction.atomic():
            words = _act(request, comment, reply, reason)
    except Refused as refused:
        faults = [fault_text(fault) for fault in refused.faults]
        return _queue(request, state, {"id": comment_id, "faults": faults, "reply": reply, "reason": reason})
    if words is None:
        return HttpResponseBadRequest()
    messages.success(request, words)
    return redirect(f"{reverse('moderation')}?tinh-trang={state}")


def _act(request: SignedInRequest, comment: Comment, reply: str, reason: str) -> str | None:
    match request.POST.get("do"):
        case "approve":
            actions.approve(request.actor, comment)
            if reply.strip():
                actions.reply(request.actor, comment, reply)
            return _("Đã duyệt ý kiến.")
        case "reply":
            actions.reply(request.actor, comment, reply)
            return _("Đã lưu trả lời.")
        case "refuse":
            actions.refuse(request.actor, comment, reason=reason)
            return _("Ý kiến không được đăng.")
    return None


def _queue(request: SignedInRequest, state: str, typed: dict[str, object] | None = None) -> HttpResponse:
    context = {
        "page": queries.comments_in(state, request.GET.get("trang")),
        "state": state,
        "states": [(value, label) for value, label in CommentState.choices],
        "shows_held": state == CommentState.HELD,
        "held": queries.held_count(),
        "typed": typed,
    }
    return render(request, "newsroom/moderation.html", context)


def _state(asked: str) -> str:
    return asked if asked in CommentState.values else CommentState.HELD.value
