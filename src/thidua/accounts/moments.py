"""Moments as offices write them."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone


def moment_words(moment: datetime | None) -> str:
    """Write a moment in the office's time as ``08:30 17/11/2017``; an unknown one as an en dash."""
    if moment is None:
        return "–"
    if timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return f"{moment:%H:%M %d/%m/%Y}"
