"""The one form field for days, typed as offices write them: ``31/10/2018``."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.vietnamese import EARLIEST_YEAR, LATEST_YEAR, is_likely_day, short_date

# A day, a month, a year in any of the orders and marks that are understood.
_SHAPE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{1,2}-\d{1,2}")


class DayField(forms.DateField):
    """Reads a day; tells apart another way of typing, a day no calendar has, and a year no act has."""

    widget = forms.DateInput
    default_error_messages = {
        "invalid": _("Hãy nhập ngày theo dạng 31/10/2018."),
        "no_such_day": _("Không có ngày %(typed)s trong lịch. Hãy xem lại ngày và tháng."),
        "unlikely": _("Năm phải trong khoảng từ %(earliest)s đến %(latest)s. Hãy xem lại năm."),
    }

    def __init__(self, *, placeholder: str = "31/10/2018", **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.DateInput(attrs={"placeholder": placeholder, "autocomplete": "off"})
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored day the way it would be typed."""
        return short_date(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        """Return the day typed."""
        typed = value.strip() if isinstance(value, str) else value
        try:
            day = super().to_python(typed)
        except forms.ValidationError:
            if isinstance(typed, str) and _SHAPE.fullmatch(typed):
                raise forms.ValidationError(
                    self.error_messages["no_such_day"], code="no_such_day", params={"typed": typed}
                ) from None
            raise
        if day is not None and not is_likely_day(day):
            raise forms.ValidationError(
                self.error_messages["unlikely"],
                code="unlikely",
                params={"earliest": EARLIEST_YEAR, "latest": LATEST_YEAR},
            )
        return day
