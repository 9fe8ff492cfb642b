"""The editor's desk: articles by state, writing, pictures, publishing, withdrawing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.permissions import Permission
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.faults import Refused, Stale

from .. import actions, drafting, queries
from ..forms import ArticleForm, PictureForm, PictureWordsForm, WithdrawForm
from ..models import Article, ArticleState, CommentState, Picture
from .public import article_context

_EDITOR = office_page(Permission.WRITE_NEWS)


@_EDITOR
def articles(request: SignedInRequest) -> HttpResponse:
    """Articles by state, last edited first."""
    asked = request.GET.get("tinh-trang", "")
    state = asked if asked in ArticleState.values else ""
    counts = queries.counts()
    context = {
        "page": queries.desk(state, request.GET.get("trang")),
        "state": state,
        "states": [(value, label, counts[value]) for value, label in ArticleState.choices],
        "held": queries.held_count(),
        "years": queries.current_years(),
    }
    return render(request, "newsroom/desk.html", context)


@_EDITOR
def new(request: SignedInRequest) -> HttpResponse:
    """Write an article from nothing."""
    form = ArticleForm(request.POST or None, initial={"byline": request.user.full_name})
    return _write_new(request, form)


@year_page(Permission.WRITE_NEWS)
def draft_from_year(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Write an article starting from what the year knows: meeting, medals, proposals, hand-over."""
    draft = drafting.draft_from(year, request.actor.today)
    form = ArticleForm(
        request.POST or None,
        initial={
            "title": draft.title,
            "lead": draft.lead,
            "body": draft.body,
            "byline": request.user.full_name,
            "cluster_year": year,
        },
    )
    return _write_new(request, form, from_year=year)


@_EDITOR
def edit(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Change an article; when somebody saved in between, everything typed stays."""
    article = _article(article_id)
    form = ArticleForm.of(article, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            data = {**form.cleaned_data, "version": form.cleaned_data["version"] or 0}
            actions.save_article(request.actor, article=article, **data)
        except Refused as refused:
            article = _article(article_id)
            show_in(form, refused, article.version)
            return _edit_page(request, article, form, saved=article if isinstance(refused, Stale) else None)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("edit_article", article_id)
    return _edit_page(request, article, form)


@_EDITOR
def preview(request: SignedInRequest, article_id: int) -> HttpResponse:
    """The article as readers will see it."""
    context = article_context(request, _article(article_id), None)
    return render(request, "newsroom/article.html", {**context, "is_preview": True})


@_EDITOR
@require_POST
def publish(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Put the article before readers."""
    article = actions.publish(request.actor, _article(article_id))
    messages.success(request, _("Đã đăng bài."))
    return redirect(article)


@_EDITOR
def withdraw(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Take a published article back, with the reason."""
    article = _article(article_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(request.actor, article, reason=form.cleaned_data["reason"])
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.warning(request, _("Đã gỡ bài; địa chỉ của bài nay báo là đã gỡ."))
            return redirect("edit_article", article_id)
    return render(request, "newsroom/withdraw.html", {"article": article, "form": form})


@_EDITOR
def add_picture(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Add a captioned picture."""
    article = _article(article_id)
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.add_picture(
                request.actor,
                article,
                data["file"],
                caption=data["caption"],
                alt=data["alt"],
                credit=data["credit"],
                position=data["position"] or 0,
            )
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã thêm ảnh."))
            return redirect("edit_article", article_id)
    return render(request, "newsroom/picture.html", {"article": article, "form": form})


@_EDITOR
def edit_picture(request: SignedInRequest, picture_id: int) -> HttpResponse:
    """Change a picture's words or place."""
    picture = _picture(picture_id)
    names = ("caption", "alt", "credit", "position")
    form = PictureWordsForm(request.POST or None, initial={name: getattr(picture, name) for name in names})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        place = picture.position if data["position"] is None else data["position"]
        try:
            actions.edit_picture(request.actor, picture, **{**data, "position": place})
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("edit_article", picture.article_id)
    context = {"article": picture.article, "picture": picture, "form": form}
    return render(request, "newsroom/picture.html", context)


@_EDITOR
@require_POST
def remove_picture(request: SignedInRequest, picture_id: int) -> HttpResponse:
    """Remove a picture."""
    picture = _picture(picture_id)
    actions.remove_picture(request.actor, picture)
    messages.success(request, _("Đã bỏ ảnh."))
    return redirect("edit_article", picture.article_id)


def _write_new(
    request: SignedInRequest, form: ArticleForm, from_year: ClusterYear | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            article = actions.save_article(request.actor, **data)
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã lưu bản thảo. Thêm ảnh, xem trước rồi đăng."))
            return redirect("edit_article", article.pk)
    return render(request, "newsroom/new.html", {"form": form, "from_year": from_year})


def _edit_page(
    request: SignedInRequest, article: Article, form: ArticleForm, saved: Article | None = None
) -> HttpResponse:
    context = {
        "article": article,
        "form": form,
        "saved": saved,
        "pictures": list(article.pictures.all()),
        "held": article.comments.filter(state=CommentState.HELD).count(),
        "may_publish": not article.is_published,
        "may_withdraw": article.is_published,
    }
    return render(request, "newsroom/edit.html", context)


def _article(article_id: int) -> Article:
    articles = Article.objects.select_related("cluster_year__cluster", "edited_by")
    return get_object_or_404(articles, pk=article_id)


def _picture(picture_id: int) -> Picture:
    return get_object_or_404(Picture.objects.select_related("article"), pk=picture_id)
