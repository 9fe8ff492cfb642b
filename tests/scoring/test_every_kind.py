"""Each kind of criterion in a year as it is stored: grid, workbook and core give the same points."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.scoring.conftest import sheet_of
from tests.scoring.every_kind import GROUPS, TYPED, every_kind
from tests.workbook.editing import edited, put, row_of
from thidua.core.faults import Refused
from thidua.core.points import Entries, add_up, agreed_points, self_points, takes_entry
from thidua.core.rubric import Precision, Rounding, criteria_of
from thidua.core.timetable import Stage
from thidua.core.verification import Combination, VerificationMode
from thidua.core.vietnamese import parse_number
from thidua.scoring import actions
from thidua.scoring.facts import facts_by_unit, facts_from, record_of
from thidua.scoring.models import (
    Criterion,
    CrossScore,
    CrossSheet,
    Rubric,
    ScoreLine,
    ScoreSheet,
    ScoringRules,
    SheetState,
)
from thidua.scoring.queries import rubric_groups, rubric_of, score_table
from thidua.workbook import importing

D = Decimal
TODAY = date(2017, 11, 10)
TWO = Precision(2)


@pytest.fixture
def ground(world):
    return every_kind(world)


def by_grid(ground, typed, code="b"):
    """The unit types its sheet on the page and its head hands it in."""
    data = {f"entry:{one}": figure for one, figure in typed.items()}
    url = ground.year.url("score_sheet", ground.world.units[code].code)
    sent = {"side": "score", "version": "0", "then": "submit", **data}
    answer = ground.world.client(f"head_{code}").post(url, sent)
    assert answer.status_code == 302, answer.content.decode()


def by_workbook(ground, typed, code="c"):
    """Somebody brings the same figures in by the year's workbook."""

    def edit(workbook):
        unit = ground.world.units[code].code
        page = workbook["Phiếu chấm"]
        row = page.max_row + 1
        put(page, row, "Đơn vị", unit)
        put(page, row, "Tình trạng", str(SheetState.SUBMITTED.label))
        put(page, row, "Nộp lúc", "09:00 20/10/2017")
        page = workbook["Chấm điểm"]
        for number, (criterion, figure) in enumerate(typed.items(), start=page.max_row + 1):
            put(page, number, "Đơn vị", unit)
            put(page, number, "Mã tiêu chí", criterion)
            put(page, number, "Tự chấm", figure or None)

    importing.accept(ground.world.actor("authority", "2017-10-20"), edited(ground.year, edit), ground.year)


def by_core(ground, typed):
    """The points of the same figures by the pure rules, from the facts of unit b."""
    unit = ground.world.units["b"]
    facts = facts_by_unit(ground.year, [unit], TODAY)[unit.pk]
    points = {}
    for criterion in criteria_of(GROUPS):
        figure = typed.get(criterion.code)
        entry = parse_number(figure) if figure and takes_entry(criterion, facts) else None
        points[criterion.code] = self_points(criterion, TWO, entry, facts).value
    return points


def standing(ground, code):
    (row,) = [one for one in score_table(ground.year, TODAY).units if one.unit == ground.world.units[code]]
    return row


def values(points):
    return {code: one.value for code, one in points.items()}


@pytest.mark.parametrize("typed", TYPED)
def test_grid_workbook_and_core_give_the_same_points(ground, typed):
    by_grid(ground, typed)
    by_workbook(ground, typed)
    told = by_core(ground, typed)
    for code in "bc":
        row = standing(ground, code)
        assert values(row.self_points) == told
        assert row.total == sum(told.values()) == sum(add_up(GROUPS, told))


def test_the_table_without_words_has_the_points_of_the_one_with(ground):
    by_grid(ground, TYPED[0])
    ground.world.at(Stage.VERIFICATION)
    secretary, sheet = (
        ground.world.actor("secretary", "2017-11-08"),
        sheet_of(ground.year, ground.world.units["b"]),
    )
    codes = [criterion.code for criterion in criteria_of(GROUPS)]
    actions.save_verification(secretary, sheet, {code: (D(1), "Thiếu") for code in codes[::2]})

    def both():
        bare, told = score_table(ground.year, TODAY), score_table(ground.year, TODAY, told=True)
        for one, other in zip(bare.units, told.units, strict=True):
            for side in ("self", "verified", "agreed"):
                points = [values(getattr(row, f"{side}_points")) for row in (one, other)]
                assert str(points[0]) == str(points[1])
                assert getattr(one, f"{side}_by_group") == getattr(other, f"{side}_by_group")
            assert (one.total, one.rank, one.lines.keys()) == (other.total, other.rank, other.lines.keys())
        assert any(points.words.message for points in told.units[1].self_points.values())
        return bare.units[1]

    waiting = both()
    assert waiting.verified_by_group != waiting.self_by_group
    ScoreLine.objects.filter(sheet=sheet, criterion__code__in=codes[1:]).update(agreed_entry=0)
    actions.finish_verification(secretary, sheet)
    settled = both()
    assert settled.agreed_by_group != settled.verified_by_group


def test_the_page_tells_how_the_points_came_about(ground):
    by_grid(ground, TYPED[0])
    url = ground.year.url("score_sheet", ground.world.units["b"].code)
    page = ground.world.client("specialist_b").get(url).content.decode()
    for words in (
        "310 so với giao ước 300: đạt 103,3%",
        "1 HCV × 5 + 2 HCB × 3 + 3 HCĐ × 1 = 14 điểm",
        "Mỗi HCV 5 điểm, HCB 3 điểm, HCĐ 1 điểm; tối đa 20 điểm",
        "310 : 70 × 1 điểm",
        "1 báo cáo muộn × 2 điểm",
        "4 × 1,5 = 6 điểm",
        "Tỷ lệ 56,7% so với mức đủ điểm 80%",
    ):
        assert words in page


def test_a_verified_sheet_keeps_medals_and_figures_it_was_verified_with(ground):
    by_grid(ground, TYPED[0])
    ground.world.at(Stage.VERIFICATION)
    sheet = sheet_of(ground.year, ground.world.units["b"])
    actions.finish_verification(ground.world.actor("secretary", "2017-11-08"), sheet)
    before = values(standing(ground, "b").agreed_points)
    report = ground.world.units["b"].reports.get()
    report.medals.all().delete()
    report.figures.all().delete()
    assert values(standing(ground, "b").agreed_points) == before
    kept = sheet_of(ground.year, ground.world.units["b"]).facts
    assert record_of(facts_from(kept)) == kept
    older = {key: value for key, value in kept.items() if key not in ("medals", "indicators")}
    assert facts_from(older).medals.total == 0


def test_cross_scores_of_units_that_have_finished_make_the_verified_points(ground):
    by_grid(ground, TYPED[0])
    year, unit = ground.year, ground.world.units["b"]
    ScoringRules.objects.create(
        cluster_year=year, verified_by=VerificationMode.CROSS, combination=Combination.MEDIAN
    )
    sheet = sheet_of(year, unit)
    rows = {row.code: row for row in Criterion.objects.all()}
    given = {"a": {"2.3": D(4), "1.3": D(9)}, "c": {"2.3": D(6)}}
    at = ground.world.actor("secretary").at
    for code, figures in given.items():
        cross = CrossSheet.objects.create(
            sheet=sheet, scorer=ground.world.units[code], edited_at=at, finished_at=at
        )
        for criterion, figure in figures.items():
            CrossScore.objects.create(cross_sheet=cross, criterion=rows[criterion], entry=figure, reason="Vì")
    points = standing(ground, "b").verified_points
    assert points["2.3"].value == 5
    assert points["1.3"].value == D("11.5")  # unit c agrees with the 14 computed
    assert points["1.5"].value == 6
    CrossSheet.objects.filter(scorer=ground.world.units["a"]).update(finished_at=None)
    assert values(standing(ground, "b").verified_points) == values(standing(ground, "b").self_points)
    # Closed without unit a, the one that has finished counts alone.
    ScoreSheet.objects.filter(pk=sheet.pk).update(state=SheetState.VERIFIED)
    assert standing(ground, "b").verified_points["2.3"].value == 6
    rule = next(one for one in criteria_of(GROUPS) if one.code == "2.3")
    entries = Entries(D("8.25"), crossed=(D(6),))
    assert agreed_points(rule, TWO, entries, standing(ground, "b").facts, Combination.MEDIAN).value == 6


def test_an_agreed_figure_ranks_once_the_sheet_is_verified(ground):
    by_grid(ground, TYPED[0])
    ground.world.at(Stage.VERIFICATION)
    sheet = sheet_of(ground.year, ground.world.units["b"])
    actions.save_verification(
        ground.world.actor("secretary", "2017-11-08"), sheet, {"2.3": (D(5), "Chưa đủ việc")}
    )
    actions.finish_verification(ground.world.actor("secretary", "2017-11-08"), sheet)
    ScoreLine.objects.filter(sheet=sheet, criterion__code="2.3").update(
        agreed_entry=D(7), agreed_reason="Bổ sung hồ sơ"
    )
    row = standing(ground, "b")
    assert (row.verified_points["2.3"].value, row.agreed_points["2.3"].value) == (5, 7)
    assert row.total == row.agreed_total == row.verified_total + 2
    assert row.was_settled
    assert (row.reason("2.3"), row.agreed_reason("2.3")) == ("Chưa đủ việc", "Bổ sung hồ sơ")


# --- evidence ---


def test_what_must_be_proven_is_not_handed_in_without_its_file(ground):
    world, year = ground.world, ground.year
    row = Criterion.objects.get(code="2.1")
    row.parameters = {"needs_evidence": True}
    row.save()
    unit = world.units["b"]
    entries = {code: (parse_number(figure), "") for code, figure in TYPED[0].items()}
    sheet = actions.save_self_scores(world.actor("specialist_b"), year, unit, entries)
    with pytest.raises(Refused, match=r"2\.1 thiếu minh chứng") as refused:
        actions.submit_sheet(world.actor("head_b"), sheet)
    assert [fault.place for fault in refused.value.faults] == ["2.1"]
    url = year.url("score_sheet", unit.code)
    assert "thiếu minh chứng" in world.client("head_b").get(url).content.decode()
    nothing = {**entries, "2.1": (D(0), "")}
    actions.save_self_scores(world.actor("specialist_b"), year, unit, nothing)
    actions.ask_sheet_approval(world.actor("specialist_b"), sheet_of(year, unit))
    actions.save_self_scores(world.actor("specialist_b"), year, unit, entries)
    file = SimpleUploadedFile("bang-chung.pdf", b"%PDF-1.4\n%%EOF", "application/pdf")
    actions.add_evidence(world.actor("specialist_b"), year, unit, "2.1", file)
    actions.submit_sheet(world.actor("head_b"), sheet_of(year, unit))
    assert "thiếu minh chứng" not in world.client("head_b").get(url).content.decode()


# --- editor and workbook of the rubric ---


def test_the_editor_takes_bands_medals_and_an_indicator_of_the_year(ground):
    ground.world.at(Stage.RUNNING)
    client = ground.world.client("secretary")
    group = Criterion.objects.get(code="1.1").group
    data = {"version": "1", "name": "Mới", "max_points": "20", "bands_in": "percent"}
    url = ground.year.url("new_criterion", group.pk)
    wrong = {**data, "code": "1.6", "kind": "target", "bands": "70: năm mươi"}
    page = client.post(url, wrong).content.decode()
    assert "Không hiểu bậc điểm “70: năm mươi”." in page
    assert "70: năm mươi</textarea>" in page
    falling = {**data, "code": "1.6", "kind": "target", "bands": "70: 50\n90: 40"}
    assert "ít điểm hơn bậc dưới nó" in client.post(url, falling).content.decode()
    right = {**data, "code": "1.6", "kind": "target", "bands": "90: 80\n70: 50", "needs_evidence": "on"}
    assert client.post(url, right).status_code == 302
    unchosen = {**data, "version": "2", "code": "1.7", "kind": "indicator", "points_each": "1"}
    assert "Hãy chọn chỉ số" in client.post(url, unchosen).content.decode()
    assert client.post(url, {**unchosen, "indicator_code": "khach"}).status_code == 302
    rules = {one.code: one.parameters for one in criteria_of(rubric_groups(rubric_of(ground.year)))}
    assert [str(band) for band in rules["1.6"].bands] == ["70: 50", "90: 80"]
    assert rules["1.6"].needs_evidence
    assert rules["1.7"].indicator_code == "khach"
    edit = client.get(ground.year.url("criterion", Criterion.objects.get(code="1.6").pk)).content.decode()
    assert "70: 50\n90: 80</textarea>" in edit


def test_the_rubric_says_how_it_rounds_and_the_editor_changes_it(ground):
    ground.world.at(Stage.RUNNING)
    client = ground.world.client("secretary")
    data = {"name": "Thang", "places": "1", "rounding": "half_even", "version": "1"}
    assert client.post(ground.year.url("rubric_name"), data).status_code == 302
    assert Rubric.objects.get().precision == Precision(1, Rounding.HALF_EVEN)
    page = client.get(ground.year.url("rubric")).content.decode()
    assert "Điểm mỗi tiêu chí làm tròn tới 1 chữ số sau dấu phẩy, nửa lấy số chẵn" in page


def test_an_indicator_not_of_the_year_is_named(ground):
    ground.world.at(Stage.RUNNING)
    lost = next(one for one in criteria_of(GROUPS) if one.code == "1.4")
    lost = replace(lost, parameters=replace(lost.parameters, indicator_code="khong-co"))
    with pytest.raises(Refused, match="khong-co") as refused:
        actions.save_criterion(ground.world.actor("secretary"), ground.year, "I", lost, was="1.4")
    assert refused.value.faults[0].place == "1.4:indicator_code"


def test_rounding_source_parameters_and_agreed_figures_go_through_the_workbook(ground):
    by_grid(ground, TYPED[0])
    ground.world.at(Stage.VERIFICATION)
    sheet = sheet_of(ground.year, ground.world.units["b"])
    actions.finish_verification(ground.world.actor("secretary", "2017-11-08"), sheet)

    def edit(workbook):
        put(workbook["Năm"], 2, "Cách làm tròn", "Bỏ phần lẻ")
        put(workbook["Năm"], 2, "Nguồn thang điểm", "Công văn 12/HD")
        page = workbook["Thang điểm"]
        row = row_of(page, "Mã tiêu chí", "1.2")
        told = page.cell(row, [cell.value for cell in page[1]].index("Tham số") + 1).value
        assert told == "Các bậc điểm=70: 50 | 85: 75 | 100: 100"
        put(
            page,
            row,
            "Tham số",
            "Các bậc điểm=60: 8 | 100: 20; Bậc điểm tính bằng=Điểm; Phải có minh chứng=có",
        )
        page = workbook["Chấm điểm"]
        row = row_of(page, "Mã tiêu chí", "2.3")
        put(page, row, "Thống nhất", "9,5")
        put(page, row, "Lý do thống nhất", "Hội nghị thống nhất")

    importing.accept(ground.world.actor("operator", "2017-11-09"), edited(ground.year, edit), ground.year)
    rubric = Rubric.objects.get()
    assert (rubric.rounding, rubric.source) == (Rounding.DOWN, "Công văn 12/HD")
    rule = next(one for one in criteria_of(rubric_groups(rubric)) if one.code == "1.2")
    assert [str(band) for band in rule.parameters.bands] == ["60: 8", "100: 20"]
    assert rule.parameters.needs_evidence
    row = standing(ground, "b")
    assert row.agreed_points["2.3"].value == D("9.5")
    assert row.agreed_reason("2.3") == "Hội nghị thống nhất"


def test_the_verifier_may_not_agree_figures_by_workbook(ground):
    by_grid(ground, TYPED[0])
    ground.world.at(Stage.VERIFICATION)

    def edit(workbook):
        page = workbook["Chấm điểm"]
        row = row_of(page, "Mã tiêu chí", "2.3")
        put(page, row, "Thống nhất", "9")
        put(page, row, "Lý do thống nhất", "Tự ý")

    content = edited(ground.year, edit)
    with pytest.raises(importing.Rejected, match="Điểm thống nhất"):
        importing.accept(ground.world.actor("secretary", "2017-11-09"), content, ground.year)
    assert not ScoreLine.objects.exclude(agreed_entry=None).exists()
