"""The pact of a cluster year, its targets, agreed figures, signatures and registrations."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.award import AWARDS, SubjectKind
from thidua.core.timetable import Field


class Pact(models.Model):
    """The text all units sign. Frozen by the first signature."""

    cluster_year = models.OneToOneField(ClusterYear, on_delete=models.CASCADE, related_name="pact")
    text = models.TextField(_("nội dung giao ước"))
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(_("Giao ước thi đua %s") % self.cluster_year)


class Direction(models.TextChoices):
    """Whether more or less is better."""

    HIGHER = "tang", _("Càng cao càng tốt")
    LOWER = "giam", _("Càng thấp càng tốt")


class Target(models.Model):
    """A target of the pact, for which each unit agrees a figure."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="targets")
    code = models.SlugField(_("mã"), max_length=40)
    name = models.CharField(_("chỉ tiêu"), max_length=300)
    field = models.CharField(_("lĩnh vực"), max_length=20, choices=choices(Field))
    measure = models.CharField(_("đơn vị tính"), max_length=40)
    direction = models.CharField(
        _("chiều"), max_length=10, choices=Direction.choices, default=Direction.HIGHER
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "code"]
        constraints = [models.UniqueConstraint(fields=["cluster_year", "code"], name="one_target")]

    def __str__(self) -> str:
        return self.name


class AgreedFigure(models.Model):
    """The figure a unit pledges for a target."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="figures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="agreed_figures")
    value = models.DecimalField(_("số giao ước"), max_digits=16, decimal_places=3)

    class Meta:
        ordering = ["target", "unit__code"]
        constraints = [models.UniqueConstraint(fields=["target", "unit"], name="one_agreed_figure")]

    def __str__(self) -> str:
        return f"{self.unit.short_name}: {self.target} = {self.value.normalize():f}"


class Signature(models.Model):
    """A unit head's signature under the pact: who, in what post, when, under which text (its SHA-256)."""

    pact = models.ForeignKey(Pact, on_delete=models.CASCADE, related_name="signatures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signer_name = models.CharField(_("người ký"), max_length=120)
    signer_position = models.CharField(_("chức vụ"), max_length=120, blank=True)
    signed_at = models.DateTimeField(_("ký lúc"))
    text_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["signed_at"]
        constraints = [models.UniqueConstraint(fields=["pact", "unit"], name="one_signature")]

    def __str__(self) -> str:
        return f"{self.unit.short_name}: {self.signer_name}"


class Registration(models.Model):
    """A title or commendation a unit strives for this year, for itself or for so many of its people."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="registrations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="registrations")
    award = models.CharField(
        _("danh hiệu, hình thức"), max_length=60, choices=[(a.code, _(a.name)) for a in AWARDS.values()]
    )
    subject = models.CharField(_("đối tượng"), max_length=20, choices=choices(SubjectKind))
    quantity = models.PositiveIntegerField(_("số lượng"), default=1)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    registered_at = models.DateTimeField(_("đăng ký lúc"))

    class Meta:
        ordering = ["unit__code", "award"]
        constraints = [
            models.UniqueConstraint(fields=["cluster_year", "unit", "award"], name="one_registration")
        ]

    def __str__(self) -> str:
        return f"{self.unit.short_name}: {self.get_award_display()}"
