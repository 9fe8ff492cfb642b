"""Writing, publishing and withdrawing articles."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.moments import moment_words
from thidua.accounts.permissions import Permission
from thidua.accounts.standing import require_standing
from thidua.accounts.validation import old_text_faults
from thidua.clusters.models import ClusterYear
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.vietnamese import nfc, search_key, slug
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from ..models import Article, ArticleState

_TEXTS = {
    "title": gettext_noop("Hãy ghi tiêu đề."),
    "lead": gettext_noop("Hãy viết sa-pô: một hai câu nêu điều chính."),
    "body": gettext_noop("Hãy viết nội dung bài."),
    "byline": gettext_noop("Hãy ghi tên tác giả hoặc đơn vị."),
}
_LONGEST = {"title": 300, "byline": 120, "source": 200}
_SLUG_LENGTH = 100


@transaction.atomic
def save_article(
    actor: Actor,
    *,
    article: Article | None = None,
    title: str,
    lead: str,
    body: str,
    byline: str,
    source: str = "",
    cluster_year: ClusterYear | None = None,
    version: int | None = None,
) -> Article:
    """Write a new draft, or change ``article`` (whatever its state: a correction is journalled).

    ``version`` is the one the form was made from; another raises :class:`Stale`. Under an import the
    article of that title and year is changed when there is one. The address follows the title until the
    article is first published, and stays from then on.
    """
    _require_editor(actor)
    written = {
        "title": nfc(title),
        "lead": nfc(lead),
        "body": paragraphed(body),
        "byline": nfc(byline),
        "source": nfc(source),
    }
    refuse_if_any(_faults(written))
    if actor.for_all_units and article is None:
        article = Article.objects.filter(title=written["title"], cluster_year=cluster_year).first()
    kept = _locked(article) if article else Article()
    if article:
        refuse_stale(version, kept.version, kept, action="save_article")
    before = {name: getattr(kept, name) for name in written} if article else {}
    if article is None:
        _refuse_double(written["title"], cluster_year)
    for name, value in written.items():
        setattr(kept, name, value)
    if kept.published_at is None:
        kept.slug = _free_slug(written["title"], kept.pk)
    kept.cluster_year = cluster_year
    kept.search_text = search_key(" ".join(written.values()))
    kept.version = kept.version + 1 if article else 1
    kept.edited_at, kept.edited_by = actor.at, actor.user if actor.user.pk else None
    kept.save()
    changed = {name: value for name, value in written.items() if before.get(name) != value}
    append(
        actor,
        "save_article",
        kept,
        before={name: before[name] for name in changed if name in before} or None,
        after=changed,
        year_id=kept.cluster_year_id,
    )
    return kept


@transaction.atomic
def publish(actor: Actor, article: Article) -> Article:
    """Put the article before readers; its day is that of the first publication."""
    _require_editor(actor)
    article = _locked(article)
    if article.is_published:
        if actor.for_all_units:
            return article
        raise Refused.because(
            gettext_noop("Bài đã được đăng lúc %(when)s."), when=moment_words(article.published_at)
        )
    before = article.state
    article.state = ArticleState.PUBLISHED
    article.published_at = article.published_at or actor.at
    article.withdrawn_at, article.withdrawn_reason = None, ""
    article.save(update_fields=["state", "published_at", "withdrawn_at", "withdrawn_reason"])
    append(
        actor,
        "publish",
        article,
        before={"state": before},
        after={"state": article.state, "published_at": article.published_at},
        year_id=article.cluster_year_id,
    )
    return article


@transaction.atomic
def withdraw(actor: Actor, article: Article, *, reason: str) -> Article:
    """Take a published article back; its page then says so, with the reason."""
    _require_editor(actor)
    article = _locked(article)
    if not article.is_published:
        raise Refused.because(gettext_noop("Bài không ở tình trạng đã đăng nên không gỡ được."))
    reason = nfc(reason)
    if not reason:
        raise Refused.because(gettext_noop("Hãy ghi lý do gỡ bài."), place="reason")
    article.state = ArticleState.WITHDRAWN
    article.withdrawn_at, article.withdrawn_reason = actor.at, reason[:300]
    article.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    append(
        actor,
        "withdraw",
        article,
        before={"state": ArticleState.PUBLISHED},
        after={"state": article.state},
        reason=reason,
        year_id=article.cluster_year_id,
    )
    return article


def paragraphed(text: str) -> str:
    """Return ``text`` in NFC, its lines trimmed and its paragraphs parted by one blank line."""
    lines = [" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines()]
    paragraphs = "\n".join(lines).split("\n\n")
    return "\n\n".join(part.strip("\n") for part in paragraphs if part.strip())


def _require_editor(actor: Actor) -> None:
    if not actor.for_all_units:
        require_standing(actor, Permission.WRITE_NEWS)


def _locked(article: Article) -> Article:
    """The caller's own article, read anew and locked until the transaction ends."""
    article.refresh_from_db(from_queryset=Article.objects.select_for_update(of=("self",)))
    return article


def _faults(written: dict[str, str]) -> list[Fault]:
    faults = [Fault(cause, place=name) for name, cause in _TEXTS.items() if not written[name]]
    faults += [
        Fault(gettext_noop("Không được dài quá %(limit)s ký tự."), place=name, params={"limit": limit})
        for name, limit in _LONGEST.items()
        if len(written[name]) > limit
    ]
    faults += old_text_faults(written)
    if written["title"].isupper() and " " in written["title"]:
        faults.append(
            Fault(
                gettext_noop("Tiêu đề đang viết hoa toàn bộ."),
                gettext_noop("Hãy gõ như một câu thường; trang tin tự hiện chữ hoa."),
                "title",
            )
        )
    return faults


def _refuse_double(title: str, cluster_year: ClusterYear | None) -> None:
    """A form sent twice must not make two articles."""
    if Article.objects.filter(title=title, cluster_year=cluster_year).exists():
        raise Refused.because(
            gettext_noop("Đã có một bài cùng tiêu đề."),
            gettext_noop("Hãy mở bài đó trong danh sách, hoặc đặt tiêu đề khác."),
            place="title",
        )


def _free_slug(title: str, own_id: Any) -> str:
    base = slug(title)[:_SLUG_LENGTH].strip("-") or "tin"
    taken = set(
        Article.objects.filter(slug__startswith=base).exclude(pk=own_id).values_list("slug", flat=True)
    )
    if base not in taken:
        return base
    return next(name for number in range(2, len(taken) + 3) if (name := f"{base}-{number}") not in taken)
