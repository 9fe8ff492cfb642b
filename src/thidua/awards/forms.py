"""Forms of the decision and of the register's search."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.date_field import DayField
from thidua.core.award import AWARDS
from thidua.core.citation import bare_number

from .queries import AnsweredRow

GRANTED, REFUSED = "granted", "refused"


class DecisionForm(forms.Form):
    """The signed decision, and an answer to each waiting proposal (``answer_<id>``, ``reason_<id>``)."""

    number = forms.CharField(
        label=_("Số quyết định"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": "4866/QĐ-BVHTTDL"}),
    )
    signed_on = DayField(label=_("Ngày ký"), placeholder="18/12/2017")
    signer_name = forms.CharField(label=_("Người ký"), max_length=120)
    signer_position = forms.CharField(label=_("Chức vụ"), max_length=120)
    abstract = forms.CharField(
        label=_("Trích yếu"), max_length=300, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300})
    )

    def __init__(self, waiting: list[AnsweredRow], data: Any = None) -> None:
        super().__init__(data)
        self.waiting = waiting
        for row in waiting:
            proposal = row.basis.proposal
            self.fields[f"answer_{proposal.pk}"] = forms.ChoiceField(
                label=_("Trả lời: %(proposal)s") % {"proposal": proposal},
                choices=[("", _("(để quyết định sau)")), (GRANTED, _("Tặng")), (REFUSED, _("Không tặng"))],
                required=False,
            )
            self.fields[f"reason_{proposal.pk}"] = forms.CharField(
                label=_("Lý do không tặng: %(proposal)s") % {"proposal": proposal},
                max_length=300,
                required=False,
            )

    def head_fields(self) -> list[forms.BoundField]:
        """The fields of the decision itself."""
        return [self[name] for name in ("number", "signed_on", "signer_name", "signer_position", "abstract")]

    def rows(self) -> list[tuple[AnsweredRow, forms.BoundField, forms.BoundField]]:
        """Each proposal with its answer and reason."""
        return [
            (row, self[f"answer_{row.basis.proposal.pk}"], self[f"reason_{row.basis.proposal.pk}"])
            for row in self.waiting
        ]

    def clean_number(self) -> str:
        """The number without "Số" before it, which pages and papers write themselves."""
        return bare_number(self.cleaned_data["number"])

    def decision(self) -> dict[str, Any]:
        """The values for ``decide``; proposals left for later are not answered."""
        answers = {}
        for row in self.waiting:
            pk = row.basis.proposal.pk
            if chosen := self.cleaned_data[f"answer_{pk}"]:
                answers[pk] = (chosen == GRANTED, self.cleaned_data[f"reason_{pk}"])
        head = ("number", "signed_on", "signer_name", "signer_position", "abstract")
        return {**{name: self.cleaned_data[name] for name in head}, "answers": answers}


class RegisterForm(forms.Form):
    """What to look for in the register."""

    q = forms.CharField(label=_("Tên đơn vị"), max_length=100, required=False)
    year = forms.TypedChoiceField(label=_("Năm"), coerce=int, empty_value=None, required=False)
    award = forms.ChoiceField(label=_("Danh hiệu, hình thức"), required=False)

    def __init__(self, years: list[int], awards: list[str], data: Any = None) -> None:
        super().__init__(data)
        everything: tuple[str, Any] = ("", _("(tất cả)"))
        self.fields["year"].choices = [everything, *((str(year), str(year)) for year in years)]  # type: ignore[attr-defined]
        self.fields["award"].choices = [  # type: ignore[attr-defined]
            everything,
            *((code, _(AWARDS[code].name)) for code in awards),
        ]
