"""Before and after are told as what changed."""

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thidua.journal.differences import changes, runs, value_words
from thidua.journal.words import ACTIONS, action_words


def test_only_what_differs_is_told_in_the_fields_words():
    told = changes({"stage": "running", "name": "Cụm"}, {"stage": "pledging", "name": "Cụm"})
    assert [(c.field, c.before, c.after) for c in told] == [("giai đoạn", "Thực hiện", "Ký giao ước")]


def test_nested_values_are_told_by_their_path():
    told = changes({"dues": {"review": "2017-11-17"}}, {"dues": {"review": "2017-11-20"}})
    assert [(c.field, c.before, c.after) for c in told] == [("hạn · Bình xét", "17/11/2017", "20/11/2017")]


def test_a_first_state_has_no_before():
    told = changes(None, {"unit": "Sở A", "is_active": True, "until": None})
    assert [(c.field, c.before, c.after) for c in told] == [
        ("đơn vị", "", "Sở A"),
        ("đang hoạt động", "", "có"),
    ]


def test_values_are_written_as_offices_do():
    assert value_words("2017-11-17T01:30:00+00:00") == "08:30 17/11/2017"
    assert value_words("co_thi_dua_bo_tinh", "award") == "Cờ thi đua của Bộ, tỉnh"
    assert value_words(["Hà Nam", "Ninh Bình"]) == "Hà Nam, Ninh Bình"
    assert value_words([{"gold": 70, "silver": 68}]) == "vàng: 70 bạc: 68"
    assert value_words(False) == "không"


def test_only_fields_that_hold_codes_are_told_by_labels():
    told = changes(None, {"note": "review", "stage": "review", "award": "giay_khen", "abstract": "giay_khen"})
    assert [change.after for change in told] == ["review", "Bình xét", "Giấy khen", "giay_khen"]
    (granted,) = changes(None, {"granted": [{"unit": "chair", "award": "giay_khen"}]})
    assert granted.after == "đơn vị: chair danh hiệu, hình thức: Giấy khen"


@pytest.mark.parametrize("typed", ["2017-02-30", "2017-13-01", "2017-02-30T10:00", "0001-01-01T00:00+23:59"])
def test_what_looks_like_a_day_and_is_none_is_told_as_typed(typed):
    assert value_words(typed, "note") == typed


def test_texts_too_long_to_compare_are_told_whole():
    one, other = "thi đua " * 20_000, "khen thưởng " * 20_000
    begun = time.monotonic()
    (change,) = changes({"text": one}, {"text": other})
    assert time.monotonic() - begun < 2
    assert (change.before, change.after, change.runs) == (one, other, ())


def test_a_long_text_shows_the_words_that_changed():
    words = [f"từ{number}" for number in range(60)]
    old, new = " ".join(words), " ".join([*words[:30], "mới", *words[31:]])
    (change,) = changes({"text": old}, {"text": new})
    assert [run.state for run in change.runs] == ["kept", "gone", "new", "kept"]
    assert [run.text.strip() for run in change.runs if run.state != "kept"] == ["từ30", "mới"]
    assert change.runs[0].text.startswith("… ")
    assert len(change.runs[0].text.split()) == 7


@given(st.lists(st.sampled_from("abcd"), max_size=6), st.lists(st.sampled_from("abcd"), max_size=6))
def test_short_runs_give_both_texts_back(old, new):
    assume(old != new)
    found = list(runs(" ".join(old), " ".join(new)))
    assert "".join(r.text for r in found if r.state in ("kept", "gone")).split() == old
    assert "".join(r.text for r in found if r.state in ("kept", "new")).split() == new


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(st.text(max_size=8), JSON, max_size=4),
    st.dictionaries(st.text(max_size=8), JSON, max_size=4),
)
def test_whatever_was_stored_can_be_told(before, after):
    for change in changes(before, after):
        assert isinstance(change.field, str)
    assert changes(before, before) == []


def test_every_action_known_has_words_and_an_unknown_one_keeps_its_code():
    assert all(action_words(action) != action for action in ACTIONS)
    assert action_words("brand_new_action") == "brand_new_action"


def test_codes_of_the_subject_are_told_by_their_labels():
    (change,) = changes({"state": "draft"}, {"state": "submitted"}, "reporting.Report")
    assert (change.before, change.after) == ("Đang soạn", "Đã nộp")


def test_a_part_of_a_report_is_named_by_its_field():
    (change,) = changes({}, {"section_culture": "Đã tổ chức"}, "reporting.Report")
    assert change.field == "Văn hóa"


def test_a_subject_no_longer_known_keeps_its_codes():
    (change,) = changes({"state": "draft"}, {"state": "submitted"}, "gone.Thing")
    assert (change.before, change.after) == ("draft", "submitted")


def test_parameters_of_a_criterion_are_told_by_their_labels():
    before = {"1.1": {"parameters": {"floor": "70"}}}
    after = {"1.1": {"parameters": {"bands": "70: 50 | 100: 100", "bands_in": "points"}}, "rounding": "down"}
    told = {change.field: (change.before, change.after) for change in changes(before, after)}
    assert told == {
        "1.1 · tham số · Mức sàn (%)": ("70", ""),
        "1.1 · tham số · Các bậc điểm": ("", "70: 50 | 100: 100"),
        "1.1 · tham số · Bậc điểm tính bằng": ("", "Điểm"),
        "cách làm tròn": ("", "Bỏ phần lẻ"),
    }
