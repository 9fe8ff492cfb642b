"""Writing the frame: units, cluster, year, its stages."""

from __future__ import annotations

from datetime import date

from thidua.accounts.actor import Actor
from thidua.clusters import actions
from thidua.clusters.models import Cluster, ClusterKind, ClusterYear, Unit, UnitKind
from thidua.core.timetable import Stage
from thidua.sheets.values import Book, Row

from .job import Job


def text_of(rows: list[Row]) -> str:
    """A text kept as one row a line."""
    ordered = sorted(rows, key=lambda row: row.whole("line"))
    return "\n".join(row.text("text") for row in ordered)


def open_new_year(actor: Actor, book: Book) -> ClusterYear:
    """Make the units and the cluster that are not there yet, and open the year."""
    row = book["year"][0]
    since = date(row.whole("year"), 1, 1)
    authority = _unit(
        actor,
        row.text("authority_code"),
        row.text("authority_name"),
        row.text("authority_short"),
        row.text("authority_kind"),
        "",
        since,
    )
    members = {
        unit.text("code"): _unit(
            actor,
            unit.text("code"),
            unit.text("name"),
            unit.text("short_name"),
            unit.text("kind"),
            unit.text("place"),
            since,
        )
        for unit in book["units"]
    }
    cluster = Cluster.objects.filter(code=row.text("cluster_code")).first()
    if cluster is None:
        cluster = actions.create_cluster(
            actor,
            code=row.text("cluster_code"),
            kind=ClusterKind(row.text("cluster_kind")),
            name=row.text("cluster_name"),
            awarding_authority=authority,
        )
    return actions.open_year(
        actor,
        cluster,
        row.whole("year"),
        members=members.values(),
        chair=members[row.text("chair")],
        deputy=members[row.text("deputy")] if row["deputy"] else None,
        dues=_dues(book),
        regulation=text_of(book.get("regulation", [])),
        is_demonstration=row.yes("is_demonstration"),
    )


def write_settings(job: Job) -> None:
    """Regulation and due days of a year that was there before."""
    if job.plans["stages"].is_empty and job.plans["regulation"].is_empty:
        return
    rows = job.rows("stages") or job.rows("regulation")
    regulation = job.rows_and_kept("regulation")
    with job.writing("stages" if job.rows("stages") else "regulation", rows[0]):
        actions.edit_year(
            job.actor,
            job.year,
            secretary=job.year.secretary,
            regulation=text_of(regulation) if regulation else job.year.regulation,
            dues=_dues(job.reading.book),
        )


def move_stages(job: Job) -> None:
    """Pass from stage to stage on the days the sheet says they were left."""
    row = job.rows("year")[0]
    wanted = Stage(row.text("stage"))
    left_on = {term.text("stage"): term.day("completed_on") for term in job.rows("stages")}
    due = {term.text("stage"): term.day("due") for term in job.rows("stages")}
    current = job.year.current_stage
    while current.order < wanted.order:
        day = left_on.get(current.value) or due.get(current.value)
        with job.writing("year", row):
            actions.open_next_stage(job.at(day), job.year)
        job.year.refresh_from_db(fields=["stage"])
        if job.year.current_stage is current:
            return
        current = job.year.current_stage


def _unit(actor: Actor, code: str, name: str, short_name: str, kind: str, place: str, since: date) -> Unit:
    """The unit of that code; made when there is none, never changed when there is."""
    return Unit.objects.filter(code=code).first() or actions.save_unit(
        actor, code=code, kind=UnitKind(kind), name=name, short_name=short_name, place=place, since=since
    )


def _dues(book: Book) -> dict[Stage, date]:
    dues = ((row.text("stage"), row.day("due")) for row in book.get("stages", []))
    return {Stage(stage): due for stage, due in dues if stage and due}
