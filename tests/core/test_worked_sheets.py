"""The kinds of criterion that regulations of clusters have, worked through as a secretary does on paper."""

from decimal import Decimal

import pytest

from thidua.core.points import (
    Entries,
    Facts,
    Joined,
    MedalsWon,
    TargetResult,
    add_up,
    agreed_points,
    entry_faults,
    lacks_evidence,
    self_points,
    verified_points,
)
from thidua.core.rubric import (
    CriterionKind,
    Parameters,
    Precision,
    Rounding,
    RubricCriterion,
    RubricGroup,
)
from thidua.core.rule_words import precision_words, rule_words
from thidua.core.verification import Combination

D = Decimal
K = CriterionKind
TWO = Precision(2)
NOTHING = Facts()


def rule(kind: CriterionKind, most: str, code: str = "1", **given: object) -> RubricCriterion:
    """A criterion as the rubric's sheet or form gives it."""
    return RubricCriterion(code, "Tiêu chí", kind, D(most), Parameters.read(kind, given), target_code="t")


def pledged(agreed: str, reported: str | None, lower: bool = False) -> Facts:
    return Facts(targets={"t": TargetResult(D(agreed), D(reported) if reported else None, lower)})


def told(criterion: RubricCriterion, entry: str | None = None, facts: Facts = NOTHING) -> tuple[Decimal, str]:
    points = self_points(criterion, TWO, D(entry) if entry else None, facts)
    return points.value, str(points.words)


@pytest.mark.parametrize("floor", ["70", "80"])
def test_a_target_gives_all_when_reached_a_share_below_and_nothing_under_the_floor(floor):
    criterion = rule(K.TARGET, "60", floor=floor)
    assert told(criterion, facts=pledged("1200000", "1200000"))[0] == 60
    assert told(criterion, facts=pledged("100", floor))[0] == 60 * D(floor) / 100
    under = str(D(floor) - D("0.1"))
    assert told(criterion, facts=pledged("100", under))[0] == 0
    assert str(rule_words(criterion)) == (
        f"Đạt 100% trở lên: 60 điểm; thấp hơn: theo tỷ lệ, dưới {floor}%: 0 điểm"
    )


def test_a_target_above_the_plan_gives_a_bonus_for_each_percent_up_to_its_cap():
    criterion = rule(K.TARGET, "60", bonus_per_percent="0,5", bonus_cap="5")
    assert told(criterion, facts=pledged("200", "206")) == (
        D("61.50"),
        "206 so với giao ước 200: đạt 103%",
    )
    assert told(criterion, facts=pledged("200", "300"))[0] == 65
    assert told(criterion, facts=pledged("200", "180"))[0] == 54
    assert str(rule_words(criterion)).endswith("mỗi % vượt cộng 0,5 điểm, tối đa 5 điểm")


def test_a_target_by_bands_of_the_points_and_of_points():
    by_percent = rule(K.TARGET, "40", bands="70: 50 | 80: 75% | 100: 100")
    assert [told(by_percent, reached)[0] for reached in ("69.9", "70", "79", "80", "100", "130")] == [
        0, 20, 20, 30, 40, 40,
    ]  # fmt: skip
    assert str(rule_words(by_percent)) == (
        "Theo bậc, đạt từ → phần của 40 điểm: 70% → 50%; 80% → 75%; 100% → 100%; dưới 70%: 0 điểm"
    )
    by_points = rule(
        K.TARGET, "40", bands="100: 40\n90: 25", bands_in="points", bonus_per_percent="1", bonus_cap="2"
    )
    assert [told(by_points, reached)[0] for reached in ("89", "90", "100", "101", "150")] == [
        0,
        25,
        40,
        41,
        42,
    ]


def test_a_band_is_met_exactly_where_the_share_has_no_end():
    """2/3 of the pledge is never 66,667 %; 1/3 of 0,3 points more is a third, not a hair less."""
    assert told(rule(K.TARGET, "10", bands="66,667: 100"), facts=pledged("3", "2"))[0] == 0
    assert told(rule(K.TARGET, "12.15"), facts=pledged("30", "1"))[0] == D("0.41")


def test_a_count_is_multiplied_and_told_with_its_cap():
    criterion = rule(K.COUNT, "10", points_each="1,5")
    assert told(criterion, "3") == (D("4.50"), "3 × 1,5 = 4,5 điểm")
    assert told(criterion, "1440") == (D("10.00"), "1.440 × 1,5 = 2.160 điểm; tính tối đa 10 điểm")
    assert str(rule_words(criterion)) == "Mỗi lần (việc) 1,5 điểm, tối đa 10 điểm"


def test_the_share_of_direct_workers_among_those_commended():
    criterion = rule(K.SHARE, "10", full_at="80", floor="20")
    assert told(criterion, "60") == (D("7.50"), "Tỷ lệ 60% so với mức đủ điểm 80%")
    assert [told(criterion, share)[0] for share in ("80", "95.5", "19.9", "20")] == [10, 10, 0, D("2.5")]
    assert str(rule_words(criterion)) == (
        "Tỷ lệ từ 80% trở lên: 10 điểm; thấp hơn: theo tỷ lệ, dưới 20%: 0 điểm"
    )
    assert [fault.place for fault in entry_faults(criterion, D("100.5"))] == ["1"]
    assert entry_faults(criterion, D(100)) == []


def test_reports_late_take_points_off_and_a_missing_one_takes_all():
    criterion = rule(K.LATENESS, "20", per_late="5")
    assert told(criterion, facts=Facts(late=2)) == (D(10), "2 báo cáo muộn × 5 điểm")
    assert told(criterion, facts=Facts(late=9))[0] == 0
    assert told(criterion, facts=Facts(late=1, missing=1)) == (D(0), "Thiếu 1 báo cáo")
    assert told(criterion)[0] == 20


def test_taking_part_in_what_the_cluster_held():
    assert told(rule(K.PARTICIPATION, "10"), facts=Facts(programmes=Joined(3, 2)))[0] == D("6.67")
    by_number = rule(K.PARTICIPATION, "10", points_each="2,5")
    assert told(by_number, facts=Facts(activities=Joined(6, 3))) == (D("7.5"), "3 hoạt động × 2,5 = 7,5 điểm")


def test_medals_reported_give_points_by_colour():
    criterion = rule(K.MEDALS, "50", per_gold="5", per_silver="3")
    assert str(rule_words(criterion)) == "Mỗi HCV 5 điểm, HCB 3 điểm; tối đa 50 điểm"
    assert told(criterion, facts=Facts(medals=MedalsWon(3, 2, 7))) == (
        D(21),
        "3 HCV × 5 + 2 HCB × 3 = 21 điểm",
    )
    all_colours = rule(K.MEDALS, "20", per_gold="5", per_silver="3", per_bronze="1")
    assert told(all_colours, facts=Facts(medals=MedalsWon(3, 2, 7))) == (
        D(20),
        "3 HCV × 5 + 2 HCB × 3 + 7 HCĐ × 1 = 28 điểm; tính tối đa 20 điểm",
    )
    assert told(criterion) == (D(0), "Chưa báo cáo huy chương nào")


def test_an_indicator_reported_gives_points_by_units_or_by_bands():
    criterion = rule(K.INDICATOR, "10", indicator_code="khach", points_each="0,5", per_units="100000")
    visitors = Facts(indicators={"khach": D(1_440_000)})
    assert told(criterion, facts=visitors) == (D("7.2"), "1.440.000 : 100.000 × 0,5 điểm")
    assert told(criterion) == (D(0), "Chưa có số liệu báo cáo")
    assert str(rule_words(criterion)) == "Cứ 100.000 theo số báo cáo được 0,5 điểm, tối đa 10 điểm"
    by_bands = rule(K.INDICATOR, "10", indicator_code="khach", bands="1.000.000: 60 | 1.500.000: 100")
    assert told(by_bands, facts=visitors) == (D(6), "Số báo cáo 1.440.000")


def test_judged_points_stand_between_the_least_and_the_most():
    criterion = rule(K.JUDGED, "10", min_points="4")
    assert str(rule_words(criterion)) == "Chấm từ 4 đến 10 điểm"
    assert [fault.place for fault in entry_faults(criterion, D("3.5"))] == ["1"]
    assert entry_faults(criterion, D(4)) == []
    assert told(criterion, "3.5")[0] == 4  # entered before the rule had a least
    assert told(criterion)[0] == 0


def test_a_yes_without_the_file_that_proves_it_is_known():
    criterion = rule(K.YES_NO, "10", needs_evidence=True)
    assert str(rule_words(criterion)) == "Có: 10 điểm; không: 0 điểm; phải có minh chứng"
    assert lacks_evidence(criterion, D(1), has_evidence=False)
    assert not lacks_evidence(criterion, D(1), has_evidence=True)
    assert not lacks_evidence(criterion, D(0), has_evidence=False)
    assert not lacks_evidence(rule(K.YES_NO, "10"), D(1), has_evidence=False)


def test_the_rubric_says_how_it_rounds():
    half = rule(K.JUDGED, "10")
    given = {how: self_points(half, Precision(1, how), D("6.25"), NOTHING).value for how in Rounding}
    assert given == {Rounding.HALF_UP: D("6.3"), Rounding.HALF_EVEN: D("6.2"), Rounding.DOWN: D("6.2")}
    assert str(precision_words(Precision(1, Rounding.DOWN))) == (
        "Điểm mỗi tiêu chí lấy 1 chữ số sau dấu phẩy, bỏ phần lẻ"
    )


def test_several_units_points_are_combined_and_one_who_agrees_stands_with_the_unit():
    criterion = rule(K.JUDGED, "10")
    entries = Entries(D(9), crossed=(None, D(7), D("6.5"), D(2)))
    points = {how: verified_points(criterion, TWO, entries, NOTHING, how) for how in Combination}
    assert {how: str(one.value) for how, one in points.items()} == {
        Combination.MEAN: "6.13",
        Combination.MEDIAN: "6.75",
        Combination.TRIMMED_MEAN: "6.75",
    }
    assert str(points[Combination.MEAN].words) == "Trung bình cộng điểm chấm chéo: 9; 7; 6,5; 2"
    assert verified_points(criterion, TWO, Entries(D(9), D(8), None, (D(1),)), NOTHING).value == 8


def test_what_the_meeting_agreed_on_stands_over_all():
    criterion = rule(K.MEDALS, "50", per_gold="5")
    entries = Entries(None, D(10), D(15), (D(5),))
    facts = Facts(medals=MedalsWon(4))
    assert verified_points(criterion, TWO, entries, facts).value == 10
    agreed = agreed_points(criterion, TWO, entries, facts)
    assert (agreed.value, str(agreed.words)) == (D(15), "Thống nhất ấn định 15 điểm")
    assert agreed_points(criterion, TWO, Entries(), facts).value == 20


def test_a_whole_sheet_of_a_thousand_points():
    """Three groups of 600, 200 and 200, a bonus and a penalty, as the regulations of many blocs have it."""
    groups = (
        RubricGroup(
            "I",
            "Nhiệm vụ chuyên môn",
            (
                rule(K.TARGET, "300", "1.1", floor="70", bonus_per_percent="1", bonus_cap="15"),
                rule(K.TARGET, "200", "1.2", bands="80: 60 | 100: 100"),
                rule(K.MEDALS, "100", "1.3", per_gold="10", per_silver="6", per_bronze="3"),
            ),
        ),
        RubricGroup("II", "Chính sách của Đảng, Nhà nước", (rule(K.JUDGED, "200", "2.1", min_points="100"),)),
        RubricGroup(
            "III",
            "Thi đua, khen thưởng",
            (
                rule(K.YES_NO, "40", "3.1", needs_evidence=True),
                rule(K.COUNT, "60", "3.2", points_each="12"),
                rule(K.SHARE, "40", "3.3", full_at="80", floor="30"),
                rule(K.LATENESS, "40", "3.4", per_late="5"),
                rule(K.PARTICIPATION, "20", "3.5"),
            ),
        ),
        RubricGroup("IV", "Thưởng, phạt", (rule(K.BONUS, "50", "4.1"), rule(K.PENALTY, "50", "4.2"))),
    )
    facts = Facts(late=1, programmes=Joined(3, 3), medals=MedalsWon(4, 5, 2))
    entered = {
        "1.1": "105", "1.2": "92", "2.1": "185.5", "3.1": "1", "3.2": "4", "3.3": "56", "4.1": "20", "4.2": "7.5",
    }  # fmt: skip
    points = {
        one.code: self_points(one, TWO, D(entered[one.code]) if one.code in entered else None, facts).value
        for group in groups
        for one in group.criteria
    }
    # 300 + 5 × 1; 200 × 60 %; 40 + 30 + 6 · 185,5 · 40 + 48 + 40 × 56/80 + 35 + 20 · 20 − 7,5
    assert add_up(groups, points) == (D(501), D("185.5"), D(171), D("12.5"))
    assert sum(points.values()) == D(870)
