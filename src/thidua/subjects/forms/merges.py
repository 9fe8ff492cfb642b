"""Forms that ask for a merge and answer it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.vietnamese import nfc

from ..models import Subject

KEEP_THIS, KEEP_OTHER = "this", "other"


class MergeForm(forms.Form):
    """With which other subject one is the same, which of the two stays, and why."""

    code = forms.CharField(
        label=_("Mã của đối tượng kia"),
        max_length=60,
        help_text=_("Mã ghi ở trang của đối tượng đó; đơn vị giữ đối tượng đó sẽ được hỏi."),
    )
    keep = forms.ChoiceField(label=_("Giữ lại"))
    reason = forms.CharField(
        label=_("Vì sao hai đối tượng là một"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ví dụ: chuyển công tác từ đơn vị kia về tháng 3/2017; tập thể đổi tên."),
    )

    def __init__(self, subject: Subject, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.subject = subject
        self.other: Subject | None = None
        self.fields["keep"].choices = [  # type: ignore[attr-defined]
            (KEEP_THIS, _("%(name)s, các năm của đối tượng kia đọc ở đây") % {"name": str(subject)}),
            (KEEP_OTHER, _("Đối tượng kia, các năm ghi ở đây đọc ở đó")),
        ]
        self.fields["keep"].initial = KEEP_THIS

    def clean_code(self) -> str:
        """The code has to be somebody's."""
        code = nfc(str(self.cleaned_data["code"]))
        self.other = Subject.objects.select_related("unit").filter(code=code).first()
        if self.other is None:
            raise forms.ValidationError(_("Không có đối tượng nào mang mã này. Hãy kiểm tra lại mã."))
        return code

    def pair(self) -> tuple[Subject, Subject]:
        """Which of the two is kept, and which is merged into it."""
        assert self.other is not None  # noqa: S101 - a valid form has found it
        if self.cleaned_data["keep"] == KEEP_THIS:
            return self.subject, self.other
        return self.other, self.subject
