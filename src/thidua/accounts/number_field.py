"""A form field for numbers typed the Vietnamese way: ``1.440``, ``95,5``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core import vietnamese


class NumberField(forms.CharField):
    """Reads a number as offices write it and gives a ``Decimal``, or None when left empty."""

    default_error_messages = {"number": _("“%(typed)s” không phải là số. Hãy nhập như 1.440 hoặc 95,5.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=30, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number the way it would be typed; what was typed stays as it was."""
        return vietnamese.number(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        """Return the number typed."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return vietnamese.parse_number(text)
        except ValueError as error:
            raise forms.ValidationError(
                self.error_messages["number"], code="number", params={"typed": text}
            ) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare as shown."""
        return super().has_changed(self.prepare_value(initial), data)
