"""Units with dated names, clusters, cluster years, members and the due days of stages."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.core.timetable import Stage


class UnitKind(models.TextChoices):
    """What sort of body a unit is."""

    MINISTRY = "bo", _("Bộ, cơ quan ngang Bộ")
    PEOPLES_COMMITTEE = "ubnd", _("Ủy ban nhân dân")
    DEPARTMENT = "so", _("Sở, ban, ngành")
    PARTY_OR_UNION = "doan_the", _("Đảng, đoàn thể")
    ENTERPRISE = "doanh_nghiep", _("Doanh nghiệp")
    OTHER = "khac", _("Đơn vị khác")


class Unit(models.Model):
    """An organisation. Its name may change; ``code`` does not."""

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    kind = models.CharField(_("loại hình"), max_length=20, choices=UnitKind.choices)
    # The name today, kept beside the dated names so that lists need no join.
    name = models.CharField(_("tên"), max_length=200)
    short_name = models.CharField(_("tên gọn"), max_length=60)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("cơ quan chủ quản"),
    )
    place = models.CharField(_("tỉnh, thành phố"), max_length=60, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class UnitName(models.Model):
    """What a unit was called from ``since`` until the next name."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("tên"), max_length=200)
    short_name = models.CharField(_("tên gọn"), max_length=60)
    since = models.DateField(_("từ ngày"))

    class Meta:
        ordering = ["unit", "since"]
        constraints = [models.UniqueConstraint(fields=["unit", "since"], name="one_unit_name_a_day")]

    def __str__(self) -> str:
        return self.name


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments by day."""

    def in_force(self, day: date) -> AppointmentQuerySet:
        """Those that hold on ``day``: ``until`` is the first day without."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Appointment(models.Model):
    """Where a user works, with dates: a leaver's access ends with ``until``."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="appointments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="appointments")
    position = models.CharField(_("chức vụ"), max_length=120, blank=True)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến ngày"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["-since"]

    def __str__(self) -> str:
        return f"{self.user} ({self.unit.short_name})"


class ClusterKind(models.TextChoices):
    """Cụm (by place) or khối (by kind of agency)."""

    CUM = "cum", _("Cụm thi đua")
    KHOI = "khoi", _("Khối thi đua")


class Cluster(models.Model):
    """A cụm or khối of peer units under one awarding authority."""

    code = models.SlugField(_("mã"), max_length=60, unique=True)
    kind = models.CharField(_("loại"), max_length=10, choices=ClusterKind.choices)
    name = models.CharField(_("tên"), max_length=200)
    awarding_authority = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="clusters_overseen", verbose_name=_("cơ quan quản lý")
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class ClusterYear(models.Model):
    """One year of a cluster: who chairs, which stage it is in."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("năm"))
    stage = models.CharField(
        _("giai đoạn"),
        max_length=20,
        default=Stage.PREPARATION,
        choices=choices(Stage),
    )
    chair = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="years_chaired", verbose_name=_("cụm trưởng")
    )
    deputy = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="years_deputised",
        verbose_name=_("cụm phó"),
    )
    secretary = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("thư ký"),
    )
    regulation = models.TextField(_("quy chế hoạt động"), blank=True)
    closed_on = models.DateField(_("khép lại ngày"), null=True, blank=True)
    is_demonstration = models.BooleanField(_("dữ liệu minh hoạ"), default=False)
    version = models.PositiveIntegerField(default=1)
    members = models.ManyToManyField(Unit, through="Membership", related_name="cluster_years")

    class Meta:
        ordering = ["-year", "cluster__code"]
        constraints = [models.UniqueConstraint(fields=["cluster", "year"], name="one_cluster_year")]

    def __str__(self) -> str:
        return f"{self.cluster.name}, {self.year}"

    @property
    def current_stage(self) -> Stage:
        """The stage as an enumeration member."""
        return Stage(self.stage)

    @property
    def is_closed(self) -> bool:
        """Whether the year has been handed over; it is then read-only."""
        return self.closed_on is not None

    def url(self, page: str, *args: object) -> str:
        """Address of a page of this year, by its url name."""
        return reverse(page, args=[self.cluster.code, self.year, *args])

    def get_absolute_url(self) -> str:
        """Address of the year's overview."""
        return self.url("year")


class Membership(models.Model):
    """A unit's membership of a cluster for a year, in the order the cluster lists its members."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    class Meta:
        ordering = ["position", "unit__code"]
        constraints = [models.UniqueConstraint(fields=["cluster_year", "unit"], name="one_membership")]

    def __str__(self) -> str:
        return f"{self.unit} — {self.cluster_year}"


class StageTerm(models.Model):
    """When a stage of a year is due, and when it was really left behind."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="stage_terms")
    stage = models.CharField(max_length=20, choices=choices(Stage))
    due = models.DateField(_("hạn"))
    completed_on = models.DateField(_("hoàn thành ngày"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster_year", "stage"], name="one_stage_term")]

    def __str__(self) -> str:
        return f"{self.stage}: {self.due:%d/%m/%Y}"
