"""Reporting duties, reports with their rounds of submission, figures by indicator, medals."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.timetable import Field, Stage


class DutyKind(models.TextChoices):
    """What sort of report is owed."""

    PLAN = "ke_hoach", _("Kế hoạch thi đua")
    MIDYEAR = "sau_thang", _("Báo cáo sáu tháng")
    YEAREND = "nam", _("Báo cáo năm")
    THEMATIC = "chuyen_de", _("Báo cáo chuyên đề")

    @property
    def stage(self) -> Stage:
        """The stage that cannot be left while such a report is missing."""
        return _DUTY_STAGE[self]


_DUTY_STAGE = {
    DutyKind.PLAN: Stage.RUNNING,
    DutyKind.MIDYEAR: Stage.MIDYEAR_REVIEW,
    DutyKind.YEAREND: Stage.SELF_SCORING,
    DutyKind.THEMATIC: Stage.SELF_SCORING,
}


class ReportingDuty(models.Model):
    """A report every member owes by a day, under the cluster's operating regulation."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="duties")
    code = models.SlugField(_("mã"), max_length=40)
    kind = models.CharField(_("loại báo cáo"), max_length=20, choices=DutyKind.choices)
    name = models.CharField(_("tên báo cáo"), max_length=200)
    due = models.DateField(_("hạn nộp"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due", "code"]
        constraints = [models.UniqueConstraint(fields=["cluster_year", "code"], name="one_duty")]

    def __str__(self) -> str:
        return self.name


class ReportState(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", _("Đang soạn")
    AWAITING = "awaiting", _("Chờ lãnh đạo duyệt")
    SUBMITTED = "submitted", _("Đã nộp")
    RETURNED = "returned", _("Bị trả lại")
    ACCEPTED = "accepted", _("Đã tiếp nhận")


class Report(models.Model):
    """One unit's report for one duty. ``version`` rises with every save, to notice two editors."""

    duty = models.ForeignKey(ReportingDuty, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(
        _("tình trạng"), max_length=20, choices=ReportState.choices, default=ReportState.DRAFT
    )
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    edited_at = models.DateTimeField(_("sửa lúc"))

    class Meta:
        ordering = ["duty", "unit__code"]
        constraints = [models.UniqueConstraint(fields=["duty", "unit"], name="one_report")]

    def __str__(self) -> str:
        return f"{self.duty.name} — {self.unit.short_name}"


class SectionKind(models.TextChoices):
    """The parts of a report's text: the fields of the sector, then limits and what comes next."""

    HERITAGE = Field.HERITAGE.value, _("Di sản văn hóa")
    CULTURE = Field.CULTURE.value, _("Văn hóa")
    SPORTS = Field.SPORTS.value, _("Thể dục thể thao")
    TOURISM = Field.TOURISM.value, _("Du lịch")
    FAMILY = Field.FAMILY.value, _("Gia đình")
    EMULATION = Field.EMULATION.value, _("Thi đua, khen thưởng")
    LIMITS = "limits", _("Hạn chế, khó khăn")
    DIRECTIONS = "directions", _("Phương hướng, nhiệm vụ")
    SUGGESTIONS = "suggestions", _("Kiến nghị, đề xuất")


class ReportSection(models.Model):
    """One part of a report's text."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=20, choices=SectionKind.choices)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "kind"], name="one_section")]

    def __str__(self) -> str:
        return f"{self.report}: {self.kind}"


class Submission(models.Model):
    """One round: handed in, then accepted, or returned with a reason and a day to hand in again.

    Lateness is computed from these rounds (``core.reporting.report_lateness``).
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="submissions")
    submitted_at = models.DateTimeField(_("nộp lúc"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    returned_at = models.DateTimeField(_("trả lại lúc"), null=True, blank=True)
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    redo_due = models.DateField(_("hạn nộp lại"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("tiếp nhận lúc"), null=True, blank=True)

    class Meta:
        ordering = ["submitted_at", "pk"]

    def __str__(self) -> str:
        return f"{self.report} ({self.submitted_at:%d/%m/%Y})"


class Indicator(models.Model):
    """A statistical indicator every report gives a figure for; it may answer a target of the pact."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="indicators")
    code = models.SlugField(_("mã"), max_length=40)
    name = models.CharField(_("chỉ số"), max_length=300)
    field = models.CharField(_("lĩnh vực"), max_length=20, choices=choices(Field))
    measure = models.CharField(_("đơn vị tính"), max_length=40)
    target = models.ForeignKey(
        "pledges.Target",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="indicators",
        verbose_name=_("chỉ tiêu giao ước"),
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "code"]
        constraints = [models.UniqueConstraint(fields=["cluster_year", "code"], name="one_indicator")]

    def __str__(self) -> str:
        return self.name


class Figure(models.Model):
    """A figure given in a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    value = models.DecimalField(_("số liệu"), max_digits=16, decimal_places=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "indicator"], name="one_figure")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value.normalize():f}"


class CompetitionLevel(models.TextChoices):
    """Where a medal was won."""

    NATIONAL = "quoc_gia", _("Quốc gia")
    INTERNATIONAL = "quoc_te", _("Quốc tế")


class MedalCount(models.Model):
    """Medals a unit reports from one competition, by colour."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="medals")
    competition = models.CharField(_("giải đấu"), max_length=200)
    level = models.CharField(_("cấp"), max_length=20, choices=CompetitionLevel.choices)
    gold = models.PositiveIntegerField(_("vàng"), default=0)
    silver = models.PositiveIntegerField(_("bạc"), default=0)
    bronze = models.PositiveIntegerField(_("đồng"), default=0)

    class Meta:
        ordering = ["competition"]
        constraints = [models.UniqueConstraint(fields=["report", "competition"], name="one_medal_count")]

    def __str__(self) -> str:
        return f"{self.competition}: {self.gold}-{self.silver}-{self.bronze}"


class Reminder(models.Model):
    """A call by the chair to a unit for a late or coming report; mail is sent by the worker."""

    duty = models.ForeignKey(ReportingDuty, on_delete=models.CASCADE, related_name="reminders")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reminders")
    sent_at = models.DateTimeField(_("đôn đốc lúc"))
    message = models.TextField(_("lời nhắn"), blank=True)

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"{self.unit.short_name}: {self.duty}"
