"""Units offered in a form, in the order in which a Vietnamese reader looks for a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.forms import ModelChoiceField
from django.forms.models import ModelChoiceIterator

from .models import Unit
from .queries import by_name


class _ByName(ModelChoiceIterator[Unit]):
    """The field's units by short name: no database sorts Vietnamese alike everywhere."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for unit in by_name(self.queryset):
            yield self.choice(unit)


def offer_units(field: Any, units: QuerySet[Unit]) -> None:
    """Let ``field`` (one unit, or several) offer ``units`` by name."""
    assert isinstance(field, ModelChoiceField)  # noqa: S101 - a field of the form's own class
    field.iterator = _ByName
    field.queryset = units
