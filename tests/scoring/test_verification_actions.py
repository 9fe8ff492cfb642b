"""The chair's desk verifies: only differences are entered, each with its reason."""

from decimal import Decimal

import pytest

from tests.scoring.conftest import TOTAL, sheet_of
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.timetable import Stage
from thidua.scoring import actions
from thidua.scoring.models import SheetState
from thidua.scoring.queries import score_table

D = Decimal


@pytest.fixture
def sheet(all_handed_in):
    return sheet_of(all_handed_in.year, all_handed_in.units["b"])


def row(world, code="b"):
    table = score_table(world.year, world.actor("secretary", "2017-11-05").today)
    return next(unit for unit in table.units if unit.unit == world.units[code])


def test_no_unit_verifies(all_handed_in, sheet):
    for who in ("head_b", "specialist_c", "authority", "inspector"):
        with pytest.raises(NotPermitted):
            actions.save_verification(all_handed_in.actor(who), sheet, {"1.1": (D(30), "Vì")})
        with pytest.raises(NotPermitted):
            actions.finish_verification(all_handed_in.actor(who), sheet)


def test_a_difference_needs_a_reason(all_handed_in, sheet):
    secretary = all_handed_in.actor("secretary", "2017-11-05")
    with pytest.raises(Refused) as refused:
        actions.save_verification(secretary, sheet, {"1.1": (D(30), " "), "1.2": (D("1.5"), "Lẻ")})
    assert {fault.place for fault in refused.value.faults} == {"1.1:reason", "1.2"}
    assert row(all_handed_in).running_total == TOTAL


def test_points_follow_the_unit_but_where_the_verifier_differs(all_handed_in, sheet):
    secretary = all_handed_in.actor("secretary", "2017-11-05")
    actions.save_verification(
        secretary,
        sheet,
        {"1.1": (D(30), "Thiếu minh chứng"), "1.2": (D(4), ""), "2.2": (D(9), "Chậm một ngày")},
    )
    actions.finish_verification(secretary, sheet)
    scored = row(all_handed_in)
    assert (scored.self_total, scored.verified_total, scored.difference) == (TOTAL, TOTAL - 6, -6)
    assert scored.reason("1.1") == "Thiếu minh chứng"
    assert scored.lines["1.2"].verified_entry is None


def test_two_verifiers_notice_each_other(all_handed_in, sheet):
    actions.save_verification(all_handed_in.actor("secretary"), sheet, {"1.1": (D(30), "Vì")}, version=1)
    with pytest.raises(Stale, match="Người secretary"):
        actions.save_verification(all_handed_in.actor("head_a"), sheet, {"1.1": (D(29), "Vì")}, version=1)


def test_verifying_belongs_to_its_stage(all_handed_in, sheet):
    all_handed_in.at(Stage.SELF_SCORING)
    with pytest.raises(Refused, match="giai đoạn"):
        actions.finish_verification(all_handed_in.actor("secretary"), sheet)


def test_finished_twice_is_refused_and_reopening_needs_a_reason(all_handed_in, sheet):
    secretary = all_handed_in.actor("secretary", "2017-11-05")
    actions.finish_verification(secretary, sheet)
    with pytest.raises(Refused, match="09:00 05/11/2017"):
        actions.finish_verification(secretary, sheet)
    with pytest.raises(Refused, match="lý do"):
        actions.reopen_verification(secretary, sheet, reason=" ")
    actions.reopen_verification(secretary, sheet, reason="Đơn vị kiến nghị")
    sheet.refresh_from_db()
    assert (sheet.state, sheet.verified_at) == (SheetState.SUBMITTED, None)


def test_a_returned_sheet_is_mended_and_handed_in_again_during_verification(all_handed_in, sheet):
    world = all_handed_in
    with pytest.raises(NotPermitted):
        actions.return_sheet(world.actor("head_b"), sheet, reason="Muốn sửa")
    actions.return_sheet(world.actor("secretary"), sheet, reason="Bổ sung minh chứng")
    sheet.refresh_from_db()
    assert sheet.is_returned
    with pytest.raises(Refused, match="chưa nộp"):
        actions.finish_verification(world.actor("secretary"), sheet)
    actions.save_self_scores(world.actor("specialist_b"), world.year, world.units["b"], {"1.1": (D(33), "")})
    actions.submit_sheet(world.actor("head_b"), sheet)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.return_reason) == (SheetState.SUBMITTED, "")
