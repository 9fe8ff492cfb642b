"""Forms that make a unit and change one."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.date_field import DayField
from thidua.core.vietnamese import slug

from ..models import Unit, UnitKind
from ..unit_choices import offer_units


class UnitForm(forms.Form):
    """A unit's names, kind and place; ``since`` is the day from which it bears the name."""

    name = forms.CharField(
        label=_("Tên đầy đủ"),
        max_length=200,
        help_text=_("Đúng như trên con dấu; tên này được in ra giấy tờ."),
    )
    short_name = forms.CharField(
        label=_("Tên gọn"), max_length=60, help_text=_("Dùng trong bảng, ví dụ: Vĩnh Phúc")
    )
    kind = forms.ChoiceField(label=_("Loại hình"), choices=UnitKind.choices, initial=UnitKind.DEPARTMENT)
    place = forms.CharField(label=_("Tỉnh, thành phố"), max_length=60, required=False)
    parent = forms.ModelChoiceField(
        label=_("Cơ quan chủ quản"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("(không có)"),
    )
    since = DayField(label=_("Mang tên này từ ngày"), placeholder="01/01/2017")
    code = forms.SlugField(
        label=_("Mã"),
        max_length=40,
        required=False,
        help_text=_("Chữ không dấu, không đổi về sau. Bỏ trống để đặt theo tên gọn."),
    )
    known_as = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, unit: Unit | None, today: date, *args: object, **kwargs: object) -> None:
        if unit:
            kwargs["initial"] = {
                "name": unit.name,
                "short_name": unit.short_name,
                "kind": unit.kind,
                "place": unit.place,
                "parent": unit.parent_id,
                "since": today,
                "known_as": unit.name,
            }
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        others = Unit.objects.exclude(pk=unit.pk) if unit else Unit.objects.all()
        offer_units(self.fields["parent"], others)
        if unit:
            del self.fields["code"]
            self.fields["since"].help_text = _("Chỉ dùng khi tên đổi; tên cũ vẫn được giữ cùng ngày của nó.")
        else:
            del self.fields["known_as"]

    def clean(self) -> dict[str, object]:
        """A code left out follows the short name."""
        data = super().clean() or {}
        if "code" in self.fields and not data.get("code") and data.get("short_name"):
            data["code"] = slug(str(data["short_name"]))[:40]
        return data
