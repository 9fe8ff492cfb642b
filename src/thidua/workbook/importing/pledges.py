"""Writing directives, movements, joint activities and the pact."""

from __future__ import annotations

from collections import defaultdict

from thidua.core.faults import Fault
from thidua.movements import actions as movements
from thidua.movements.models import Directive, Movement
from thidua.pledges import actions as pledges
from thidua.sheets.values import Row

from .frame import text_of
from .job import Job, there


def write_movements(job: Job) -> None:
    """Sheets Văn bản to Hoạt động chung."""
    for row in job.to_write("directives"):
        with job.writing("directives", row):
            movements.save_directive(
                job.actor,
                job.year,
                number=row.text("number"),
                issued_on=row.day("issued_on"),
                issuer=row.text("issuer"),
                abstract=row.text("abstract"),
            )
    directives = {d.number: d for d in Directive.objects.filter(cluster_year=job.year)}
    for row in job.to_write("movements"):
        with job.writing("movements", row):
            starts_on = there(row.day("starts_on"))
            movements.launch_movement(
                job.at(starts_on),
                job.year,
                name=row.text("name"),
                launched_by=row.text("launched_by"),
                level=row.text("level"),
                kind=row.text("kind"),
                starts_on=starts_on,
                ends_on=row.day("ends_on"),
                targets=row.text("targets"),
                criteria=row.text("criteria"),
                directive=there(directives.get(row.text("directive"))) if row["directive"] else None,
            )
    launched = {m.name: m for m in Movement.objects.filter(cluster_year=job.year)}
    for row in job.to_write("parts"):
        with job.writing("parts", row):
            movements.record_part(
                job.at(row.day("recorded_on")),
                there(launched.get(row.text("movement"))),
                job.unit(row),
                activities=row.text("activities"),
                results=row.text("results"),
            )
    for row in job.to_write("activities"):
        with job.writing("activities", row):
            held_on = there(row.day("held_on"))
            movements.record_activity(
                job.at(held_on),
                job.year,
                kind=row.text("kind"),
                name=row.text("name"),
                field=row.text("field"),
                held_on=held_on,
                host=job.unit(row, "host"),
                participants=[job.units[code] for code in row.several("participants")],
                place=row.text("place"),
                summary=row.text("summary"),
            )


def write_pledges(job: Job) -> None:
    """Sheets Giao ước to Đăng ký."""
    lines = job.rows("pact")
    if lines and not job.plans["pact"].is_empty:
        with job.writing("pact", lines[0]):
            pledges.save_pact(job.actor, job.year, text=text_of(job.rows_and_kept("pact")))
    for row in job.to_write("targets"):
        with job.writing("targets", row):
            pledges.save_target(
                job.actor,
                job.year,
                code=row.text("code"),
                name=row.text("name"),
                field=row.text("field"),
                measure=row.text("measure"),
                direction=row.text("direction"),
                position=row.whole("position"),
            )
    _agree(job)
    for row in job.to_write("signatures"):
        with job.writing("signatures", row):
            pledges.sign_pact(
                job.at(row.moment("signed_at")),
                job.year,
                job.unit(row),
                signer_name=row.text("signer_name"),
                signer_position=row.text("signer_position"),
            )
    for row in job.to_write("registrations"):
        with job.writing("registrations", row):
            pledges.register(
                job.at(row.moment("registered_at")),
                job.year,
                job.unit(row),
                award=row.text("award"),
                quantity=row.whole("quantity"),
                note=row.text("note"),
            )


def _agree(job: Job) -> None:
    by_unit: dict[str, list[Row]] = defaultdict(list)
    for row in job.to_write("agreed"):
        by_unit[row.text("unit")].append(row)
    for code, rows in by_unit.items():
        by_target = {row.text("target"): row for row in rows}

        def locate(fault: Fault, by_target: dict[str, Row] = by_target) -> tuple[str, int, str] | None:
            row = by_target.get(fault.place.removeprefix("figure_"))
            return ("agreed", row.number, "value") if row else None

        with job.writing("agreed", rows[0], locate):
            figures = {target: row.figure("value") for target, row in by_target.items()}
            pledges.agree_figures(job.actor, job.year, job.units[code], figures)
