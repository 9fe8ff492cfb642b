"""What a model's own fields say of the values about to be stored, as faults."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from thidua.core.faults import Fault, gettext_noop

# What a cell of a workbook holds, with room to spare: a longer text could never be exported.
LONGEST_TEXT = 32_000


def too_long(place: str = "") -> Fault:
    """The fault of a text longer than :data:`LONGEST_TEXT`."""
    return Fault(
        gettext_noop("Không được dài quá %(limit)s ký tự."), place=place, params={"limit": LONGEST_TEXT}
    )


def field_faults(instance: models.Model) -> list[Fault]:
    """Return what is missing, too long or not among the choices, each at the place of its field.

    Relations are not looked at: actions are given stored objects.
    """
    long = [
        too_long(field.name)
        for field in instance._meta.concrete_fields
        if isinstance(field, models.TextField) and len(getattr(instance, field.name) or "") > LONGEST_TEXT
    ]
    relations = {field.name for field in instance._meta.get_fields() if field.is_relation}
    try:
        instance.clean_fields(exclude=relations)
    except ValidationError as error:
        found = error.message_dict.items()
        return [*(Fault(text, place=name) for name, texts in found for text in texts), *long]
    return long
