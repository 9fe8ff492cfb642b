"""Meetings, ballots and their papers, proposals, and the hand-over to next year."""

import uuid

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.accounts.speaking import say
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.award import AWARDS
from thidua.core.ballot import Base, Choice, Question


class MeetingKind(models.TextChoices):
    """What the cluster meets for."""

    PACT_SIGNING = "ky_giao_uoc", _("Hội nghị ký giao ước")
    MIDYEAR = "so_ket", _("Hội nghị sơ kết")
    YEAREND = "tong_ket", _("Hội nghị tổng kết, bình xét")


class Meeting(models.Model):
    """A meeting of the cluster and its minutes. ``version`` rises with every save, to notice two editors."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(_("loại hội nghị"), max_length=20, choices=MeetingKind.choices)
    held_on = models.DateField(_("ngày họp"))
    place = models.CharField(_("địa điểm"), max_length=200)
    presided_by = models.CharField(_("chủ trì"), max_length=300)
    directed_by = models.CharField(_("dự và chỉ đạo"), max_length=300, blank=True)
    minutes = models.TextField(_("biên bản"), blank=True)
    attending = models.ManyToManyField(Unit, related_name="meetings_attended", verbose_name=_("có mặt"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["held_on"]
        constraints = [models.UniqueConstraint(fields=["cluster_year", "kind"], name="one_meeting_a_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on:%d/%m/%Y}"


class Ballot(models.Model):
    """A vote of the members' heads. Open: each vote has its voter. Secret: nothing joins the two."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="ballots")
    question = models.CharField(_("nội dung"), max_length=20, choices=choices(Question))
    award = models.CharField(
        _("danh hiệu, hình thức"),
        max_length=60,
        blank=True,
        choices=[(a.code, _(a.name)) for a in AWARDS.values()],
    )
    # A tie or an unfilled seat is voted on again: the next round of the same question.
    round = models.PositiveSmallIntegerField(_("lượt"), default=1)
    is_secret = models.BooleanField(_("bỏ phiếu kín"), default=False)
    seats = models.PositiveSmallIntegerField(_("số được chọn"), default=1)
    threshold_percent = models.PositiveSmallIntegerField(_("tỷ lệ tối thiểu (%)"), default=50)
    quorum_percent = models.PositiveSmallIntegerField(_("túc số (%)"), default=67)
    base = models.CharField(
        _("tính tỷ lệ trên"),
        max_length=20,
        choices=choices(Base),
        default=Base.PRESENT,
    )
    opened_at = models.DateTimeField(_("mở lúc"))
    closed_at = models.DateTimeField(_("khép lại lúc"), null=True, blank=True)

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "question", "award", "round"], name="one_ballot_a_question_a_round"
            )
        ]

    def __str__(self) -> str:
        return self.words()

    def words(self, kind: str | None = None) -> str:
        """What is voted on, said of the cluster in view or of one of ``kind``."""
        question = say(Question(self.question).label, kind)
        words = f"{question} {self.get_award_display() if self.award else ''}".strip()
        if self.round > 1:
            words = gettext("%(question)s (lượt %(round)s)") % {"question": words, "round": self.round}
        return words

    @property
    def is_open(self) -> bool:
        """Whether votes are still taken."""
        return self.closed_at is None


class Candidate(models.Model):
    """A unit voted on in a ballot."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="candidates")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["unit__code"]
        constraints = [models.UniqueConstraint(fields=["ballot", "unit"], name="one_candidate")]

    def __str__(self) -> str:
        return self.unit.short_name


class Elector(models.Model):
    """A unit entitled to vote. All rows are made when the ballot opens, so their order tells nothing."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="electors")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    has_voted = models.BooleanField(_("đã bỏ phiếu"), default=False)

    class Meta:
        ordering = ["unit__code"]
        constraints = [models.UniqueConstraint(fields=["ballot", "unit"], name="one_elector")]

    def __str__(self) -> str:
        return self.unit.short_name


class Paper(models.Model):
    """A cast ballot paper. ``voter`` is filled in open ballots only; there is no time and no number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="papers")
    voter = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "voter"], name="one_open_paper"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Mark(models.Model):
    """What a paper says of one candidate."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="marks")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="marks")
    choice = models.CharField(max_length=10, choices=choices(Choice))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "candidate"], name="one_mark")]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.choice}"


class Proposal(models.Model):
    """What the cluster proposes for a unit. It follows from a ballot; else ``reason`` says why not.

    A withdrawn proposal is kept with its reason and proposes nothing.
    """

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="proposals")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="proposals")
    award = models.CharField(
        _("danh hiệu, hình thức"), max_length=60, choices=[(a.code, _(a.name)) for a in AWARDS.values()]
    )
    ballot = models.ForeignKey(
        Ballot, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    reason = models.TextField(_("lý do"), blank=True)
    proposed_at = models.DateTimeField(_("đề nghị lúc"))
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True, blank=True)
    withdrawal_reason = models.TextField(_("lý do rút"), blank=True)

    class Meta:
        ordering = ["award", "unit__code"]
        constraints = [models.UniqueConstraint(fields=["cluster_year", "unit", "award"], name="one_proposal")]

    def __str__(self) -> str:
        return f"{self.unit.short_name}: {self.get_award_display()}"


class HandOver(models.Model):
    """The rotating flag passes from this year's chair to the next, and next year opens."""

    cluster_year = models.OneToOneField(ClusterYear, on_delete=models.PROTECT, related_name="hand_over")
    next_year = models.OneToOneField(ClusterYear, on_delete=models.PROTECT, related_name="received_from")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    handed_on = models.DateField(_("ngày bàn giao"))
    note = models.TextField(_("ghi chú"), blank=True)

    def __str__(self) -> str:
        return f"{self.from_unit.short_name} → {self.to_unit.short_name}"
