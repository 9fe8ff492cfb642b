"""Many clusters and years written straight to the tables: the benchmark's ground, not what it measures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from thidua.accounts.models import User
from thidua.accounts.roles import Role
from thidua.clusters.models import Appointment, Cluster, ClusterYear, Membership, StageTerm, Unit
from thidua.core.timetable import Field, Stage, usual_due
from thidua.movements.models import Directive, JointActivity, Movement, MovementPart
from thidua.pledges.models import AgreedFigure, Pact, Registration, Signature, Target
from thidua.reporting.models import (
    Figure,
    Indicator,
    MedalCount,
    Report,
    ReportingDuty,
    ReportSection,
    Submission,
)
from thidua.review.models import Meeting, Proposal
from thidua.scoring.models import Criterion, CriterionGroup, Rubric, ScoreLine, ScoreSheet

UNITS = 9
CRITERIA = 24
INDICATORS = 8
FIELDS = list(Field)


@dataclass(frozen=True, slots=True)
class Person:
    """A user of a cluster whose running year is ``year``."""

    user: User
    year: ClusterYear


def fill(clusters: int, years: int) -> tuple[Person, Person]:
    """Write ``clusters`` × ``years``; return the heads of the chair units of a 6- and a 24-unit cluster."""
    serial = count(1)
    ministry = Unit.objects.create(code="bo", kind="bo", name="Bộ Thử tải", short_name="Bộ")
    sizes = [6, 24] + [UNITS] * max(clusters - 2, 0)
    people = []
    for number, size in enumerate(sizes, start=1):
        cluster = Cluster.objects.create(
            code=f"cum-{number}", kind="cum", name=f"Cụm thi đua số {number}", awarding_authority=ministry
        )
        units = Unit.objects.bulk_create(
            Unit(
                code=f"so-{next(serial)}",
                kind="so",
                name=f"Sở Văn hóa {number}.{n}",
                short_name=f"Tỉnh {number}.{n}",
            )
            for n in range(size)
        )
        made = [_year(cluster, units, 2026 - age, is_running=age == 0) for age in range(years)]
        people.append(_head(units[0], made[0]))
    return people[0], people[1]


def _head(unit: Unit, year: ClusterYear) -> Person:
    user = User.objects.create(username=f"lanhdao-{unit.code}", full_name="Lãnh đạo thử", role=Role.UNIT_HEAD)
    Appointment.objects.create(user=user, unit=unit, since=date(2015, 1, 1))
    return Person(user, ClusterYear.objects.select_related("cluster").get(pk=year.pk))


def _year(cluster: Cluster, units: list[Unit], year: int, *, is_running: bool) -> ClusterYear:
    made = ClusterYear.objects.create(
        cluster=cluster,
        year=year,
        chair=units[0],
        deputy=units[1],
        is_demonstration=True,
        stage=Stage.REVIEW if is_running else Stage.HAND_OVER,
        closed_on=None if is_running else date(year, 12, 5),
    )
    Membership.objects.bulk_create(
        Membership(cluster_year=made, unit=unit, position=n) for n, unit in enumerate(units)
    )
    StageTerm.objects.bulk_create(
        StageTerm(cluster_year=made, stage=stage, due=usual_due(year, stage)) for stage in Stage
    )
    _movements(made, units)
    targets = _pledges(made, units)
    _reports(made, units, targets)
    _scores(made, units)
    _review(made, units)
    return made


def _at(year: ClusterYear, month: int, day: int) -> datetime:
    return datetime(year.year, month, day, 3, tzinfo=UTC)


def _movements(year: ClusterYear, units: list[Unit]) -> None:
    directive = Directive.objects.create(
        cluster_year=year,
        number="01/CT",
        issued_on=date(year.year, 1, 5),
        issuer="Bộ Thử tải",
        abstract="Phát động thi đua",
    )
    movements = Movement.objects.bulk_create(
        Movement(
            cluster_year=year,
            name=f"Phong trào {n}",
            launched_by="Bộ",
            level="bo",
            kind="thuong_xuyen",
            starts_on=date(year.year, 1, 10),
            directive=directive,
        )
        for n in range(3)
    )
    MovementPart.objects.bulk_create(
        MovementPart(
            movement=m,
            unit=u,
            activities="Tổ chức, tuyên truyền",
            results="Đạt",
            recorded_on=date(year.year, 6, 1),
        )
        for m in movements
        for u in units
    )
    activity = JointActivity.objects.create(
        cluster_year=year,
        kind="giao_luu",
        name="Giao lưu thể thao",
        field=Field.SPORTS,
        held_on=date(year.year, 5, 2),
        host=units[0],
    )
    activity.participants.set(units)


def _pledges(year: ClusterYear, units: list[Unit]) -> list[Target]:
    pact = Pact.objects.create(cluster_year=year, text="Các đơn vị thống nhất ký giao ước thi đua.")
    Signature.objects.bulk_create(
        Signature(pact=pact, unit=u, signer_name="Giám đốc", signed_at=_at(year, 3, 24), text_sha256="0" * 64)
        for u in units
    )
    targets = Target.objects.bulk_create(
        Target(
            cluster_year=year,
            code=f"ct-{n}",
            name=f"Chỉ tiêu {n}",
            field=FIELDS[n % 6],
            measure="việc",
            position=n,
        )
        for n in range(INDICATORS)
    )
    AgreedFigure.objects.bulk_create(
        AgreedFigure(target=t, unit=u, value=Decimal(10 + n)) for n, u in enumerate(units) for t in targets
    )
    Registration.objects.bulk_create(
        Registration(
            cluster_year=year,
            unit=u,
            award="co_thi_dua_bo_tinh",
            subject="collective",
            registered_at=_at(year, 3, 20),
        )
        for u in units
    )
    return targets


def _reports(year: ClusterYear, units: list[Unit], targets: list[Target]) -> None:
    duties = ReportingDuty.objects.bulk_create(
        ReportingDuty(cluster_year=year, code=code, kind=kind, name=name, due=due)
        for code, kind, name, due in (
            ("ke-hoach", "ke_hoach", "Kế hoạch thi đua", date(year.year, 2, 15)),
            ("6-thang", "sau_thang", "Báo cáo sáu tháng", date(year.year, 6, 15)),
            ("nam", "nam", "Báo cáo năm", date(year.year, 10, 31)),
        )
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(
            cluster_year=year,
            code=f"cs-{n}",
            name=f"Chỉ số {n}",
            field=FIELDS[n % 6],
            measure="việc",
            target=targets[n],
            position=n,
        )
        for n in range(INDICATORS)
    )
    reports = Report.objects.bulk_create(
        Report(duty=d, unit=u, state="accepted", edited_at=_at(year, d.due.month, 20))
        for d in duties
        for u in units
    )
    Submission.objects.bulk_create(
        Submission(
            report=r,
            submitted_at=_at(year, r.duty.due.month, 10 + n % 12),
            accepted_at=_at(year, r.duty.due.month, 25),
        )
        for n, r in enumerate(reports)
    )
    with_figures = [r for r in reports if r.duty.code != "ke-hoach"]
    Figure.objects.bulk_create(
        Figure(report=r, indicator=i, value=Decimal(11)) for r in with_figures for i in indicators
    )
    ReportSection.objects.bulk_create(
        ReportSection(report=r, kind=f, text="Kết quả tốt, đạt kế hoạch đề ra.")
        for r in with_figures
        for f in FIELDS
    )
    MedalCount.objects.bulk_create(
        MedalCount(report=r, competition=f"Giải {n}", level="quoc_gia", gold=n, silver=n + 1, bronze=n + 2)
        for r in with_figures
        for n in range(3)
    )


def _scores(year: ClusterYear, units: list[Unit]) -> None:
    rubric = Rubric.objects.create(cluster_year=year, name="Thang điểm 1.000")
    criteria = []
    for g in range(3):
        group = CriterionGroup.objects.create(
            rubric=rubric, code="I" * (g + 1), name=f"Nhóm {g + 1}", position=g
        )
        criteria += Criterion.objects.bulk_create(
            Criterion(
                group=group,
                code=f"{g + 1}.{n}",
                name=f"Tiêu chí {g + 1}.{n}",
                kind="judged",
                max_points=Decimal(40),
                position=n,
            )
            for n in range(CRITERIA // 3)
        )
    sheets = ScoreSheet.objects.bulk_create(
        ScoreSheet(
            cluster_year=year,
            unit=u,
            state="verified",
            edited_at=_at(year, 10, 20),
            submitted_at=_at(year, 10, 21),
            verified_at=_at(year, 11, 5),
        )
        for u in units
    )
    ScoreLine.objects.bulk_create(
        ScoreLine(sheet=s, criterion=c, self_entry=Decimal(30 + (n * k) % 10), self_note="Có minh chứng")
        for n, s in enumerate(sheets)
        for k, c in enumerate(criteria)
    )


def _review(year: ClusterYear, units: list[Unit]) -> None:
    meeting = Meeting.objects.create(
        cluster_year=year,
        kind="tong_ket",
        held_on=date(year.year, 11, 17),
        place="Hội trường",
        presided_by="Giám đốc",
    )
    meeting.attending.set(units)
    Proposal.objects.bulk_create(
        Proposal(
            cluster_year=year,
            unit=u,
            award="co_thi_dua_bo_tinh",
            reason="Hội nghị thống nhất",
            proposed_at=_at(year, 11, 18),
        )
        for u in units[:2]
    )
