"""Fixtures of scoring, in the field's words."""

from decimal import Decimal

import pytest

from tests.world import World
from thidua.core.rubric import CriterionKind, Parameters, RubricCriterion, RubricGroup
from thidua.core.timetable import Stage
from thidua.scoring import actions
from thidua.scoring.models import ScoreSheet

K = CriterionKind


def criterion(code, kind, most, **parameters):
    return RubricCriterion(code, f"Tiêu chí {code}", kind, Decimal(most), Parameters(**parameters))


def sheet_of(year, unit):
    """The unit's sheet as it is stored now."""
    return ScoreSheet.objects.select_related("cluster_year", "unit").get(cluster_year=year, unit=unit)


GROUPS = (
    RubricGroup(
        "I",
        "Thực hiện nhiệm vụ chuyên môn",
        (criterion("1.1", K.JUDGED, 40), criterion("1.2", K.COUNT, 20, points_each=Decimal("2.5"))),
    ),
    RubricGroup(
        "II",
        "Công tác thi đua, khen thưởng",
        (
            criterion("2.1", K.YES_NO, 10),
            criterion("2.2", K.LATENESS, 10, per_late=Decimal(2)),
            criterion("2.3", K.PARTICIPATION, 20),
        ),
    ),
    RubricGroup("III", "Thưởng, trừ", (criterion("3.1", K.BONUS, 5), criterion("3.2", K.PENALTY, 5))),
)
D = Decimal
ALL = {"1.1": (D(35), "Đạt khá"), "1.2": (D(4), ""), "2.1": (D(1), ""), "3.1": (D(2), ""), "3.2": (D(1), "")}
# 35 + 4 × 2,5 + 10 + 10 + 20 + 2 - 1
TOTAL = Decimal(86)


@pytest.fixture
def with_rubric(world) -> World:
    """The cluster has its rubric; units are about to score themselves."""
    actions.save_rubric(world.actor("secretary"), world.year, name="Thang điểm 100", places=2, groups=GROUPS)
    world.at(Stage.SELF_SCORING)
    return world


@pytest.fixture
def hand_in(with_rubric):
    """Return a function by which a unit scores itself and its head hands the sheet in."""

    def hand_in_sheet(code, day="2017-10-20", other=None):
        world = with_rubric
        unit = world.units[code]
        entries = {**ALL, **(other or {})}
        sheet = actions.save_self_scores(world.actor(f"specialist_{code}", day), world.year, unit, entries)
        actions.submit_sheet(world.actor(f"head_{code}", day), sheet)
        sheet.refresh_from_db()
        return sheet

    return hand_in_sheet


@pytest.fixture
def all_handed_in(with_rubric, hand_in) -> World:
    """Every unit's sheet lies with the verifier."""
    for code in "abc":
        hand_in(code)
    with_rubric.at(Stage.VERIFICATION)
    return with_rubric


@pytest.fixture
def verified(all_handed_in) -> World:
    """Unit b's sheet was verified on 8 November with 1.1 cut to 30 points; the others' wait."""
    secretary = all_handed_in.actor("secretary", "2017-11-08")
    sheet = sheet_of(all_handed_in.year, all_handed_in.units["b"])
    actions.save_verification(secretary, sheet, {"1.1": (D(30), "Chưa đủ minh chứng")})
    actions.finish_verification(secretary, sheet)
    return all_handed_in
