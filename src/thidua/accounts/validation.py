"""What a model's own fields say of the values about to be stored, as faults."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from thidua.core.faults import Fault


def field_faults(instance: models.Model) -> list[Fault]:
    """Return what is missing, too long or not among the choices, each at the place of its field.

    Relations are not looked at: actions are given stored objects.
    """
    relations = {field.name for field in instance._meta.get_fields() if field.is_relation}
    try:
        instance.clean_fields(exclude=relations)
    except ValidationError as error:
        return [Fault(text, place=name) for name, texts in error.message_dict.items() for text in texts]
    return []
