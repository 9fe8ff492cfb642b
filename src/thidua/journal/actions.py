"""The only writer of the journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation

from thidua.accounts.actor import Actor
from thidua.accounts.validation import LONGEST_TEXT, old_text_fault, too_long
from thidua.core.faults import Refused

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

    It is kept for good, so it is written in the office's language whatever the writer reads in, and a text
    too long to be kept, printed and exported, or typed in an old font, is refused.

    ``action`` is the name of the action function (``submit_report``); ``before`` and ``after`` hold the
    changed fields as plain values.
    """
    for text in _texts([after, reason]):
        if len(text) > LONGEST_TEXT:
            raise Refused(too_long())
        if fault := old_text_fault(text):
            raise Refused(fault)
    with translation.override(settings.LANGUAGE_CODE):
        subject_words, before, after = str(subject)[:300], _plain(before), _plain(after)
    return Entry.objects.create(
        at=actor.at,
        actor=actor.user if actor.user.pk else None,
        actor_name=actor.user.full_name,
        action=action,
        subject_type=subject._meta.label,
        subject_id=str(subject.pk),
        subject=subject_words,
        year_id=year_id,
        unit_id=unit_id,
        before=before,
        after=after,
        reason=reason,
    )


def _texts(value: Any) -> Iterator[str]:
    """Every text inside ``value``."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


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
