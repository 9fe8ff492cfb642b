"""The news as an Atom feed (RFC 4287)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import feedgenerator
from django.utils.cache import patch_cache_control
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _

from thidua.accounts.pages import public_page

from .. import queries

_ENTRIES = 30


@public_page
def atom(request: HttpRequest) -> HttpResponse:
    """The newest articles with their leads; no reader's comment, no e-mail."""
    feed = feedgenerator.Atom1Feed(
        title=_("Thi Đua: tin tức"),
        link=request.build_absolute_uri(reverse("front")),
        description=_("Tin của các cụm, khối thi đua"),
        language="vi",
        feed_url=request.build_absolute_uri(reverse("news_feed")),
    )
    for article in queries.newest(_ENTRIES):
        address = request.build_absolute_uri(article.get_absolute_url())
        feed.add_item(
            title=article.title,
            link=address,
            description=linebreaks(escape(article.lead)),
            author_name=article.byline,
            pubdate=article.published_at,
            updateddate=max(filter(None, (article.published_at, article.edited_at))),
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=60)
    return response
