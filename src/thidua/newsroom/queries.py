"""What the public news pages and the editor's desk read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from thidua.accounts.roles import Role
from thidua.clusters.models import ClusterYear
from thidua.core.faults import gettext_noop
from thidua.core.timetable import Obligation, Progress, Stage
from thidua.core.vietnamese import collation_key, search_key

from .models import Article, ArticleState, Comment, CommentState, Picture

PAGE_LENGTH = 12
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article's body: a paragraph or a picture."""

    paragraph: str = ""
    picture: Picture | None = None
    is_first_picture: bool = False


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The articles published just before and just after."""

    previous: Article | None
    following: Article | None


def published() -> QuerySet[Article]:
    """Articles that readers see, newest first, with what a list shows of them."""
    return (
        Article.objects.filter(state=ArticleState.PUBLISHED)
        .select_related("cluster_year__cluster")
        .prefetch_related(Prefetch("pictures", to_attr="picture_list"))
        .order_by("-published_at", "-id")
    )


def newest(count: int) -> list[Article]:
    """Return the newest articles."""
    return list(published()[:count])


def found(words: str, year: int | None, page: object) -> Page[Article]:
    """Return a page of the articles that hold every one of ``words`` (accents apart), of ``year``."""
    articles = published()
    for word in search_key(words).split()[:_MOST_WORDS]:
        articles = articles.filter(search_text__contains=word)
    if year is not None:
        articles = articles.filter(published_at__year=year)
    return Paginator(articles, PAGE_LENGTH).get_page(page)  # type: ignore[arg-type]


def years_with_news() -> list[int]:
    """Return the years in which something was published, newest first."""
    moments = Article.objects.filter(state=ArticleState.PUBLISHED).datetimes("published_at", "year", "DESC")
    return [timezone.localtime(moment).year for moment in moments]


def article_at(slug: str) -> Article | None:
    """Return the published or withdrawn article at this address; drafts do not exist for readers."""
    return (
        Article.objects.exclude(state=ArticleState.DRAFT)
        .select_related("cluster_year__cluster")
        .filter(slug=slug)
        .first()
    )


def blocks(article: Article) -> list[Block]:
    """Return paragraphs and pictures in reading order: a picture first, the rest spread evenly."""
    pictures = list(article.pictures.all())
    return interleave(article.body.split("\n\n"), pictures)


def interleave(paragraphs: Sequence[str], pictures: Sequence[Picture]) -> list[Block]:
    """Spread ``pictures`` over ``paragraphs``: picture *n* stands before paragraph *n × length ÷ count*."""
    laid: list[Block] = []
    waiting = list(pictures)
    for place, paragraph in enumerate(paragraphs):
        while waiting and (len(pictures) - len(waiting)) * len(paragraphs) <= place * len(pictures):
            laid.append(Block(picture=waiting[0], is_first_picture=len(waiting) == len(pictures)))
            waiting.pop(0)
        laid.append(Block(paragraph=paragraph))
    return laid + [Block(picture=picture) for picture in waiting]


def neighbours(article: Article) -> Neighbours:
    """Return the articles published just before and just after ``article``."""
    others = Article.objects.filter(state=ArticleState.PUBLISHED).exclude(pk=article.pk).only("slug", "title")
    at = article.published_at
    earlier = Q(published_at__lt=at) | Q(published_at=at, pk__lt=article.pk)
    later = Q(published_at__gt=at) | Q(published_at=at, pk__gt=article.pk)
    return Neighbours(
        others.filter(earlier).order_by("-published_at", "-pk").first(),
        others.filter(later).order_by("published_at", "pk").first(),
    )


def approved_comments(article: Article) -> list[Comment]:
    """Return the comments shown under ``article``, oldest first, without their e-mail."""
    return list(article.comments.filter(state=CommentState.APPROVED).defer("email", "sender"))


def current_years() -> list[ClusterYear]:
    """Return the newest year of every cluster, clusters in Vietnamese order."""
    newer = ClusterYear.objects.filter(cluster=OuterRef("cluster"), year__gt=OuterRef("year"))
    years = ClusterYear.objects.filter(~Exists(newer)).select_related("cluster", "chair")
    return sorted(years, key=lambda year: collation_key(year.cluster.name))


def desk(state: str, page: object) -> Page[Article]:
    """Return a page of articles in ``state`` (all when empty), last edited first."""
    held = Count("comments", filter=Q(comments__state=CommentState.HELD))
    articles = (
        Article.objects.select_related("cluster_year__cluster", "edited_by")
        .annotate(held=held)
        .order_by("-edited_at", "-id")
    )
    if state:
        articles = articles.filter(state=state)
    return Paginator(articles, 30).get_page(page)  # type: ignore[arg-type,return-value]


def counts() -> dict[str, int]:
    """Return the number of articles in each state."""
    rows = Article.objects.order_by().values_list("state").annotate(Count("pk"))
    return {ArticleState.DRAFT: 0, ArticleState.PUBLISHED: 0, ArticleState.WITHDRAWN: 0, **dict(rows)}


def held_count() -> int:
    """Return how many comments wait for an editor."""
    return Comment.objects.filter(state=CommentState.HELD).count()


def comments_in(state: str, page: object) -> Page[Comment]:
    """Return a page of comments: those held oldest first, the others newest first."""
    order = "received_at" if state == CommentState.HELD else "-received_at"
    comments = Comment.objects.filter(state=state).select_related("article").order_by(order, "pk")
    return Paginator(comments, 20).get_page(page)  # type: ignore[arg-type]


def owed_in_newsroom(year: ClusterYear) -> list[Obligation]:
    """What the editor owes a year: comments to read. Nothing of it holds the year up."""
    held = Comment.objects.filter(state=CommentState.HELD, article__cluster_year=year).count()
    if not held:
        return []
    return [
        Obligation(
            code="comments",
            stage=Stage.PREPARATION,
            what=gettext_noop("Duyệt %(count)s ý kiến bạn đọc"),
            unit_id=None,
            role=Role.EDITOR,
            due=None,
            progress=Progress.NOT_STARTED,
            link=reverse("moderation"),
            params=(("count", held),),
            blocks=False,
        )
    ]
