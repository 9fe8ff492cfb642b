"""Forms of duties, indicators, reminders and returns; ``report_form`` has the report's own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.date_field import DayField
from thidua.accounts.versioned_form import VersionedModelForm
from thidua.clusters.models import ClusterYear
from thidua.core.vietnamese import number

from .models import Indicator, ReportingDuty
from .queries import ReportCell


class DutyForm(VersionedModelForm):
    """A report every member owes, and by when."""

    class Meta:
        model = ReportingDuty
        fields = ["kind", "name", "due"]
        field_classes = {"due": DayField}
        help_texts = {"due": _("Báo cáo nộp sau ngày này được tính là nộp muộn.")}


class IndicatorForm(VersionedModelForm):
    """A figure every report is asked for."""

    def __init__(self, year: ClusterYear, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["target"]
        chosen.queryset = year.targets.all()
        chosen.empty_label = _("(không gắn chỉ tiêu)")

    class Meta:
        model = Indicator
        fields = ["name", "field", "measure", "target", "position"]
        help_texts = {
            "measure": _("Ví dụ: di tích, lượt khách, tỷ đồng, %."),
            "target": _("Số liệu báo cáo sẽ được so với số giao ước của chỉ tiêu này."),
        }


class ReturnForm(forms.Form):
    """Why a report goes back, and by when it is to be handed in again."""

    reason = forms.CharField(
        label=_("Lý do trả lại"),
        help_text=_("Nêu rõ phần nào cần sửa, bổ sung."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    redo_due = DayField(label=_("Hạn nộp lại"))

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("redo_due", today + timedelta(days=5))


class RemindForm(forms.Form):
    """Which units to call, and what to say."""

    units = forms.MultipleChoiceField(label=_("Đơn vị chưa nộp"), widget=forms.CheckboxSelectMultiple)
    message = forms.CharField(
        label=_("Lời nhắn"),
        required=False,
        max_length=2000,
        help_text=_("Tên báo cáo, hạn nộp và số ngày trễ đã có sẵn trong thư."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, cells: list[ReportCell], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["units"]
        chosen.choices = [(cell.unit.code, _unit_words(cell)) for cell in cells]
        chosen.error_messages["required"] = _("Hãy chọn ít nhất một đơn vị.")


def _unit_words(cell: ReportCell) -> str:
    """The unit, and how late it is or how long it has."""
    left = cell.left or 0
    days = {"days": number(abs(left))}
    words = gettext("trễ %(days)s ngày") % days if left < 0 else gettext("còn %(days)s ngày") % days
    return f"{cell.unit.short_name} ({words})"
