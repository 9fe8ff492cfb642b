"""A year with duties and indicators, and reports in the states tests speak of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.world import World
from thidua.core.reporting import MedalRow
from thidua.core.timetable import Field, Stage
from thidua.pledges.models import AgreedFigure, Target
from thidua.reporting import actions
from thidua.reporting.models import DutyKind, Report, ReportingDuty


class ReportingYear:
    """The small cluster in its running stage, with a mid-year and a year-end duty and two indicators."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.year = world.at(Stage.RUNNING)
        chair = world.actor("secretary")
        self.midyear = actions.save_duty(
            chair,
            self.year,
            code="sau-thang",
            kind=DutyKind.MIDYEAR,
            name="Báo cáo sáu tháng",
            due=day(6, 15),
        )
        self.yearend = actions.save_duty(
            chair, self.year, code="nam", kind=DutyKind.YEAREND, name="Báo cáo năm", due=day(10, 31)
        )
        self.target = Target.objects.create(
            cluster_year=self.year, code="khach", name="Khách du lịch", field=Field.TOURISM, measure="lượt"
        )
        for unit, value in zip(world.units.values(), (100, 200, 300), strict=True):
            AgreedFigure.objects.create(target=self.target, unit=unit, value=value)
        self.visitors = actions.save_indicator(
            chair,
            self.year,
            code="khach",
            name="Khách du lịch",
            field=Field.TOURISM,
            measure="lượt",
            target=self.target,
        )
        self.families = actions.save_indicator(
            chair,
            self.year,
            code="gia-dinh",
            name="Gia đình văn hóa",
            field=Field.FAMILY,
            measure="%",
            position=1,
        )

    def draft(
        self,
        unit: str,
        duty: ReportingDuty | None = None,
        *,
        on: str = "2017-06-10",
        visitors: str = "150",
        medals: tuple[MedalRow, ...] = (),
        by: str | None = None,
    ) -> Report:
        """What the unit's specialist has written so far."""
        return actions.save_draft(
            self.world.actor(by or f"specialist_{unit}", on),
            duty or self.midyear,
            self.world.units[unit],
            sections={"tourism": "Đón khách vượt kế hoạch"},
            figures={"khach": Decimal(visitors)},
            medals=medals,
        )

    def submitted(
        self, unit: str, duty: ReportingDuty | None = None, *, on: str = "2017-06-14", **what
    ) -> Report:
        """A report drafted, and handed in by the head, the same day."""
        report = self.draft(unit, duty, on=on, **what)
        actions.submit_report(self.world.actor(f"head_{unit}", on, 10), report)
        report.refresh_from_db()
        return report

    def returned(self, unit: str, *, on: str = "2017-06-16", redo_due: date | None = None) -> Report:
        """A report handed in, then sent back by the secretary."""
        report = self.submitted(unit)
        actions.return_report(
            self.world.actor("secretary", on),
            report,
            reason="Thiếu số liệu gia đình",
            redo_due=redo_due or day(6, 20),
        )
        report.refresh_from_db()
        return report

    def address(self, page: str, *args: object) -> str:
        """A page of the year."""
        return self.year.url(page, *args)


def day(month: int, number: int) -> date:
    """A day of 2017."""
    return date(2017, month, number)


@pytest.fixture
def reporting(world) -> ReportingYear:
    """A running year whose reports are owed."""
    return ReportingYear(world)
