"""Directives are cited as offices write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.citation import bare_number, citation, cited_day, kind_of


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("34-CT/TW", "Chỉ thị"),
        ("18/CT-TTg", "Chỉ thị"),
        ("18-CT/TTg", "Chỉ thị"),
        ("91/2017/NĐ-CP", "Nghị định"),
        ("12/2019/TT-BVHTTDL", "Thông tư"),
        ("1286/QĐ-BVHTTDL", "Quyết định"),
        ("33-NQ/TW", "Nghị quyết"),
        ("45/KH-CTĐ", "Kế hoạch"),
        ("07/HD-BTĐKT", "Hướng dẫn"),
        ("15/TB-VP", "Thông báo"),
        ("1234/BVHTTDL-TĐKT", ""),
        ("39/2013/QH13", ""),
        ("CT", ""),
    ],
)
def test_the_symbol_tells_the_kind(number, kind):
    assert kind_of(number) == kind


@pytest.mark.parametrize(
    ("given", "cited"),
    [
        (
            ("34-CT/TW", date(2014, 4, 7), "Bộ Chính trị", "Về tiếp tục đổi mới công tác thi đua."),
            "Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị về tiếp tục đổi mới công tác thi đua",
        ),
        (
            ("91/2017/NĐ-CP", date(2017, 7, 31), "Chính phủ", "Quy định chi tiết một số điều"),
            "Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ quy định chi tiết một số điều",
        ),
        (
            ("Số 12/QĐ-X", None, "Bộ", "V/v khen thưởng"),
            "Quyết định số 12/QĐ-X của Bộ về việc khen thưởng",
        ),
        (
            ("18-CT/TTg", None, "Thủ tướng Chính phủ", "Chỉ thị về phát động phong trào thi đua"),
            "Chỉ thị số 18-CT/TTg của Thủ tướng Chính phủ về phát động phong trào thi đua",
        ),
        (
            (
                "Nghị quyết Đại hội XII",
                date(2016, 1, 28),
                "Đại hội đại biểu toàn quốc lần thứ XII của Đảng",
                "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XII của Đảng",
            ),
            "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XII của Đảng ngày 28/01/2016",
        ),
        (
            ("Chỉ thị số 34-CT/TW", date(2014, 4, 7), "Bộ Chính trị", "Về đổi mới"),
            "Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị về đổi mới",
        ),
        (
            ("15/2003/QH11", date(2003, 11, 26), "Quốc hội", "Luật Thi đua, khen thưởng"),
            "Luật Thi đua, khen thưởng số 15/2003/QH11 ngày 26/11/2003 của Quốc hội",
        ),
        (
            ("1234/BVHTTDL-TĐKT", None, "Bộ", "Đăng ký thi đua năm 2017"),
            "Văn bản số 1234/BVHTTDL-TĐKT của Bộ: Đăng ký thi đua năm 2017",
        ),
        (("34-CT/TW", None, "", ""), "Chỉ thị số 34-CT/TW"),
    ],
)
def test_a_directive_is_cited_once_and_by_its_kind(given, cited):
    assert citation(*given) == cited


def test_the_day_has_a_nought_before_the_first_two_months_only():
    assert cited_day(date(2014, 4, 7)) == "07/4/2014"
    assert cited_day(date(2016, 2, 28)) == "28/02/2016"


@pytest.mark.parametrize("typed", ["01/QĐ-X", "Số 01/QĐ-X", "số: 01/QĐ-X", "Số:01/QĐ-X"])
def test_the_word_before_a_number_is_taken_off(typed):
    assert bare_number(typed) == "01/QĐ-X"


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_anything_typed_can_be_cited(number, issuer, abstract):
    assert isinstance(citation(number, None, issuer, abstract), str)
