"""What the year-end report says follows from the year's values."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.documents import sample
from thidua.core.reporting import Medals
from thidua.core.timetable import Field
from thidua.core.yearend import ActivityFact, IndicatorFact, UnitFigure, UnitMedals
from thidua.core.yearend_words import counted, excerpt, limits, medals_sentence, names


def test_the_medals_add_up_and_the_leader_is_computed():
    values = sample.year_end()
    assert values.medals_total.total == 1452
    assert [row.unit for row in values.medal_leaders] == ["Vĩnh Phúc"]
    sentence = medals_sentence(values)
    assert "1.452 huy chương" in sentence
    assert "dẫn đầu là Vĩnh Phúc với 241 huy chương (70 vàng, 68 bạc, 103 đồng)" in sentence


def test_two_units_with_the_same_medals_lead_together():
    values = sample.year_end(medals=(UnitMedals("A", Medals(1, 2, 3)), UnitMedals("B", Medals(1, 2, 3))))
    assert "dẫn đầu là A và B" in medals_sentence(values)


def test_without_medals_nothing_is_said_of_them():
    assert medals_sentence(sample.year_end(medals=(UnitMedals("A", Medals()),))) == ""


def test_limits_name_the_late_the_missing_and_the_days():
    late, *_ = limits(sample.year_end())
    assert "Hưng Yên (muộn 12 ngày)" in late
    assert "Thái Bình (muộn 03 ngày)" in late
    assert "Nam Định (chưa nộp, quá hạn 07 ngày)" in late


def test_without_programmes_in_the_three_fields_the_limit_says_so():
    said = " ".join(limits(sample.year_end()))
    assert "Chưa tổ chức được chương trình chung về văn hóa, thể dục thể thao và du lịch" in said
    assert "cả năm có 01 hoạt động (28/06/2017)" in said


def test_a_year_with_everything_has_no_limits():
    days = (date(2017, month, 5) for month in (2, 5, 8, 10))
    exchanges = [ActivityFact("Giao lưu", True, Field.FAMILY, day, "", "A", 9) for day in days]
    joint = [
        ActivityFact("Liên hoan", False, field, date(2017, 5, 1), "", "A", 9)
        for field in (Field.CULTURE, Field.SPORTS, Field.TOURISM)
    ]
    values = sample.year_end(
        late=(), activities=(*exchanges, *joint), movements=(), indicators=(), limits_said=()
    )
    assert limits(values) == ()


def test_units_out_of_a_movement_unsigned_or_short_of_a_pledge_are_named():
    said = " ".join(limits(sample.year_end(signed=sample.SHORT[:8])))
    assert "chưa ghi nhận phần tham gia của 02 đơn vị: Bắc Ninh, Hải Phòng" in said
    assert "Còn 01 đơn vị chưa ký giao ước thi đua: Hải Phòng" in said
    assert "“Di tích được tu bổ”: 02/09 đơn vị chưa đạt mức đã giao ước (Vĩnh Phúc, Ninh Bình)" in said


def test_shares_are_averaged_and_counts_are_summed():
    figures = (UnitFigure("A", Decimal("90")), UnitFigure("B", Decimal("85.55")))
    share = IndicatorFact("Gia đình văn hóa", "%", Field.FAMILY, figures)
    assert share.total == Decimal("87.8")
    counts = IndicatorFact("Di tích", "di tích", Field.HERITAGE, figures)
    assert counts.total == Decimal("175.55")
    assert [figure.unit for figure in counts.best] == ["A"]


def test_where_less_is_better_the_least_leads_and_more_than_pledged_falls_short():
    figures = (UnitFigure("A", Decimal(3), Decimal(5)), UnitFigure("B", Decimal(7), Decimal(5)))
    violence = IndicatorFact("Vụ bạo lực gia đình", "vụ", Field.FAMILY, figures, lower_is_better=True)
    assert [figure.unit for figure in violence.best] == ["A"]
    assert violence.short_of_pledge == ("B",)


def test_nobody_leads_with_nothing():
    nothing = IndicatorFact("X", "giải", Field.SPORTS, (UnitFigure("A", Decimal(0)),))
    assert nothing.best == ()
    assert IndicatorFact("X", "giải", Field.SPORTS, ()).total is None


def test_counts_and_names_are_written_as_papers_do():
    assert [counted(n) for n in (0, 9, 10, 241, 1440)] == ["00", "09", "10", "241", "1.440"]
    assert [names(n) for n in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == ["", "A", "A và B", "A, B và C"]


@given(
    st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=40), min_size=1, max_size=40)
)
def test_an_excerpt_is_whole_sentences_from_the_beginning(words):
    text = ". ".join(words) + "."
    short = excerpt(text, 200)
    assert text.startswith(short)
    assert short.endswith(".")
    assert len(short) <= 200 or ". " not in short
