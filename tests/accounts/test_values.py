"""What is typed is read as offices write it; what makes no sense is said plainly, and nothing is lost."""

from datetime import date

import pytest
from django import forms
from django.urls import reverse

from tests.furnished import furnish
from thidua.accounts.date_field import DayField
from thidua.core.faults import Refused
from thidua.core.vietnamese import short_date
from thidua.movements import actions as movements
from thidua.movements.models import Directive
from thidua.newsroom.models import Comment

OLD = "Së V¨n hãa, ThÓ thao vµ Du lÞch"


class DayForm(forms.Form):
    day = DayField()


@pytest.mark.parametrize("typed", ["31/10/2018", " 31/10/2018 ", "2018-10-31", "31-10-2018", "31.10.2018"])
def test_a_day_is_read_as_offices_write_it(typed):
    form = DayForm({"day": typed})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2018, 10, 31)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("hôm nay", "Hãy nhập ngày theo dạng 31/10/2018."),
        ("31/10/18", "Hãy nhập ngày theo dạng 31/10/2018."),
        ("31/02/2018", "Không có ngày 31/02/2018"),
        ("12/31/2018", "Không có ngày 12/31/2018"),
        ("01/01/0018", "Năm phải trong khoảng từ 1945 đến 2100."),
        ("31/12/1944", "Năm phải trong khoảng"),
        ("01/01/2101", "Năm phải trong khoảng"),
        ("", "Hãy điền ô này."),
    ],
)
def test_a_day_that_makes_no_sense_is_said_plainly_and_kept(typed, says):
    form = DayForm({"day": typed})
    assert says in " ".join(form.errors["day"])
    assert form["day"].value() == typed


def test_every_form_of_the_program_reads_days_by_the_one_field():
    def all_forms(kind):
        for each in kind.__subclasses__():
            yield each
            yield from all_forms(each)

    __import__("thidua.site.urls")
    import thidua.site.year_urls  # noqa: F401

    others = [
        f"{form.__module__}.{form.__name__}.{name}"
        for form in all_forms(forms.BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if form.__module__.startswith("thidua.")
        and isinstance(field, forms.DateField)
        and not isinstance(field, DayField)
    ]
    assert others == []


def test_a_year_is_written_with_four_digits():
    assert short_date(date(18, 3, 5)) == "05/03/0018"


def cite(world, **changed):
    told = {
        "number": "01/CT",
        "issued_on": date(2017, 1, 5),
        "issuer": "Bộ",
        "abstract": "Phát động",
        **changed,
    }
    return movements.save_directive(world.actor("secretary"), world.year, **told)


def test_actions_refuse_an_unlikely_day_and_old_text_too(world):
    with pytest.raises(Refused) as refused:
        cite(world, issued_on=date(17, 1, 5), abstract=OLD)
    assert {fault.place for fault in refused.value.faults} == {"issued_on", "abstract"}
    assert not Directive.objects.exists()


def test_text_in_an_old_font_is_refused_in_a_form_and_kept_there(world):
    page = world.client("secretary").post(
        world.year.url("add_directive"),
        {"number": "01/CT", "issued_on": "05/01/2017", "issuer": "Bộ", "abstract": OLD},
    )
    words = page.content.decode()
    assert "phông chữ cũ TCVN3" in words
    assert OLD in words


def test_text_in_an_old_font_is_refused_wherever_it_is_written(world):
    furnish(world)
    page = world.client("head_b").post(
        world.year.url("edit_report", "nam", "so-b"), {"section_culture": OLD, "version": "1"}
    )
    words = page.content.decode()
    assert "phông chữ cũ TCVN3" in words
    assert OLD in words
    world.at(world.year.current_stage.next)
    page = world.client("head_a").post(
        world.year.url("return_to_stage"), {"stage": "preparation", "reason": OLD}
    )
    assert "phông chữ cũ TCVN3" in page.content.decode()


def test_a_readers_comment_in_an_old_font_is_refused_and_kept(world, monkeypatch):
    furnish(world)
    monkeypatch.setattr("thidua.newsroom.spam.token_fault", lambda *_: None)
    before = Comment.objects.count()
    answer = world.client("editor").post(
        reverse("send_comment", args=["tin"]),
        {"text": OLD, "author_name": "Bạn đọc", "email": "a@example.vn", "consent": "on", "token": "x"},
        follow=True,
    )
    words = answer.content.decode()
    assert "phông chữ cũ TCVN3" in words
    assert OLD in words
    assert Comment.objects.count() == before
