"""Forms on who a subject is, and what a list is narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.accounts.versioned_form import VersionedForm
from thidua.clusters.models import Unit
from thidua.clusters.unit_choices import offer_units
from thidua.core.law.facts import SubjectKind

from ..access import Reach
from ..models import Gender, Subject
from ..queries import units_with_subjects


class FilterForm(forms.Form):
    """Name or code, kind, unit; each may be left open."""

    q = forms.CharField(label=_("Tìm theo tên, mã"), required=False, max_length=60)
    kind = forms.ChoiceField(
        label=_("Loại đối tượng"), required=False, choices=[("", _("Mọi loại")), *choices(SubjectKind)]
    )
    unit = forms.ModelChoiceField(
        label=_("Đơn vị"), queryset=Unit.objects.none(), required=False, empty_label=_("Mọi đơn vị")
    )

    def __init__(self, reach: Reach, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offer_units(self.fields["unit"], units_with_subjects(reach))
        if not reach.everywhere and len(reach.unit_ids) == 1:
            del self.fields["unit"]

    def wanted(self) -> dict[str, Any]:
        """What was chosen; what is unknown or out of reach counts as nothing chosen."""
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        return {
            "sought": found.get("q", ""),
            "kind": found.get("kind", ""),
            "unit": found.get("unit"),
        }


class SubjectForm(VersionedForm):
    """Who a subject is; its kind and code are chosen once."""

    name = forms.CharField(label=_("Họ tên, tên gọi"), max_length=200)
    kind = forms.ChoiceField(label=_("Loại đối tượng"), choices=choices(SubjectKind))
    unit = forms.ModelChoiceField(
        label=_("Đơn vị"),
        queryset=Unit.objects.none(),
        help_text=_("Nơi người đó công tác, hoặc đơn vị quản lý tập thể, hộ gia đình."),
    )
    born = forms.IntegerField(
        label=_("Năm sinh, năm thành lập"), required=False, min_value=1900, max_value=2100, localize=False
    )
    position = forms.CharField(label=_("Chức danh, chức vụ"), max_length=120, required=False)
    gender = forms.ChoiceField(
        label=_("Giới tính"), required=False, choices=[("", _("(không ghi)")), *Gender.choices]
    )
    code = forms.CharField(
        label=_("Mã"),
        max_length=60,
        required=False,
        help_text=_("Mã cán bộ hoặc mã đơn vị tự đặt, không đổi về sau. Bỏ trống thì hệ thống tự đặt."),
    )
    is_unit = forms.BooleanField(
        label=_("Tập thể này chính là cả đơn vị"),
        required=False,
        help_text=_("Chỉ với tập thể; thứ hạng trong cụm, cờ thi đua của đơn vị ghi ở đây."),
    )

    def __init__(self, subject: Subject | None, reach: Reach, *args: object, **kwargs: object) -> None:
        if subject:
            kwargs["initial"] = {
                "name": subject.name,
                "unit": subject.unit_id,
                "born": subject.born,
                "position": subject.position,
                "gender": subject.gender,
                "is_unit": subject.is_unit_id is not None,
                "version": subject.version,
            }
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offer_units(self.fields["unit"], reach.units())
        if not reach.everywhere and len(reach.unit_ids) == 1:
            self.fields["unit"].empty_label = None  # type: ignore[attr-defined]
        if subject:
            self._leave_out(subject.subject_kind)

    def _leave_out(self, kind: SubjectKind) -> None:
        """Drop what is chosen once, and what this kind of subject has not."""
        del self.fields["kind"], self.fields["code"]
        if kind is not SubjectKind.COLLECTIVE:
            del self.fields["is_unit"]
        if kind is not SubjectKind.PERSON:
            del self.fields["gender"], self.fields["position"]

    def values(self) -> dict[str, Any]:
        """What was entered, as the action takes it; what the form did not ask is left empty."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "unit": data["unit"],
            "born": data["born"],
            "position": data.get("position", ""),
            "gender": data.get("gender", ""),
            "is_unit": data.get("is_unit", False),
        }
