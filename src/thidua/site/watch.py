"""What those who oversee see on their home page: every cluster, the newsroom's desk, the system's state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from axes.models import AccessAttempt
from django.conf import settings
from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thidua.accounts.models import User
from thidua.clusters.models import Cluster, ClusterYear
from thidua.clusters.people import users_without_unit
from thidua.clusters.queries import stage_dues
from thidua.core.timetable import Stage, days_late, days_left
from thidua.core.vietnamese import collation_key
from thidua.journal.models import Entry
from thidua.newsroom.models import Article, ArticleState, Comment, CommentState

LISTED = 5


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """An open cluster year as its overseer sees it: how far, and how late in the present stage."""

    year: ClusterYear
    stage: Stage
    left: int | None
    late: int
    units: int

    @property
    def passed(self) -> int:
        """Stages left behind, in parts of a bar 9 long."""
        return self.stage.order


def cluster_rows(years: list[ClusterYear], today: date) -> list[ClusterRow]:
    """Return the open years, the latest in their stage first; ``years`` come from :func:`with_terms`."""
    rows = []
    for year in years:
        due = stage_dues(year).get(year.current_stage)
        rows.append(
            ClusterRow(
                year=year,
                stage=year.current_stage,
                left=days_left(due, today) if due else None,
                late=days_late(due, None, today) if due else 0,
                units=year.unit_count,  # type: ignore[attr-defined]
            )
        )
    return sorted(rows, key=lambda row: (-row.late, row.left is None, row.left, _name(row.year.cluster)))


def with_terms(years: list[ClusterYear]) -> list[ClusterYear]:
    """Return ``years`` again with due days and number of units, in two queries."""
    return list(
        ClusterYear.objects.filter(pk__in=[year.pk for year in years])
        .select_related("cluster__awarding_authority", "chair")
        .prefetch_related("stage_terms")
        .annotate(unit_count=Count("memberships"))
    )


@dataclass(frozen=True, slots=True)
class NewsDesk:
    """The editor's desk: comments that wait to be read, and articles not yet published."""

    held: int
    comments: tuple[Comment, ...]
    drafts: tuple[Article, ...]
    published: int


def news_desk() -> NewsDesk:
    """Return the newsroom's waiting comments and drafts, the oldest comment first."""
    held = Comment.objects.filter(state=CommentState.HELD).order_by("received_at")
    return NewsDesk(
        held=held.count(),
        comments=tuple(held.select_related("article")[:LISTED]),
        drafts=tuple(Article.objects.filter(state=ArticleState.DRAFT).order_by("-id")[:LISTED]),
        published=Article.objects.filter(state=ArticleState.PUBLISHED).count(),
    )


@dataclass(frozen=True, slots=True)
class SystemState:
    """The operator's view: accounts, sign-ins refused now, background jobs, the database, last change."""

    accounts: int
    closed: int
    without_unit: int
    locked_out: int
    jobs_waiting: int
    jobs_failed: int
    engine: str
    megabytes: int | None
    last_change: datetime | None
    clusters: int


def system_state(today: date) -> SystemState:
    """Return the state of the system, in a fixed number of queries."""
    accounts = User.objects.aggregate(all=Count("pk"), closed=Count("pk", filter=Q(is_active=False)))
    jobs = DBTaskResult.objects.aggregate(
        waiting=Count("pk", filter=Q(status=TaskResultStatus.READY)),
        failed=Count("pk", filter=Q(status=TaskResultStatus.FAILED)),
    )
    since: timedelta = settings.AXES_COOLOFF_TIME
    locked = AccessAttempt.objects.filter(
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gt=timezone.now() - since
    )
    last = Entry.objects.first()
    return SystemState(
        accounts=accounts["all"],
        closed=accounts["closed"],
        without_unit=users_without_unit(today),
        locked_out=locked.count(),
        jobs_waiting=jobs["waiting"],
        jobs_failed=jobs["failed"],
        engine="SQLite" if connection.vendor == "sqlite" else "PostgreSQL",
        megabytes=_megabytes(),
        last_change=last.recorded_at if last else None,
        clusters=Cluster.objects.count(),
    )


def _megabytes() -> int | None:
    """The size of the database, in whole megabytes; None when it lies in memory."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            size = int(cursor.fetchone()[0])
    else:
        file = Path(str(connection.settings_dict["NAME"]))
        if not file.is_file():
            return None
        size = int(file.stat().st_size)
    return max(1, round(size / 1_000_000))


def _name(cluster: Cluster) -> tuple[object, ...]:
    return collation_key(cluster.name)
