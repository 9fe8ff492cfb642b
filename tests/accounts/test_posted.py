"""Numbers that come in with a request are read without trusting them."""

import pytest

from thidua.accounts.posted import whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("9" * 18, int("9" * 18)),
        ("9" * 19, -1),
        ("9" * 5000, -1),
        ("", -1),
        (None, -1),
        ("-3", -1),
        ("1.5", -1),
        ("abc", -1),
        ("٣", -1),
        ("²", -1),
    ],
)
def test_only_plain_digits_of_sensible_length_are_a_number(text, number):
    assert whole(text, -1) == number
