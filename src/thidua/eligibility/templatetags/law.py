"""Filters that say what the law says, in the reader's language."""

from __future__ import annotations

from django import template

from thidua.core.law.pack import Name
from thidua.core.law.words import Words

from ..speaking import spoken

register = template.Library()


@register.filter
def told(value: Words | Name | None) -> str:
    """Words or a name in the reader's language."""
    return spoken(value)
