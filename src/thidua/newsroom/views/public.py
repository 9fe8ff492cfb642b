"""What everybody reads: the front page, the archive with search, an article."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.accounts.pages import public_page

from .. import queries
from ..forms import CommentForm
from ..models import Article, ArticleState
from .caching import briefly_cached

_ON_FRONT = 7
_CLUSTERS_AT_ONCE = 6


@public_page
@briefly_cached
def front(request: HttpRequest) -> HttpResponse:
    """The newest articles, and where each cluster's year stands."""
    articles = queries.newest(_ON_FRONT)
    years = queries.current_years()
    context = {
        "first": articles[0] if articles else None,
        "others": articles[1:],
        "years": years[:_CLUSTERS_AT_ONCE],
        "more_years": years[_CLUSTERS_AT_ONCE:],
    }
    return render(request, "newsroom/front.html", context)


@public_page
@briefly_cached
def archive(request: HttpRequest) -> HttpResponse:
    """Every article, by words (``?q=``, accents or not) and year (``?nam=``)."""
    words = request.GET.get("q", "").strip()[:100]
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 and asked != "0000" else None
    context = {
        "page": queries.found(words, year, request.GET.get("trang")),
        "words": words,
        "chosen_year": year,
        "news_years": queries.years_with_news(),
    }
    return render(request, "newsroom/archive.html", context)


@public_page
@briefly_cached
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """An article with its pictures and comments; 410 when it was withdrawn, 404 for drafts."""
    found = queries.article_at(slug)
    if found is None:
        raise Http404
    if found.state == ArticleState.WITHDRAWN:
        return render(request, "newsroom/withdrawn.html", {"article": found}, status=410)
    return render(request, "newsroom/article.html", article_context(request, found, CommentForm(found)))


def article_context(request: HttpRequest, shown: Article, form: CommentForm | None) -> dict[str, Any]:
    """What the page of an article shows; without a form for comments in a preview."""
    blocks = queries.blocks(shown)
    cover = next((block.picture for block in blocks if block.picture), None)
    return {
        "article": shown,
        "blocks": blocks,
        "comments": queries.approved_comments(shown),
        "neighbours": queries.neighbours(shown) if shown.is_published else None,
        "form": form,
        "page_address": request.build_absolute_uri(shown.get_absolute_url()),
        "cover_address": request.build_absolute_uri(cover.get_absolute_url()) if cover else "",
    }
