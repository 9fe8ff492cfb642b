"""Screenings of a unit's subjects, kept with the day and the pack they were made under."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.clusters.models import Unit
from thidua.core.law.facts import SubjectKind
from thidua.core.law.verdict import Verdict
from thidua.subjects.models import Subject

# A worker that has said nothing for so long has been stopped.
SILENCE = timedelta(minutes=3)


class RunState(models.TextChoices):
    """Where a screening stands."""

    WAITING = "waiting", _("chờ chạy")
    RUNNING = "running", _("đang chạy")
    DONE = "done", _("đã xong")
    FAILED = "failed", _("lỗi giữa chừng")
    CANCELLED = "cancelled", _("đã dừng")


ACTIVE = (RunState.WAITING, RunState.RUNNING)


class ScreeningRun(models.Model):
    """One screening: who asked what, how far it is, and what it counted. Its rows are a snapshot.

    ``summary`` holds what is shown above the rows, and the words of the conditions that failed.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("yêu cầu lúc"))
    on = models.DateField(_("ngày nhận hồ sơ"))
    pack = models.CharField(_("gói quy định"), max_length=20)
    overlay = models.CharField(_("quy định riêng"), max_length=60, blank=True)
    awards = models.JSONField(_("danh hiệu, hình thức"), default=list)
    kinds = models.JSONField(_("loại đối tượng"), default=list)
    state = models.CharField(
        _("tình trạng"), max_length=10, choices=RunState.choices, default=RunState.WAITING
    )
    total = models.PositiveIntegerField(_("số đối tượng"), default=0)
    done = models.PositiveIntegerField(_("đã rà soát"), default=0)
    # The worker's own clock, to notice that it has been stopped.
    heard_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("kết thúc lúc"), null=True)
    fault = models.TextField(_("lỗi"), blank=True)
    summary = models.JSONField(default=dict)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit.short_name} {self.on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("screening", args=[self.pk])

    @property
    def run_state(self) -> RunState:
        """The state as an enumeration member."""
        return RunState(self.state)

    @property
    def is_active(self) -> bool:
        """Whether it waits or runs."""
        return self.state in ACTIVE

    def is_silent(self, now: datetime) -> bool:
        """Whether it should be going on and nothing has been heard of it: its worker was stopped."""
        return self.is_active and now - (self.heard_at or self.asked_at) > SILENCE


class ScreeningRow(models.Model):
    """The verdict on one subject and award, as it was found; names are those of that moment.

    ``missing`` is the one condition that a near miss lacks; ``why`` is told of those explained one by one.
    """

    run = models.ForeignKey(ScreeningRun, on_delete=models.CASCADE, related_name="rows")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=220)
    unit_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=choices(SubjectKind))
    award = models.CharField(max_length=60)
    order = models.PositiveIntegerField()
    verdict = models.CharField(max_length=20, choices=choices(Verdict))
    failed = models.CharField(max_length=60, blank=True)
    missing = models.CharField(max_length=60, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["run", "order", "verdict"], name="screened_by_award")]
        constraints = [models.UniqueConstraint(fields=["run", "subject", "award"], name="one_verdict_a_run")]

    def __str__(self) -> str:
        return f"{self.code}: {self.award}"

    @property
    def verdict_found(self) -> Verdict:
        """The verdict as an enumeration member."""
        return Verdict(self.verdict)


def active_runs() -> models.QuerySet[ScreeningRun]:
    """The screenings that wait or run."""
    return ScreeningRun.objects.filter(state__in=ACTIVE)
