"""What is shown can be typed: words and codes lead back to the same value."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.law.facts import COUNTS, SHARES, FactKind, RankLevel, Way
from thidua.subjects.award_names import known_awards, offered
from thidua.subjects.words import (
    fact_words,
    level_words,
    read_level,
    read_value,
    value_words,
    values_of,
)

_LISTED = [(kind, value) for kind in FactKind for value in values_of(kind)]
_AWARDS = (FactKind.TITLE, FactKind.AWARD)


@pytest.mark.parametrize(("kind", "value"), _LISTED)
def test_every_listed_value_is_read_from_its_words_and_from_its_code(kind, value):
    with override("vi"):
        assert read_value(kind, value_words(kind, value)) == value
    assert read_value(kind, value) == value


@given(st.sampled_from(sorted(known_awards())), st.sampled_from(list(Way)), st.sampled_from(_AWARDS))
def test_the_ground_of_an_award_is_read_from_its_brackets(code, way, kind):
    value = code if way is Way.CONG_TRANG else f"{code}:{way}"
    with override("vi"):
        assert read_value(kind, value_words(kind, value)) == value


@given(st.sampled_from(sorted(SHARES)), st.integers(0, 1000))
def test_a_share_is_read_from_its_percentage(name, thousandths):
    value = read_value(FactKind.SHARE, f"{name}:{thousandths / 1000}")
    with override("vi"):
        assert read_value(FactKind.SHARE, value_words(FactKind.SHARE, value)) == value


@given(st.sampled_from(sorted(COUNTS)), st.integers(0, 5000))
def test_a_count_is_read_from_its_words(name, figure):
    value = f"count:{name}:{figure}"
    with override("vi"):
        assert read_value(FactKind.SHARE, value_words(FactKind.SHARE, value)) == value


def test_shares_are_written_and_read_as_offices_do():
    with override("vi"):
        assert value_words(FactKind.SHARE, "ldtt:0.725") == "Tỷ lệ cá nhân đạt Lao động tiên tiến: 72,5%"
    assert read_value(FactKind.SHARE, "tỷ lệ cá nhân đạt lao động tiên tiến: 72,5 %") == "ldtt:0.725"
    assert read_value(FactKind.SHARE, "ldtt:0,72") == "ldtt:0.72"


@pytest.mark.parametrize("level", RankLevel)
def test_levels_are_read_from_their_words(level):
    with override("vi"):
        assert read_level(level_words(level)) == level


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FactKind.GRADE, "giỏi"),
        (FactKind.TITLE, "Chiến sĩ thi đua cấp xóm"),
        (FactKind.AWARD, "Giấy khen (tuỳ hứng)"),
        (FactKind.SHARE, "ldtt:7"),
        (FactKind.SHARE, "ldtt"),
        (FactKind.SHARE, "count:cstd_co_so:1,5"),
        (FactKind.CLUSTER_RANK, "0"),
        (FactKind.CLUSTER_RANK, "nhất"),
        (FactKind.EXCEEDS_TARGETS, "tạm"),
        (FactKind.JUDGED, "TTLDXS-02"),
        (FactKind.JUDGED, ":đạt"),
    ],
)
def test_what_is_no_value_is_not_guessed(kind, text):
    with pytest.raises(ValueError):
        read_value(kind, text)


def test_every_kind_of_fact_is_told_in_vietnamese():
    with override("vi"):
        assert fact_words(FactKind.GRADE, "xuat_sac") == "Xếp loại: hoàn thành xuất sắc nhiệm vụ"
        assert fact_words(FactKind.CLUSTER_RANK, "2") == "Thứ hạng trong cụm, khối: hạng 2"
        assert fact_words(FactKind.UNDER_REVIEW, "") == "Đang bị xem xét, thanh tra, xác minh"
        assert fact_words(FactKind.JUDGED, "TTLDXS-02:false").endswith("TTLDXS-02: không đạt")
        shown = [fact_words(kind, value) for kind, value in _LISTED]
    assert not [words for words in shown if "_" in words]


def test_awards_are_offered_to_those_they_are_for():
    titles = {award.code for award in offered(FactKind.TITLE, "person")}
    assert "chien_si_thi_dua_co_so" in titles
    assert "tap_the_lao_dong_xuat_sac" not in titles
    assert "bang_khen_bo_tinh" not in titles
    assert "bang_khen_bo_tinh" in {award.code for award in offered(FactKind.AWARD, "household")}
