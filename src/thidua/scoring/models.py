"""The rubric of a year as data, and one score sheet a unit, line by line with evidence."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.clusters.files import StoredFile
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.rubric import CriterionKind


class Rubric(models.Model):
    """The scoring rubric of a cluster year; frozen when scoring opens."""

    cluster_year = models.OneToOneField(ClusterYear, on_delete=models.CASCADE, related_name="rubric")
    name = models.CharField(_("tên thang điểm"), max_length=200)
    places = models.PositiveSmallIntegerField(_("số chữ số thập phân"), default=2)
    # Rises with every change of any part, to notice two editors.
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class CriterionGroup(models.Model):
    """A group of criteria (I, II, III…)."""

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="groups")
    code = models.CharField(_("số"), max_length=10)
    name = models.CharField(_("nhóm tiêu chí"), max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["rubric", "code"], name="one_criterion_group")]

    def __str__(self) -> str:
        return f"{self.code}. {self.name}"


class Criterion(models.Model):
    """A criterion: its kind says which rule of ``core.rubric`` turns what was entered into points."""

    group = models.ForeignKey(CriterionGroup, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(_("mã"), max_length=20)
    name = models.CharField(_("tiêu chí"), max_length=500)
    kind = models.CharField(_("cách chấm"), max_length=20, choices=choices(CriterionKind))
    max_points = models.DecimalField(_("điểm tối đa"), max_digits=7, decimal_places=2)
    # Figures the kind needs (core.rubric.Parameters), e.g. points a count, floor, points a late report.
    parameters = models.JSONField(_("tham số"), default=dict, blank=True)
    target = models.ForeignKey(
        "pledges.Target",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="criteria",
        verbose_name=_("chỉ tiêu giao ước"),
    )
    guidance = models.TextField(_("hướng dẫn"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = _("tiêu chí")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class SheetState(models.TextChoices):
    """Where a score sheet stands."""

    DRAFT = "draft", _("Đang tự chấm")
    AWAITING = "awaiting", _("Chờ lãnh đạo duyệt")
    SUBMITTED = "submitted", _("Đã nộp, chờ thẩm định")
    VERIFIED = "verified", _("Đã thẩm định")


class ScoreSheet(models.Model):
    """One unit's score sheet. ``version`` rises with every save, to notice two editors."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="score_sheets")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="score_sheets")
    state = models.CharField(
        _("tình trạng"), max_length=20, choices=SheetState.choices, default=SheetState.DRAFT
    )
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    edited_at = models.DateTimeField(_("sửa lúc"))
    # When it was first handed in: a return for mending does not make a punctual unit late.
    submitted_at = models.DateTimeField(_("nộp lúc"), null=True, blank=True)
    verified_at = models.DateTimeField(_("thẩm định lúc"), null=True, blank=True)
    # What the verified points were computed from: what is recorded afterwards no longer moves them.
    facts = models.JSONField(null=True, blank=True, editable=False)
    # Why it was last sent back, until it is handed in again; the journal keeps every return.
    returned_at = models.DateTimeField(_("trả lại lúc"), null=True, blank=True)
    return_reason = models.TextField(_("lý do trả lại"), blank=True)

    class Meta:
        ordering = ["unit__code"]
        constraints = [models.UniqueConstraint(fields=["cluster_year", "unit"], name="one_score_sheet")]

    def __str__(self) -> str:
        return f"{self.unit.short_name} — {self.cluster_year}"

    @property
    def is_handed_in(self) -> bool:
        """Whether the unit has submitted it, so that every member may read it."""
        return self.state in (SheetState.SUBMITTED, SheetState.VERIFIED)

    @property
    def is_awaiting(self) -> bool:
        """Whether it lies on the desk of the unit's head."""
        return self.state == SheetState.AWAITING

    @property
    def is_verified(self) -> bool:
        """Whether its points are final."""
        return self.state == SheetState.VERIFIED

    @property
    def is_returned(self) -> bool:
        """Whether it was sent back and not handed in again yet."""
        return self.returned_at is not None and not self.is_handed_in


class ScoreLine(models.Model):
    """What was entered for one criterion: the unit's entry and, where the verifier differs, theirs.

    An entry is a figure (points, a count, a result, 1 or 0), never computed points.
    """

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="lines")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="lines")
    self_entry = models.DecimalField(_("tự chấm"), max_digits=16, decimal_places=3, null=True, blank=True)
    self_note = models.TextField(_("thuyết minh"), blank=True)
    verified_entry = models.DecimalField(
        _("thẩm định"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    difference_reason = models.TextField(_("lý do chênh lệch"), blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="one_score_line")]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.criterion}"


class Evidence(StoredFile):
    """A file that proves a line of a score sheet."""

    line = models.ForeignKey(ScoreLine, on_delete=models.CASCADE, related_name="evidence")
    added_at = models.DateTimeField(_("thêm lúc"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["added_at"]
        verbose_name_plural = _("minh chứng")
