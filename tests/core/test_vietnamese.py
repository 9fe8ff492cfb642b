"""Vietnamese text, order, numbers and days."""

import unicodedata
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.vietnamese import (
    collation_key,
    long_date,
    nfc,
    number,
    parse_number,
    person_key,
    search_key,
    short_date,
    shown_number,
    slug,
)

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
DECIMALS = st.decimals(
    min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=4, allow_nan=False, allow_infinity=False
)


def test_decomposed_and_composed_names_are_one():
    decomposed = unicodedata.normalize("NFD", "Sở  Văn hóa\u00a0Vĩnh Phúc ")
    assert nfc(decomposed) == "Sở Văn hóa Vĩnh Phúc"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Đồng bằng sông Hồng", "dong bang song hong"),
        ("NGUYỄN THỊ HƯỜNG", "nguyen thi huong"),
        ("Ðà Nẵng", "da nang"),  # the eth of old converters
        ("  Hòa   Bình ", "hoa binh"),
    ],
)
def test_names_are_searched_without_accents(typed, key):
    assert search_key(typed) == key
    assert search_key(unicodedata.normalize("NFD", typed)) == key


def test_slug_joins_the_words_of_a_title():
    assert slug("Tổng kết năm 2017: “Cụm Đồng bằng sông Hồng”") == "tong-ket-nam-2017-cum-dong-bang-song-hong"


def test_letters_and_tones_stand_in_dictionary_order():
    backwards = LETTERS[::-1]
    assert sorted(backwards, key=collation_key) == list(LETTERS)


@pytest.mark.parametrize(
    "in_order",
    [
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["da", "dạ", "đa", "đà"],
        ["an", "ăn", "ân"],
        ["ca", "cà phê", "cá", "cá chép", "cha", "chà"],
        ["Hà Nam", "Hà Nội", "Hạ Long", "Hải Dương", "Hải Phòng", "Hậu Giang"],
        ["Hòa Bình", "Hòa Lạc", "Hóa An", "Hoài Đức"],
        ["Sở Văn hóa", "Sở Văn hóa và Thể thao", "Sở Văn hóa, Thể thao"],
        ["o", "ô", "ơ", "p"],
        ["Hà Nam", "Hà Nội", "Hải Dương", "Hải Phòng", "Hưng Yên", "Nam Định", "Ninh Bình", "Thái Bình"],
        ["Đơn vị 1", "Đơn vị A"],
    ],
)
def test_words_sort_as_a_vietnamese_list_does(in_order):
    backwards = in_order[::-1]
    assert sorted(backwards, key=collation_key) == in_order


def test_people_sort_by_given_name():
    names = ["Trần Ngọc Oanh", "Hoàng Thị Huyền", "Nguyễn Anh Tuấn", "Lê Văn An", "Phùng Cúc", "Lê Văn Ân"]
    assert sorted(names, key=person_key) == [
        "Lê Văn An",
        "Lê Văn Ân",
        "Phùng Cúc",
        "Hoàng Thị Huyền",
        "Trần Ngọc Oanh",
        "Nguyễn Anh Tuấn",
    ]
    assert person_key("") == ((), ())


@given(st.text())
def test_any_text_has_keys_that_do_not_depend_on_its_encoding_form(text):
    decomposed, composed = unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)
    assert search_key(decomposed) == search_key(composed)
    assert collation_key(decomposed) == collation_key(composed)


@given(st.text(alphabet=LETTERS + LETTERS.upper() + " -0123456789"))
def test_the_search_key_of_a_key_is_itself_and_is_plain(text):
    key = search_key(text)
    assert search_key(key) == key
    assert key.isascii()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1440, "1.440"),
        (Decimal("95.50"), "95,5"),
        (1234567.25, "1.234.567,25"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("-0.00"), "0"),
        (-12.5, "-12,5"),
    ],
)
def test_numbers_are_written_the_office_way(value, written):
    assert number(value) == written


def test_fixed_places_round_halves_up_as_papers_do():
    assert number(Decimal("0.25"), 1) == "0,3"
    assert number(Decimal("2.5"), 0) == "3"
    assert number(Decimal("-2.5"), 0) == "-3"
    assert number(7, 2) == "7,00"


def test_a_negative_number_is_shown_with_the_minus_sign_and_read_back():
    assert shown_number(Decimal("-12.5"), 2) == "\u221212,50"
    assert parse_number(shown_number(-1440)) == -1440


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.440", "1440"),
        ("1 440", "1440"),
        ("1.234.567,5", "1234567.5"),
        ("95,5", "95.5"),
        ("95.5", "95.5"),
        ("95.50", "95.5"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),  # no group of four: the dot is a decimal mark
        (".5", "0.5"),
        ("-1.200", "-1200"),
        ("\u221212", "-12"),
        (" 70 ", "70"),
    ],
)
def test_numbers_are_read_both_ways(typed, value):
    assert parse_number(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "-",
        ",",
        ".",
        "năm",
        "1.2.3",
        "12.34,5",
        "1,440,000",
        "1e9",
        "1e999999999",
        "1_000",
        "١٢",
        "NaN",
        "Infinity",
        "12 3",
        "=1+1",
    ],
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError):
        parse_number(typed)


@given(DECIMALS)
def test_a_number_written_is_read_back(value):
    assert parse_number(number(value)) == value


@given(DECIMALS, st.integers(0, 6))
def test_a_number_rounded_is_near(value, places):
    assert abs(parse_number(number(value, places)) - value) <= Decimal(5).scaleb(-places - 1)


@given(st.text(max_size=30))
def test_reading_a_number_gives_a_number_or_says_no(text):
    with suppress(ValueError):
        assert parse_number(text).is_finite()


def test_days_of_papers():
    assert short_date(date(2017, 11, 17)) == "17/11/2017"
    assert short_date(None) == ""
    assert long_date(date(2014, 4, 7)) == "ngày 07 tháng 4 năm 2014"
    assert long_date(date(2020, 1, 5)) == "ngày 05 tháng 01 năm 2020"
    assert long_date(date(2017, 11, 17)) == "ngày 17 tháng 11 năm 2017"
