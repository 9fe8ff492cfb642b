"""Journal entries: who, when, what, before and after."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One change. Written once; the database itself refuses updates and deletions (migration 0002)."""

    recorded_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True, db_index=True)
    at = models.DateTimeField(_("thời điểm"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(_("người thực hiện"), max_length=120)
    action = models.CharField(_("việc"), max_length=60, db_index=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject = models.CharField(_("đối tượng"), max_length=300)
    # Ids, not foreign keys: the journal stands left of clusters and outlives what it speaks of.
    year_id = models.BigIntegerField(null=True, db_index=True)
    unit_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(_("lý do"), blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.recorded_at:%d/%m/%Y %H:%M} {self.actor_name}: {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new entry; an entry already stored is never written again."""
        if self.pk is not None:
            raise TypeError("a journal entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: the journal is append-only."""
        raise TypeError("a journal entry is never deleted")
