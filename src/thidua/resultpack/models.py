"""The units' keys."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.clusters.models import Unit
from thidua.signing import ed25519


class UnitKey(models.Model):
    """A key with which a unit signs result packs; one at a time, older ones are kept to be recognised by."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="signing_keys")
    public_key = models.CharField(_("khóa công khai"), max_length=64, unique=True)
    # Sealed under the site's secret (``keys``); gone once the key is retired.
    private_key = models.TextField(blank=True, editable=False)
    made_at = models.DateTimeField(_("lập lúc"))
    retired_at = models.DateTimeField(_("thôi dùng lúc"), null=True, blank=True)
    retired_for = models.TextField(_("lý do thôi dùng"), blank=True)

    class Meta:
        ordering = ["unit__code", "-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(retired_at=None), name="one_signing_key_in_use"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit.short_name}: {self.fingerprint}"

    @property
    def fingerprint(self) -> str:
        """The key as people compare it."""
        return ed25519.fingerprint(self.public_key)

    @property
    def is_in_use(self) -> bool:
        """Whether the unit signs with it now."""
        return self.retired_at is None
