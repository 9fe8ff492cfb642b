"""What is said and disputed about a line of a sheet."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.clusters.models import Unit
from thidua.core.verification import AppealState

from .rubric import Criterion
from .sheets import ScoreSheet


class LineComment(models.Model):
    """A remark on a line of a score sheet."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="comments")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))
    text = models.TextField(_("ý kiến"))

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Appeal(models.Model):
    """A unit's appeal about a line, on its own sheet or another's, with the answer and its term."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="appeals")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    raised_at = models.DateTimeField(_("kiến nghị lúc"))
    wanted_entry = models.DecimalField(
        _("số đề nghị"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    grounds = models.TextField(_("nội dung, căn cứ"))
    answer_by = models.DateField(_("hạn trả lời"))
    state = models.CharField(
        _("tình trạng"), max_length=20, choices=choices(AppealState), default=AppealState.OPEN
    )
    answer = models.TextField(_("trả lời"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)

    class Meta:
        ordering = ["raised_at", "pk"]

    def __str__(self) -> str:
        return f"{self.unit.short_name}: {self.criterion}"
