"""The order kept as text is the dictionary's order."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.law.facts import SubjectKind
from thidua.core.vietnamese import collation_key
from thidua.subjects.sorting import LONGEST, sort_text, subject_sort_text

_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằẵặấộợừỹ AĐ019"
_NAMES = st.text(_LETTERS, max_size=24)


@given(_NAMES, _NAMES)
def test_text_order_is_dictionary_order(one, other):
    assert (sort_text(one) < sort_text(other)) == (collation_key(one) < collation_key(other))


@given(st.text(max_size=200))
def test_any_name_gives_plain_text_that_fits(name):
    for text in (sort_text(name), *(subject_sort_text(kind, name) for kind in SubjectKind)):
        assert len(text) <= LONGEST
        assert set(text) <= set("0123456789abcdef")
