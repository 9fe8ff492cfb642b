"""What a model's own fields say of the values about to be stored, as faults."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models

from thidua.core.faults import Fault, gettext_noop
from thidua.core.old_encodings import old_encoding
from thidua.core.vietnamese import EARLIEST_YEAR, LATEST_YEAR, is_likely_day

# What a cell of a workbook holds, with room to spare: a longer text could never be exported.
LONGEST_TEXT = 32_000


def too_long(place: str = "") -> Fault:
    """The fault of a text longer than :data:`LONGEST_TEXT`."""
    return Fault(
        gettext_noop("Không được dài quá %(limit)s ký tự."), place=place, params={"limit": LONGEST_TEXT}
    )


def field_faults(instance: models.Model) -> list[Fault]:
    """Return what is missing, too long or not among the choices, each at the place of its field.

    So is a day in an unlikely year and text in an old Vietnamese font. Relations are not looked at: actions
    are given stored objects.
    """
    own = [*_value_faults(instance), *_long_faults(instance)]
    relations = {field.name for field in instance._meta.get_fields() if field.is_relation}
    try:
        instance.clean_fields(exclude=relations)
    except ValidationError as error:
        found = error.message_dict.items()
        return [*(Fault(text, place=name) for name, texts in found for text in texts), *own]
    return own


def old_text_fault(text: str, place: str = "") -> Fault | None:
    """The fault of text typed in an old Vietnamese font; None for good text."""
    encoding = old_encoding(text)
    if encoding is None:
        return None
    return Fault(
        gettext_noop("Chữ gõ bằng phông chữ cũ %(encoding)s, không phải Unicode."),
        gettext_noop("Hãy chuyển mã sang Unicode (ví dụ bằng Unikey, Ctrl+Shift+F6) rồi dán lại."),
        place,
        {"encoding": encoding.value},
    )


def old_text_faults(texts: Mapping[str, str]) -> list[Fault]:
    """The faults of those of ``texts`` typed in an old Vietnamese font, each at the place it is listed by."""
    return [fault for place, text in texts.items() if (fault := old_text_fault(text, place))]


def _value_faults(instance: models.Model) -> list[Fault]:
    values = {field.name: getattr(instance, field.attname) for field in instance._meta.concrete_fields}
    unlikely = [
        name
        for name, value in values.items()
        if isinstance(value, date) and not isinstance(value, datetime) and not is_likely_day(value)
    ]
    cause = gettext_noop("Năm phải trong khoảng từ %(earliest)s đến %(latest)s. Hãy xem lại năm.")
    params = {"earliest": EARLIEST_YEAR, "latest": LATEST_YEAR}
    return [
        *(Fault(cause, place=name, params=params) for name in unlikely),
        *old_text_faults({name: value for name, value in values.items() if isinstance(value, str)}),
    ]


def _long_faults(instance: models.Model) -> list[Fault]:
    return [
        too_long(field.name)
        for field in instance._meta.concrete_fields
        if isinstance(field, models.TextField) and len(getattr(instance, field.name) or "") > LONGEST_TEXT
    ]
