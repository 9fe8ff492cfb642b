"""Forms of the newsroom: the article, its pictures, a reader's comment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.faults import fault_text
from thidua.accounts.versioned_form import VersionedForm
from thidua.clusters.models import ClusterYear
from thidua.core.comments import MAX_NAME

from . import spam
from .models import Article


class ArticleForm(VersionedForm):
    """An article's words; ``version`` says from which state the form was made."""

    title = forms.CharField(
        label=_("Tiêu đề"),
        max_length=300,
        help_text=_("Gõ như một câu thường; trang tin tự hiện chữ hoa."),
    )
    lead = forms.CharField(
        label=_("Sa-pô"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Một hai câu nêu điều chính; hiện chữ đậm đầu bài và trong danh sách tin."),
    )
    body = forms.CharField(
        label=_("Nội dung"),
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_("Cách đoạn bằng một dòng trống."),
    )
    byline = forms.CharField(label=_("Tác giả"), max_length=120)
    source = forms.CharField(label=_("Nguồn"), max_length=200, required=False)
    cluster_year = forms.ModelChoiceField(
        label=_("Về năm của cụm"),
        queryset=ClusterYear.objects.select_related("cluster"),
        required=False,
        empty_label=_("(tin chung)"),
    )

    @classmethod
    def of(cls, article: Article, data: Any = None) -> ArticleForm:
        """The form of an article already written."""
        names = ("title", "lead", "body", "byline", "source", "cluster_year", "version")
        return cls(data, initial={name: getattr(article, name) for name in names})


class PictureWordsForm(forms.Form):
    """What is said of a picture, and its place."""

    caption = forms.CharField(label=_("Chú thích"), max_length=300)
    alt = forms.CharField(
        label=_("Mô tả ảnh"),
        max_length=300,
        help_text=_("Cho người không nhìn thấy ảnh: ai, làm gì, ở đâu."),
    )
    credit = forms.CharField(label=_("Nguồn ảnh"), max_length=120, required=False)
    position = forms.IntegerField(
        label=_("Thứ tự"), min_value=0, max_value=999, required=False, help_text=_("Để trống: xếp sau cùng.")
    )


class PictureForm(PictureWordsForm):
    """A new picture."""

    file = forms.FileField(
        label=_("Tệp ảnh"),
        help_text=_("JPEG, PNG hoặc WebP, tối đa 15 MB. Thông tin máy ảnh và vị trí được xóa khi lưu."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    field_order = ["file", "caption", "alt", "credit", "position"]


class WithdrawForm(forms.Form):
    """Why an article is withdrawn."""

    reason = forms.CharField(
        label=_("Lý do gỡ bài"),
        max_length=300,
        help_text=_("Lý do được hiện cho bạn đọc ở địa chỉ của bài."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CommentForm(forms.Form):
    """A reader's comment. ``website`` is a decoy that people do not see; ``token`` says when it was shown."""

    # No maxlength here: a browser would cut a long pasted text without a word; the action refuses it.
    text = forms.CharField(label=_("Nội dung"), widget=forms.Textarea(attrs={"rows": 6}))
    author_name = forms.CharField(
        label=_("Họ tên"), max_length=MAX_NAME, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Email"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Địa chỉ thư điện tử chưa đúng. Ví dụ: ten@example.vn.")},
    )
    consent = forms.BooleanField(
        label=_("Tôi đồng ý để ban biên tập giữ họ tên và email của tôi, chỉ để duyệt và đăng ý kiến này. *"),
        error_messages={"required": _("Hãy đánh dấu đồng ý để ban biên tập được nhận ý kiến.")},
    )
    website = forms.CharField(
        label=_("Để trống ô này"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, article: Article, data: Any = None) -> None:
        self.article = article
        super().__init__(data, initial={"token": spam.form_token(article.pk)}, auto_id="comment_%s")

    def clean(self) -> dict[str, Any]:
        """Refuse what machines send, keeping the words for a person who was caught by mistake."""
        data: dict[str, Any] = super().clean() or {}
        fault = spam.token_fault(data.get("token", ""), self.article.pk)
        if fault:
            self.add_error(None, fault_text(fault))
        if data.get("website"):
            self.add_error(None, _("Một ô ẩn đã bị điền, có thể do trình duyệt tự điền. Hãy bấm gửi lại."))
        return data

    def shown_again(self) -> None:
        """Empty the decoy and renew the token, unless it was only too young."""
        data = {**self.data.dict(), "website": ""}  # type: ignore[attr-defined]
        if not spam.is_too_quick(data.get("token", "")):
            data["token"] = spam.form_token(self.article.pk)
        self.data = data
