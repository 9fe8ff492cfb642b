"""Articles, their pictures, and readers' comments."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.clusters.files import StoredFile, random_name
from thidua.clusters.models import ClusterYear


class ArticleState(models.TextChoices):
    """Where an article stands."""

    DRAFT = "draft", _("Bản thảo")
    PUBLISHED = "published", _("Đã đăng")
    WITHDRAWN = "withdrawn", _("Đã gỡ")


class Article(models.Model):
    """A piece of news. The title is stored as written; capitals on the page are CSS."""

    cluster_year = models.ForeignKey(
        ClusterYear,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
        verbose_name=_("năm của cụm"),
    )
    slug = models.SlugField(_("địa chỉ"), max_length=120, unique=True)
    title = models.CharField(_("tiêu đề"), max_length=300)
    lead = models.TextField(_("sa-pô"))
    body = models.TextField(_("nội dung"), help_text=_("Cách đoạn bằng một dòng trống."))
    byline = models.CharField(_("tác giả"), max_length=120)
    source = models.CharField(_("nguồn"), max_length=200, blank=True)
    state = models.CharField(
        _("tình trạng"), max_length=20, choices=ArticleState.choices, default=ArticleState.DRAFT
    )
    published_at = models.DateTimeField(_("đăng lúc"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("gỡ lúc"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("lý do gỡ"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField(_("sửa lúc"), null=True, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # All words without accents, by which readers search.
    search_text = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [models.Index(fields=["state", "-published_at"], name="newest_articles")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Address of the public page."""
        return reverse("article", args=[self.slug])

    @property
    def is_published(self) -> bool:
        """Whether readers see it."""
        return self.state == ArticleState.PUBLISHED


class Picture(StoredFile):
    """A captioned picture of an article: the file at its full size and a small one for lists."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pictures")
    small = models.FileField(_("ảnh nhỏ"), upload_to=random_name, max_length=120, blank=True)
    caption = models.CharField(_("chú thích"), max_length=300)
    alt = models.CharField(_("mô tả cho người không nhìn thấy ảnh"), max_length=300)
    credit = models.CharField(_("nguồn ảnh"), max_length=120, blank=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def get_absolute_url(self) -> str:
        """Address of the picture at its full size."""
        return reverse("picture", args=[self.pk])

    @property
    def small_url(self) -> str:
        """Address of the small one."""
        return reverse("small_picture", args=[self.pk])


class CommentState(models.TextChoices):
    """Where a comment stands; all are held until a person has read them."""

    HELD = "held", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt")
    REFUSED = "refused", _("Không đăng")


class Comment(models.Model):
    """A reader's comment. The e-mail is never shown to readers."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    author_name = models.CharField(_("họ tên"), max_length=80)
    email = models.EmailField(_("thư điện tử"))
    text = models.TextField(_("ý kiến"), max_length=3000)
    state = models.CharField(
        _("tình trạng"), max_length=20, choices=CommentState.choices, default=CommentState.HELD
    )
    received_at = models.DateTimeField(_("gửi lúc"))
    # A salted mark of the sender's address for the day, to slow floods; the address itself is not kept.
    sender = models.CharField(max_length=32, blank=True, db_index=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    reply = models.TextField(_("trả lời"), blank=True)

    class Meta:
        ordering = ["received_at"]

    def __str__(self) -> str:
        # No name: the journal keeps this text.
        return f"Ý kiến số {self.pk}"

    @property
    def is_held(self) -> bool:
        """Whether nobody has decided on it yet."""
        return self.state == CommentState.HELD

    @property
    def is_approved(self) -> bool:
        """Whether readers see it."""
        return self.state == CommentState.APPROVED

    @property
    def is_refused(self) -> bool:
        """Whether it was turned down or taken down."""
        return self.state == CommentState.REFUSED
