"""Directives cited, movements launched, units' parts, joint activities and exchanges."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.clusters.files import StoredFile
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.timetable import Field
from thidua.core.vietnamese import collation_key


class Directive(models.Model):
    """A directive the cluster's year follows: number, date, issuer, abstract, and its file if handed in."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="directives")
    number = models.CharField(_("số, ký hiệu"), max_length=60)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    abstract = models.TextField(_("trích yếu"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["issued_on", "number"]
        constraints = [models.UniqueConstraint(fields=["cluster_year", "number"], name="one_directive")]

    def __str__(self) -> str:
        return self.number


class DirectiveFile(StoredFile):
    """The text of a directive as a file."""

    directive = models.OneToOneField(Directive, on_delete=models.CASCADE, related_name="text")


class MovementLevel(models.TextChoices):
    """Who launches a movement."""

    CENTRAL = "trung_uong", _("Trung ương")
    MINISTRY = "bo", _("Bộ")
    PROVINCE = "tinh", _("Tỉnh, thành phố")
    CLUSTER = "cum", _("Cụm, khối")
    UNIT = "don_vi", _("Đơn vị")


class MovementKind(models.TextChoices):
    """Regular (thường xuyên) or thematic (theo chuyên đề)."""

    REGULAR = "thuong_xuyen", _("Thường xuyên")
    THEMATIC = "chuyen_de", _("Chuyên đề")


class Movement(models.Model):
    """An emulation movement carried by the cluster's units."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="movements")
    name = models.CharField(_("tên phong trào"), max_length=300)
    launched_by = models.CharField(_("đơn vị phát động"), max_length=200)
    level = models.CharField(_("cấp phát động"), max_length=20, choices=MovementLevel.choices)
    kind = models.CharField(_("loại"), max_length=20, choices=MovementKind.choices)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"), null=True, blank=True)
    targets = models.TextField(_("mục tiêu, chỉ tiêu"), blank=True)
    criteria = models.TextField(_("tiêu chí"), blank=True)
    directive = models.ForeignKey(
        Directive,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="movements",
        verbose_name=_("văn bản chỉ đạo"),
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_on", "name"]
        constraints = [models.UniqueConstraint(fields=["cluster_year", "name"], name="one_movement")]

    def __str__(self) -> str:
        return self.name


class MovementPart(models.Model):
    """One unit's part in a movement: what it did and what came of it."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="parts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="movement_parts")
    activities = models.TextField(_("cách làm"))
    results = models.TextField(_("kết quả"), blank=True)
    recorded_on = models.DateField(_("ghi ngày"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["movement", "unit__code"]
        constraints = [models.UniqueConstraint(fields=["movement", "unit"], name="one_movement_part")]

    def __str__(self) -> str:
        return f"{self.unit.short_name}: {self.movement}"


class ActivityKind(models.TextChoices):
    """A programme held together, or an exchange between some units."""

    JOINT = "chuong_trinh_chung", _("Chương trình chung")
    EXCHANGE = "giao_luu", _("Giao lưu")


class JointActivity(models.Model):
    """A joint programme (chương trình chung) or exchange (giao lưu) of the cluster's units."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="activities")
    kind = models.CharField(_("loại"), max_length=20, choices=ActivityKind.choices)
    name = models.CharField(_("tên hoạt động"), max_length=300)
    field = models.CharField(_("lĩnh vực"), max_length=20, choices=choices(Field))
    held_on = models.DateField(_("ngày tổ chức"))
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    host = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="activities_hosted", verbose_name=_("đơn vị chủ trì")
    )
    participants = models.ManyToManyField(Unit, related_name="activities_joined", verbose_name=_("tham gia"))
    summary = models.TextField(_("tóm tắt"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["held_on", "name"]
        verbose_name_plural = _("hoạt động chung")
        constraints = [
            models.UniqueConstraint(fields=["cluster_year", "name", "held_on"], name="one_joint_activity")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def participants_by_name(self) -> list[Unit]:
        """Who took part, in Vietnamese order."""
        return sorted(self.participants.all(), key=lambda unit: collation_key(unit.short_name))
