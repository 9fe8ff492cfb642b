"""A reader leaves a comment."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from thidua.accounts.faults import show_in
from thidua.accounts.pages import public_page
from thidua.core.faults import Refused

from .. import actions, queries, spam
from ..forms import CommentForm
from ..models import Article
from .public import article_context


@public_page
def send(request: Any, slug: str) -> HttpResponse:
    """Take a comment; whatever is wrong, the words stay in the form."""
    article = _open_article(slug)
    if request.method != "POST":
        return redirect(article)
    form = CommentForm(article, request.POST)
    if form.is_valid():
        try:
            actions.send_comment(
                article=article,
                author_name=form.cleaned_data["author_name"],
                email=form.cleaned_data["email"],
                text=form.cleaned_data["text"],
                at=request.now,
                sender=spam.sender_mark(request, timezone.localdate(request.now)),
            )
        except Refused as refused:
            show_in(form, refused)
        else:
            return redirect("comment_sent", slug)
    form.shown_again()
    return render(request, "newsroom/article.html", article_context(request, article, form))


@public_page
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """The comment waits for an editor."""
    return render(request, "newsroom/comment_sent.html", {"article": _open_article(slug)})


def _open_article(slug: str) -> Article:
    article = queries.article_at(slug)
    if article is None or not article.is_published:
        raise Http404
    return article
