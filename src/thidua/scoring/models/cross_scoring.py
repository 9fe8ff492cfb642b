"""One unit's scoring of another's sheet."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.clusters.models import Unit

from .rubric import Criterion
from .sheets import ScoreSheet


class CrossSheet(models.Model):
    """One unit's scoring of another's sheet, by the year's rota."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="cross_sheets")
    scorer = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    edited_at = models.DateTimeField(_("sửa lúc"))
    finished_at = models.DateTimeField(_("chấm xong lúc"), null=True, blank=True)

    class Meta:
        ordering = ["sheet__unit__code", "scorer__code"]
        constraints = [models.UniqueConstraint(fields=["sheet", "scorer"], name="one_cross_sheet")]

    def __str__(self) -> str:
        return f"{self.scorer.short_name}: {self.sheet}"


class CrossScore(models.Model):
    """A figure the scoring unit puts in the place of the unit's own, and why."""

    cross_sheet = models.ForeignKey(CrossSheet, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    entry = models.DecimalField(_("chấm chéo"), max_digits=16, decimal_places=3)
    reason = models.TextField(_("lý do"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cross_sheet", "criterion"], name="one_cross_score")]

    def __str__(self) -> str:
        return f"{self.cross_sheet}: {self.criterion}"
