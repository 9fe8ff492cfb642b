"""Meetings, ballots and their papers, proposals, and the hand-over to next year."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.accounts.speaking import say
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.award import AWARDS
from thidua.core.ballot import Base, Choice, PaperForm, Question


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
    # On paper: two people count independently, and no paper is stored.
    is_on_paper = models.BooleanField(_("bỏ phiếu giấy"), default=False)
    form = models.CharField(
        _("cách ghi phiếu"), max_length=20, choices=choices(PaperForm), default=PaperForm.PER_ITEM
    )
    # Whether a paper that agrees to more than ``seats`` is invalid, where each candidate is answered alone.
    limits_agreement = models.BooleanField(_("không đồng ý quá số được chọn"), default=True)
    # Open ballots only: nobody can see whose a secret paper is.
    may_vote_on_self = models.BooleanField(_("được bỏ phiếu cho đơn vị mình"), default=True)
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
    # Over days: the last moment for voting; without it the secretary closes when the meeting has voted.
    voting_until = models.DateTimeField(_("bỏ phiếu đến"), null=True, blank=True)
    closed_at = models.DateTimeField(_("khép lại lúc"), null=True, blank=True)
    tellers = models.TextField(_("ban kiểm phiếu"), blank=True)
    # Why not every member may vote; empty: every member may.
    electorate_reason = models.TextField(_("lý do chọn đơn vị được bỏ phiếu"), blank=True)
    # A secret ballot's blind signatures (docs/ballot.md); the private key is gone once it is closed.
    public_key = models.TextField(blank=True, editable=False)
    private_key = models.TextField(blank=True, editable=False)
    # SHA-256 of all that was cast, as it stood when the ballot was closed.
    sealed = models.CharField(max_length=64, blank=True, editable=False)

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
    # In a secret ballot: it was given its signed paper, which counts once it lies in the urn.
    has_voted = models.BooleanField(_("đã bỏ phiếu"), default=False)
    # The blinded paper it had signed, to sign the same again when the answer was lost; says nothing of it.
    blinded = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["unit__code"]
        constraints = [models.UniqueConstraint(fields=["ballot", "unit"], name="one_elector")]

    def __str__(self) -> str:
        return self.unit.short_name


class Urn(models.Model):
    """What was cast in a secret ballot: one text for all papers, ordered by their random receipt codes.

    One row, written anew at each vote, so that neither numbers nor order, places nor times of rows tell
    which paper came when.
    """

    ballot = models.OneToOneField(Ballot, on_delete=models.CASCADE, related_name="urn")
    papers = models.TextField(default="[]")

    def __str__(self) -> str:
        return str(self.ballot)


class PaperCount(models.Model):
    """What one teller counted of a vote on paper; two of them must agree."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="paper_counts")
    teller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("nhập lúc"))
    # Issued, collected, invalid, and by candidate's unit code agree, disagree, abstain (or the places' sum).
    figures = models.JSONField()

    class Meta:
        ordering = ["entered_at"]
        constraints = [models.UniqueConstraint(fields=["ballot", "teller"], name="one_paper_count")]

    def __str__(self) -> str:
        return f"{self.ballot}: {self.teller}"


class Challenge(models.Model):
    """Somebody doubted a count: it was counted again from what was cast."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="challenges")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(_("yêu cầu lúc"))
    reason = models.TextField(_("lý do"))
    agrees = models.BooleanField(_("khớp"))
    found = models.JSONField()

    class Meta:
        ordering = ["raised_at"]

    def __str__(self) -> str:
        return f"{self.ballot}: {self.reason[:60]}"


class MeetingDecision(models.Model):
    """The meeting gives a unit another award than the ranking and the quotas come to (none: nothing)."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.CASCADE, related_name="meeting_decisions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    award = models.CharField(
        _("danh hiệu, hình thức"),
        max_length=60,
        blank=True,
        choices=[(a.code, _(a.name)) for a in AWARDS.values()],
    )
    reason = models.TextField(_("lý do"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        ordering = ["unit__code"]
        constraints = [models.UniqueConstraint(fields=["cluster_year", "unit"], name="one_meeting_decision")]

    def __str__(self) -> str:
        return f"{self.unit.short_name}: {self.get_award_display()}"


class Paper(models.Model):
    """A paper cast in an open ballot, with its voter; secret ones lie in the :class:`Urn`."""

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
    # The place given to the candidate where the paper orders them.
    place = models.PositiveSmallIntegerField(null=True, blank=True)

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
