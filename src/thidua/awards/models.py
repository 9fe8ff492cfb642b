"""The authority's decisions on what clusters proposed; what was granted makes the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.clusters.models import ClusterYear
from thidua.review.models import Proposal


class Decision(models.Model):
    """A decision of the awarding authority: number, day, signer."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.PROTECT, related_name="decisions")
    number = models.CharField(_("số quyết định"), max_length=60)
    signed_on = models.DateField(_("ngày ký"))
    signer_name = models.CharField(_("người ký"), max_length=120)
    signer_position = models.CharField(_("chức vụ"), max_length=120)
    abstract = models.CharField(_("trích yếu"), max_length=300)

    class Meta:
        ordering = ["-signed_on", "number"]
        constraints = [models.UniqueConstraint(fields=["cluster_year", "number"], name="one_decision")]

    def __str__(self) -> str:
        return self.number


class Grant(models.Model):
    """The answer to one proposal: granted, or not with the reason. Both are kept."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="grants")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="grant")
    is_granted = models.BooleanField(_("tặng"))
    reason = models.CharField(_("lý do không tặng"), max_length=300, blank=True)

    class Meta:
        ordering = ["proposal__award", "proposal__unit__code"]

    def __str__(self) -> str:
        return f"{self.decision}: {self.proposal}"
