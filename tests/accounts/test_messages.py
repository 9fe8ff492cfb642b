"""What Django's fields and validators say reads as this program's own Vietnamese."""

import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from thidua.accounts.models import User


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        (forms.CharField(), "", "Hãy điền ô này."),
        (forms.CharField(max_length=3), "dài hơn", "Dài quá 3 ký tự (đang có 7). Hãy rút gọn."),
        (forms.IntegerField(), "mười", "Hãy nhập một số nguyên, ví dụ 12."),
        (forms.IntegerField(min_value=1), "0", "Không được nhỏ hơn 1."),
        (forms.IntegerField(max_value=9), "10", "Không được lớn hơn 9."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "“b” không có trong danh sách. Hãy chọn lại."),
        (forms.SlugField(), "có dấu", "Chỉ dùng chữ không dấu, chữ số và gạch ngang"),
        (forms.EmailField(), "a@", "Địa chỉ thư điện tử chưa đúng."),
        (forms.DateField(), "mai", "Hãy nhập ngày theo dạng 31/10/2018."),
    ],
)
def test_fields_speak_natural_vietnamese(field, typed, says):
    with pytest.raises(ValidationError) as wrong:
        field.clean(typed)
    assert says in " ".join(wrong.value.messages)


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("ngan", "Mật khẩu quá ngắn, cần ít nhất 10 ký tự."),
        ("password123", "Mật khẩu này quá phổ biến"),
        ("83920174659", "Mật khẩu chỉ có chữ số."),
        ("nguyenvanbinh", "Mật khẩu quá giống tên đăng nhập."),
    ],
)
def test_weak_passwords_are_refused_in_vietnamese(password, says):
    with pytest.raises(ValidationError) as wrong:
        validate_password(password, User(username="nguyenvanbinh", full_name="Lê Văn Cường"))
    assert says in " ".join(wrong.value.messages)


def test_the_account_page_refuses_a_short_password_in_the_readers_language(world):
    client = world.client("head_b")
    sent = {"old": "Mat-khau-thu-2017", "new": "ngan", "again": "ngan"}
    page = client.post(reverse("account"), sent).content.decode()
    assert "Mật khẩu quá ngắn, cần ít nhất 10 ký tự." in page
    assert "This password" not in page
    with translation.override("en"), pytest.raises(ValidationError, match="too short"):
        validate_password("ngan")
