"""Forms of the pages of the pact and of registrations."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.number_field import NumberField
from thidua.accounts.versioned_form import VersionedModelForm
from thidua.core.award import AWARDS, Family

from .models import Pact, Target


class PactForm(VersionedModelForm):
    """The pact's text; ``version`` 0 says that there was none yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", 0)

    class Meta:
        model = Pact
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 18})}


class TargetForm(VersionedModelForm):
    """A target of the pact."""

    class Meta:
        model = Target
        fields = ["name", "field", "measure", "direction", "position"]
        help_texts = {
            "measure": _("Ví dụ: %, huy chương, lượt khách. Với %, số giao ước không vượt quá 100."),
            "position": _("Chỉ tiêu có thứ tự nhỏ đứng trước."),
        }


class FiguresForm(forms.Form):
    """One figure for each target, by its code."""

    def __init__(
        self, targets: list[Target], figures: Mapping[str, Decimal], data: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(data, prefix="figure", initial=dict(figures), **kwargs)
        for target in targets:
            self.fields[target.code] = NumberField(
                label=target.name, required=False, help_text=target.measure
            )


class ReopenForm(forms.Form):
    """Why the signatures are removed."""

    reason = forms.CharField(label=_("Lý do mở lại"), widget=forms.Textarea(attrs={"rows": 3}))


_FAMILIES = {Family.TITLE: _("Danh hiệu thi đua"), Family.FORM: _("Hình thức khen thưởng")}


class RegistrationForm(forms.Form):
    """Which title or form, how many, and a note."""

    award = forms.ChoiceField(label=_("Danh hiệu, hình thức"))
    quantity = forms.IntegerField(
        label=_("Số lượng"),
        initial=1,
        min_value=1,
        help_text=_("Số cá nhân hoặc tập thể của đơn vị phấn đấu."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=300)

    def __init__(self, taken: frozenset[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken
        chosen: Any = self.fields["award"]
        chosen.choices = [("", "—")] + [
            (words, [(award.code, _(award.name)) for award in AWARDS.values() if award.family is family])
            for family, words in _FAMILIES.items()
        ]

    def clean_award(self) -> str:
        """What is registered already is changed at its own row, not overwritten by a second one."""
        award: str = self.cleaned_data["award"]
        if award in self.taken:
            raise forms.ValidationError(_("Đơn vị đã đăng ký mục này. Hãy bấm Sửa ở dòng đã đăng ký."))
        return award
