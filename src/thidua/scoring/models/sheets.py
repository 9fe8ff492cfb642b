"""One score sheet a unit, line by line with evidence; who has it open for editing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.clusters.files import StoredFile
from thidua.clusters.models import ClusterYear, Unit

from .rubric import Criterion


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
    # What an appeal or the meeting settled on, over what was verified.
    agreed_entry = models.DecimalField(
        _("thống nhất"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    agreed_reason = models.TextField(_("lý do thống nhất"), blank=True)

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


class SheetEditor(models.Model):
    """Who has a sheet open for editing now, to warn a second editor."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_year", "unit", "user"], name="one_sheet_editor")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.unit}"
