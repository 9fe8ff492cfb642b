"""Appeals, remarks and agreed figures go out in the workbook and come back."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import F

from tests.scoring.conftest import all_handed_in, hand_in, sheet_of, verified, with_rubric  # noqa: F401
from tests.scoring.disputes import answer, appeal_of
from thidua.clusters.models import ClusterYear
from thidua.core.timetable import Stage
from thidua.core.verification import AppealState
from thidua.scoring import actions
from thidua.scoring.models import Appeal, LineComment, ScoreLine
from thidua.workbook import importing
from thidua.workbook.exporting import export_year
from thidua.workbook.writing import write

from .fresh import cells, empty_the_database

D = Decimal


@pytest.fixture
def disputed(verified):  # noqa: F811
    """Unit b's sheet with an appeal accepted, one withdrawn, one open, and two remarks."""
    world = verified
    answer(world, appeal_of(world))
    taken_back = appeal_of(world, who="head_c", unit="c", code="1.2", wanted=None)
    actions.withdraw_appeal(world.actor("head_c", "2017-11-10"), taken_back)
    appeal_of(world, who="head_c", unit="c", code="1.2", day="2017-11-11", wanted=D(3))
    sheet = sheet_of(world.year, world.units["b"])
    for who, text in (("head_c", "Đề nghị\nxem lại"), ("secretary", "Đã xem")):
        actions.add_comment(world.actor(who, "2017-11-09"), sheet, "1.1", text)
    passed = [stage for stage in Stage if stage.order < Stage.VERIFICATION.order]
    world.year.stage_terms.filter(stage__in=passed).update(completed_on=F("due"))
    return world


def test_disputes_go_out_and_come_back_the_same(disputed):
    content = write(export_year(disputed.year))
    empty_the_database()
    importing.accept(disputed.actor("operator", "2017-12-01"), content)
    year = ClusterYear.objects.get(year=2017)
    assert cells(write(export_year(year))) == cells(content)
    states = Appeal.objects.order_by("raised_at").values_list("state", flat=True)
    assert list(states) == [AppealState.ACCEPTED, AppealState.WITHDRAWN, AppealState.OPEN]
    assert Appeal.objects.get(state=AppealState.OPEN).answer_by == date(2017, 11, 16)
    assert ScoreLine.objects.get(criterion__code="1.1", sheet__unit__code="so-b").agreed_entry == D(34)
    assert LineComment.objects.count() == 2


def changed(world, **values):
    """The year's workbook with the open appeal's row saying something else."""
    book = export_year(world.year)
    book["appeals"] = [
        replace(row, values={**row.values, **values}) if row["state"] == AppealState.OPEN else row
        for row in book["appeals"]
    ]
    return write(book)


def test_a_missing_answer_may_be_told_later_and_nothing_else_of_an_appeal(disputed):
    told = changed(disputed, state=AppealState.REJECTED.value, answer="Không đủ căn cứ")
    importing.accept(disputed.actor("operator", "2017-11-12"), told, disputed.year)
    assert Appeal.objects.get(answer="Không đủ căn cứ").state == AppealState.REJECTED
    with pytest.raises(importing.Rejected, match="sổ chỉ ghi thêm được câu trả lời"):
        importing.accept(disputed.actor("operator"), changed_grounds(disputed), disputed.year)


def changed_grounds(world):
    book = export_year(world.year)
    book["appeals"] = [replace(row, values={**row.values, "grounds": "Khác"}) for row in book["appeals"]]
    return write(book)


def test_a_faulty_figure_is_told_at_its_cell(disputed):
    book = export_year(disputed.year)
    row = book["appeals"][0]
    later = row["raised_at"].replace(hour=15)
    book["appeals"].append(
        replace(
            row,
            values={**row.values, "raised_at": later, "state": "open", "answer": None, "answered_at": None,
                    "wanted_entry": D(99)},
        )
    )  # fmt: skip
    with pytest.raises(importing.Rejected) as rejected:
        importing.accept(disputed.actor("operator"), write(book), disputed.year)
    (fault,) = rejected.value.prepared.faults
    assert (fault.sheet, fault.column) == ("Kiến nghị điểm", 5)


def test_remarks_on_a_draft_stay_with_their_unit(with_rubric):  # noqa: F811
    world = with_rubric
    sheet = actions.save_self_scores(
        world.actor("specialist_b"), world.year, world.units["b"], {"1.1": (D(35), "")}
    )
    actions.add_comment(world.actor("head_b"), sheet, "1.1", "Xem lại")
    assert [row["text"] for row in export_year(world.year)["line_comments"]] == ["Xem lại"]
    assert export_year(world.year, lambda code: code != "so-b")["line_comments"] == []
