"""Writing articles, their pictures and readers' comments."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files.base import ContentFile

from thidua.core.faults import gettext_noop
from thidua.newsroom import actions
from thidua.newsroom.models import Article, ArticleState, CommentState
from thidua.sheets.values import Row

from .job import Job, there

# Readers' addresses stay out of the workbook; an imported comment bears this one.
NO_ADDRESS = "khong-luu@thidua.invalid"


def write_news(job: Job) -> None:
    """Sheets Tin bài, Ảnh and Ý kiến."""
    for row in job.to_write("articles"):
        with job.writing("articles", row):
            _write_article(job, row)
    articles = {article.title: article for article in Article.objects.filter(cluster_year=job.year)}
    for row in job.to_write("pictures"):
        _write_picture(job, row, articles.get(row.text("article")))
    for row in job.to_write("comments"):
        with job.writing("comments", row):
            _write_comment(job, row, there(articles.get(row.text("article"))))


def _write_article(job: Job, row: Row) -> None:
    at = job.at(row.moment("published_at"))
    article = actions.save_article(
        at,
        title=row.text("title"),
        lead=row.text("lead"),
        body=row.text("body"),
        byline=row.text("byline"),
        source=row.text("source"),
        cluster_year=job.year,
    )
    if row.text("state") != ArticleState.DRAFT:
        actions.publish(at, article)
    if row.text("state") == ArticleState.WITHDRAWN:
        actions.withdraw(job.at(row.moment("withdrawn_at")), article, reason=row.text("withdrawn_reason"))


def _write_picture(job: Job, row: Row, article: Article | None) -> None:
    """Pictures lie beside the workbook: without their folder they are left out."""
    if job.pictures is None:
        return
    name = PurePath(row.text("file_name")).name
    found = job.pictures / name
    if not found.is_file():
        job.reading.note(
            "pictures",
            row.number,
            "file_name",
            gettext_noop("Không thấy tệp ảnh “%(name)s” trong thư mục ảnh cạnh sổ."),
            gettext_noop("Hãy chép ảnh vào thư mục đó rồi nhập lại."),
            name=name,
        )
        return
    with job.writing("pictures", row):
        actions.add_picture(
            job.actor,
            there(article),
            ContentFile(found.read_bytes(), name),
            caption=row.text("caption"),
            alt=row.text("alt"),
            credit=row.text("credit"),
            position=row.whole("position"),
        )


def _write_comment(job: Job, row: Row, article: Article) -> None:
    at = job.at(row.moment("received_at"))
    comment = actions.send_comment(
        article=article,
        author_name=row.text("author_name"),
        email=NO_ADDRESS,
        text=row.text("text"),
        at=at.at,
        recorded_by=at,
    )
    if row["reply"]:
        actions.reply(at, comment, row.text("reply"))
    if row.text("state") == CommentState.APPROVED:
        actions.approve(at, comment)
    if row.text("state") == CommentState.REFUSED:
        actions.refuse(at, comment, reason=row.text("reason"))
