"""A workbook's way into the database: read, check, plan, rehearse; and, once accepted, write.

The rehearsal writes everything through the capabilities' own actions and takes it back, so that the
preview shows every refusal the acceptance would meet. The acceptance is one transaction.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.roles import Role
from thidua.accounts.standing import require_standing
from thidua.clusters.access import require, unit_of
from thidua.clusters.models import Cluster, ClusterYear, Unit
from thidua.core.faults import NotPermitted, Refused, gettext_noop
from thidua.core.vietnamese import nfc, search_key
from thidua.journal.actions import append
from thidua.sheets.reading import Reading
from thidua.sheets.values import Book, CellFault

from .. import schema
from ..checking import check
from ..exporting import export_year
from ..planning import SheetPlan, plan
from ..reading import read
from . import disputes, frame, news, pledges, reports, review, rules, scoring, verification
from .job import Job
from .rights import refuse_beyond_rights


@dataclass(frozen=True, slots=True)
class Prepared:
    """A workbook read and rehearsed: what it would do, and what is wrong with it."""

    reading: Reading
    plans: dict[str, SheetPlan]
    year: ClusterYear | None

    @property
    def faults(self) -> tuple[CellFault, ...]:
        """Every fault found, in the order of the sheets and their rows."""
        names = [self.reading.names.get(sheet.key, sheet.name) for sheet in schema.SHEETS]
        places = {name: place for place, name in enumerate(names)}
        return tuple(
            sorted(
                self.reading.faults, key=lambda fault: (places.get(fault.sheet, -1), fault.row, fault.column)
            )
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return all(planned.is_empty for planned in self.plans.values())

    @property
    def title(self) -> str:
        """The cluster and year the file speaks of."""
        rows = self.reading.book.get("year", [])
        return f"{rows[0].text('cluster_name')}, {rows[0].text('year')}" if rows else ""


class Rejected(Refused):
    """A workbook that cannot be written as it is; ``prepared`` holds the faults with their cells."""

    def __init__(self, prepared: Prepared) -> None:
        super().__init__(*(fault.as_fault() for fault in prepared.faults))
        self.prepared = prepared


def prepare(actor: Actor, content: bytes, into: ClusterYear | None = None) -> Prepared:
    """Read and rehearse a workbook, writing nothing; ``into`` is the year whose page it was sent to.

    Raises :class:`Unreadable` for a file that is none of ours, :class:`NotPermitted` for a stranger.
    """
    prepared = _planned(actor, content, into)
    if not prepared.faults and not prepared.is_empty:
        # A new year that its rules refuse is given up on the way; why is noted like any fault.
        with suppress(Rejected), transaction.atomic():
            _write(actor, prepared, pictures=None)
            transaction.set_rollback(True)
    return prepared


def accept(
    actor: Actor,
    content: bytes,
    into: ClusterYear | None = None,
    pictures: Path | None = None,
    file_name: str = "",
) -> ClusterYear:
    """Write a workbook in one transaction; raises :class:`Rejected` with every fault, writing nothing.

    ``pictures`` is the folder of the picture files; ``file_name`` is what the journal calls the workbook.
    """
    with transaction.atomic():
        prepared = _planned(actor, content, into)
        if prepared.faults:
            raise Rejected(prepared)
        year = _write(actor, prepared, pictures)
        if prepared.faults:
            raise Rejected(prepared)
        append(
            actor,
            "import_workbook",
            year,
            after={
                "file": file_name,
                "sha256": sha256(content).hexdigest(),
                "new": sum(len(planned.new) for planned in prepared.plans.values()),
                "changed": sum(len(planned.changed) for planned in prepared.plans.values()),
            },
            year_id=year.pk,
        )
    return year


def _planned(actor: Actor, content: bytes, into: ClusterYear | None) -> Prepared:
    reading = read(content)
    year = _year_of(reading)
    if into is not None and year != into:
        # A file that names no year at all is told so by ``check``; it is still this year it was sent to.
        for row in reading.book.get("year", [])[:1]:
            reading.note(
                "year",
                row.number,
                "year",
                gettext_noop("Sổ này không phải của %(into)s."),
                gettext_noop("Hãy kiểm tra mã cụm và năm, hoặc nhập ở đúng trang của năm đó."),
                into=str(into),
            )
        year = into
    _require_right(actor, reading, year)
    existing = export_year(year) if year else None
    check(reading, existing)
    _check_known_units(reading.book, reading)
    plans = plan(reading.book, existing)
    if year is not None and existing is not None:
        _refuse_closed(year, reading, plans)
        if not year.is_closed:
            refuse_beyond_rights(actor, year, reading, plans, existing)
    return Prepared(reading, plans, year)


def _year_of(reading: Reading) -> ClusterYear | None:
    rows = reading.book.get("year", [])
    if not rows:
        return None
    return (
        ClusterYear.objects.select_related("cluster__awarding_authority", "chair", "deputy", "secretary")
        .filter(cluster__code=rows[0].text("cluster_code"), year=rows[0].whole("year"))
        .first()
    )


def _require_right(actor: Actor, reading: Reading, year: ClusterYear | None) -> None:
    """An existing year: who may import into it. A new one: the operator, or its own awarding authority."""
    if year is not None:
        require(actor, Permission.IMPORT_YEAR, year)
        return
    require_standing(actor, Permission.CREATE_CLUSTER)
    rows = reading.book.get("year", [])
    if not rows or actor.user.standing_role is Role.OPERATOR:
        return
    cluster = Cluster.objects.filter(code=rows[0].text("cluster_code")).first()
    authority = cluster.awarding_authority.code if cluster else rows[0].text("authority_code")
    own = unit_of(actor.user, actor.today)
    if own is None or own.code != authority:
        raise NotPermitted.because(gettext_noop("Cụm này thuộc cơ quan quản lý khác."))


def _check_known_units(book: Book, reading: Reading) -> None:
    """A code that is taken must be that unit's, by one of the names it has borne."""
    wanted = {row.text("code"): ("units", row, "code", "name") for row in book.get("units", [])}
    for row in book.get("year", []):
        wanted[row.text("authority_code")] = ("year", row, "authority_code", "authority_name")
    for unit in Unit.objects.filter(code__in=wanted).prefetch_related("names"):
        sheet, row, key, name = wanted[unit.code]
        names = {search_key(known.name) for known in unit.names.all()} | {search_key(unit.name)}
        if search_key(nfc(row.text(name))) not in names:
            reading.note(
                sheet,
                row.number,
                key,
                gettext_noop("Mã “%(code)s” trong hệ thống là của “%(unit)s”."),
                gettext_noop("Hãy dùng mã khác, hoặc ghi đúng tên đơn vị."),
                code=unit.code,
                unit=unit.name,
            )


def _refuse_closed(year: ClusterYear, reading: Reading, plans: dict[str, SheetPlan]) -> None:
    rows = reading.book.get("year", [])
    if year.is_closed and rows and not all(planned.is_empty for planned in plans.values()):
        reading.note(
            "year",
            rows[0].number,
            "year",
            gettext_noop("Năm %(year)s đã bàn giao, chỉ còn để tra cứu."),
            year=year.year,
        )


def _write(actor: Actor, prepared: Prepared, pictures: Path | None) -> ClusterYear:
    importer = Actor(actor.user, actor.at, for_all_units=True)
    reading, plans = prepared.reading, prepared.plans
    year, existing = prepared.year, {}
    if year is None:
        try:
            year = frame.open_new_year(importer, reading.book)
        except Refused as refused:
            for fault in refused.faults:
                row = reading.book["year"][0]
                reading.note("year", row.number, fault.place, fault.cause, fault.mend, **fault.params)
            raise Rejected(prepared) from refused
    else:
        existing = export_year(year)
    job = Job(importer, reading, plans, existing, year, pictures)
    job.units = {unit.code: unit for unit in Unit.objects.filter(memberships__cluster_year=year)}
    if prepared.year is not None:
        frame.write_settings(job)
    for step in (
        pledges.write_movements,
        pledges.write_pledges,
        reports.write_reports,
        scoring.write_rubric,
        verification.write_groups,
        rules.write_rules,
        scoring.write_sheets,
        verification.write_cross_scores,
        rules.write_exclusions,
        disputes.write_disputes,
        review.write_meetings,
        review.write_ballots,
        rules.write_meeting_decisions,
        review.write_proposals,
        review.write_decisions,
        frame.move_stages,
        review.write_hand_over,
        news.write_news,
    ):
        step(job)
    return year
