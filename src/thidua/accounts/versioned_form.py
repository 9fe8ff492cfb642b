"""Forms that remember from which version of a thing they were made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class VersionedForm(forms.Form):
    """A form that carries the version it was made from (0: there was nothing yet)."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class VersionedModelForm(forms.ModelForm):  # type: ignore[type-arg]
    """A model's form that carries the version of the row it was made from; none when there is no row."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.setdefault("version", self.instance.version)


class ReasonForm(forms.Form):
    """Why something is taken or sent back."""

    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))
