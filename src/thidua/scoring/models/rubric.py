"""The rubric of a year: groups, criteria, and every version of the whole."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.clusters.models import ClusterYear
from thidua.core.rubric import CriterionKind, Precision, Rounding


class Rubric(models.Model):
    """The scoring rubric of a cluster year; frozen when scoring opens."""

    cluster_year = models.OneToOneField(ClusterYear, on_delete=models.CASCADE, related_name="rubric")
    name = models.CharField(_("tên thang điểm"), max_length=200)
    places = models.PositiveSmallIntegerField(_("số chữ số thập phân"), default=2)
    rounding = models.CharField(
        _("cách làm tròn"), max_length=20, choices=choices(Rounding), default=Rounding.HALF_UP
    )
    # Where it was taken from: a library entry with its source, or the year before.
    source = models.TextField(_("nguồn"), blank=True)
    # Rises with every change of any part, to notice two editors.
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name

    @property
    def precision(self) -> Precision:
        """How points by this rubric are rounded."""
        return Precision(self.places, Rounding(self.rounding))


class RubricVersion(models.Model):
    """The whole rubric as it was saved once; after freezing each has its reason."""

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("phiên bản"))
    content = models.JSONField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField(_("lưu lúc"))
    reason = models.TextField(_("lý do"), blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["rubric", "number"], name="one_rubric_version")]

    def __str__(self) -> str:
        return f"{self.rubric} ({self.number})"


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
