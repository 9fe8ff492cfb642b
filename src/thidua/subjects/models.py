"""Whom awards are for, what is known of each year, requests to join two that are one, files handed in.

Nothing here is ever deleted: a wrong fact is struck with its reason, a merge can be undone.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.clusters.files import StoredFile
from thidua.clusters.models import Unit
from thidua.core.law.facts import FactKind, SubjectKind
from thidua.core.vietnamese import search_key

from .sorting import LONGEST, subject_sort_text

# Born is kept on the subject itself.
KEPT_KINDS = tuple(kind for kind in FactKind if kind is not FactKind.BORN)


class Gender(models.TextChoices):
    """As identity papers write it."""

    FEMALE = "nu", _("Nữ")
    MALE = "nam", _("Nam")


class SubjectQuerySet(models.QuerySet["Subject"]):
    """Subjects by whether they stand by themselves."""

    def standing(self) -> SubjectQuerySet:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)


class Subject(models.Model):
    """A person, a collective or a household. Its name may change; ``code`` does not.

    ``unit`` is where a person works, or who manages the collective or household. ``is_unit`` is set for
    a collective that is a unit itself.
    """

    code = models.CharField(_("mã"), max_length=60, unique=True)
    kind = models.CharField(_("loại đối tượng"), max_length=20, choices=choices(SubjectKind))
    name = models.CharField(_("họ tên, tên gọi"), max_length=200)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="subjects", verbose_name=_("đơn vị")
    )
    is_unit = models.OneToOneField(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="as_subject"
    )
    born = models.PositiveSmallIntegerField(_("năm sinh, năm thành lập"), null=True, blank=True)
    gender = models.CharField(_("giới tính"), max_length=4, choices=Gender.choices, blank=True)
    position = models.CharField(_("chức danh, chức vụ"), max_length=120, blank=True)
    # Derived on saving: what is searched, and what lists are ordered by.
    name_key = models.CharField(max_length=220, db_index=True, editable=False)
    sort_key = models.CharField(max_length=LONGEST, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    version = models.PositiveIntegerField(default=1)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="subject_list"),
            models.Index(fields=["unit", "sort_key", "id"], name="subject_list_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store, with the keys derived from the name."""
        self.derive_keys()
        super().save(*args, **kwargs)

    def derive_keys(self) -> None:
        """Set what is searched and ordered by; bulk writers call it themselves."""
        self.name_key = search_key(self.name)[:220]
        self.sort_key = subject_sort_text(self.subject_kind, self.name)

    @property
    def subject_kind(self) -> SubjectKind:
        """The kind as an enumeration member."""
        return SubjectKind(self.kind)

    @property
    def is_merged(self) -> bool:
        """Whether its facts are read through another."""
        return self.merged_into_id is not None

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("subject", args=[self.pk])


class YearFactQuerySet(models.QuerySet["YearFact"]):
    """Facts by whether they hold."""

    def standing(self) -> YearFactQuerySet:
        """Those not struck out."""
        return self.filter(struck_at=None)


class YearFact(models.Model):
    """One fact of one year, in the vocabulary of :mod:`core.law.facts`; ``ref`` is the paper that proves it.

    The ``ref`` of a rank in a cluster is the level of the cluster, as the vocabulary asks.
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="facts")
    year = models.PositiveSmallIntegerField(_("năm"))
    kind = models.CharField(_("nội dung"), max_length=20, choices=choices(KEPT_KINDS))
    value = models.CharField(_("giá trị"), max_length=200, blank=True)
    until = models.DateField(_("đến ngày"), null=True, blank=True)
    ref = models.CharField(_("căn cứ"), max_length=200, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("ghi lúc"))
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    struck_at = models.DateTimeField(_("gạch bỏ lúc"), null=True)
    strike_reason = models.TextField(_("lý do gạch bỏ"), blank=True)

    objects = YearFactQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "kind", "value", "pk"]
        indexes = [models.Index(fields=["subject", "year"], name="fact_by_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "year", "kind", "value", "ref"],
                condition=Q(struck_at=None),
                name="one_standing_fact",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_id}: {self.year} {self.kind} {self.value}"

    @property
    def fact_kind(self) -> FactKind:
        """The kind as an enumeration member."""
        return FactKind(self.kind)

    @property
    def is_struck(self) -> bool:
        """Whether it no longer counts."""
        return self.struck_at is not None


class MergeState(models.TextChoices):
    """Where a request to merge stands."""

    ASKED = "asked", _("chờ đồng ý")
    DONE = "done", _("đã gộp")
    REFUSED = "refused", _("không gộp")
    UNDONE = "undone", _("đã gỡ")


class MergeRequest(models.Model):
    """Two subjects that may be one: ``merged`` would be read through ``kept``.

    ``asked_of`` is the unit whose people answer: it holds the one that the asker does not.
    """

    kept = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="merges_kept")
    merged = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="merges_asked")
    state = models.CharField(
        _("tình trạng"), max_length=10, choices=MergeState.choices, default=MergeState.ASKED
    )
    reason = models.TextField(_("lý do"))
    asked_of = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("đề nghị lúc"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    answer_reason = models.TextField(_("lý do không gộp"), blank=True)
    done_at = models.DateTimeField(_("gộp lúc"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(_("gỡ lúc"), null=True)
    undo_reason = models.TextField(_("lý do gỡ"), blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"

    @property
    def merge_state(self) -> MergeState:
        """The state as an enumeration member."""
        return MergeState(self.state)

    def get_absolute_url(self) -> str:
        """Address of the page that sets the two side by side."""
        return reverse("merge", args=[self.pk])


class ImportFile(StoredFile):
    """A handed-in file of subjects: its user's own, kept from the preview on, written once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(_("tải lên lúc"))
    applied_at = models.DateTimeField(_("nhập lúc"), null=True)

    class Meta:
        ordering = ["-uploaded_at"]

    @property
    def is_applied(self) -> bool:
        """Whether it has been written."""
        return self.applied_at is not None
