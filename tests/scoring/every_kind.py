"""A year whose rubric has a criterion of every kind, and units that reported for it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.world import World
from thidua.core.reporting import MedalRow
from thidua.core.rubric import CriterionKind, Parameters, RubricCriterion, RubricGroup
from thidua.core.timetable import Field, Stage
from thidua.pledges.models import AgreedFigure, Target
from thidua.reporting import actions as reporting
from thidua.reporting.models import CompetitionLevel, DutyKind
from thidua.scoring import actions

D = Decimal
K = CriterionKind


def _rule(code: str, kind: CriterionKind, most: int, target: str = "", **given: object) -> RubricCriterion:
    return RubricCriterion(code, f"Tiêu chí {code}", kind, D(most), Parameters.read(kind, given), target)


GROUPS = (
    RubricGroup(
        "I",
        "Nhiệm vụ chuyên môn",
        (
            _rule("1.1", K.TARGET, 30, "khach", floor="70", bonus_per_percent="0,5", bonus_cap="5"),
            _rule("1.2", K.TARGET, 20, bands="70: 50 | 85: 75 | 100: 100"),
            _rule("1.3", K.MEDALS, 20, per_gold="5", per_silver="3", per_bronze="1"),
            _rule("1.4", K.INDICATOR, 10, indicator_code="khach", points_each="1", per_units="70"),
            _rule("1.5", K.COUNT, 10, points_each="1,5"),
        ),
    ),
    RubricGroup(
        "II",
        "Thi đua, khen thưởng",
        (
            _rule("2.1", K.YES_NO, 5),
            _rule("2.2", K.SHARE, 10, full_at="80", floor="30"),
            _rule("2.3", K.JUDGED, 10, min_points="2"),
            _rule("2.4", K.LATENESS, 5, per_late="2"),
            _rule("2.5", K.PARTICIPATION, 5),
        ),
    ),
    RubricGroup("III", "Thưởng, trừ", (_rule("3.1", K.BONUS, 5), _rule("3.2", K.PENALTY, 5))),
)
# Some sheets as people type them.
TYPED = (
    {"1.2": "92,5", "1.5": "4", "2.1": "1", "2.2": "56,7", "2.3": "8,25", "3.1": "2", "3.2": "0,5"},
    {"1.2": "69,9", "1.5": "40", "2.1": "0", "2.2": "29,9", "2.3": "2", "3.1": "", "3.2": ""},
    {"1.2": "130", "1.5": "0", "2.1": "1", "2.2": "100", "2.3": "10", "3.1": "5", "3.2": "5"},
)


@dataclass(frozen=True)
class EveryKind:
    """The year at its self-scoring: b and c pledged 300 visitors and reported 310, with medals."""

    world: World

    @property
    def year(self):
        return self.world.year


def every_kind(world: World) -> EveryKind:
    """Make the rubric, the pledges and the reports."""
    year = world.at(Stage.RUNNING)
    chair = world.actor("secretary")
    target = Target.objects.create(
        cluster_year=year, code="khach", name="Khách du lịch", field=Field.TOURISM, measure="lượt"
    )
    reporting.save_indicator(
        chair, year, code="khach", name="Khách", field=Field.TOURISM, measure="lượt", target=target
    )
    due = date(2017, 10, 1)
    duty = reporting.save_duty(chair, year, code="nam", kind=DutyKind.YEAREND, name="Báo cáo năm", due=due)
    for code in "bc":
        unit = world.units[code]
        AgreedFigure.objects.create(target=target, unit=unit, value=300)
        won = (MedalRow("Giải vô địch", CompetitionLevel.NATIONAL, 1, 2, 3),)
        report = reporting.save_draft(
            world.actor(f"specialist_{code}", "2017-10-02"),
            duty,
            unit,
            sections={},
            figures={"khach": D(310)},
            medals=won,
        )
        reporting.submit_report(world.actor(f"head_{code}", "2017-10-03"), report)
    actions.save_rubric(chair, year, name="Thang điểm", places=2, groups=GROUPS)
    world.at(Stage.SELF_SCORING)
    return EveryKind(world)
