"""The only writer of the journal."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from thidua.accounts.actor import Actor

from .models import Entry


def append(
    actor: Actor,
    action: str,
    subject: models.Model,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    year_id: int | None = None,
    unit_id: int | None = None,
    reason: str = "",
) -> Entry:
    """Append one entry; call it inside the transaction of the change it speaks of.

    ``action`` is the name of the action function (``submit_report``); ``before`` and ``after`` hold the
    changed fields as plain values.
    """
    return Entry.objects.create(
        at=actor.at,
        actor=actor.user if actor.user.pk else None,
        actor_name=actor.user.full_name,
        action=action,
        subject_type=subject._meta.label,
        subject_id=str(subject.pk),
        subject=str(subject)[:300],
        year_id=year_id,
        unit_id=unit_id,
        before=_plain(before),
        after=_plain(after),
        reason=reason,
    )


def _plain(value: Any) -> Any:
    """Turn dates and decimals inside ``value`` into text that JSON keeps exactly."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, models.Model):
        return str(value)
    return value
