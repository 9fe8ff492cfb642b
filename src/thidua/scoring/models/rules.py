"""What a year's regulation says of scoring, who inspects by it, and who is left out by it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.ranking import ExclusionKind
from thidua.core.verification import Combination, VerificationMode


class ScoringRules(models.Model):
    """What the cluster's regulation says of verifying, appeals, leaving out, ranking and quotas this year.

    ``tie_breaks``, ``quotas`` and ``clauses`` are read by ``core.ranking`` and ``core.allocation``.
    """

    cluster_year = models.OneToOneField(ClusterYear, on_delete=models.CASCADE, related_name="scoring_rules")
    verified_by = models.CharField(
        _("thẩm định"),
        max_length=20,
        choices=choices(VerificationMode),
        default=VerificationMode.SECRETARY,
    )
    scorers = models.PositiveSmallIntegerField(_("số đơn vị chấm chéo mỗi phiếu"), default=3)
    combination = models.CharField(
        _("gộp điểm chấm chéo"), max_length=20, choices=choices(Combination), default=Combination.MEAN
    )
    appeal_days = models.PositiveSmallIntegerField(_("số ngày được kiến nghị"), default=5)
    answer_days = models.PositiveSmallIntegerField(_("số ngày phải trả lời"), default=5)
    ranking = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.cluster_year)


class Exclusion(models.Model):
    """A unit left out of the review for what no record of the year shows by itself."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="exclusions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("lý do"), max_length=30, choices=choices(ExclusionKind))
    document = models.TextField(_("căn cứ, văn bản"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(_("ghi lúc"))
    lifted_at = models.DateTimeField(_("gỡ lúc"), null=True, blank=True)
    lifting_reason = models.TextField(_("lý do gỡ"), blank=True)

    class Meta:
        ordering = ["unit__code", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.unit.short_name}: {self.get_kind_display()}"


class InspectionGroup(models.Model):
    """People who verify the sheets of some units together."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="inspection_groups")
    name = models.CharField(_("tổ kiểm tra"), max_length=200)
    inspectors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="inspection_groups", verbose_name=_("người kiểm tra")
    )
    units = models.ManyToManyField(Unit, related_name="+", verbose_name=_("đơn vị được kiểm tra"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["cluster_year", "name"], name="one_inspection_group")]

    def __str__(self) -> str:
        return self.name
