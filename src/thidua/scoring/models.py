"""The rubric of a year as data, and one score sheet a unit, line by line with evidence."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.clusters.files import StoredFile
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.ranking import ExclusionKind
from thidua.core.rubric import CriterionKind, Precision, Rounding
from thidua.core.verification import AppealState, Combination, VerificationMode


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
