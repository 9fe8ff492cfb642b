"""Cross-scoring and inspection groups go out in the workbook and come back."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db.models import F

from tests.scoring.conftest import all_handed_in, hand_in, sheet_of, with_rubric  # noqa: F401
from tests.scoring.test_cross_scoring import crossed, score
from thidua.clusters.models import ClusterYear
from thidua.core.timetable import Stage
from thidua.core.verification import VerificationMode
from thidua.scoring import actions, queries
from thidua.scoring.models import CrossScore, CrossSheet, InspectionGroup, ScoringRules
from thidua.workbook import importing
from thidua.workbook.exporting import export_year
from thidua.workbook.importing import Rejected
from thidua.workbook.writing import write

from .fresh import cells, empty_the_database

D = Decimal


def stages_passed(world):
    passed = [stage for stage in Stage if stage.order < Stage.VERIFICATION.order]
    world.year.stage_terms.filter(stage__in=passed).update(completed_on=F("due"))


@pytest.fixture
def world_crossed(all_handed_in):  # noqa: F811
    """b is scored by c (done, one figure) and a (begun); a by c (done, no difference)."""
    world = crossed(all_handed_in)
    score(world, "b", "c", finish=True, k1_1=(D(30), "Thiếu minh chứng\nmục 2"))
    score(world, "b", "a", k1_2=(D(3), "Một việc tính hai lần"))
    score(world, "a", "c", finish=True)
    stages_passed(world)
    return world


def test_cross_scores_go_out_and_come_back_the_same(world_crossed):
    total = [row.running_total for row in queries.score_table(world_crossed.year).units]
    content = write(export_year(world_crossed.year))
    empty_the_database()
    importing.accept(world_crossed.actor("operator", "2017-12-01"), content)
    year = ClusterYear.objects.get(year=2017)
    assert cells(write(export_year(year))) == cells(content)
    assert (CrossSheet.objects.count(), CrossScore.objects.count()) == (3, 2)
    assert CrossSheet.objects.exclude(finished_at=None).count() == 2
    assert [row.running_total for row in queries.score_table(year).units] == total


def test_what_another_unit_has_not_finished_is_left_out(world_crossed):
    book = export_year(world_crossed.year, {"so-c"}.__contains__)
    assert [(row["unit"], row["scorer"]) for row in book["cross_scores"]] == [("so-b", "so-c")]
    assert len(book["cross_sheets"]) == 3


def test_a_wrong_figure_is_told_at_its_cell(world_crossed):
    book = export_year(world_crossed.year)
    book["cross_scores"] = [
        replace(row, values={**row.values, "entry": D(99)}) if row["scorer"] == "so-c" else row
        for row in book["cross_scores"]
    ]
    with pytest.raises(Rejected) as rejected:
        importing.accept(world_crossed.actor("operator", "2017-12-01"), write(book), world_crossed.year)
    (fault,) = rejected.value.prepared.faults
    assert (fault.sheet, fault.column) == ("Điểm chấm chéo", 4)


def test_groups_go_out_and_come_back_the_same(all_handed_in):  # noqa: F811
    world = all_handed_in
    ScoringRules.objects.create(cluster_year=world.year, verified_by=VerificationMode.INSPECTION)
    actions.save_inspection_group(
        world.actor("secretary", "2017-11-01"),
        world.year,
        name="Tổ số 1",
        people=[world.people["head_c"], world.people["authority"]],
        units=[world.units["a"], world.units["b"]],
    )
    stages_passed(world)
    content = write(export_year(world.year))
    empty_the_database()
    importing.accept(world.actor("operator", "2017-12-01"), content)
    assert cells(write(export_year(ClusterYear.objects.get(year=2017)))) == cells(content)
    group = InspectionGroup.objects.get()
    assert {user.username for user in group.inspectors.all()} == {"head_c", "authority"}
    assert {unit.code for unit in group.units.all()} == {"so-a", "so-b"}


def test_an_unknown_inspector_is_told_at_the_cell(all_handed_in):  # noqa: F811
    from thidua.sheets.values import Row

    world = all_handed_in
    book = export_year(world.year)
    book["inspection_groups"] = [
        Row(0, {"name": "Tổ 1", "inspectors": "khong_co", "units": ("so-a",)}),
    ]
    with pytest.raises(Rejected) as rejected:
        importing.accept(world.actor("secretary", "2017-11-02"), write(book), world.year)
    (fault,) = rejected.value.prepared.faults
    assert (fault.sheet, fault.column) == ("Tổ kiểm tra", 2)
    assert not InspectionGroup.objects.exists()


def test_the_secretary_brings_no_figures_where_groups_inspect(all_handed_in):  # noqa: F811
    world = all_handed_in
    ScoringRules.objects.create(cluster_year=world.year, verified_by=VerificationMode.INSPECTION)
    book = export_year(world.year)
    book["scores"] = [
        replace(row, values={**row.values, "verified_entry": D(30), "difference_reason": "Thiếu"})
        if (row["unit"], row["criterion"]) == ("so-b", "1.1")
        else row
        for row in book["scores"]
    ]
    with pytest.raises(Rejected, match="do tổ kiểm tra thẩm định"):
        importing.accept(world.actor("secretary", "2017-11-02"), write(book), world.year)
    assert sheet_of(world.year, world.units["b"]).lines.exclude(verified_entry=None).count() == 0
