"""The form that hands in a list of subjects."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FileForm(forms.Form):
    """One .xlsx file."""

    file = forms.FileField(
        label=_("Danh sách Excel (.xlsx)"),
        help_text=_("Tối đa 20 MB. Chưa có gì được ghi cho tới khi bạn xem trước và bấm nhập."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
