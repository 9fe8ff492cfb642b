"""What a reader's comment must be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.comments import MAX_LENGTH, comment_faults, links_in


def test_a_plain_comment_has_no_fault():
    assert comment_faults("Nguyễn Thị Minh Hoạ", "Bài viết rất có ích.") == []


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("An", "  \n ", ["text"]),
        ("", "Được", ["author_name"]),
        (" ", "", ["text", "author_name"]),
        ("An", "x" * (MAX_LENGTH + 1), ["text"]),
        ("An", "Xem https://a.vn và www.b.vn", ["text"]),
        ("www.mua-ban.vn", "Hay", ["author_name"]),
        ("A" * 81, "Hay", ["author_name"]),
    ],
)
def test_each_fault_is_named_at_its_field(name, text, places):
    assert [fault.place for fault in comment_faults(name, text)] == places


def test_one_link_is_allowed():
    assert comment_faults("An", "Xem thêm ở https://example.vn") == []


@given(st.integers(0, 6))
def test_links_are_counted(number):
    assert links_in("Xem https://example.vn ngay " * number) == number
