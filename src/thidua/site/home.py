"""*Việc của tôi*: the home page of every role, across every cluster year, with one obvious next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.roles import OF_A_MEMBER, Role
from thidua.accounts.speaking import role_words
from thidua.awards.queries import awaiting_decision
from thidua.clusters import desks, obligations
from thidua.clusters.access import Access, access_to, unit_of
from thidua.clusters.models import ClusterYear
from thidua.clusters.progress import UnitProgress, progress_by_unit
from thidua.clusters.queries import StageView, members, stage_strip, years_seen_by
from thidua.core.timetable import Stage

from . import desk, watch

# An overseer's own tasks come late in the year; what is owed is read for so many years at most.
_READ_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Board:
    """An open year on the home page: its strip and how far its units have come."""

    year: ClusterYear
    strip: list[StageView]
    progress: list[UnitProgress]
    is_chairing: bool
    owed: int
    late_units: int
    owing_units: int


@office_page()
def my_work(request: SignedInRequest) -> HttpResponse:
    """The home page of every role."""
    today, user = request.actor.today, request.user
    years = years_seen_by(user, today, open_only=True)
    if user.standing_role in OF_A_MEMBER:
        context = _member_home(user, years, today)
    else:
        context = _overseer_home(user, years, today)
    return render(request, "site/my_work.html", context)


def _member_home(user: User, years: list[ClusterYear], today: date) -> dict[str, Any]:
    tasks, waiting, steps, boards, held = [], [], [], [], []
    for year in years:
        access = access_to(user, year, today)
        held += _offices(year, access)
        owed = desks.with_open_links(obligations.owed_in(year), access)
        units = {unit.pk: unit for unit in members(year)}
        tasks += desk.on_desk(year, access, owed, units, today)
        waiting += desk.waiting_for_others(year, access, owed, today)
        if step := desk.stage_task(year, access, owed, today):
            steps.append(step)
        rows = progress_by_unit(year, owed, today)
        chairing = bool(access.roles & {Role.CHAIR, Role.SECRETARY})
        if chairing:
            rows.sort(key=lambda row: (-row.late, -len(row.still)))
        boards.append(
            Board(
                year=year,
                strip=stage_strip(year, today),
                progress=rows,
                is_chairing=chairing,
                owed=sum(row.owed for row in rows),
                late_units=sum(bool(row.overdue) for row in rows),
                owing_units=sum(bool(row.still) for row in rows),
            )
        )
    found = desk.sort_out(tasks, waiting, steps[0] if steps else None)
    # The year of the next step comes first, then those one runs, then the older.
    boards.sort(
        key=lambda board: (
            found.first is None or board.year != found.first.year,
            not board.is_chairing,
            board.year.year,
        )
    )
    closed = [] if years else years_seen_by(user, today)[:1]
    return {
        "desk": found,
        "boards": boards,
        "last_closed": closed[0] if closed else None,
        "offices": held,
        "kind": "member",
    }


def _offices(year: ClusterYear, access: Access) -> list[str]:
    """What the reader is in ``year`` beyond the standing role, in words."""
    return [
        _("%(role)s của %(cluster)s năm %(year)s")
        % {"role": role_words(role, year.cluster.kind), "cluster": year.cluster.name, "year": year.year}
        for role in (Role.CHAIR, Role.SECRETARY)
        if role in access.roles
    ]


def _overseer_home(user: User, years: list[ClusterYear], today: date) -> dict[str, Any]:
    role = user.standing_role
    tasks: list[desk.Task] = []
    if role is Role.AUTHORITY:
        late_in_year = [y for y in years if y.current_stage.order >= Stage.PROPOSAL.order]
        for year in late_in_year[:_READ_AT_MOST]:
            units = {unit.pk: unit for unit in members(year)}
            tasks += desk.on_desk(year, access_to(user, year, today), obligations.owed_in(year), units, today)
    context: dict[str, Any] = {"desk": desk.sort_out(tasks, ()), "kind": role.value}
    if role in (Role.AUTHORITY, Role.INSPECTOR, Role.OPERATOR):
        rows = watch.cluster_rows(watch.with_terms(years), today)
        context |= {
            "clusters": rows,
            "late_clusters": sum(bool(row.late) for row in rows),
            "may_read_journals": True,
        }
    if role is Role.AUTHORITY:
        context["awaiting"] = awaiting_decision(unit_of(user, today))
    if role is Role.EDITOR:
        context["news"] = watch.news_desk()
    if role is Role.OPERATOR:
        context["system"] = watch.system_state(today)
    return context
