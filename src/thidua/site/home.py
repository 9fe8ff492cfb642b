"""*Việc của tôi*: what lies on the user's desk, across every cluster year, with one obvious next step."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from thidua.accounts.pages import SignedInRequest, office_page
from thidua.clusters import obligations
from thidua.clusters.access import Access, access_to
from thidua.clusters.models import ClusterYear
from thidua.clusters.queries import stage_strip, years_seen_by
from thidua.core.timetable import Obligation, days_left


@dataclass(frozen=True, slots=True)
class Task:
    """An obligation on the user's desk."""

    owed: Obligation
    year: ClusterYear
    left: int | None


def tasks_in(year: ClusterYear, access: Access, owed: list[Obligation], today: object) -> list[Task]:
    """Pick what lies on the desk of somebody with ``access`` to ``year``, up to the present stage."""
    roles = {role.value for role in access.roles}
    own = access.unit.pk if access.unit else None
    return [
        Task(o, year, days_left(o.due, today) if o.due else None)  # type: ignore[arg-type]
        for o in owed
        if not o.is_done
        and o.role in roles
        and o.unit_id in (None, own)
        and o.stage.order <= year.current_stage.order
    ]


@office_page()
def my_work(request: SignedInRequest) -> HttpResponse:
    """The home page of every role."""
    today = request.actor.today
    years = years_seen_by(request.user, today)
    tasks: list[Task] = []
    for year in years:
        if not year.is_closed:
            access = access_to(request.user, year, today)
            tasks += tasks_in(year, access, obligations.owed_in(year), today)
    tasks.sort(key=lambda task: (task.left is None, task.left))
    current = next((year for year in years if not year.is_closed), years[0] if years else None)
    context = {
        "tasks": tasks,
        "years": years,
        "current": current,
        "strip": stage_strip(current, today) if current else [],
    }
    return render(request, "site/my_work.html", context)
