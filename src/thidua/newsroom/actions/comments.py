"""Readers send comments; the editor approves, refuses, takes down, replies."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Permission
from thidua.accounts.standing import require_standing
from thidua.accounts.validation import old_text_faults
from thidua.core.comments import A_WHILE, MAX_IN_A_WHILE, comment_faults
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.vietnamese import nfc
from thidua.journal.actions import append

from ..models import Article, Comment, CommentState
from .articles import paragraphed


@transaction.atomic
def send_comment(
    *,
    article: Article,
    author_name: str,
    email: str,
    text: str,
    at: datetime,
    sender: str = "",
    recorded_by: Actor | None = None,
) -> Comment:
    """Hold a reader's comment until an editor has read it.

    ``sender`` is the salted mark of the address (``spam.sender_mark``), by which floods are slowed. An import
    names itself in ``recorded_by``; a comment it finds already there is returned as it is.
    """
    author_name, text, email = nfc(author_name), paragraphed(text), email.strip()
    imported = recorded_by is not None and recorded_by.for_all_units
    double = Comment.objects.filter(article=article, text=text).first()
    if imported and double:
        return double
    faults = [*comment_faults(author_name, text), *_email_faults(email)]
    if double and text:
        faults.append(
            Fault(
                gettext_noop("Ý kiến này đã được gửi trước đó."),
                gettext_noop("Bạn không cần gửi lại; ban biên tập sẽ đọc trong thời gian sớm nhất."),
                "text",
            )
        )
    if not imported:
        faults += old_text_faults({"author_name": author_name, "text": text})
        faults += _closed_faults(article) + _flood_faults(sender, at)
    refuse_if_any(faults)
    comment = Comment.objects.create(
        article=article, author_name=author_name, email=email, text=text, received_at=at, sender=sender
    )
    # Neither name nor e-mail: the journal is kept for good, the reader's data is not.
    reader = Actor(User(full_name="Bạn đọc"), at)
    append(
        recorded_by or reader,
        "send_comment",
        comment,
        after={"article": article.slug, "state": comment.state},
        year_id=article.cluster_year_id,
    )
    return comment


@transaction.atomic
def approve(actor: Actor, comment: Comment) -> Comment:
    """Show the comment under its article."""
    _require_moderator(actor)
    comment = _locked(comment)
    if comment.state == CommentState.APPROVED:
        if actor.for_all_units:
            return comment
        raise Refused.because(gettext_noop("Ý kiến này đã được duyệt trước đó."))
    _set_state(actor, comment, "approve", CommentState.APPROVED, "")
    return comment


@transaction.atomic
def refuse(actor: Actor, comment: Comment, *, reason: str) -> Comment:
    """Do not show the comment, or take an approved one down at once; the reason is kept."""
    _require_moderator(actor)
    comment = _locked(comment)
    reason = nfc(reason)[:300]
    if not reason:
        raise Refused.because(gettext_noop("Hãy ghi lý do không đăng."), place="reason")
    if comment.state == CommentState.REFUSED:
        if actor.for_all_units:
            return comment
        raise Refused.because(gettext_noop("Ý kiến này đã bị từ chối trước đó."))
    _set_state(actor, comment, "refuse", CommentState.REFUSED, reason)
    return comment


@transaction.atomic
def reply(actor: Actor, comment: Comment, text: str) -> Comment:
    """Write the agency's reply, shown under the comment once it is approved; empty takes it away."""
    _require_moderator(actor)
    comment = _locked(comment)
    text = paragraphed(text)
    if comment.state == CommentState.REFUSED:
        raise Refused.because(gettext_noop("Ý kiến này không đăng nên không trả lời được."))
    if text == comment.reply:
        return comment
    before, comment.reply = comment.reply, text
    comment.save(update_fields=["reply"])
    append(
        actor,
        "reply",
        comment,
        before={"reply": before},
        after={"reply": text},
        year_id=comment.article.cluster_year_id,
    )
    return comment


def _require_moderator(actor: Actor) -> None:
    if not actor.for_all_units:
        require_standing(actor, Permission.MODERATE)


def _locked(comment: Comment) -> Comment:
    """The caller's own comment, read anew and locked until the transaction ends."""
    comment.refresh_from_db(from_queryset=Comment.objects.select_for_update(of=("self",)))
    return comment


def _set_state(actor: Actor, comment: Comment, action: str, state: CommentState, reason: str) -> None:
    before = comment.state
    comment.state, comment.reason = state, reason
    comment.save(update_fields=["state", "reason"])
    append(
        actor,
        action,
        comment,
        before={"state": before},
        after={"state": state.value, "article": comment.article.slug},
        reason=reason,
        year_id=comment.article.cluster_year_id,
    )


def _email_faults(email: str) -> list[Fault]:
    try:
        validate_email(email)
    except ValidationError:
        return [
            Fault(
                gettext_noop("Địa chỉ thư điện tử chưa đúng."),
                gettext_noop("Ví dụ: ten@example.vn."),
                place="email",
            )
        ]
    return []


def _closed_faults(article: Article) -> list[Fault]:
    return [] if article.is_published else [Fault(gettext_noop("Bài này không còn nhận ý kiến."))]


def _flood_faults(sender: str, at: datetime) -> list[Fault]:
    if not sender:
        return []
    recent = Comment.objects.filter(sender=sender, received_at__gt=at - A_WHILE).count()
    if recent < MAX_IN_A_WHILE:
        return []
    return [
        Fault(
            gettext_noop("Bạn đã gửi %(count)s ý kiến trong một giờ qua."),
            gettext_noop("Hãy giữ lại nội dung và gửi sau ít phút."),
            params={"count": recent},
        )
    ]
