"""A sheet of sixty criteria being scored, in a cluster of 24 units: the ground of the grid's measures."""

from __future__ import annotations

from decimal import Decimal

from thidua.accounts.models import User
from thidua.clusters.models import ClusterYear
from thidua.core.timetable import Stage
from thidua.scoring.models import Criterion, CriterionGroup, Rubric, ScoreLine, ScoreSheet, SheetState
from tools.bench_data import fill

GROUPS = 5
A_GROUP = 12
# What a group's criteria are in turn: kind, its parameters, name.
KINDS: tuple[tuple[str, dict[str, object], str], ...] = (
    (
        "judged",
        {},
        "Tham mưu ban hành và tổ chức thực hiện các văn bản quản lý nhà nước về văn hóa, thể thao",
    ),
    ("count", {"points_each": "2,5"}, "Số di tích được tu bổ, tôn tạo, chống xuống cấp trong năm"),
    (
        "target",
        {"floor": "70"},
        "Tỷ lệ gia đình đạt danh hiệu Gia đình văn hóa so với chỉ tiêu đã ký giao ước",
    ),
    ("yes_no", {}, "Có kế hoạch công tác thi đua, khen thưởng từ đầu năm"),
    ("lateness", {"per_late": "2"}, "Chấp hành chế độ báo cáo"),
    ("participation", {}, "Tham gia các hoạt động chung của cụm"),
)


def fill_grid(criteria_a_group: int = A_GROUP) -> tuple[User, ClusterYear, str]:
    """Write two years of a cluster; return a unit's head, the running year and the code of the unit."""
    _small, head = fill(1, 2)
    year = head.year
    year.stage = Stage.SELF_SCORING
    year.save()
    ScoreLine.objects.filter(sheet__cluster_year=year).delete()
    rubric = Rubric.objects.get(cluster_year=year)
    rubric.groups.all().delete()
    for place in range(GROUPS):
        group = CriterionGroup.objects.create(
            rubric=rubric, code=str(place + 1), name=f"Nhóm tiêu chí số {place + 1}", position=place
        )
        Criterion.objects.bulk_create(_criterion(group, number) for number in range(criteria_a_group))
    ScoreSheet.objects.filter(cluster_year=year).update(
        state=SheetState.DRAFT, submitted_at=None, verified_at=None
    )
    return head.user, year, year.chair.code


def _criterion(group: CriterionGroup, number: int) -> Criterion:
    kind, parameters, name = KINDS[number % len(KINDS)]
    return Criterion(
        group=group,
        code=f"{group.code}.{number + 1}",
        name=name,
        kind=kind,
        parameters=parameters,
        max_points=Decimal(20),
        position=number,
    )
