"""The form that narrows a journal."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = list[tuple[str, str]]


class NarrowForm(forms.Form):
    """One unit, one action, one person; each may be left open."""

    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    action = forms.ChoiceField(label=_("Việc"), required=False)
    person = forms.ChoiceField(label=_("Người thực hiện"), required=False)

    def __init__(self, data: object, *, units: Choices | None, actions: Choices, people: Choices) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        offered = {"unit": units, "action": actions, "person": people}
        for name, found in offered.items():
            if found is None:
                del self.fields[name]
            else:
                self.fields[name].choices = [("", _("Tất cả")), *found]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """What was chosen; an unknown choice counts as none."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
