"""The library of rubrics: every file is good, adds up, and scores a worked sheet as by hand."""

from decimal import Decimal

import pytest

from thidua.clusters.models import ClusterYear, Membership
from thidua.core.faults import Refused
from thidua.core.points import Facts, Joined, MedalsWon, Precision, TargetResult, self_points
from thidua.core.rubric import CriterionKind, criteria_of
from thidua.core.timetable import Stage
from thidua.pledges.models import Target
from thidua.reporting.models import Indicator
from thidua.scoring import actions, queries
from thidua.scoring.library_files import FOLDER, library, read_rubric

D = Decimal
FILES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def by_group(code: str, entries: dict[str, str], facts: Facts) -> list[Decimal]:
    """The points of each group by the library's rubric ``code``."""
    found = library()[code]
    return [
        sum(
            (
                self_points(
                    c, found.precision, D(entries[c.code]) if c.code in entries else None, facts
                ).value
                for c in group.criteria
            ),
            D(0),
        )
        for group in found.groups
    ]


def test_the_library_holds_the_four_rubrics():
    assert {"trung-uong-1000", "trung-uong-khoi-1000", "thang-100", "van-hoa-1000"} == set(FILES)
    assert set(library()) == set(FILES)


@pytest.mark.parametrize("code", FILES)
def test_each_rubric_is_whole_and_says_where_it_is_from(code):
    found = library()[code]
    expected = [60, 20, 20] if code == "thang-100" else [600, 200, 200]
    assert [group.max_points for group in found.groups[:3]] == expected
    assert found.maximum == sum(expected)
    bonus = sum(c.max_points for c in criteria_of(found.groups) if c.kind is CriterionKind.BONUS)
    assert bonus == (10 if code == "thang-100" else 100)
    assert any(c.kind is CriterionKind.PENALTY for c in criteria_of(found.groups))
    assert found.criteria >= 20
    assert "theo thông lệ" in found.source
    assert "[" not in found.source
    assert all(c.guidance for c in criteria_of(found.groups))


@pytest.mark.parametrize("code", FILES)
def test_who_does_all_gets_the_whole_and_who_does_nothing_nearly_nothing(code):
    found = library()[code]
    targets = {c.target_code: TargetResult(D(100), D(100)) for c in criteria_of(found.groups)}
    targets["bao-luc"] = TargetResult(D(100), D(100), lower_is_better=True)
    indicators = {
        c.parameters.indicator_code: D(1000)
        for c in criteria_of(found.groups)
        if c.kind is CriterionKind.INDICATOR
    }
    facts = Facts(
        targets={k: v for k, v in targets.items() if k},
        programmes=Joined(3, 3),
        activities=Joined(9, 9),
        medals=MedalsWon(100, 100, 100),
        indicators=indicators,
    )
    entries = {}
    for c in criteria_of(found.groups):
        if c.kind is CriterionKind.YES_NO:
            entries[c.code] = "1"
        elif c.kind in (CriterionKind.SHARE, CriterionKind.COUNT, CriterionKind.TARGET):
            entries[c.code] = "100"
        elif c.kind is CriterionKind.JUDGED:
            entries[c.code] = str(c.max_points)
    assert sum(by_group(code, entries, facts)) == found.maximum
    nothing = Facts(missing=1, programmes=Joined(3, 0), activities=Joined(3, 0))
    assert sum(by_group(code, {}, nothing)) == 0


def test_a_worked_sheet_by_the_thousand_point_rubric():
    entries = {
        "1.1": "95",  # 120 × 95 % = 114
        "1.2": "69.9",  # below the floor of 70 %
        "1.3": "108",  # 60 + min(8 × 0,5; 5) = 64
        "1.4": "88",  # 60 × 88 % = 52,8
        "1.5": "100",  # 40
        "1.6": "91",  # band from 90: 80 % of 40 = 32
        "1.7": "97.5",  # band from 95: 80 % of 40 = 32
        "1.8": "35",
        "1.9": "6",  # 48, held to 40
        "1.10": "60",  # below 70
        "1.11": "1",
        "1.12": "18",
        "1.13": "25",
        "2.1": "38", "2.2": "22", "2.3": "85", "2.4": "18", "2.5": "17", "2.6": "1", "2.7": "100", "2.8": "1",
        "3.1": "1", "3.2": "3", "3.3": "1", "3.4": "1", "3.5": "4", "3.6": "2", "3.7": "52", "3.10": "8",
        "3.11": "5",
        "4.1": "10", "4.4": "10", "5.5": "5",
    }  # fmt: skip
    facts = Facts(late=2, programmes=Joined(4, 3))
    assert by_group("trung-uong-1000", entries, facts) == [
        D("472.8"),  # 114 + 0 + 64 + 52,8 + 40 + 32 + 32 + 35 + 40 + 0 + 20 + 18 + 25
        D("184"),  # 38 + 22 + 24 + 18 + 17 + 25 + 20 + 20
        D("158"),  # 15 + 15 + 15 + 15 + 20 + 10 + 20 + (25 − 2 × 5) + 20 × 3/4 + 8 + 10
        D("20"),
        D("-5"),
    ]


def test_a_worked_sheet_by_the_culture_rubric_follows_from_what_was_reported():
    facts = Facts(
        targets={
            "di-tich": TargetResult(D(18), D(18)),  # 60
            "phi-vat-the": TargetResult(D(12), D(9)),  # 50 × 75 % = 37,5
            "gia-dinh-van-hoa": TargetResult(D(88), D(89)),  # 40
            "lang-van-hoa": TargetResult(D(84), D(63)),  # 75 %, below the floor of 80 %
            "huy-chuong": TargetResult(D(225), D(241)),  # 40 + 7,11 × 0,5 = 43,56
            "tap-luyen": TargetResult(D(31), D(31)),  # 40
            "khach-du-lich": TargetResult(D(4000), D(5000)),  # 60 + 5
            "bao-luc": TargetResult(D(100), D(110), lower_is_better=True),  # 30 × 90 % = 27
        },
        medals=MedalsWon(70, 68, 103),  # 35 + 20,4 + 20,6 = 76, held to 70
        indicators={"hoi-thi": D(3), "du-an": D(4), "mo-hinh": D(45)},  # 30, 20, 20
        late=1,  # 40 − 5
        programmes=Joined(0, 0),  # none held: full
        activities=Joined(3, 2),  # 10
    )
    entries = {
        "1.3": "36", "1.12": "25", "2.1": "55", "2.2": "36", "2.3": "38", "2.4": "1", "2.5": "90",
        "3.1": "1", "3.2": "4", "3.3": "18", "3.4": "45", "4.1": "15", "5.3": "5",
    }  # fmt: skip
    assert by_group("van-hoa-1000", entries, facts) == [
        D("514.06"),  # 60 + 37,5 + 36 + 40 + 0 + 30 + 70 + 43,56 + 40 + 65 + 20 + 25 + 27 + 20
        D(183),  # 55 + 36 + 38 + 30 + 24
        D(170),  # 30 + 32 + 18 + 20 × 45/60 + 35 + 30 + 10
        D(15),
        D(-5),
    ]


def test_a_worked_sheet_by_the_hundred_point_rubric():
    entries = {
        "1.1": "92", "1.2": "100", "1.3": "79", "1.4": "90", "1.5": "96", "1.6": "3", "1.7": "4.5",
        "2.1": "4.5", "2.2": "2.5", "2.3": "1", "2.4": "2", "2.5": "0",
        "3.1": "1", "3.2": "1", "3.3": "2", "3.4": "5", "3.5": "44", "3.8": "0.5",
        "4.1": "2", "4.2": "9", "5.3": "1",
    }  # fmt: skip
    facts = Facts(late=1, programmes=Joined(3, 2))
    assert by_group("thang-100", entries, facts) == [
        D("44.1"),  # 13,8 + 10 + 0 (below 80 %) + 7,2 + 5,6 + 3 + 4,5
        D("13"),  # 4,5 + 2,5 + 4 + 2 + 0
        D("15.03"),  # 2 + 3 + 2 + 3 + 1,2 + 2 + 1,33 + 0,5
        D("5"),  # 2 + 9 held to 3
        D("-1"),
    ]


def test_a_worked_sheet_by_the_rubric_for_blocs():
    entries = {
        "1.1": "100", "1.2": "100", "1.3": "85", "1.4": "84", "1.5": "45", "1.6": "40", "1.7": "99",
        "1.8": "2", "1.9": "100", "1.10": "1", "1.11": "1",
        "2.1": "45", "2.2": "25", "2.3": "1", "2.4": "1", "2.5": "15", "2.6": "1", "2.7": "20",
        "3.1": "1", "3.2": "1", "3.3": "2", "3.4": "3", "3.5": "60", "3.8": "15",
        "5.1": "15",
    }  # fmt: skip
    assert by_group("trung-uong-khoi-1000", entries, Facts(missing=1, programmes=Joined(2, 2))) == [
        D("517"),  # 150 + 60 + 80 × 85 % + 60 × 40 % + 45 + 40 + 40 + 20 + 30 + 20 + 20
        D("185"),
        D("138"),
        D("0"),
        D("-15"),
    ]


SMALL = """\
name: Thang thử
source: Nguồn thử [K]
total: 10
groups:
  - code: I
    name: Nhóm
    criteria:
      - {code: "1.1", name: Tiêu chí, kind: judged, max: 10}
"""


def test_a_small_file_is_read():
    found = read_rubric("thu", SMALL.encode())
    assert (found.name, found.maximum, found.precision) == ("Thang thử", 10, Precision())


@pytest.mark.parametrize(
    ("instead", "written", "place", "told"),
    [
        ("total: 10", "total: 12", "thu.yaml, dòng 3", "cộng lại được 10 điểm"),
        ("kind: judged", "kind: doan", "thu.yaml, dòng 8", "Không có lựa chọn"),
        ("max: 10", "max: nhiều", "thu.yaml, dòng 8", "không phải là số"),
        ("max: 10}", "max: 10, mau: do}", "thu.yaml, dòng 8", "Không có mục"),
        ("name: Nhóm", "name: Nhóm\n    name: Hai", "thu.yaml, dòng 7", "ghi hai lần"),
        ("source: Nguồn thử [K]\n", "", "thu.yaml, dòng 1", "Thiếu mục"),
        ("kind: judged", "kind: lateness", "thu.yaml, dòng 8", "Thiếu tham số"),
        ("groups:", "groups: [", "thu.yaml", "cú pháp YAML"),
    ],
)
def test_a_fault_in_a_file_names_file_and_line(instead, written, place, told):
    with pytest.raises(Refused) as refused:
        read_rubric("thu", SMALL.replace(instead, written).encode())
    assert any(
        fault.place.startswith(place) and told in fault.cause % (fault.params or {})
        for fault in refused.value.faults
    ), refused.value


def test_taken_over_it_is_the_years_rubric_with_its_source(world):
    year = world.year
    Target.objects.create(cluster_year=year, code="di-tich", name="Di tích", field="heritage", measure="nơi")
    Indicator.objects.create(
        cluster_year=year, code="hoi-thi", name="Hội thi", field="culture", measure="cuộc"
    )
    taken = actions.take_rubric_from_library(world.actor("secretary"), world.year, "van-hoa-1000")
    found = library()["van-hoa-1000"]
    assert (taken.name, taken.source) == (found.name, found.source)
    kept = {c.code: c for c in criteria_of(queries.rubric_groups(taken))}
    assert len(kept) == found.criteria
    assert kept["1.1"].target_code == "di-tich"
    assert kept["1.2"].target_code == ""
    assert kept["1.6"].parameters.indicator_code == "hoi-thi"
    assert kept["1.11"].parameters.indicator_code == ""
    assert {(tie.criterion.code, tie.wanted) for tie in queries.loose_ties(world.year, found.groups)} >= {
        ("1.2", "phi-vat-the"),
        ("1.11", "du-an"),
    }


def test_a_rubric_that_is_there_is_not_written_over(with_rubric):
    year = with_rubric.at(Stage.PREPARATION)
    with pytest.raises(Refused, match="không chép đè"):
        actions.take_rubric_from_library(with_rubric.actor("secretary"), year, "thang-100")


def test_an_unknown_rubric_is_refused(world):
    with pytest.raises(Refused, match="Thư viện không có"):
        actions.take_rubric_from_library(world.actor("secretary"), world.year, "khong-co")


def test_the_whole_is_seen_before_it_is_taken(world):
    browser = world.client("secretary")
    listed = browser.get(world.year.url("rubric_library")).content.decode()
    assert all(found.name in listed for found in library().values())
    place = world.year.url("library_rubric", "van-hoa-1000")
    page = browser.get(place).content.decode()
    assert "Huy chương tại các giải quốc gia, quốc tế" in page
    assert "di-tich" in page
    assert queries.rubric_of(world.year) is None
    assert browser.post(place).status_code == 302
    assert queries.rubric_of(world.year) is not None
    assert "Lấy thang điểm này" not in browser.get(place).content.decode()


def test_last_years_rubric_is_seen_whole_then_taken(with_rubric):
    world = with_rubric
    following = ClusterYear.objects.create(
        cluster=world.year.cluster, year=2018, chair=world.units["a"], secretary=world.people["secretary"]
    )
    for unit in world.units.values():
        Membership.objects.create(cluster_year=following, unit=unit)
    browser = world.client("secretary")
    assert "Xem thang điểm năm trước" in browser.get(following.url("rubric_library")).content.decode()
    place = following.url("library_rubric", "nam-truoc")
    assert "Tiêu chí 1.2" in browser.get(place).content.decode()
    assert browser.post(place).status_code == 302
    assert queries.rubric_groups(queries.rubric_of(following)) == queries.rubric_groups(
        queries.rubric_of(world.year)
    )
    assert browser.get(world.year.url("library_rubric", "nam-truoc")).status_code == 404


def test_what_was_left_off_is_told_once_taken(world):
    place = world.year.url("library_rubric", "van-hoa-1000")
    page = world.client("secretary").post(place, follow=True).content.decode()
    assert "hãy gắn lại: 1.1 (“di-tich”)" in page
