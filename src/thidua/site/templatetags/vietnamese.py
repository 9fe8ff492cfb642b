"""Filters that write values as Vietnamese offices do."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from thidua.accounts.faults import fault_text
from thidua.accounts.moments import moment_words
from thidua.accounts.speaking import rule_sentence, say
from thidua.core import vietnamese
from thidua.core.faults import Fault
from thidua.core.rule_words import Words
from thidua.core.timetable import Obligation

register = template.Library()


@register.filter
def number(value: Decimal | int | float | None, places: int | None = None) -> str:
    """``1440`` → ``1.440``, ``-5`` → ``−5``; nothing → an en dash."""
    return "–" if value is None or value == "" else vietnamese.shown_number(value, places)


@register.filter
def signed(value: Decimal) -> str:
    """A difference with its sign: ``2,5`` → ``+2,5``, ``-5`` → ``−5``."""
    return f"+{vietnamese.shown_number(value)}" if value > 0 else vietnamese.shown_number(value)


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as ``17/11/2017``; nothing → an en dash."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return vietnamese.short_date(value) or "–"


@register.filter
def moment(value: datetime | None) -> str:
    """A moment as ``08:30 17/11/2017``."""
    return moment_words(value or None)


@register.filter
def fault(value: Fault) -> str:
    """A fault's cause and mend in the reader's language."""
    return fault_text(value)


@register.filter
def words(value: Words) -> str:
    """A rule's sentence with its figures, in the reader's language."""
    return rule_sentence(value)


@register.simple_tag
def kind_words(message: str, of: str | None = None, **words: object) -> str:
    """Say ``message`` (see ``core.kind_words``) of the cluster in view, or of one of the kind ``of``."""
    said = say(message, of)
    return said % words if words else said


@register.filter
def label(value: Any) -> str:
    """The label of an enumeration member in the reader's language."""
    return say(value.label) if value else "–"


@register.filter
def lateness(days: int) -> SafeString | str:
    """Days left (positive) or late (negative) as a chip's text."""
    if days < 0:
        return gettext("trễ %(days)s ngày") % {"days": vietnamese.number(-days)}
    if days == 0:
        return gettext("hạn hôm nay")
    return gettext("còn %(days)s ngày") % {"days": vietnamese.number(days)}


@register.filter
def item(mapping: dict[Any, Any], key: Any) -> Any:
    """``mapping[key]`` or None, for templates."""
    return mapping.get(key)


@register.simple_tag
def meter(value: int, total: int, name: str) -> SafeString:
    """A small progress meter with its words: ``7/9``."""
    return format_html(
        '<span class="meter"><meter min="0" max="{}" value="{}" aria-label="{}"></meter>{}/{}</span>',
        max(total, 1),
        value,
        name,
        value,
        total,
    )


@register.filter
def owed_words(owed: Obligation) -> str:
    """What is owed, in the reader's language, with its unit or thing filled in."""
    words = gettext(owed.what)
    return words % dict(owed.params) if owed.params else words
