"""A verified sheet in dispute, for the tests of appeals and of the pages that show them."""

from decimal import Decimal

from tests.scoring.conftest import sheet_of
from thidua.core.verification import AppealState
from thidua.scoring import actions

D = Decimal


def appeal_of(world, who="specialist_b", day="2017-11-09", unit="b", code="1.1", **more):
    """``who`` appeals in the name of ``unit`` about a line of unit b's sheet."""
    given = {"grounds": "Đã gửi bổ sung minh chứng", "wanted": D(35), **more}
    sheet = sheet_of(world.year, world.units["b"])
    return actions.raise_appeal(world.actor(who, day), sheet, world.units[unit], code, **given)


def answer(world, appeal, outcome=AppealState.ACCEPTED, who="secretary", day="2017-11-10", **more):
    """``who`` answers it, by default accepting with 34."""
    given = {"answer": "Hồ sơ bổ sung hợp lệ", "agreed": D(34), **more}
    return actions.answer_appeal(world.actor(who, day), appeal, outcome, **given)
