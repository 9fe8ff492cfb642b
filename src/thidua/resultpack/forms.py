"""The forms of packs and keys."""

from __future__ import annotations

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

MAX_UPLOAD = 32 * 1024 * 1024


class PackForm(forms.Form):
    """A pack to be checked; nothing of it is kept."""

    file = forms.FileField(
        label=_("Gói kết quả (.zip)"),
        help_text=_("Tối đa 32 MB. Gói chỉ được đọc để kiểm tra, không lưu lại."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )

    def clean_file(self) -> File[bytes]:
        """Refuse what is too large to be read here."""
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_UPLOAD:
            raise forms.ValidationError(
                _text("Tệp lớn hơn 32 MB. Hãy kiểm tra bằng lệnh: thidua verify TỆP.")
            )
        return file


class ReplaceKeyForm(forms.Form):
    """Why a unit's key is replaced."""

    reason = forms.CharField(
        label=_("Lý do thay khóa"),
        help_text=_("Được công bố cạnh khóa cũ, ví dụ: đổi máy chủ, nghi lộ khóa bí mật."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
