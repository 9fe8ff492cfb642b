"""Forms of the operator's pages on accounts and appointments."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.date_field import DayField
from thidua.accounts.roles import OF_A_UNIT, STANDING_ROLES

from ..models import Unit
from ..unit_choices import offer_units


class AppointForm(forms.Form):
    """Where somebody works from which day."""

    unit = forms.ModelChoiceField(
        label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=_("(chọn đơn vị)")
    )
    position = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
    since = DayField(label=_("Từ ngày"), placeholder="01/01/2017")

    def __init__(self, today: date, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["since"].initial = today
        offer_units(self.fields["unit"], Unit.objects.all())


class EndForm(forms.Form):
    """From which day an appointment no longer holds."""

    until = DayField(label=_("Thôi từ ngày"), placeholder="01/01/2017")

    def __init__(self, today: date, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["until"].initial = today


class NewUserForm(forms.Form):
    """A new account, with the unit its holder works in when the role belongs to one."""

    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]*$",
        label=_("Tên đăng nhập"),
        max_length=60,
        help_text=_("Chữ thường không dấu, chữ số, dấu chấm, gạch nối. Ví dụ: huyen.ht"),
        error_messages={"invalid": _("Chỉ dùng chữ thường không dấu, chữ số, dấu chấm, gạch nối.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    role = forms.ChoiceField(
        label=_("Vai trò"),
        choices=[(role.value, role.label) for role in STANDING_ROLES],
        help_text=_("Cụm trưởng và thư ký cụm đi theo năm của cụm, không giao ở đây."),
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    unit = forms.ModelChoiceField(
        label=_("Đơn vị"), queryset=Unit.objects.none(), required=False, empty_label=_("(không thuộc đơn vị)")
    )
    position = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
    since = DayField(label=_("Công tác từ ngày"), required=False, placeholder="01/01/2017")

    def __init__(self, today: date, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["since"].initial = today
        offer_units(self.fields["unit"], Unit.objects.all())

    def clean(self) -> dict[str, object]:
        """A specialist, a head or an official of the authority belongs to a unit."""
        data = super().clean() or {}
        belongs = data.get("role") in OF_A_UNIT
        if belongs and not data.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("Vai trò này cần một đơn vị công tác."))
        if data.get("unit") and not data.get("since") and "since" not in self.errors:
            self.add_error("since", _("Hãy nhập ngày bắt đầu công tác."))
        return data


class UserFilterForm(forms.Form):
    """What the list of accounts is narrowed to."""

    q = forms.CharField(label=_("Tìm theo tên"), required=False, max_length=60)
    role = forms.ChoiceField(
        label=_("Vai trò"),
        required=False,
        choices=[("", _("Mọi vai trò")), *((role.value, role.label) for role in STANDING_ROLES)],
    )
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Tất cả")), ("open", _("Đang hoạt động")), ("closed", _("Đã khóa"))],
    )
